import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import { stageNames } from '#city/case/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { getStuck, proveNow } from '#supervise/stuck/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, useCommand } from '#web/kit/query.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { words } from './words.ts'

type Stuck = ReplyOf<typeof getStuck>

/** What the last proof says: all open cases have somebody and a time, or these do not. */
export function StuckPart() {
  const w = useWords(words)
  const [asked, setAsked] = useState(false)
  const { data, error, refetch } = useQuery({ ...ask(getStuck, {}), refetchInterval: asked ? 3_000 : 60_000 })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const [run] = data.runs
  return (
    <>
      <div className="part-head">
        {run ? <Verdict run={run} /> : <p>{w.neverHint}</p>}
        <ProveNow onAsked={() => setAsked(true)} />
      </div>
      {run ? data.items.length > 0 && <Findings items={data.items} /> : <Nothing title={w.neverProven} />}
    </>
  )
}

function Verdict({ run }: { run: Stuck['runs'][number] }) {
  const w = useWords(words)
  const isSound = run.findings === 0
  return (
    <div className="verdict" role="status">
      <strong className={isSound ? 'sound' : 'unsound'}>
        {isSound ? `✓ ${w.proven(run.cases)}` : `! ${w.foundSome(run.findings, run.cases)}`}
      </strong>
      <span className="quiet">{w.provenAt(formatTime(run.at))}</span>
      <span className="quiet">
        {w.digest} <code>{run.digest.slice(0, 16)}</code>
      </span>
    </div>
  )
}

function ProveNow({ onAsked }: { onAsked: () => void }) {
  const w = useWords(words)
  const pick = usePick()
  const { message } = App.useApp()
  const command = useCommand(proveNow)
  const start = () =>
    command.mutate(
      {},
      {
        onSuccess: () => {
          message.info(w.proving)
          onAsked()
        },
        onError: (problem) => message.error(pick(problem)),
      },
    )
  return (
    <Button onClick={start} loading={command.isPending}>
      {w.proveNow}
    </Button>
  )
}

function Findings({ items }: { items: Stuck['items'] }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <section className="plain-table" aria-label={w.stuck}>
      <table>
        <thead>
          <tr>
            {[w.number, w.what, w.stageName, w.category, w.unit, w.due].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.caseId} ${item.kind}`}>
              <td className="number">
                <Link to="/cases/$id" params={{ id: item.caseId }}>
                  {item.number}
                </Link>
              </td>
              <td>
                {pick(item.name)}
                <small>{pick(item.detail)}</small>
              </td>
              <td>{stageNames[item.stage as keyof typeof stageNames] ?? item.stage}</td>
              <td>{item.category ?? '—'}</td>
              <td>{item.unit ?? '—'}</td>
              <td className="number">{item.dueAt ? formatTime(item.dueAt) : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
