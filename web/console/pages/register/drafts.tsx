import { Button } from 'antd'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { listDrafts } from '#serve/call/contract.ts'
import { useLanguage, useWords } from '#web/kit/language.ts'
import { shortTime, useNow } from '#web/kit/time.ts'
import { words } from './words.ts'

export type KeptDraft = ReplyOf<typeof listDrafts>['items'][number]

type Props = {
  drafts: readonly KeptDraft[]
  onResume: (draft: KeptDraft) => void
  onDrop: (draft: KeptDraft) => void
}

/** What was begun and not registered, at this seat or another. */
export function Drafts({ drafts, onResume, onDrop }: Props) {
  const w = useWords(words)
  const language = useLanguage()
  const now = useNow()
  if (drafts.length === 0) return null
  return (
    <details className="drafts" open={drafts.length < 4}>
      <summary>{w.drafts(drafts.length)}</summary>
      <ul className="around-list">
        {drafts.map((draft) => {
          const { description, place, reporter } = draft.content
          const what = description || place.text || reporter.phone || w.draftBlank
          return (
            <li key={draft.draftId}>
              <span className="clip">
                <span className="quiet">{shortTime(draft.savedAt, now, language)}</span> {what}
              </span>
              <Button size="small" aria-label={w.resumeName(what)} onClick={() => onResume(draft)}>
                {w.resume}
              </Button>
              <Button size="small" aria-label={w.dropName(what)} onClick={() => onDrop(draft)}>
                {w.drop}
              </Button>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
