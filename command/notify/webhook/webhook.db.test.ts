import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { fakeClock } from '#kernel/clock.ts'
import { Secret } from '#kernel/config.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { givePositions } from '#kernel/outbox/relay-store.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { foundTown, town } from '#server/testing/town.ts'
import { type Receiver, startReceiver } from '../testing/receiver.ts'
import { claim, fanOut, replay, retryDead } from './delivery-store.ts'
import * as store from './destination-store.ts'
import { listAttempts, listDeliveries } from './log-store.ts'
import { type SenderDeps, sendDue, startSender } from './sender.ts'
import { newSecret } from './signing.ts'

const { districtId } = town
const HALF_DAY = 43_200_000

type World = {
  readonly tx: Tx
  readonly clock: ReturnType<typeof fakeClock>
  readonly deps: SenderDeps
  /** Opens a destination at a receiver; its secret signs. */
  open(more?: Partial<store.NewDestination>): Promise<{ receiver: Receiver; destinationId: string; secret: string }>
  /** Something happens to a case, is put in order and written down for every destination. */
  happens(caseId: string, kind?: string): Promise<string>
  /** One round of sending to a destination. */
  send(destinationId: string): Promise<string[]>
}

/** A story with receivers of our own, told in a transaction that is rolled back. */
function webhookTest(sentence: string, story: (world: World) => Promise<void>): void {
  dbTest(sentence, async (tx) => {
    await foundTown(tx)
    const receivers: Receiver[] = []
    const { now } = await tx.one<{ now: Date }>(sql`select now() as now`)
    // The database counts microseconds, which a date has not.
    const clock = fakeClock(new Date(now.getTime() + 1))
    const sealer = makeSealer(new Secret('webhook story'))
    const deps: SenderDeps = { pool: rolledBackPool(tx), clock, log: silentLog, sealer, allowPrivate: true }
    const open: World['open'] = async (more = {}) => {
      const receiver = await startReceiver()
      receivers.push(receiver)
      const destinationId = newId()
      const made = { destinationId, name: '市平台', url: receiver.url, topics: ['case.changed'], kinds: [], ...more }
      await store.insertDestination(tx, districtId, made, { id: 'xitong', now: clock.now() })
      const secret = newSecret()
      const sealed = sealer.seal(secret, store.secretContext(districtId, destinationId))
      await store.putSecret(tx, districtId, destinationId, sealed, clock.now())
      await store.updateDestination(tx, districtId, { ...made, enabled: true }, clock.now())
      return { receiver, destinationId, secret }
    }
    const happens: World['happens'] = async (caseId, kind = 'noted') => {
      const payload = { caseId, number: '1', seq: 1, kind, stage: 'handling', reportedBy: 'p1', collectorId: 'p2' }
      const outboxId = await outbox.add(tx, { districtId, topic: 'case.changed', key: caseId, payload })
      await givePositions(tx, districtId, 100)
      await fanOut(tx, districtId, outboxId)
      return outboxId
    }
    const send: World['send'] = async (destinationId) => {
      const known = await store.findDestination(tx, districtId, destinationId)
      assert.ok(known)
      return sendDue(deps, known)
    }
    try {
      await story({ tx, clock, deps, open, happens, send })
    } finally {
      for (const receiver of receivers) await receiver.close()
    }
  })
}

const idsOf = (receiver: Receiver) => receiver.received.map(({ headers }) => headers['webhook-id'])

const headersOf = (receiver: Receiver, at: number) => receiver.received[at]?.headers as Record<string, string>

webhookTest('a stranger’s library believes what arrives, and finds nobody in it', async ({ open, happens, send }) => {
  const { receiver, destinationId, secret } = await open()
  const outboxId = await happens('a')
  assert.deepEqual(await send(destinationId), ['delivered'])
  const [got] = receiver.received
  const event = new Webhook(secret).verify(got?.body ?? '', headersOf(receiver, 0)) as Record<string, unknown>
  assert.equal(headersOf(receiver, 0)['webhook-id'], outboxId)
  assert.equal(event.type, 'case.changed')
  assert.deepEqual(Object.keys(event.data as object).sort(), [
    'caseId',
    'coUnitIds',
    'kind',
    'number',
    'seq',
    'stage',
    'unitId',
  ])
})

