import { currentCalendar } from '#city/calendar/store.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { dateOf, localDay } from '#city/calendar/zone.ts'
import { sourceOf } from '#city/case/engine.ts'
import { type Doer, takerOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { findUnit } from '#city/organisation/store.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { type UrgeEvent, urgeClock } from './order.ts'
import { urgeProblems } from './problems.ts'
import { appendEvent, insertOrder, takeUrgeNumber, type UrgeRow } from './store.ts'

const take = takerOf('supervise')

export type Issuing = { readonly districtId: string; readonly doer: Doer; readonly now: Date }

export type Order = {
  readonly type: UrgeRow['type']
  readonly text: string
  readonly instructedBy: string
  readonly unitId: string
  readonly caseIds: readonly string[]
  readonly limit?: Limit | undefined
  readonly origin?: string
}

export type Issued = {
  readonly orderId: string
  readonly year: number
  readonly number: number
  readonly dueAt: Date | null
}

/** Opens an order with its clock; the cases are told by whoever calls. Error: `unknown_unit`. */
export async function openOrder(tx: Tx, { districtId, doer, now }: Issuing, order: Order): Promise<Issued> {
  const district = await findDistrict(tx, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  if (!(await findUnit(tx, districtId, order.unitId)))
    throw caseProblems.unknown_unit({ unitId: order.unitId }, 'body.unitId')
  const calendar = await currentCalendar(tx, districtId)
  const orderId = newId()
  const year = Number(dateOf(localDay(district.timeZone, now.getTime())).slice(0, 4))
  const event: UrgeEvent = {
    ...{ seq: 1, kind: 'issued', at: now, byId: doer.id, byName: doer.name },
    calendarVersion: calendar.definition.version,
    body: { limit: order.limit ?? district.settings.urge.limit },
  }
  const number = await takeUrgeNumber(tx, districtId, year)
  const head = { orderId, year, number, issuedBy: doer.id, issuedByName: doer.name, issuedAt: now }
  await insertOrder(tx, districtId, { ...head, ...order, origin: order.origin ?? null })
  await appendEvent(tx, districtId, orderId, event, 'open')
  return { orderId, year, number, dueAt: urgeClock([event], sourceOf(calendar), now).dueBy ?? null }
}

/** What stands in the history of a case that is urged. */
export const urgedBody = ({ type, text }: Pick<Order, 'type' | 'text'>, { orderId, dueAt }: Issued) => ({
  ...{ type, text, orderId },
  ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
})

/** Issues an order and writes it into the history of each case it is about; a case of another unit refuses the whole. */
export async function issue(tx: Tx, issuing: Issuing, order: Order): Promise<Issued> {
  const issued = await openOrder(tx, issuing, order)
  // Always in the same order, so that two orders about the same cases cannot wait for each other.
  for (const caseId of [...order.caseIds].sort())
    await take(tx, { ...issuing, caseId }, 'urged', (state) => {
      if (![state.unitId, ...state.coUnitIds].includes(order.unitId))
        throw urgeProblems.urge_case_of_other_unit({ number: state.number }, 'body.caseIds')
      return urgedBody(order, issued)
    })
  if (order.caseIds.length === 0) await tellUnit(tx, issuing, order, issued)
  return issued
}

/** An order about no case is told by a notice of its own; a case's history tells its unit by itself. */
const tellUnit = (tx: Tx, { districtId, doer }: Issuing, { unitId, text, instructedBy }: Order, issued: Issued) =>
  wantNotice(tx, districtId, {
    to: { unitId, post: 'unit_handler' },
    template: 'urge.issued',
    params: { order: issued.orderId, title: titleOf(issued, instructedBy), text },
    reason: '督办单下达给您的单位',
    byId: doer.id,
  })

/** What an order is called: 督办〔2026〕17 号, or 批示 where a leader's instruction is behind it. */
export const titleOf = ({ year, number }: Pick<Issued, 'year' | 'number'>, instructedBy: string): string =>
  `${instructedBy ? '批示' : '督办'}〔${year}〕${number} 号`
