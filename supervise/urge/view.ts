import { currentCalendar } from '#city/calendar/store.ts'
import { sourceOf } from '#city/case/engine.ts'
import { type Clock, warnAt } from '#city/case/ledger/clock.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Stage } from '#city/case/state.ts'
import { clockOf } from '#city/case/view.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { titleOf } from './issue.ts'
import { foldUrge, type UrgeEvent, type UrgeState, urgeClock, urgeRefusal } from './order.ts'
import { urgeProblems } from './problems.ts'
import { findOrder, listOrders, readEvents, type UrgeFilter, type UrgeRow } from './store.ts'

const WARN_SHARE = 0.8

function itemOf({ year, number, ...row }: UrgeRow, { state, sentBack }: UrgeState, clock: Clock) {
  const isRunning = clock.state === 'running'
  return {
    ...row,
    title: titleOf({ year, number }, row.instructedBy),
    text: maskPersonal(row.text),
    state,
    sentBack,
    dueAt: isRunning ? (clock.dueBy ?? null) : null,
    warnAt: isRunning ? (warnAt(clock, WARN_SHARE) ?? null) : null,
    inTime: clock.metInTime ?? null,
  }
}

/** A page of orders, each with its clock as the calendar in force counts it. */
export async function listUrgeItems(db: Db, actor: Actor, filter: UrgeFilter, now: Date) {
  const { items, next } = await listOrders(db, actor, filter)
  const ids = items.map(({ orderId }) => orderId)
  const [events, calendar] = await Promise.all([
    readEvents(db, actor.districtId, ids),
    currentCalendar(db, actor.districtId),
  ])
  const source = sourceOf(calendar)
  return {
    items: items.map((row) => {
      const own = events.get(row.orderId) ?? []
      return itemOf(row, foldUrge(own), urgeClock(own, source, now))
    }),
    next,
  }
}

/** One order whole. Cases that its reader may not see are counted, not shown. Error: `urge_not_found`. */
export async function viewUrge(db: Db, actor: Actor, orderId: string, now: Date) {
  const row = await findOrder(db, actor, orderId)
  if (!row) throw urgeProblems.urge_not_found()
  const [all, calendar, list] = await Promise.all([
    readEvents(db, actor.districtId, [orderId]),
    currentCalendar(db, actor.districtId),
    listCases(db, actor, orderId),
  ])
  const events = all.get(orderId) ?? []
  const state = foldUrge(events)
  const clock = urgeClock(events, sourceOf(calendar), now)
  const mayTake = (kind: 'answered' | 'accepted' | 'sent_back' | 'archived') => {
    const problem = urgeRefusal(kind, state, row, actor)
    return { allowed: !problem, refusal: problem ? { code: problem.code, zh: problem.zh, en: problem.en } : null }
  }
  return {
    ...itemOf(row, state, clock),
    clock: clockOf(clock),
    list,
    events: events.map(eventOf),
    may: {
      answered: mayTake('answered'),
      accepted: mayTake('accepted'),
      sent_back: mayTake('sent_back'),
      archived: mayTake('archived'),
    },
  }
}

function eventOf({ seq, kind, at, byName, body }: UrgeEvent) {
  const { text, reason, note, files } = body as { text?: string; reason?: string; note?: string; files?: string[] }
  return { seq, kind, at, byName, said: maskPersonal(text ?? reason ?? note ?? ''), files: files ?? [] }
}

type Listed = { caseId: string; number: string; stage: Stage; categoryName: string | null; placeText: string }

const listCases = (db: Db, actor: Actor, orderId: string): Promise<Listed[]> =>
  db.many<Listed>(sql`
    select c.case_id as "caseId", c.number, c.stage, c.category_name as "categoryName", c.place_text as "placeText"
      from supervise.urge_case k
      join city.case c on c.district_id = k.district_id and c.case_id = k.case_id
     where k.district_id = ${actor.districtId} and k.order_id = ${orderId} and ${caseScope(actor, 'case.read')}
     order by c.number`)

/** Whether a file came with an answer to an order that somebody may see. */
export async function urgeFileInScope(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  const held = await db.find<{ orderId: string }>(sql`
    select order_id as "orderId" from supervise.urge_event
     where district_id = ${actor.districtId} and kind = 'answered' and body -> 'files' ? ${fileId} limit 1`)
  return held !== undefined && (await findOrder(db, actor, held.orderId)) !== undefined
}
