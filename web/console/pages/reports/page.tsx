import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer, Progress, Segmented } from 'antd'
import { useState } from 'react'
import { listReports, type PeriodKind, periodKinds, periodName, type ReportHead } from '#supervise/report/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { formatTime } from '#web/kit/time.ts'
import { useAddress } from '../components/use-address.ts'
import { AskForm } from './ask-form.tsx'
import './reports.css'
import { words } from './words.ts'

const kinds = Object.keys(periodKinds) as PeriodKind[]

/** Every report of the district, newest first; who may, has another made. */
export function ReportsPage() {
  const w = useWords(words)
  const pick = usePick()
  const me = useMe()
  const [{ kind }, change] = useAddress()
  const [isAsking, setAsking] = useState(false)
  const shown = kinds.find((each) => each === kind)
  return (
    <section className="reports" aria-labelledby="reports-title">
      <header className="reports-head">
        <h1 id="reports-title">{w.title}</h1>
        <span className="quiet">{w.automatic}</span>
        {may(me, 'report.make') && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {w.make}
          </Button>
        )}
      </header>
      <Segmented
        aria-label={w.kind}
        value={shown ?? ''}
        options={[
          { value: '', label: w.all },
          ...kinds.map((each) => ({ value: each, label: pick(periodKinds[each]) })),
        ]}
        onChange={(value) => change({ kind: value || undefined })}
      />
      <List kind={shown} />
      <Drawer open={isAsking} onClose={() => setAsking(false)} title={w.make} size={420} destroyOnHidden>
        <AskForm onDone={() => setAsking(false)} />
      </Drawer>
    </section>
  )
}

function List({ kind }: { kind: PeriodKind | undefined }) {
  const w = useWords(words)
  const { data, error, refetch } = useQuery({
    ...ask(listReports, { query: kind ? { kind } : {} }),
    // While one is being made the list shows how far it has come.
    refetchInterval: ({ state }) => (state.data?.items.some(({ madeAt }) => !madeAt) ? 1_000 : 60_000),
  })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (data.items.length === 0) return <Nothing title={w.none}>{w.automatic}</Nothing>
  return (
    <ul className="report-list">
      {data.items.map((item) => (
        <li key={item.reportId} className="report-item">
          <Line item={item} />
        </li>
      ))}
    </ul>
  )
}

function Line({ item }: { item: ReportHead }) {
  const w = useWords(words)
  const pick = usePick()
  return (
    <Link to="/reports/$id" params={{ id: item.reportId }} className="report-line">
      <span className="report-line-kind">{pick(periodKinds[item.kind])}</span>
      <span className="report-line-name">{pick(periodName(item))}</span>
      {item.madeAt ? (
        <span className="quiet">
          {w.madeAt} {formatTime(item.madeAt)} · {item.askedBy}
        </span>
      ) : item.failedAt ? (
        <span className="report-failed">{w.failed}</span>
      ) : (
        <Progress percent={item.progress} size="small" aria-label={w.making(item.progress)} />
      )}
      <code className="report-line-hash quiet">{item.sha256?.slice(0, 12)}</code>
    </Link>
  )
}
