import { calendarAtHead, calendarHead } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import type { ClockName } from '#city/case/ledger/clock.ts'
import { clockTitle } from '#city/case/ledger/entry.ts'
import { refusalOf } from '#city/case/permitted.ts'
import { system, takerOf } from '#city/case/port.ts'
import { type CaseState, foldCase } from '#city/case/state.ts'
import { readLadder, setWatches, type Watch } from '#city/case/watch-store.ts'
import { type NoticeWanted, wantNotices } from '#city/notice/wanted.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { addressesOf, lookAt, type Reached, templateOf } from './rung.ts'
import { claimDue, claimWaiting, type FiredRung, insertFired, listFired, type RungKey, settleWaiting } from './store.ts'

const take = takerOf('supervise')

/** What a watcher did in one transaction. */
export type Watched = { readonly looked: number; readonly fired: readonly FiredRung[] }

/**
 * Looks at the cases of a district that are due: writes down the rungs that were reached, asks for their notices, resumes what
 * was suspended until now, and arms each case for its next instant, all in the caller's transaction.
 */
export async function watchDue(
  tx: Tx,
  districtId: string,
  clock: Clock,
  limit: number,
  claim: typeof claimDue = claimDue,
): Promise<Watched> {
  const now = clock.now()
  const due = await claim(tx, districtId, now, limit)
  if (due.length === 0) return { looked: 0, fired: [] }
  const armedFor = new Map(due.map(({ caseId, watchAt }) => [caseId, watchAt]))
  const ids = [...armedFor.keys()]
  const [histories, ladder, known, calendar] = await Promise.all([
    listHistories(tx, districtId, ids),
    readLadder(tx, districtId),
    listFired(tx, districtId, ids),
    calendarNow(tx, districtId),
  ])
  const before = new Set(known.map(keyOf))
  const watches: Watch[] = []
  const fired: FiredRung[] = []
  const states = new Map<string, CaseState>()
  for (const { caseId, history } of histories) {
    const state = foldCase(history)
    const look = lookAt(history, state, calendar, ladder, now)
    states.set(caseId, state)
    if ('resumeAt' in look) await resume(tx, districtId, caseId, look.resumeAt)
    else {
      watches.push({ caseId, watchAt: look.watchAt })
      const fresh = look.reached.filter((rung) => !before.has(keyOf({ caseId, ...rung })))
      fired.push(...fresh.map((rung) => firing(caseId, rung, armedFor.get(caseId), clock.now())))
    }
  }
  await insertFired(tx, districtId, fired)
  await wantNotices(
    tx,
    districtId,
    fired.filter((rung) => rung.outcome === 'told').map((rung) => noticeOf(rung, states)),
  )
  for (const rung of fired)
    if (rung.urges && rung.outcome !== 'superseded') await urge(tx, districtId, rung, states, now)
  await setWatches(tx, districtId, watches)
  return { looked: due.length, fired }
}

async function calendarNow(tx: Tx, districtId: string) {
  const { head } = await tx.one<{ head: Parameters<typeof calendarAtHead>[2] }>(
    sql`select ${calendarHead(districtId)} as head`,
  )
  return calendarAtHead(tx, districtId, head)
}

const keyOf = ({ caseId, clock, epoch, rung }: RungKey): string => `${caseId} ${clock} ${epoch} ${rung}`

function firing(caseId: string, rung: Reached, armedFor: Date | undefined, firedAt: Date): FiredRung {
  const since = Math.max(rung.at.getTime(), armedFor?.getTime() ?? 0)
  return { ...rung, caseId, firedAt, lateMs: Math.max(0, firedAt.getTime() - since) }
}

/** A suspension ends by itself; the case stays due, and its rungs are looked at once handling goes on. */
async function resume(tx: Tx, districtId: string, caseId: string, at: Date): Promise<void> {
  const acting = { districtId, caseId, doer: system, now: at }
  await take(tx, acting, 'resumed', { reason: '挂账期满，自动恢复处置', automatic: true })
}

/** Some rungs are worth a line in the history too, where the case's own table of steps has room for it. */
async function urge(
  tx: Tx,
  districtId: string,
  { caseId, clock, dueBy }: FiredRung,
  states: ReadonlyMap<string, CaseState>,
  now: Date,
): Promise<void> {
  const state = states.get(caseId)
  if (!state || refusalOf('urged', state, undefined, { now, handleDueAt: undefined, handledLate: false })) return
  const { zh } = clockTitle(clock as ClockName)
  const text = `${zh}时限已超，系统自动督办${dueBy ? `（应于 ${dueBy.toISOString()} 前完成）` : ''}`
  await take(tx, { districtId, caseId, doer: system, now }, 'urged', { type: 'overdue', text })
}

type Told = Pick<FiredRung, 'caseId' | 'clock' | 'tell' | 'share' | 'dueBy' | 'party'>

function noticeOf(rung: Told, states: ReadonlyMap<string, CaseState>): NoticeWanted {
  const state = states.get(rung.caseId)!
  const { zh } = clockTitle(rung.clock)
  const share = Math.round(rung.share * 100)
  return {
    to: addressesOf(rung, state),
    template: templateOf(rung),
    params: {
      said: `${zh}时限`,
      ...(rung.party ? { unit: rung.party } : {}),
      ...(rung.dueBy ? { due: rung.dueBy.toISOString() } : {}),
    },
    caseId: rung.caseId,
    reason: `${zh}时限已用 ${share}%，按升级阶梯告知您`,
  }
}

/** Tells rungs that waited for the office to open, unless the clock has stopped or begun anew since, or a higher one was reached. */
export async function tellWaiting(tx: Tx, districtId: string, clock: Clock, limit: number): Promise<number> {
  const now = clock.now()
  const waiting = await claimWaiting(tx, districtId, now, limit)
  if (waiting.length === 0) return 0
  const [histories, ladder, calendar] = await Promise.all([
    listHistories(tx, districtId, [...new Set(waiting.map(({ caseId }) => caseId))]),
    readLadder(tx, districtId),
    calendarNow(tx, districtId),
  ])
  const states = new Map<string, CaseState>()
  const holding = new Map<string, Reached>()
  for (const { caseId, history } of histories) {
    const state = foldCase(history)
    states.set(caseId, state)
    const look = lookAt(history, state, calendar, ladder, now)
    if ('reached' in look)
      for (const rung of look.reached) if (rung.outcome !== 'superseded') holding.set(keyOf({ caseId, ...rung }), rung)
  }
  const settled = waiting.map((each) => ({ ...each, rung: each.rung, still: holding.get(keyOf(each)) }))
  await wantNotices(
    tx,
    districtId,
    settled.flatMap(({ caseId, still }) => (still ? [noticeOf({ ...still, caseId }, states)] : [])),
  )
  await settleWaiting(
    tx,
    districtId,
    settled.map(({ still, ...key }) => ({ ...key, outcome: still ? 'told' : 'moot' })),
  )
  return waiting.length
}