webhookTest('two destinations fail and are retried apart, by the schedule', async ({ clock, open, happens, send }) => {
  const [steady, shaky] = [await open(), await open()]
  shaky.receiver.answer = 502
  const outboxId = await happens('a')
  assert.deepEqual(await send(steady.destinationId), ['delivered'])
  assert.deepEqual(await send(shaky.destinationId), ['pending'])
  assert.deepEqual(await send(shaky.destinationId), [], 'not before its time')
  clock.advance(1_700)
  assert.deepEqual(await send(shaky.destinationId), [], 'nor almost then')
  clock.advance(600)
  shaky.receiver.answer = 200
  assert.deepEqual(await send(shaky.destinationId), ['delivered'])
  clock.advance(HALF_DAY)
  assert.deepEqual([...(await send(steady.destinationId)), ...(await send(shaky.destinationId))], [])
  assert.deepEqual(idsOf(steady.receiver), [outboxId])
  assert.deepEqual(idsOf(shaky.receiver), [outboxId, outboxId])
})

webhookTest('what poisons one case holds back that case only, in its order', async ({ clock, open, happens, send }) => {
  const { receiver, destinationId } = await open()
  const poison = await happens('a')
  const behind = await happens('a')
  const other = await happens('b')
  receiver.answer = (reply, { headers }) => reply.writeHead(headers['webhook-id'] === poison ? 422 : 200).end()
  assert.deepEqual((await send(destinationId)).sort(), ['delivered', 'pending'])
  assert.deepEqual(new Set(idsOf(receiver)), new Set([poison, other]))
  clock.advance(2_500)
  receiver.answer = 200
  assert.deepEqual(await send(destinationId), ['delivered'])
  assert.deepEqual(await send(destinationId), ['delivered'])
  assert.deepEqual(idsOf(receiver).slice(-2), [poison, behind])
})

webhookTest(
  'after twelve failures it lies dead with its reason, xitong is told, and a retry delivers it under the same id',
  async ({ tx, clock, open, happens, send }) => {
    const { receiver, destinationId } = await open()
    receiver.answer = 500
    const outboxId = await happens('a')
    for (let attempt = 1; attempt <= 12; attempt++) {
      assert.deepEqual(await send(destinationId), [attempt < 12 ? 'pending' : 'dead'])
      clock.advance(HALF_DAY)
    }
    const [dead] = await listDeliveries(tx, districtId, destinationId, { state: 'dead', limit: 10 })
    assert.deepEqual([dead?.deliveryId, dead?.attempts, dead?.lastError], [outboxId, 12, 'HTTP 500'])
    assert.equal((await listAttempts(tx, districtId, destinationId, outboxId)).length, 12)
    const told = await tx.many<{ title: string }>(sql`
      select n.title_zh as title from command.notice n
        join city.person p on p.district_id = n.district_id and p.person_id = n.person_id
       where n.district_id = ${districtId} and p.name = 'xitong'`)
    assert.deepEqual(told, [{ title: '外发失败：市平台' }])
    receiver.answer = 200
    const to = { districtId, destinationId }
    assert.equal(await retryDead(tx, to, undefined, clock.now()), 1)
    assert.deepEqual(await send(destinationId), ['delivered'])
    assert.equal(new Set(idsOf(receiver)).size, 1)
  },
)

webhookTest('a stretch of time is replayed in its order, under the same ids, with what was missed', async (world) => {
  const { tx, clock, open, happens, send } = world
  const { receiver, destinationId } = await open()
  const early = await happens('a')
  await send(destinationId)
  const to = { districtId, destinationId }
  const known = await store.findDestination(tx, districtId, destinationId)
  await store.updateDestination(tx, districtId, { ...known!, enabled: false }, clock.now())
  const missed = await happens('a')
  await store.updateDestination(tx, districtId, { ...known!, enabled: true }, clock.now())
  assert.deepEqual(await send(destinationId), [], 'what happened while it was disabled is not sent by itself')
  const now = clock.now().getTime()
  const window = { from: new Date(now - 60_000), to: new Date(now + 60_000) }
  assert.equal(await replay(tx, to, window, clock.now()), 2)
  assert.equal(await replay(tx, to, window, clock.now()), 0, 'what waits is not put in twice')
  await send(destinationId)
  await send(destinationId)
  assert.deepEqual(idsOf(receiver), [early, early, missed])
  const before = { from: new Date(now - 120_000), to: new Date(now - 60_000) }
  assert.equal(await replay(tx, to, before, clock.now()), 0)
})

