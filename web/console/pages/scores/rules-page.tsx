import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { lazy, Suspense, useState } from 'react'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { getScoreRules, listScoreRules, RuleSet } from '#supervise/score/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import '../components/list-page.css'
import { useAddress } from '../components/use-address.ts'
import { PartsNav } from './parts-nav.tsx'
import { dropDraft, readDraft } from './rule-draft-store.ts'
import { RuleView } from './rule-view.tsx'
import './scores.css'
import { words } from './words.ts'

const RuleDraft = lazy(() => import('./rule-draft.tsx').then(({ RuleDraft: component }) => ({ default: component })))

type Versions = ReplyOf<typeof listScoreRules>

/** The published rules, version by version, and the draft of the next one. */
export function RulesPage() {
  const { data, error, refetch } = useQuery(ask(listScoreRules, {}))
  return (
    <section className="list-page" aria-labelledby="scores-title">
      <PartsNav id="scores-title" />
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Rules versions={data} />
      ) : (
        <Loading rows={8} />
      )}
    </section>
  )
}

function Rules({ versions }: { versions: Versions }) {
  const [search, change] = useAddress()
  const [draft, setDraft] = useState(readDraft)
  const newest = versions.items[0]?.version
  const version = Number(search.version ?? newest ?? 0)
  if (draft !== null)
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <RuleDraft
          initial={draft}
          onDone={(published) => {
            dropDraft()
            setDraft(null)
            if (published) change({ version: String(published) })
          }}
        />
      </Suspense>
    )
  if (newest === undefined) return <Default text={versions.defaultText} onDraft={setDraft} />
  return (
    <Version versions={versions} version={version} onDraft={setDraft} onChoose={(next) => change({ version: next })} />
  )
}

function Default({ text, onDraft }: { text: string; onDraft: (text: string) => void }) {
  const w = useWords(words)
  return (
    <>
      <div className="score-stand">
        <span>{w.noVersions}</span>
        <Draft text={text} onDraft={onDraft} />
      </div>
      <div className="score-box score-page-scroll">
        <RuleView rules={RuleSet.parse(JSON.parse(text))} />
      </div>
    </>
  )
}

type VersionProps = {
  versions: Versions
  version: number
  onDraft: (text: string) => void
  onChoose: (version: string) => void
}

function Version({ versions, version, onDraft, onChoose }: VersionProps) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery(ask(getScoreRules, { params: { version } }))
  return (
    <>
      <div className="score-stand">
        <Select
          aria-label={w.version}
          value={String(version)}
          options={versions.items.map((each) => ({
            value: String(each.version),
            label: w.versionLabel(each.version, each.title),
          }))}
          onChange={onChoose}
          style={{ minInlineSize: 240 }}
        />
        {data && (
          <>
            <span>
              {w.inForce} {data.validFrom} – {data.validTo ?? w.openEnd}
            </span>
            <span>{w.published(data.publishedByName, formatTime(data.publishedAt))}</span>
            <code title={data.hash}>{data.hash.slice(0, 12)}</code>
            {data.note && <span className="quiet">{data.note}</span>}
            <Draft text={data.text} onDraft={onDraft} />
          </>
        )}
      </div>
      {error ? (
        <Failure problem={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className="score-box score-page-scroll">
          <RuleView rules={data.rules} />
        </div>
      ) : (
        <Loading rows={8} />
      )}
    </>
  )
}

function Draft({ text, onDraft }: { text: string; onDraft: (text: string) => void }) {
  const w = useWords(words)
  const me = useMe()
  if (!may(me, 'score.rule.write')) return null
  return (
    <Button className="score-push" type="primary" onClick={() => onDraft(text)}>
      {w.draft}
    </Button>
  )
}
