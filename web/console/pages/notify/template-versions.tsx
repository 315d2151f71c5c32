import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { listVersions } from '#command/notify/words/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Version = ReplyOf<typeof listVersions>['items'][number]

/** The versions a template has had; the words of one can be taken up again. */
export function TemplateVersions({ template, onUse }: { template: string; onUse: (version: Version) => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { data } = useQuery(ask(listVersions, { params: { template } }))
  const older = data?.items.slice(1) ?? []
  if (older.length === 0) return null
  return (
    <section aria-label={w.older}>
      <h2>{w.older}</h2>
      <ul className="notify-versions">
        {older.map((version) => (
          <li key={version.version}>
            <span>{w.versionOf(version.version)}</span>
            <span className="quiet">
              {[version.changedBy, version.changedAt && formatTime(version.changedAt)].filter(Boolean).join(' · ')}
            </span>
            <span className="clip">{pick({ zh: version.textZh, en: version.textEn })}</span>
            <Button
              size="small"
              onClick={() => onUse(version)}
              aria-label={`${w.restore} ${w.versionOf(version.version)}`}
            >
              {w.restore}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
