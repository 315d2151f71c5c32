import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { calendarOfVersion, currentCalendar } from '#city/calendar/store.ts'
import { type Appended, appendToCases, mayAppend } from '#city/case/append.ts'
import { listHistories } from '#city/case/bulk.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { movesOf as epochsOf, type Rung, rungsOf, watchAtOf } from '#city/case/watch.ts'
import { readLadder, setWatches, type Watch } from '#city/case/watch-store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { bodyOf, type Calendars, type Move, movesOf } from './plan.ts'
import {
  type CaseMove,
  claimCases,
  claimOldest,
  countOpen,
  insertMoves,
  type Reprojection,
  recordStep,
} from './store.ts'

/** One batch: `undefined` when there was nothing to do, else whether it was the last. */
export type Batch = { readonly looked: number; readonly isLast: boolean } | undefined

type Using = { readonly calendar: CompiledCalendar; readonly ladder: readonly Rung[]; readonly now: Date }

type Found = {
  readonly caseId: string
  readonly history: readonly CaseEvent[]
  readonly state: CaseState
  readonly moves: readonly Move[]
}

/**
 * Computes the next cases of the oldest unfinished re-projection anew, in the caller's transaction: events, cached rows, outbox
 * and progress commit together, so that whoever goes on after a kill goes on where this ended.
 */
export async function reprojectNext(tx: Tx, districtId: string, now: Date, limit: number): Promise<Batch> {
  const job = await claimOldest(tx, districtId)
  if (!job) return undefined
  const held = await claimCases(tx, districtId, job.cursor, limit)
  const [histories, ladder, calendar, total] = await Promise.all([
    listHistories(
      tx,
      districtId,
      held.map(({ caseId }) => caseId),
    ),
    readLadder(tx, districtId),
    currentCalendar(tx, districtId),
    job.startedAt === null ? countOpen(tx, districtId) : undefined,
  ])
  const using = { calendar, ladder, now }
  const calendars: Calendars = { now: calendar, byVersion: (version) => calendarOfVersion(calendar, version) }
  const { found, failed } = findMoves(job, histories, calendars, now)
  const moving = found.filter(({ moves }) => moves.length > 0)
  const moves = moving.flatMap(({ caseId, state, moves: all }) => {
    const recorded = mayAppend('clock_moved', state, now)
    return all.map((move): CaseMove => ({ ...move, caseId, recorded }))
  })
  const appended = await append(tx, districtId, job, using, moving, moves)
  await insertMoves(tx, districtId, job.reprojectionId, moves)
  await setWatches(tx, districtId, watchesOf(found, appended, held, using))
  const isLast = held.length < limit
  const cursor = held.at(-1)?.caseId ?? job.cursor
  const counts = { looked: held.length, movedCases: moving.length, movedClocks: moves.length, failed }
  await recordStep(
    tx,
    districtId,
    job.reprojectionId,
    { cursor, isLast, ...counts, ...(total === undefined ? {} : { total }) },
    now,
  )
  return { looked: held.length, isLast }
}

/** A case that cannot be computed is counted and left as it is; the nightly proof names it. */
function findMoves(
  { plan }: Reprojection,
  histories: readonly { caseId: string; history: readonly CaseEvent[] }[],
  calendars: Calendars,
  now: Date,
): { found: Found[]; failed: number } {
  const found = histories.flatMap(({ caseId, history }) => {
    try {
      const state = foldCase(history)
      return [{ caseId, history, state, moves: movesOf(plan, history, state, calendars, now) }]
    } catch {
      return []
    }
  })
  return { found, failed: histories.length - found.length }
}

function append(
  tx: Tx,
  districtId: string,
  { cause, reason }: Reprojection,
  using: Using,
  moving: readonly Found[],
  moves: readonly CaseMove[],
): Promise<Appended[]> {
  const recorded = new Set(moves.filter((move) => move.recorded).map(({ caseId }) => caseId))
  return appendToCases(
    tx,
    districtId,
    using,
    'clock_moved',
    moving.map(({ caseId, history, moves: own }) => ({
      caseId,
      history,
      bodies: recorded.has(caseId) ? own.map((move) => bodyOf(move, cause, reason)) : [],
    })),
  )
}

/**
 * When the watch looks next at the cases of a batch: at once where a clock that moved has rungs behind it, else at the next one.
 * What was due before stays due; cases whose instant is the same are not written.
 */
function watchesOf(
  found: readonly Found[],
  appended: readonly Appended[],
  held: readonly { caseId: string; watchAt: Date | null }[],
  { calendar, ladder, now }: Using,
): Watch[] {
  const armed = new Map(held.map(({ caseId, watchAt }) => [caseId, watchAt]))
  const after = new Map(appended.map((each) => [each.caseId, each]))
  return found.flatMap(({ caseId, history, state }) => {
    const known = armed.get(caseId) ?? null
    const done = after.get(caseId)
    const isOverdue = known !== null && known <= now
    const watchAt = done ? movedWatch(done, calendar, ladder, now) : unmovedWatch(history, state, calendar, ladder, now)
    if (isOverdue || (done === undefined && watchAt?.getTime() === known?.getTime())) return []
    return [{ caseId, watchAt }]
  })
}

function movedWatch(
  { history, state }: Appended,
  calendar: CompiledCalendar,
  ladder: readonly Rung[],
  now: Date,
): Date | null {
  const entries = ledgerOf(history)
  const source = sourceOf(calendar)
  const [first] = rungsOf(entries, source, ladder, now, epochsOf(history))
  if (first && first.at <= now) return now
  return watchAtOf(entries, state, calendar, source, ladder, now)
}

const unmovedWatch = (
  history: readonly CaseEvent[],
  state: CaseState,
  calendar: CompiledCalendar,
  ladder: readonly Rung[],
  now: Date,
): Date | null => watchAtOf(ledgerOf(history), state, calendar, sourceOf(calendar), ladder, now)