webhookTest('a crash between sending and striking off sends the same id again, newly dated', async (world) => {
  const { tx, clock, open, happens, send, deps } = world
  const { receiver, destinationId, secret } = await open()
  const outboxId = await happens('a')
  const crashing = {
    ...deps,
    pool: { ...deps.pool, transaction: () => Promise.reject(new Error('killed')) },
  } as SenderDeps
  const known = await store.findDestination(tx, districtId, destinationId)
  await assert.rejects(sendDue(crashing, known!), /killed/)
  assert.deepEqual(await send(destinationId), [], 'the lease still holds')
  clock.advance(61_000)
  assert.deepEqual(await send(destinationId), ['delivered'])
  assert.deepEqual(idsOf(receiver), [outboxId, outboxId])
  const [first, second] = [headersOf(receiver, 0), headersOf(receiver, 1)]
  assert.equal(Number(second['webhook-timestamp']) - Number(first['webhook-timestamp']), 61)
  for (const at of [0, 1])
    assert.doesNotThrow(() => new Webhook(secret).verify(receiver.received[at]?.body ?? '', headersOf(receiver, at)))
})

webhookTest(
  'whoever lost the lease cannot strike off what another holds',
  async ({ tx, clock, open, happens, send }) => {
    const { receiver, destinationId } = await open()
    await happens('a')
    const to = { districtId, destinationId }
    const [held] = await claim(tx, to, { now: clock.now(), limit: 1, leaseMs: 1_000 })
    assert.equal(held?.attempts, 1)
    clock.advance(2_000)
    assert.deepEqual(await send(destinationId), ['delivered'])
    assert.equal(receiver.received.length, 1)
  },
)

webhookTest('a new secret signs beside the old one for a day, then alone', async (world) => {
  const { tx, clock, open, happens, send, deps } = world
  const { receiver, destinationId, secret: former } = await open()
  const secret = newSecret()
  const until = new Date(clock.now().getTime() + 2 * HALF_DAY)
  const sealed = deps.sealer.seal(secret, store.secretContext(districtId, destinationId))
  await store.putSecret(tx, districtId, destinationId, sealed, until)
  await happens('a')
  await send(destinationId)
  assert.equal(headersOf(receiver, 0)['webhook-signature']?.split(' ').length, 2)
  for (const each of [secret, former])
    assert.doesNotThrow(() => new Webhook(each).verify(receiver.received[0]?.body ?? '', headersOf(receiver, 0)))
  clock.advance(2 * HALF_DAY)
  await happens('b')
  await send(destinationId)
  assert.equal(headersOf(receiver, 1)['webhook-signature']?.split(' ').length, 1)
  assert.throws(() => new Webhook(former).verify(receiver.received[1]?.body ?? '', headersOf(receiver, 1)))
})

webhookTest('only the kinds that were subscribed to are sent, and whoever is gone is switched off', async (world) => {
  const { tx, open, happens, send } = world
  const { receiver, destinationId } = await open({ kinds: ['closed'] })
  await happens('a', 'noted')
  const closed = await happens('a', 'closed')
  receiver.answer = 410
  assert.deepEqual(await send(destinationId), ['dead'])
  assert.deepEqual(idsOf(receiver), [closed])
  const known = await store.findDestination(tx, districtId, destinationId)
  assert.deepEqual([known?.enabled, known?.disabledWhy], [false, 'HTTP 410'])
})

webhookTest('a destination inside our own network is not reached unless a setting says so', async (world) => {
  const { tx, open, happens, deps } = world
  const { receiver, destinationId } = await open()
  await happens('a')
  const known = await store.findDestination(tx, districtId, destinationId)
  assert.deepEqual(await sendDue({ ...deps, allowPrivate: false }, known!), ['pending'])
  assert.deepEqual(receiver.received, [])
  const [waiting] = await listDeliveries(tx, districtId, destinationId, { limit: 1 })
  assert.match(waiting?.lastError ?? '', /no public address/)
})

webhookTest('a slow destination delays no other', async ({ open, happens, deps }) => {
  const [slow, quick] = [await open(), await open()]
  slow.receiver.answer = (reply) => void setTimeout(() => reply.writeHead(200).end(), 3_000)
  const sender = startSender({ ...deps, pollMs: 20 })
  try {
    const began = performance.now()
    for (let n = 0; n < 30; n++) await happens(`case-${n}`)
    while (quick.receiver.received.length < 30 && performance.now() - began < 10_000) await pause(10)
    const tookMs = performance.now() - began
    assert.equal(quick.receiver.received.length, 30)
    assert.ok(slow.receiver.received.length <= 8, 'the slow one is still at its first few')
    assert.ok(tookMs < 3_000, `thirty messages took ${tookMs} ms`)
  } finally {
    await sender.stop()
  }
})
