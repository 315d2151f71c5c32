import { z } from 'zod'
import { currentCalendar } from '#city/calendar/store.ts'
import { sourceOf } from '#city/case/engine.ts'
import { system } from '#city/case/port.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { eachDistrict } from '#city/place/each-district.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { defineJob } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { issue } from './issue.ts'
import { foldUrge, urgeClock } from './order.ts'
import { appendEvent, listLateUnurged, listOwed, lockOrder, readEvents } from './store.ts'

const A_ROUND = 100

/** Looks every five minutes: late cases get their order, and orders that nobody answered in time go up. */
export const urgeJobs = ({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }): readonly AnyJob[] => [
  defineJob({
    name: 'urge-watch',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '*/5 * * * *', data: {} },
    handle: () =>
      eachDistrict(pool, log, 'urge-watch', async ({ districtId }) => {
        const now = clock.now()
        await urgeLateCases(pool, districtId, now)
        await escalateOrders(pool, districtId, now)
      }),
  }),
]

/** An order of its own for every case whose handling has run out, once for each dispatch. */
async function urgeLateCases(pool: Pool, districtId: string, now: Date): Promise<void> {
  const district = await findDistrict(pool, districtId)
  if (!district?.settings.urge.automatic) return
  for (const { caseId, unitId, number, origin } of await listLateUnurged(pool, districtId, now, A_ROUND))
    await pool.transaction(async (tx) => {
      const text = `案件 ${number} 处置超时，请立即处置并答复原因和完成时间`
      const order = { type: 'overdue', text, instructedBy: '', unitId, caseIds: [caseId], origin } as const
      await issue(tx, { districtId, doer: system, now }, order)
    })
}

async function escalateOrders(pool: Pool, districtId: string, now: Date): Promise<void> {
  for (const owed of await listOwed(pool, districtId))
    await pool.transaction((tx) => escalate(tx, districtId, owed, now))
}

type Owed = Awaited<ReturnType<typeof listOwed>>[number]

/** Tells those above that an order was not answered in time, once each time it is given to the unit. */
async function escalate(tx: Tx, districtId: string, { orderId, unitId, issuedBy }: Owed, now: Date): Promise<void> {
  await lockOrder(tx, districtId, orderId)
  const events = (await readEvents(tx, districtId, [orderId])).get(orderId) ?? []
  const { state, isEscalated } = foldUrge(events)
  const calendar = await currentCalendar(tx, districtId)
  const { metInTime, dueBy } = urgeClock(events, sourceOf(calendar), now)
  if (state !== 'open' || isEscalated || metInTime !== false || !dueBy) return
  const calendarVersion = calendar.definition.version
  const body = { dueBy: dueBy.toISOString() }
  const who = { byId: system.id, byName: system.name }
  const event = { seq: events.length + 1, kind: 'escalated', at: now, ...who, calendarVersion, body } as const
  await appendEvent(tx, districtId, orderId, event, state)
  const issuer = issuedBy === system.id ? [] : [{ personId: issuedBy }]
  await wantNotice(tx, districtId, {
    to: [{ unitId, post: 'unit_handler' }, { post: 'supervisor' }, ...issuer],
    template: 'urge.overdue',
    params: { order: orderId, title: '督办逾期未答', text: `应于 ${body.dueBy} 前答复` },
    reason: '督办到期未答复',
  })
}
