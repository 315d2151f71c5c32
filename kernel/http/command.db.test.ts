import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { kernelProblems } from '../problems.ts'
import { atEnd, testUrl } from '../testing/db.ts'
import { freshKernel } from '../testing/fresh-database.ts'
import { type CommandHead, carryOut, requestHash } from './command.ts'

const head = (over: Partial<CommandHead> & { body?: unknown } = {}): CommandHead => ({
  districtId: 'north',
  actorId: 'lin',
  act: 'POST /lamps',
  target: '/lamps',
  key: newId(),
  requestHash: requestHash('POST /lamps', '/lamps', over.body ?? {}),
  requestId: newId(),
  now: new Date('2026-03-02T02:00:00Z'),
  ...over,
})

const kernel = await freshKernel(await testUrl())
atEnd(() => kernel.drop())
await kernel.pool.run(sql`create table lamp (lamp_id uuid primary key, name text)`)

const light = async (tx: Tx, name: string) => {
  const lampId = newId()
  await tx.run(sql`insert into lamp values (${lampId}, ${name})`)
  return { lampId, name, at: new Date(0) }
}
const lampsCalled = async (name: string) =>
  (await kernel.pool.one<{ n: number }>(sql`select count(*) as n from lamp where name = ${name}`)).n
const auditOf = (given: Pick<CommandHead, 'requestId'>) =>
  kernel.pool.many<{ outcome: string; detail: { code?: string } }>(
    sql`select * from kernel.audit_entry where request_id = ${given.requestId}`,
  )

test('a command is done once, and its audit entry says who did what to what and when', async () => {
  const given = head()
  const reply = await carryOut(kernel.pool, given, (tx) => light(tx, 'once'))
  assert.equal(reply.replayed, false)
  const [entry, ...more] = await auditOf(given)
  assert.deepEqual(more, [])
  const { audit_id: _, ...said } = entry as unknown as Record<string, unknown>
  assert.deepEqual(said, {
    district_id: 'north',
    at: given.now,
    actor_id: 'lin',
    act: 'POST /lamps',
    target: '/lamps',
    outcome: 'done',
    detail: {},
    request_id: given.requestId,
    ip: null,
  })
})

test('a command repeated under its key gets the first reply and changes nothing', async () => {
  const given = head()
  const first = await carryOut(kernel.pool, given, (tx) => light(tx, 'repeated'))
  const again = await carryOut(kernel.pool, { ...given, requestId: newId() }, (tx) => light(tx, 'repeated'))
  assert.equal(again.replayed, true)
  assert.deepEqual(again.body, JSON.parse(JSON.stringify(first.body)))
  assert.equal(await lampsCalled('repeated'), 1)
})

test('a command sent twenty times at once has one effect, twenty equal replies and one audit entry', async () => {
  const given = head()
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => carryOut(kernel.pool, given, (tx) => light(tx, 'twenty'))),
  )
  assert.equal(await lampsCalled('twenty'), 1)
  assert.equal(new Set(replies.map((reply) => JSON.stringify(sorted(reply.body)))).size, 1)
  assert.equal(replies.filter((reply) => !reply.replayed).length, 1)
  assert.equal((await auditOf(given)).length, 1)
})

test('a command that comes second because the first is still at work gets the first one’s reply', async () => {
  const given = head()
  const { promise: started, resolve: starts } = Promise.withResolvers<void>()
  const { promise: free, resolve: release } = Promise.withResolvers<void>()
  const first = carryOut(kernel.pool, given, async (tx) => {
    starts()
    await free
    return light(tx, 'slow')
  })
  await started
  const second = carryOut(kernel.pool, given, (tx) => light(tx, 'slow').finally(release))
  const [one, other] = await Promise.all([first, second])
  assert.deepEqual(sorted(one.body), sorted(other.body))
  assert.equal(await lampsCalled('slow'), 1)
})

