import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { calendarOfVersion, currentCalendar } from '#city/calendar/store.ts'
import { appendToCases, mayAppend } from '#city/case/append.ts'
import { listHistories } from '#city/case/bulk.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import type { CaseEvent } from '#city/case/event.ts'
import { runningClocks } from '#city/case/ledger/running.ts'
import type { Move } from '#city/case/relimit.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { type Rung, rungsOf, watchAtOf } from '#city/case/watch.ts'
import { readLadder, setWatches, type Watch } from '#city/case/watch-store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { bodyOf, type Calendars, movesOf } from './plan.ts'
import {
  type CaseMove,
  claimCases,
  claimShard,
  claimToBegin,
  countOpen,
  findOldest,
  insertMoves,
  insertShards,
  listCuts,
  type Reprojection,
  recordBegun,
  recordStep,
  type Shard,
  type Step,
} from './store.ts'

/** Ranges of a re-projection: as many workers can be at it at once. */
const RANGES = 8
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** One batch: `undefined` when there was nothing to do, else whether it was the last of its range. */
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
 * and progress commit together, so that whoever goes on after a kill goes on where this ended. Several workers share one by its
 * ranges of case ids.
 */
export async function reprojectNext(tx: Tx, districtId: string, now: Date, limit: number): Promise<Batch> {
  const job = await findOldest(tx, districtId, now)
  if (!job || !(await hasBegun(tx, districtId, job, now))) return undefined
  const { reprojectionId } = job
  const shard = await claimShard(tx, districtId, reprojectionId)
  if (!shard) return undefined
  const held = await claimCases(tx, districtId, shard, limit)
  const counts = await computeAnew(tx, districtId, job, held, now)
  const isLast = held.length < limit
  const after = held.at(-1)?.caseId ?? shard.after
  await recordStep(tx, districtId, reprojectionId, { shard: shard.shard, after, isLast, ...counts }, now)
  return { looked: held.length, isLast }
}

/** Cuts a re-projection that has not begun into ranges; false while another worker does. */
async function hasBegun(
  tx: Tx,
  districtId: string,
  { reprojectionId, startedAt }: Reprojection,
  now: Date,
): Promise<boolean> {
  if (startedAt) return true
  if (!(await claimToBegin(tx, districtId, reprojectionId))) return false
  const total = await countOpen(tx, districtId)
  const cuts = await listCuts(tx, districtId, Math.max(1, Math.ceil(total / RANGES)))
  await insertShards(tx, districtId, reprojectionId, shardsOf(cuts))
  await recordBegun(tx, districtId, reprojectionId, total, now)
  return true
}

/** The ranges between cuts. */
const shardsOf = (cuts: readonly string[]): Shard[] =>
  [beforeAll, ...cuts].map((after, at) => ({ shard: at + 1, after, upTo: cuts[at] ?? null }))

async function computeAnew(
  tx: Tx,
  districtId: string,
  job: Reprojection,
  held: readonly { caseId: string; watchAt: Date | null }[],
  now: Date,
): Promise<Pick<Step, 'looked' | 'movedCases' | 'movedClocks' | 'failed'>> {
  const ids = held.map(({ caseId }) => caseId)
  const [histories, ladder, calendar] = await Promise.all([
    listHistories(tx, districtId, ids),
    readLadder(tx, districtId),
    currentCalendar(tx, districtId),
  ])
  const using = { calendar, ladder, now }
  const calendars: Calendars = { now: calendar, byVersion: (version) => calendarOfVersion(calendar, version) }
  const { found, failed } = findMoves(job, histories, calendars, now)
  const moving = found.filter(({ moves }) => moves.length > 0)
  const moves = moving.flatMap(({ caseId, state, moves: all }) => {
    const recorded = mayAppend('clock_moved', state, now)
    return all.map((move): CaseMove => ({ ...move, caseId, recorded }))
  })
  const watches = watchesOf(found, held, using)
  await Promise.all([
    append(tx, districtId, job, using, moving, moves),
    insertMoves(tx, districtId, job.reprojectionId, moves),
    watches.length > 0 && setWatches(tx, districtId, watches),
  ])
  return { looked: held.length, movedCases: moving.length, movedClocks: moves.length, failed }
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
): Promise<void> {
  const recorded = new Set(moves.filter((move) => move.recorded).map(({ caseId }) => caseId))
  return appendToCases(
    tx,
    districtId,
    { ...using, atOnce: true },
    'clock_moved',
    moving.map(({ caseId, history, state, moves: own }) => ({
      caseId,
      history,
      state,
      bodies: recorded.has(caseId) ? own.map((move) => bodyOf(move, cause, reason)) : [],
    })),
  )
}

/** When the watch looks next at the cases that nothing moved; what was due before stays due, what is the same is not written. */
function watchesOf(
  found: readonly Found[],
  held: readonly { caseId: string; watchAt: Date | null }[],
  { calendar, ladder, now }: Using,
): Watch[] {
  const armed = new Map(held.map(({ caseId, watchAt }) => [caseId, watchAt]))
  return found.flatMap(({ caseId, history, state, moves }) => {
    const known = armed.get(caseId) ?? null
    if (moves.length > 0 || (known && known <= now)) return []
    const watchAt = watchAtOf(
      rungsOf(runningClocks(ledgerOf(history), sourceOf(calendar)), ladder, now),
      state,
      calendar,
    )
    return watchAt?.getTime() === known?.getTime() ? [] : [{ caseId, watchAt }]
  })
}
