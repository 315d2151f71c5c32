import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { testPool } from '#kernel/testing/db.ts'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { silentLog } from '../log.ts'
import { usualBackoffMs } from './backoff.ts'
import { extentOf, listAfter, type OutboxEvent, outbox } from './outbox.ts'
import { type Applying, type Relay, type Subscriber, startRelay } from './relay.ts'
import { claim, fanOut, givePositions, strikeOff } from './relay-store.ts'
import { listDead, outboxLag, purgeOutbox, redeliver } from './upkeep.ts'

const pool = await testPool()

/** A story in a district of its own that really commits; everything it left is cleared at its end. */
function outboxTest(sentence: string, story: (districtId: string) => Promise<void>): void {
  test(sentence, async () => {
    const districtId = `outbox-${newId()}`
    try {
      await story(districtId)
    } finally {
      for (const relay of relays.splice(0)) await relay.stop()
      for (const table of ['outbox_delivery', 'outbox_cursor', 'outbox', 'outbox_head', 'audit_entry'])
        await pool.run(sql`delete from kernel.${sql.ident(table)} where district_id = ${districtId}`)
      for (const table of ['outbox_delivery', 'outbox_cursor'])
        await pool.run(sql`delete from kernel.${sql.ident(table)} where subscriber = any(${subscribers})`)
      subscribers.length = 0
    }
  })
}
const relays: Relay[] = []
const subscribers: string[] = []

const add = (districtId: string, key: string, payload: unknown = {}, topic = 'case.filed') =>
  pool.transaction((tx) => outbox.add(tx, { districtId, topic, key, payload }))

/** Writes each event it is told down in its transaction; looks at its test's district only, as others use the database. */
function subscriber(
  districtId: string,
  name: string,
  on: (event: OutboxEvent) => Promise<void>,
  more = {},
): Subscriber {
  const unique = `${name}-${newId()}`
  subscribers.push(unique)
  return {
    name: unique,
    topics: ['case.*'],
    startsAt: 'first',
    backoffMs: () => 30,
    apply: async (event, tx) => {
      if (event.districtId !== districtId) return
      await tx.run(sql`
        insert into kernel.audit_entry (district_id, audit_id, at, actor_id, act, target, outcome, detail, request_id)
        values (${districtId}, ${newId()}, clock_timestamp(), ${unique}, 'told', ${event.key}, 'done',
                ${JSON.stringify({ position: event.position })}::jsonb, ${event.outboxId})`)
      await on(event)
    },
    ...more,
  }
}
const nothing = async () => undefined

async function relay(...of: Subscriber[]): Promise<Relay> {
  const started = await startRelay({ pool, subscribers: of, log: silentLog, pollMs: 20 })
  relays.push(started)
  return started
}
const effectsOf = (by: Subscriber) =>
  pool.many<{ outboxId: string; key: string; position: number }>(sql`
    select request_id as "outboxId", target as key, (detail ->> 'position')::int as position
      from kernel.audit_entry where actor_id = ${by.name} order by at`)

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 15_000; Date.now() < end; await pause(20)) if (await holds()) return
  assert.fail(`never: ${what}`)
}

outboxTest('what is rolled back is told to nobody', async (districtId) => {
  const listener = subscriber(districtId, 'listener', nothing)
  await assert.rejects(
    pool.transaction(async (tx) => {
      await outbox.add(tx, { districtId, topic: 'case.filed', key: 'a', payload: {} })
      throw new Error('the command failed')
    }),
  )
  const told = await add(districtId, 'b')
  const running = await relay(listener)
  await until(async () => (await effectsOf(listener)).length > 0, 'told')
  await running.stop()
  assert.deepEqual(
    (await effectsOf(listener)).map((effect) => effect.outboxId),
    [told],
  )
})

outboxTest('commits overtake each other, yet every reader sees one order without gaps', async (districtId) => {
  const writers = Array.from({ length: 60 }, (_, n) =>
    pool.transaction(async (tx) => {
      await outbox.add(tx, { districtId, topic: 'case.filed', key: `k${n}`, payload: { n } })
      await tx.run(sql`select pg_sleep(${((n * 7) % 11) / 200})`)
    }),
  )
  const read: OutboxEvent[] = []
  const isRead = () => read.length === writers.length
  const end = Date.now() + 20_000
  const order = async () => {
    // A giver may find the other at it and give nothing, so only the reader knows when all is done.
    for (; !isRead() && Date.now() < end; await pause(1))
      await pool.transaction((tx) => givePositions(tx, districtId, 7))
  }
  const reader = async () => {
    for (; !isRead() && Date.now() < end; await pause(1))
      for (const event of await listAfter(pool, districtId, read.length, 5))
        assert.equal(event.position, read.push(event))
  }
  await Promise.all([...writers, order(), order(), reader()])
  assert.equal(new Set(read.map((event) => event.outboxId)).size, 60)
  assert.deepEqual(await extentOf(pool, districtId), { head: 60, oldest: 1 })
})

