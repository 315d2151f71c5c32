import type { TaskKind } from '#city/case/decline.ts'
import type { CaseEvent } from '#city/case/event.ts'
import type { Ties } from './candidates.ts'

/** Who has to do with a case, from its history: no independent judge of it. */
export function tiesOf(history: readonly CaseEvent[]): Ties {
  const units = history.flatMap(({ kind, body }) => (kind === 'dispatched' ? [body.unitId, ...body.coUnitIds] : []))
  const known = history.flatMap(({ kind, byId }) => (kind === 'reported' || kind === 'confirm_answered' ? [byId] : []))
  const round = history.slice(history.findLastIndex(({ kind }) => kind === 'handled') + 1)
  const before = round.flatMap(({ kind, body }) => (kind === 'verify_asked' ? [body.collectorId] : []))
  const partial = history.flatMap((event) =>
    event.kind === 'declined' && event.body.reason === 'conflict' ? [event.byId] : [],
  )
  const declined = new Set([...partial, ...declinersOf(round, 'verify')])
  return { unitIds: [...new Set(units)], known: new Set(known), declined, before: new Set(before) }
}

/** Whoever handed back a task of this kind. */
export const declinersOf = (history: readonly CaseEvent[], task: TaskKind): ReadonlySet<string> =>
  new Set(history.flatMap((event) => (event.kind === 'declined' && event.body.what === task ? [event.byId] : [])))

/** Whoever ever verified a case; looking at it a second time is somebody else's. */
export const verifiersOf = (history: readonly CaseEvent[]): ReadonlySet<string> =>
  new Set(history.flatMap(({ kind, byId }) => (kind === 'verify_answered' ? [byId] : [])))
