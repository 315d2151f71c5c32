import { useQuery } from '@tanstack/react-query'
import { getCase, listCases, stageNames } from '#city/case/contract.ts'
import { ClockBadge } from '#web/kit/clock-badge.tsx'
import { ClockPanel } from '#web/kit/clock-panel.tsx'
import type { Clocked } from '#web/kit/clock-reading.ts'
import { useWords } from '#web/kit/language.ts'
import { ask } from '#web/kit/query.ts'
import { may, useMe } from '#web/kit/session.ts'
import { type Stage, StageTag } from '#web/kit/stage-tag.tsx'
import { Failure, Loading, Nothing } from '#web/kit/states.tsx'
import { useNow } from '#web/kit/time.ts'
import { Timeline } from '#web/kit/timeline/timeline.tsx'
import { words } from './words.ts'

const stages = Object.keys(stageNames) as Stage[]
const minute = 60_000

/** Every stage and every way a clock may stand. */
export function TagsPart() {
  const w = useWords(words)
  const now = useNow()
  const due = (inMinutes: number) => new Date(now + inMinutes * minute).toISOString()
  const running = { stage: 'handling', clock: 'handle', handledInTime: null } as const
  const clocks: readonly (Clocked & { key: string })[] = [
    { key: 'far', ...running, dueAt: due(60 * 30) },
    { key: 'soon', ...running, dueAt: due(20) },
    { key: 'late', ...running, dueAt: due(-95) },
    { key: 'paused', ...running, stage: 'suspended', dueAt: null },
    { key: 'none', ...running, clock: null, dueAt: null },
    { key: 'in time', ...running, stage: 'closed', dueAt: null, handledInTime: true },
    { key: 'overran', ...running, stage: 'closed', dueAt: null, handledInTime: false },
  ]
  return (
    <>
      <section className="panel">
        <h2>{w.stages}</h2>
        <p className="style-row">
          {stages.map((stage) => (
            <StageTag key={stage} stage={stage} />
          ))}
        </p>
      </section>
      <section className="panel">
        <h2>{w.clocks}</h2>
        <p className="style-row">
          {clocks.map(({ key, ...clock }) => (
            <ClockBadge key={key} item={clock} />
          ))}
        </p>
      </section>
    </>
  )
}

/** The history and the clocks of the case that changed last: nothing made up says as much as one of the district's own. */
export function HistoryPart() {
  const w = useWords(words)
  const isAllowed = may(useMe(), 'case.read')
  const list = useQuery({ ...ask(listCases, { query: { sort: 'changed', limit: 1 } }), enabled: isAllowed })
  const caseId = list.data?.items[0]?.caseId ?? ''
  const { data, error } = useQuery({ ...ask(getCase, { params: { id: caseId } }), enabled: caseId !== '' })
  return (
    <section className="panel">
      <h2>{w.history}</h2>
      {error && <Failure problem={error} />}
      {isAllowed && list.isPending && <Loading />}
      {!isAllowed || list.data?.items.length === 0 ? <Nothing title={w.noHistory} /> : null}
      {data?.clocks.map((clock) => (
        <ClockPanel key={`${clock.name}-${clock.party}`} clock={clock} />
      ))}
      {data && <Timeline events={data.events} />}
    </section>
  )
}