outboxTest('two relays at once: each event takes effect exactly once, each key in its order', async (districtId) => {
  const [first, second] = [subscriber(districtId, 'first', nothing), subscriber(districtId, 'second', nothing)]
  const relays = await Promise.all([relay(first, second), relay(first, second)])
  for (let n = 0; n < 40; n += 1)
    await pool.transaction(async (tx) => {
      for (let m = 0; m < 5; m += 1) await outbox.add(tx, { districtId, topic: 'case.filed', key: `k${m}`, payload: n })
    })
  await until(async () => (await effectsOf(first)).length >= 200 && (await effectsOf(second)).length >= 200, 'all told')
  await Promise.all(relays.map((one) => one.stop()))
  for (const by of [first, second]) {
    const seen = await effectsOf(by)
    assert.equal(seen.length, 200)
    assert.equal(new Set(seen.map((effect) => effect.outboxId)).size, 200)
    for (let m = 0; m < 5; m += 1) {
      const positions = seen.filter((effect) => effect.key === `k${m}`).map((effect) => effect.position)
      assert.deepEqual(
        positions,
        positions.toSorted((a, b) => a - b),
      )
    }
  }
})

outboxTest('one of two destinations fails and is retried alone', async (districtId) => {
  let failures = 0
  const sent: string[] = []
  const steady = subscriber(districtId, 'steady', nothing)
  const shaky = { ...subscriber(districtId, 'shaky', nothing) } as Record<string, unknown>
  delete shaky.apply
  shaky.send = async (event: OutboxEvent, signal: AbortSignal) => {
    assert.equal(signal.aborted, false)
    if (event.districtId === districtId && failures++ < 3) throw new Error('gateway 502')
    if (event.districtId === districtId) sent.push(event.outboxId)
  }
  const outboxId = await add(districtId, 'a')
  const running = await relay(steady, shaky as unknown as Subscriber)
  await until(async () => (await effectsOf(steady)).length > 0, 'the steady one got it')
  await until(async () => sent.length > 0, 'the shaky one got it')
  await running.stop()
  assert.deepEqual([failures, sent], [4, [outboxId]])
  assert.deepEqual(
    (await effectsOf(steady)).map((effect) => effect.outboxId),
    [outboxId],
  )
})

outboxTest(
  'a poisonous event holds back its own key only, dies after its attempts, and can be given another chance',
  async (districtId) => {
    let isCured = false
    const victim = subscriber(
      districtId,
      'victim',
      async ({ payload }) => {
        if (payload === 'poison' && !isCured) throw new TypeError('cannot read this')
      },
      { maxAttempts: 3 },
    )
    const poison = await add(districtId, 'a', 'poison')
    const behind = await add(districtId, 'a', 'next')
    const others = await Promise.all(['b', 'c', 'd'].map((key) => add(districtId, key)))
    const running = await relay(victim)
    const told = async () => (await effectsOf(victim)).map((effect) => effect.outboxId)
    await until(async () => (await told()).length === 4, 'all but the poison told')
    assert.equal((await told()).at(-1), behind)
    assert.deepEqual(new Set((await told()).slice(0, 3)), new Set(others))
    const [dead, ...more] = await listDead(pool, districtId)
    assert.deepEqual(
      [dead?.outboxId, dead?.attempts, dead?.lastError, more],
      [poison, 3, 'TypeError: cannot read this', []],
    )
    isCured = true
    const again = { districtId, subscriber: victim.name, outboxId: poison }
    assert.equal(await pool.transaction((tx) => redeliver(tx, again)), true)
    await until(async () => (await told()).includes(poison), 'the cured event told')
    await running.stop()
    assert.deepEqual(await listDead(pool, districtId), [])
  },
)

outboxTest(
  'a relay that dies holding an event loses it when its lease ends, and cannot strike it off afterwards',
  async (districtId) => {
    const heir = subscriber(districtId, 'heir', nothing)
    const outboxId = await add(districtId, 'a')
    const of = { districtId, subscriber: heir.name, topicPatterns: ['case.%'], limit: 10, byKey: true, leaseMs: 300 }
    await pool.transaction((tx) => givePositions(tx, districtId, 10))
    await pool.transaction((tx) => fanOut(tx, of))
    const [held] = await claim(pool, of)
    assert.deepEqual([held?.outboxId, held?.attempts], [outboxId, 1])
    assert.deepEqual(await claim(pool, of), [])
    const running = await relay(heir)
    await until(async () => (await effectsOf(heir)).length === 1, 'the heir got it')
    await running.stop()
    assert.equal(await strikeOff(pool, { subscriber: heir.name, event: held! }), false)
  },
)

outboxTest('a subscriber that starts with the next event is not told of the past', async (districtId) => {
  await add(districtId, 'old')
  await pool.transaction((tx) => givePositions(tx, districtId, 10))
  const late = subscriber(districtId, 'late', nothing, { startsAt: 'next' })
  const running = await relay(late)
  const next = await add(districtId, 'new')
  await until(async () => (await effectsOf(late)).length > 0, 'told')
  await running.stop()
  assert.deepEqual(
    (await effectsOf(late)).map((effect) => effect.outboxId),
    [next],
  )
})

