import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { cancelSimulation, getSimulation } from '#command/simulate/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import { usePick, useWords } from '#web/kit/language.ts'
import { ask, routeKey, useCommand } from '#web/kit/query.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { formatDay } from '#web/kit/time.ts'
import { ChangedCases } from './changed-cases.tsx'
import { ClocksResult } from './clocks-result.tsx'
import { RulesResult } from './rules-result.tsx'
import './simulation.css'
import { words } from './words.ts'

export type Simulation = ReplyOf<typeof getSimulation>

const pollMs = 1_000

/** A simulation while it runs, and what it found. */
export function SimulationView({ simulationId, hasCases }: { simulationId: string; hasCases: boolean }) {
  const w = useWords(words)
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    ...ask(getSimulation, { params: { simulationId } }),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : pollMs),
  })
  if (error) return <Failure problem={error} onRetry={() => void refetch()} />
  if (!data) return <Loading rows={2} />
  if (data.state === 'waiting' || data.state === 'running') return <Running simulation={data} />
  if (data.state === 'cancelled') return <p role="status">{w.cancelled}</p>
  if (!data.report) return <p role="alert">{w.failed(data.failure ?? '')}</p>
  return (
    <div className="simulation" role="status">
      <h3>{w.result}</h3>
      <p className="quiet">
        {w.window(formatDay(data.since), formatDay(data.until))} · {w.assumption}：{pick(data.assumption)}
      </p>
      {data.report.subject === 'rules' ? <RulesResult report={data.report} /> : <ClocksResult report={data.report} />}
      {hasCases && <ChangedCases simulationId={simulationId} units={data.report.units} />}
    </div>
  )
}

const isOver = (simulation: Simulation | undefined): boolean =>
  simulation !== undefined && simulation.state !== 'waiting' && simulation.state !== 'running'

function Running({ simulation }: { simulation: Simulation }) {
  const w = useWords(words)
  const client = useQueryClient()
  const cancel = useCommand(cancelSimulation)
  const { simulationId, state, done, total } = simulation
  const share = total > 0 ? Math.round((done / total) * 100) : 0
  const stop = () =>
    cancel.mutate(
      { params: { simulationId } },
      { onSuccess: () => void client.invalidateQueries({ queryKey: [routeKey(getSimulation)] }) },
    )
  return (
    <div className="simulation" role="status">
      <p>{state === 'waiting' ? w.waiting : w.progress(done, total)}</p>
      <Progress percent={share} aria-label={w.result} />
      <div>
        <Button size="small" onClick={stop} loading={cancel.isPending}>
          {w.cancel}
        </Button>
      </div>
    </div>
  )
}
