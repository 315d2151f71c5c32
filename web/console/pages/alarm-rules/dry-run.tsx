import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { lazy, Suspense } from 'react'
import { cancelAlarmDryRun, type DryRunItem, dryRunAssumption, tryAlarmRule } from '#analyse/rule/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { useCommand } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { formatTime } from '#web/kit/time.ts'
import { useSaved } from './use-saved.ts'
import { words } from './words.ts'

const DayChart = lazy(() => import('./day-chart.tsx').then((module) => ({ default: module.DayChart })))

const spans = [1, 7, 30] as const
const dayMs = 86_400_000

type Props = { ruleId: string; runs: readonly DryRunItem[]; hasDraft: boolean }

/** Tries the draft on history and shows what it would have raised beside the version in force. */
export function DryRun({ ruleId, runs, hasDraft }: Props) {
  const w = useWords(words)
  const me = useMe()
  const pick = usePick()
  const saved = useSaved()
  const { message } = App.useApp()
  const [ask, cancel] = [useCommand(tryAlarmRule), useCommand(cancelAlarmDryRun)]
  const [last] = runs
  const isBusy = last?.state === 'waiting' || last?.state === 'running'
  const begin = (days: number) => {
    const to = new Date()
    const body = { from: new Date(to.getTime() - days * dayMs).toISOString(), to: to.toISOString() }
    const onError = (problem: { zh: string; en: string }) => void message.error(pick(problem))
    ask.mutate({ params: { ruleId }, body }, { onSuccess: () => saved(w.waiting), onError })
  }
  return (
    <section className="detail">
      <h3>{w.tryIt}</h3>
      {hasDraft && may(me, 'alarm.rule.write') && (
        <div className="arule-acts">
          {spans.map((days) => (
            <Button key={days} disabled={isBusy} loading={ask.isPending} onClick={() => begin(days)}>
              {w.tryDays(days)}
            </Button>
          ))}
        </div>
      )}
      {last && isBusy && (
        <p className="arule-acts" role="status">
          <span>{last.state === 'waiting' ? w.waiting : w.running(last.done, last.total)}</span>
          <progress max={Math.max(1, last.total)} value={last.done} />
          <button
            type="button"
            className="link"
            onClick={() =>
              cancel.mutate({ params: { runId: last.runId }, body: undefined }, { onSuccess: () => saved(w.cancelled) })
            }
          >
            {w.stop}
          </button>
        </p>
      )}
      {last?.state === 'failed' && <p role="alert">{w.failed(last.failure ?? '')}</p>}
      {last?.state === 'cancelled' && <p className="quiet">{w.cancelled}</p>}
      {last?.result && <Result run={last} result={last.result} />}
    </section>
  )
}

function Result({ run, result }: { run: DryRunItem; result: NonNullable<DryRunItem['result']> }) {
  const w = useWords(words)
  const pick = usePick()
  const names = { draft: w.draftOnly, force: w.forceOnly, both: w.both }
  return (
    <>
      <p>
        <strong>{w.result(result.draft, result.force, result.devices)}</strong>{' '}
        <span className="quiet">
          {formatTime(run.from)} – {formatTime(run.to)}
        </span>
      </p>
      <p className="quiet">{pick(dryRunAssumption)}</p>
      {result.days.length > 0 && (
        <Suspense>
          <DayChart days={result.days} />
        </Suspense>
      )}
      {result.items.length > 0 && (
        <table className="arule-found" aria-label={w.found}>
          <thead>
            <tr>
              <th>{w.device}</th>
              <th>{w.since}</th>
              <th>{w.until}</th>
              <th className="end">{w.times}</th>
              <th className="end">{w.value}</th>
              <th>{w.tryIt}</th>
            </tr>
          </thead>
          <tbody>
            {result.items.slice(0, 60).map((one) => (
              <tr key={`${one.deviceId} ${one.from} ${one.by}`}>
                <td>
                  <Link to="/devices" search={{ open: one.deviceId }}>
                    {one.device}
                  </Link>
                </td>
                <td>{formatTime(one.from).slice(5)}</td>
                <td>{one.to ? formatTime(one.to).slice(5) : w.still}</td>
                <td className="end">{one.times}</td>
                <td className="end">{one.value ?? '—'}</td>
                <td>{names[one.by]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {result.isCut && <p className="quiet">{w.cut}</p>}
    </>
  )
}