const deliveriesOf = (by: Subscriber) =>
  pool.one<{ written: number }>(sql`
    select count(*)::int as written from kernel.outbox_delivery where subscriber = ${by.name}`)

outboxTest(
  'while nothing is wrong events are applied together, and only what went wrong is written down',
  async (districtId) => {
    const together: number[] = []
    const refuse = async ({ payload }: OutboxEvent) => {
      if (payload === 'poison') throw new TypeError('cannot read this')
    }
    const quick = subscriber(districtId, 'quick', refuse, {
      maxAttempts: 2,
      applyAll: async (events: readonly OutboxEvent[], tx: Tx) => {
        const ours = events.filter((event) => event.districtId === districtId)
        for (const event of ours) await quick.apply(event, tx)
        together.push(ours.length)
      },
    }) as Applying
    const running = await relay(quick)
    await add(districtId, 'first')
    await until(async () => (await effectsOf(quick)).length === 1, 'the first one told')
    await pool.transaction(async (tx) => {
      for (let n = 0; n < 9; n += 1) await outbox.add(tx, { districtId, topic: 'case.filed', key: `k${n}`, payload: n })
    })
    await until(async () => (await effectsOf(quick)).length === 10, 'nine more told')
    assert.ok(together.includes(9), `told in parts of ${together.join(', ')}`)
    await add(districtId, 'a', 'poison')
    await add(districtId, 'b')
    await until(async () => (await effectsOf(quick)).length === 11, 'what came after the poison told')
    await until(async () => (await deliveriesOf(quick)).written === 1, 'the poison written down')
    await until(async () => (await listDead(pool, districtId)).length === 1, 'the poison given up')
    await add(districtId, 'c')
    await until(async () => (await effectsOf(quick)).length === 12, 'life goes on')
    await running.stop()
  },
)

outboxTest('an event that a subscriber does not want is not even written down for it', async (districtId) => {
  const choosy = subscriber(districtId, 'choosy', nothing, { wants: sql`o.payload ->> 'kind' = 'filed'` })
  await add(districtId, 'a', { kind: 'urged' })
  const filed = await add(districtId, 'a', { kind: 'filed' })
  const running = await relay(choosy)
  await until(async () => (await effectsOf(choosy)).length === 1, 'told')
  await add(districtId, 'a', { kind: 'urged' })
  const second = await add(districtId, 'a', { kind: 'filed' })
  await until(async () => (await effectsOf(choosy)).length === 2, 'told again')
  await running.stop()
  assert.deepEqual(
    (await effectsOf(choosy)).map((effect) => effect.outboxId),
    [filed, second],
  )
})

outboxTest('topics nobody asked for pass by', async (districtId) => {
  const picky = subscriber(districtId, 'picky', nothing, { topics: ['case.closed', 'order.*'] })
  await add(districtId, 'a', {}, 'case.filed')
  const wanted = [await add(districtId, 'b', {}, 'case.closed'), await add(districtId, 'c', {}, 'order.given')]
  const running = await relay(picky)
  await until(async () => (await effectsOf(picky)).length === 2, 'told')
  await running.stop()
  assert.deepEqual(
    (await effectsOf(picky)).map((effect) => effect.outboxId),
    wanted,
  )
})

outboxTest(
  'lag is counted for each subscriber, and only what everybody has received is forgotten',
  async (districtId) => {
    const slow = subscriber(districtId, 'slow', nothing)
    const of = { districtId, subscriber: slow.name, topicPatterns: ['case.%'], limit: 10 }
    await add(districtId, 'a')
    await add(districtId, 'b')
    await pool.transaction((tx) => givePositions(tx, districtId, 10))
    await pool.transaction((tx) => fanOut(tx, of))
    const lag = (await outboxLag(pool)).subscribers.find((one) => one.subscriber === slow.name)
    assert.deepEqual([lag?.pending, lag?.dead], [2, 0])
    assert.ok((lag?.oldestSeconds ?? -1) >= 0)
    await pool.run(sql`update kernel.outbox set relayed_at = '2001-01-01Z' where district_id = ${districtId}`)
    const forget = () => purgeOutbox(pool, new Date('2002-01-01T00:00:00Z'), [slow.name])
    assert.equal(await forget(), 0)
    const [one] = await claim(pool, { ...of, byKey: true, limit: 1, leaseMs: 1000 })
    await strikeOff(pool, { subscriber: slow.name, event: one! })
    assert.equal(await forget(), 1)
    assert.deepEqual(await extentOf(pool, districtId), { head: 2, oldest: 2 })
  },
)

test('the wait after a failure doubles from two seconds to two hours, within an eighth either way', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
      const usual = Math.min(1000 * 2 ** failures, 7_200_000)
      const waited = usualBackoffMs(failures, () => random)
      assert.ok(waited >= usual * 0.874 && waited <= usual * 1.126)
    }),
  )
})
