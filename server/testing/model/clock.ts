import type { MinuteOracle } from '#city/calendar/oracle.ts'
import type { CaseEvent, Limit } from '#city/case/event.ts'

/** The handling clock as the minute oracle counts it: when it is used up, and whether it ran on after that. */
export type Counted = { readonly dueMs: number | undefined; readonly isLate: boolean; readonly isRunning: boolean }

type Told = {
  limit: Limit | undefined
  limits: Limit[]
  startMs: number
  alive: boolean
  party: string | undefined
  away: Set<string>
  runs: { from: number; to: number }[]
}

/**
 * Tells the handling clock of a history without the ledger: which stretches it ran in, then minute by minute when the budget was
 * used up. Instants must be whole minutes. Undefined before the first dispatch.
 */
export function countHandling(history: readonly CaseEvent[], oracle: MinuteOracle, nowMs: number): Counted | undefined {
  const told: Told = {
    limit: undefined,
    limits: [],
    startMs: 0,
    alive: false,
    party: undefined,
    away: new Set(),
    runs: [],
  }
  for (const event of history) {
    const at = event.at.getTime()
    const ran = isRunning(told)
    if (!(event.kind === 'dispatched' && begins(told, event, at))) hears(told, event)
    if (ran && !isRunning(told)) told.runs.at(-1)!.to = at
    if (isRunning(told) && (!ran || told.runs.length === 0)) told.runs.push({ from: at, to: Number.POSITIVE_INFINITY })
  }
  if (told.limits.length === 0) return undefined
  const { runs, limits, startMs } = told
  const within = (minute: number) => runs.some(({ from, to }) => from <= minute && minute < to)
  const usedUp = oracle.addWhile(startMs, limits, within)
  const lastRun = Math.min(runs.at(-1)?.to ?? 0, nowMs)
  return { dueMs: usedUp, isLate: usedUp !== undefined && usedUp < lastRun, isRunning: isRunning(told) }
}

const isRunning = (told: Told): boolean => told.alive && told.away.size === 0

/** A dispatch to another unit gives the whole budget again; to the same one it goes on. */
function begins(told: Told, event: CaseEvent<'dispatched'>, at: number): boolean {
  const { unitId } = event.body
  if (told.alive && told.party === unitId) {
    told.away.delete('away')
    return true
  }
  if (!told.limit) throw new Error('dispatched before it was filed')
  Object.assign(told, { limits: [told.limit], startMs: at, alive: true, party: unitId, runs: [] })
  told.away.clear()
  return true
}

function hears(told: Told, event: CaseEvent): void {
  if (event.kind === 'filed') told.limit = event.body.clause.limit
  if (event.kind === 'returned' || event.kind === 'recalled') told.away.add('away')
  if (event.kind === 'recalled' || event.kind === 'resumed') told.away.delete('suspended')
  if (event.kind === 'suspension_approved') told.away.add('suspended')
  if (event.kind === 'handled') told.away.add('handled')
  if (event.kind === 'extension_approved') told.limits.push(event.body.limit)
  if (event.kind === 'reworked') {
    told.alive = true
    told.away.delete('handled')
  }
  if (['sent_back', 'closed', 'force_closed', 'voided', 'refused'].includes(event.kind)) {
    told.alive = false
    told.away.clear()
  }
}
