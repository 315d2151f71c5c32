import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { tellingsOf } from './audience.ts'
import { findHappened } from './case-store.ts'
import { saidIn } from './params.ts'
import { tell } from './port.ts'
import { putSmsSetting } from './sms/setting.ts'
import { claimSms, insertSms, settleSms } from './sms/store.ts'
import { claim, insertAttempt, insertDelivery, settle } from './webhook/delivery-store.ts'
import { insertDestination } from './webhook/destination-store.ts'

const CASES = 60
const MINUTE = 60_000

/** What the demo's text messages were about, and how each ended. */
const TEXTS = [
  ['case.dispatched', 'sent'],
  ['case.confirm_asked', 'sent'],
  ['case.reworked', 'sent'],
  ['case.verify_asked', 'dead'],
  ['case.dispatched', 'sent'],
  ['clock.late', 'sent'],
] as const

/** Tells people of the last that happened to the newest cases, as if it had just been told; older ones are read. */
export async function seedNotices(tx: Tx, districtId: string): Promise<number> {
  const latest = await tx.many<{ caseId: string; seq: number; at: Date }>(sql`
    select c.case_id as "caseId", c.version as seq, c.changed_at as at from city.case c
     where c.district_id = ${districtId} order by c.changed_at desc, c.case_id limit ${CASES}`)
  let told = 0
  for (const { caseId, seq, at } of latest.toReversed()) {
    const happened = await findHappened(tx, districtId, caseId, seq)
    if (!happened) continue
    const params = { by: happened.byName, said: saidIn(happened.body) }
    for (const { template, to, reason } of tellingsOf(happened)) {
      const wanted = { districtId, caseId, to, template, reason, params, byId: happened.byId, origin: newId(), now: at }
      told += (await tell(tx, wanted)).length
    }
  }
  const [newest] = latest
  if (newest)
    await tx.run(sql`
      update command.notice set read_at = at + interval '10 minutes'
       where district_id = ${districtId} and at < ${newest.at}::timestamptz - interval '6 hours'`)
  return told
}

/** A destination outside that nobody answers at, switched off, with a log that shows each state once or more. */
export async function seedDestination(tx: Tx, districtId: string, now: Date): Promise<void> {
  const destinationId = newId()
  const to = { districtId, destinationId }
  const made = {
    destinationId,
    name: '市级综合平台（演示）',
    url: 'https://platform.example/webhooks/yiwang',
    topics: ['case.changed'],
    kinds: ['filed', 'closed'],
  }
  const opened = new Date(now.getTime() - 7 * 1440 * MINUTE)
  await insertDestination(tx, districtId, made, { id: 'demo', now: opened })
  for (let n = 0; n < 12; n++) {
    const at = new Date(now.getTime() - (12 - n) * 47 * MINUTE)
    const payload = { kind: n % 3 === 0 ? 'closed' : 'filed' }
    await insertDelivery(tx, to, { deliveryId: newId(), topic: 'case.changed', payload, now: at })
    const [held] = await claim(tx, to, { now: at, limit: 1, leaseMs: MINUTE })
    if (!held) continue
    const isDead = n === 4 || n === 9
    const [state, status, error] = isDead ? (['dead', 503, 'HTTP 503'] as const) : (['delivered', 204, null] as const)
    await insertAttempt(tx, to, { deliveryId: held.deliveryId, at, tookMs: 80 + n * 13, status, error })
    await settle(tx, to, held, { state, nextAttemptAt: at, status, error }, at)
  }
}

/** Text messages are on, thirty a minute at most, into a file where no gateway is set; the log shows each state once or more. */
export async function seedSms(tx: Tx, districtId: string, now: Date): Promise<number> {
  await putSmsSetting(tx, districtId, { enabled: true, toReporters: false, perMinute: 30 })
  const people = await tx.many<{ personId: string }>(sql`
    select h.person_id as "personId" from city.post_holding h
     where h.district_id = ${districtId} and h.post in ('unit_handler', 'collector')
     order by h.person_id limit ${TEXTS.length}`)
  for (const [n, { personId }] of people.entries()) {
    const [template, ends] = TEXTS[n] ?? TEXTS[0]
    const madeAt = new Date(now.getTime() - (people.length - n) * 23 * MINUTE)
    const phoneMasked = `199****${String(1000 + n * 37)}`
    const message = { smsId: newId(), personId, reportId: null, caseId: null, template, phoneMasked }
    await insertSms(tx, districtId, [{ ...message, text: '演示短信', segments: 1, notBefore: madeAt, madeAt }])
    const [held] = await claimSms(tx, districtId, { now: madeAt, limit: 1, leaseMs: MINUTE })
    if (!held) continue
    const isDead = ends === 'dead'
    await settleSms(tx, held, {
      ...{ state: ends, at: new Date(madeAt.getTime() + 2_000) },
      ...{ error: isDead ? 'ETIMEDOUT' : null, gatewayId: isDead ? null : `demo-${n}` },
    })
  }
  return people.length
}
