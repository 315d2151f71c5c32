import { measureBetween } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'

/** What the ledger reads of a history: who was sent when, who gave it back and why, what was decided, and when it was handled. */
export type Turn =
  | { readonly kind: 'dispatched'; readonly seq: number; readonly at: Date; readonly unitId: string }
  | {
      readonly kind: 'returned'
      readonly seq: number
      readonly at: Date
      readonly byName: string
      readonly reason: string
    }
  | {
      readonly kind: 'arbitrated'
      readonly seq: number
      readonly at: Date
      readonly byName: string
      readonly reason: string
      readonly unitId: string
      readonly inTheRight: 'unit' | 'dispatcher'
    }
  | { readonly kind: 'handled' | 'recalled' | 'sent_back'; readonly seq: number; readonly at: Date }

/**
 * One return of a case by a unit. `heldMs` is the working time it lay with the unit, `waitedMs` the working time until the next dispatch
 * (until now, while there is none). `right` is who was in the right: by arbitration, or by who handled the case in the end.
 */
export type Return = {
  readonly seq: number
  readonly unitId: string
  readonly sentAt: Date
  readonly returnedAt: Date
  readonly byName: string
  readonly reason: string
  readonly heldMs: number
  readonly waitedMs: number
  readonly nextUnitId: string | null
  readonly finalUnitId: string | null
  readonly right: 'unit' | 'dispatcher' | null
  readonly by: 'arbitration' | 'outcome' | null
  readonly ruling: { readonly unitId: string; readonly byName: string; readonly reason: string } | null
}

/** The returns of one case, in order. */
export function returnsOf(turns: readonly Turn[], calendar: CompiledCalendar, now: Date): Return[] {
  const finalUnitId = handlerOf(turns)
  return turns.flatMap((turn, at) => {
    if (turn.kind !== 'returned') return []
    const sent = turns.slice(0, at).findLast((each) => each.kind === 'dispatched')
    if (!sent) return []
    const later = turns.slice(at + 1)
    const next = later.find((each) => each.kind === 'dispatched')
    const ends = later.find(({ kind }) => kind === 'dispatched' || kind === 'sent_back')?.at ?? now
    const until = next ? later.slice(0, later.indexOf(next)) : later
    const ruled = until.findLast((each) => each.kind === 'arbitrated')
    const work = (from: Date, to: Date) => measureBetween(calendar, from.getTime(), to.getTime(), 'work_time')
    return {
      seq: turn.seq,
      unitId: sent.unitId,
      sentAt: sent.at,
      returnedAt: turn.at,
      byName: turn.byName,
      reason: turn.reason,
      heldMs: work(sent.at, turn.at),
      waitedMs: work(turn.at, ends),
      nextUnitId: next?.unitId ?? null,
      finalUnitId,
      ...verdict(sent.unitId, finalUnitId, ruled?.inTheRight),
      ruling: ruled ? { unitId: ruled.unitId, byName: ruled.byName, reason: ruled.reason } : null,
    }
  })
}

/** The unit that handled the case in the end; null while nobody has. */
function handlerOf(turns: readonly Turn[]): string | null {
  const handled = turns.findLastIndex(({ kind }) => kind === 'handled')
  return turns.slice(0, Math.max(handled, 0)).findLast((each) => each.kind === 'dispatched')?.unitId ?? null
}

function verdict(
  unitId: string,
  finalUnitId: string | null,
  ruled: 'unit' | 'dispatcher' | undefined,
): Pick<Return, 'right' | 'by'> {
  if (ruled) return { right: ruled, by: 'arbitration' }
  if (finalUnitId === null) return { right: null, by: null }
  return { right: finalUnitId === unitId ? 'dispatcher' : 'unit', by: 'outcome' }
}

export type UnitReturns = {
  readonly unitId: string
  readonly returns: number
  readonly cases: number
  readonly heldMs: number
  readonly waitedMs: number
  readonly right: number
  readonly wrong: number
  readonly open: number
}

/** The ledger by unit, those with most returns first. */
export function returnsByUnit(returns: readonly (Return & { readonly caseId: string })[]): UnitReturns[] {
  const sum = (list: readonly Return[], of: 'heldMs' | 'waitedMs') => list.reduce((all, each) => all + each[of], 0)
  return [...Map.groupBy(returns, ({ unitId }) => unitId)]
    .map(([unitId, list]) => ({
      unitId,
      returns: list.length,
      cases: new Set(list.map(({ caseId }) => caseId)).size,
      heldMs: sum(list, 'heldMs'),
      waitedMs: sum(list, 'waitedMs'),
      right: list.filter(({ right }) => right === 'unit').length,
      wrong: list.filter(({ right }) => right === 'dispatcher').length,
      open: list.filter(({ right }) => right === null).length,
    }))
    .sort((a, b) => b.returns - a.returns || (a.unitId < b.unitId ? -1 : 1))
}
