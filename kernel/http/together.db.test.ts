import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openPool, type Tx } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import { kernelProblems } from '../problems.ts'
import { atEnd, testUrl } from '../testing/db.ts'
import { freshKernel } from '../testing/fresh-database.ts'
import { type CommandHead, requestHash } from './command.ts'
import { Companion } from './together.ts'

const kernel = await freshKernel(await testUrl())
atEnd(() => kernel.drop())
await kernel.pool.run(sql`create table lantern (lantern_id uuid primary key, name text unique)`)

const head = (over: Partial<CommandHead> & { body?: unknown } = {}): CommandHead => ({
  districtId: 'north',
  actorId: 'shouli',
  act: 'POST /lanterns',
  target: '/lanterns',
  key: newId(),
  requestHash: requestHash('POST /lanterns', '/lanterns', over.body ?? {}),
  requestId: newId(),
  now: new Date('2026-03-02T02:00:00Z'),
  ...over,
})

const hang = (name: string) => async (tx: Tx) => {
  const lanternId = newId()
  await tx.run(sql`insert into lantern values (${lanternId}, ${name})`)
  return { lanternId }
}

const hung = (like: string) =>
  kernel.pool.many<{ name: string; transaction: string }>(
    sql`select name, xmin::text as transaction from lantern where name like ${`${like}%`}`,
  )

const outcomesOf = async (heads: readonly CommandHead[]) => {
  const rows = await kernel.pool.many<{ requestId: string; outcome: string; code: string | null }>(sql`
    select request_id as "requestId", outcome, detail ->> 'code' as code from kernel.audit_entry
     where request_id = any(${heads.map(({ requestId }) => requestId)})`)
  return heads.map(({ requestId }) =>
    rows.filter((row) => row.requestId === requestId).map(({ outcome, code }) => code ?? outcome),
  )
}

test('twenty reports that arrive together are acknowledged after one commit, each with its own entry and reply', async () => {
  const company = new Companion(kernel.pool)
  const heads = Array.from({ length: 20 }, () => head())
  const replies = await Promise.all(heads.map((each, at) => company.carryOut(each, hang(`together ${at}`))))
  const rows = await hung('together')
  assert.equal(rows.length, 20)
  assert.equal(new Set(rows.map(({ transaction }) => transaction)).size, 1)
  assert.deepEqual(await outcomesOf(heads), Array(20).fill(['done']))
  const again = await Promise.all(heads.map((each) => company.carryOut({ ...each, requestId: newId() }, hang('never'))))
  assert.deepEqual(
    again.map(({ body, replayed }) => ({ body, replayed })),
    replies.map(({ body }) => ({ body, replayed: true })),
  )
  assert.deepEqual(await hung('never'), [])
})

test('what is refused among them is refused alone: the others stand, and only it is told why', async () => {
  const company = new Companion(kernel.pool)
  const heads = Array.from({ length: 6 }, () => head())
  const works = heads.map((_, at) => hang(`mixed ${at}`))
  works[2] = async (tx) => {
    await hang('half done')(tx)
    throw kernelProblems.not_found()
  }
  works[4] = hang('mixed 0')
  const results = await Promise.allSettled(heads.map((each, at) => company.carryOut(each, works[at]!)))
  assert.deepEqual(
    results.map((result) => (result.status === 'fulfilled' ? 'done' : (result.reason as { code: string }).code)),
    ['done', 'done', 'not_found', 'done', 'already_exists', 'done'],
  )
  assert.deepEqual((await hung('mixed')).map(({ name }) => name).sort(), ['mixed 0', 'mixed 1', 'mixed 3', 'mixed 5'])
  assert.deepEqual(await hung('half done'), [])
  assert.deepEqual(await outcomesOf(heads), [['done'], ['done'], ['not_found'], ['done'], ['already_exists'], ['done']])
})

test('the same report sent five times at once has one effect and five equal replies', async () => {
  const company = new Companion(kernel.pool)
  const given = head()
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => company.carryOut({ ...given, requestId: newId() }, hang('twin'))),
  )
  assert.equal((await hung('twin')).length, 1)
  assert.equal(new Set(replies.map(({ body }) => JSON.stringify(body))).size, 1)
  assert.equal(replies.filter(({ replayed }) => !replayed).length, 1)
})

test('a key that was used for another report is told so, whoever else comes with it', async () => {
  const company = new Companion(kernel.pool)
  const first = head()
  await company.carryOut(first, hang('key first'))
  const other = { ...head({ body: { another: true } }), key: first.key }
  const [good, bad] = await Promise.allSettled([
    company.carryOut(head(), hang('key good')),
    company.carryOut(other, hang('key bad')),
  ])
  assert.equal(good.status, 'fulfilled')
  assert.equal(bad.status === 'rejected' && bad.reason.code, 'idempotency_key_reused')
  assert.deepEqual(await hung('key bad'), [])
})

test('while the database is away everybody is told so', async () => {
  const pool = openPool({ url: 'postgres://nobody@127.0.0.1:1/nothing' })
  const company = new Companion(pool)
  const results = await Promise.allSettled([1, 2, 3].map((at) => company.carryOut(head(), hang(`away ${at}`))))
  for (const result of results) assert.equal(result.status === 'rejected' && result.reason.code, 'database_unavailable')
  await pool.end()
})

test('whatever comes together, what is acknowledged stands once and what is refused left nothing', async () => {
  const fate = fc.constantFrom('good', 'refused', 'late', 'broken')
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 60 }), fc.uuid(), async (fates, run) => {
      const company = new Companion(kernel.pool)
      const results = await Promise.allSettled(
        fates.map((each, at) =>
          company.carryOut(head(), async (tx) => {
            if (each === 'refused') throw kernelProblems.not_found()
            const reply = await hang(`${run} ${at}`)(tx)
            if (each === 'late') throw kernelProblems.conflict()
            if (each === 'broken') await tx.run(sql`insert into lantern values (null, 'broken')`)
            return reply
          }),
        ),
      )
      assert.deepEqual(
        results.map(({ status }) => status === 'fulfilled'),
        fates.map((each) => each === 'good'),
      )
      const kept = new Set((await hung(run)).map(({ name }) => name))
      assert.deepEqual(
        fates.map((_, at) => kept.has(`${run} ${at}`)),
        fates.map((each) => each === 'good'),
      )
    }),
    { numRuns: 25 },
  )
})