test('a command with another body under a used key is refused, changes nothing, and the refusal is audited', async () => {
  const given = head({ body: { name: 'a' } })
  await carryOut(kernel.pool, given, (tx) => light(tx, 'first body'))
  const other = { ...head({ body: { name: 'b' } }), key: given.key }
  await assert.rejects(
    carryOut(kernel.pool, other, (tx) => light(tx, 'second body')),
    { code: 'idempotency_key_reused', status: 422 },
  )
  assert.equal(await lampsCalled('second body'), 0)
  assert.deepEqual(
    (await auditOf(other)).map((entry) => [entry.outcome, entry.detail]),
    [['refused', { code: 'idempotency_key_reused' }]],
  )
})

test('a command of another person or another district may use the same key', async () => {
  const given = head()
  for (const who of [given, { ...given, actorId: 'wang' }, { ...given, districtId: 'south' }])
    assert.equal((await carryOut(kernel.pool, who, (tx) => light(tx, 'shared key'))).replayed, false)
  assert.equal(await lampsCalled('shared key'), 3)
})

test('a command that is refused leaves nothing but its audit entry, and may be tried again under its key', async () => {
  const given = head()
  const refused = carryOut(kernel.pool, given, async (tx) => {
    await light(tx, 'refused')
    throw kernelProblems.conflict()
  })
  await assert.rejects(refused, { code: 'conflict' })
  assert.equal(await lampsCalled('refused'), 0)
  assert.deepEqual(
    (await auditOf(given)).map((entry) => [entry.outcome, entry.detail]),
    [['refused', { code: 'conflict' }]],
  )
  assert.equal((await carryOut(kernel.pool, given, (tx) => light(tx, 'refused'))).replayed, false)
})

test('a command that breaks on a mistake of ours is audited as internal, without the mistake’s words', async () => {
  const given = head()
  const broken = carryOut(kernel.pool, given, () => Promise.reject(new Error('the password is hunter2')))
  await assert.rejects(broken, /hunter2/)
  assert.deepEqual(
    (await auditOf(given)).map((entry) => entry.detail),
    [{ code: 'internal' }],
  )
})

test('a command whose server dies between its work and its commit leaves nothing, and is carried out when repeated', async () => {
  const given = head()
  const crashed = carryOut(kernel.pool, given, async (tx) => {
    const lamp = await light(tx, 'crashed')
    const { pid } = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await kernel.pool.one(sql`select pg_terminate_backend(${pid}, 2000)`)
    return lamp
  })
  await assert.rejects(crashed, { code: 'database_unavailable' })
  assert.equal(await lampsCalled('crashed'), 0)
  assert.deepEqual(await auditOf(given), [])
  assert.equal((await carryOut(kernel.pool, given, (tx) => light(tx, 'crashed'))).replayed, false)
  assert.equal(await lampsCalled('crashed'), 1)
})

test('a command is audited once for each that was done and each that was refused, over any run of them', async () => {
  const step = fc.record({
    key: fc.constantFrom('key-one-1', 'key-two-2', 'key-three'),
    body: fc.constantFrom('a', 'b'),
    fails: fc.boolean(),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const districtId = `run-${++run}`
      const outcomes = await Promise.all(
        steps.map(({ key, body, fails }) =>
          carryOut(kernel.pool, head({ districtId, key, body }), async (tx) => {
            if (fails) throw kernelProblems.conflict()
            return light(tx, districtId)
          }).then(
            (reply) => (reply.replayed ? 'replayed' : 'done'),
            () => 'refused',
          ),
        ),
      )
      const count = (outcome: string) => outcomes.filter((one) => one === outcome).length
      const audited = await kernel.pool.many<{ outcome: string; n: number }>(
        sql`select outcome, count(*) as n from kernel.audit_entry where district_id = ${districtId} group by outcome`,
      )
      const found = Object.fromEntries(audited.map((row) => [row.outcome, row.n]))
      assert.deepEqual([found.done ?? 0, found.refused ?? 0], [count('done'), count('refused')])
      assert.equal(await lampsCalled(districtId), count('done'))
    }),
    { numRuns: 15 },
  )
})

/** A reply as the wire shows it, without regard to the order of its fields. */
const sorted = (body: unknown): unknown => Object.entries(JSON.parse(JSON.stringify(body)) as object).sort()
