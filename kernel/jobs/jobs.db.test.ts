import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { testPool } from '#kernel/testing/db.ts'
import type { Pool } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { silentLog } from '../log.ts'
import { defineJob } from './job.ts'
import { type AnyJob, type Jobs, startJobs } from './jobs.ts'

type Setting = {
  pool: Pool
  start(jobs: readonly AnyJob[], work?: boolean): Promise<Jobs>
  outcomes: string[]
  table(name: string): ReturnType<typeof sql>
}

/** A queue in a schema of its own, dropped at the end. */
async function queue(story: (setting: Setting) => Promise<void>): Promise<void> {
  const pool = await testPool()
  const schema = `pgboss_test_${process.pid}_${Date.now()}`
  const started: Jobs[] = []
  const outcomes: string[] = []
  const url = pool.pg.options.connectionString ?? ''
  try {
    await story({
      pool,
      outcomes,
      table: (name) => sql`${sql.ident(schema)}.${sql.ident(name)}`,
      async start(jobs, work = true) {
        const observe = (job: string, outcome: string) => void outcomes.push(`${job} ${outcome}`)
        const one = await startJobs({ url, jobs, work, log: silentLog, schema, pollSeconds: 0.5, observe })
        started.push(one)
        return one
      },
    })
  } finally {
    await Promise.all(started.map((one) => one.stop()))
    await pool.run(sql`drop schema if exists ${sql.ident(schema)} cascade`)
  }
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) if (holds()) return
  assert.fail(`never: ${what}`)
}
const Letter = z.object({ to: z.string(), copies: z.int().default(1) })
const quick = { limit: 2, delaySeconds: 1, maxDelaySeconds: 1 }

test('a job exists if and only if the transaction that put it in commits', async () => {
  await queue(async ({ pool, start }) => {
    const sent: string[] = []
    const letter = defineJob({ name: 'letter', schema: Letter, handle: async ({ to }) => void sent.push(to) })
    const sender = await start([letter], false)
    await start([letter])
    const lost = pool.transaction(async (tx) => {
      await sender.enqueue(tx, letter, { to: 'nobody', copies: 1 })
      throw new Error('the command failed')
    })
    await assert.rejects(lost, /the command failed/)
    assert.ok(await pool.transaction((tx) => sender.enqueue(tx, letter, { to: 'wang', copies: 1 })))
    await until(() => sent.length > 0, 'sent')
    await pause(700)
    assert.deepEqual(sent, ['wang'])
  })
})

test('a job that fails is tried again and, when it never succeeds, kept as a dead letter', async () => {
  await queue(async ({ pool, start, outcomes, table }) => {
    const attempts: number[] = []
    const broken = defineJob({
      name: 'broken',
      schema: Letter,
      retry: { ...quick, limit: 1 },
      handle: async (_, { attempt }) => {
        attempts.push(attempt)
        throw new Error('gateway 502')
      },
    })
    const jobs = await start([broken])
    await pool.transaction((tx) => jobs.enqueue(tx, broken, { to: 'wang', copies: 2 }))
    await until(() => attempts.length === 2, 'tried twice')
    await until(() => outcomes.length === 2, 'settled')
    await pause(300)
    assert.deepEqual(
      [attempts, outcomes],
      [
        [1, 2],
        ['broken failed', 'broken failed'],
      ],
    )
    const dead = await pool.many(sql`select data from ${table('job')} where name = 'dead-letter'`)
    assert.deepEqual(dead, [{ data: { to: 'wang', copies: 2 } }])
  })
})

test('data from another release that no longer fits is refused at once, not retried', async () => {
  await queue(async ({ pool, start, outcomes, table }) => {
    const handled: unknown[] = []
    const old = defineJob({ name: 'letter', schema: z.object({ address: z.string() }), handle: async () => undefined })
    const now = defineJob({
      name: 'letter',
      schema: Letter,
      retry: quick,
      handle: async (data) => void handled.push(data),
    })
    const before = await start([old], false)
    await pool.transaction((tx) => before.enqueue(tx, old, { address: 'x' }))
    await start([now])
    await until(() => outcomes.length > 0, 'settled')
    await pause(300)
    assert.deepEqual([handled, outcomes], [[], ['letter refused']])
    const dead = await pool.many(sql`select data from ${table('job')} where name = 'dead-letter'`)
    assert.deepEqual(dead, [{ data: { address: 'x' } }])
  })
})

test('data that does not fit is not put in at all', async () => {
  await queue(async ({ pool, start }) => {
    const letter = defineJob({ name: 'letter', schema: Letter, handle: async () => undefined })
    const jobs = await start([letter], false)
    await assert.rejects(
      pool.transaction((tx) => jobs.enqueue(tx, letter, { to: 'a', copies: 1.5 })),
      z.ZodError,
    )
    await assert.rejects(
      pool.transaction((tx) => jobs.enqueue(tx, letter, { to: 'a', copies: 1 }, { singletonKey: 'a' })),
      /unique/,
    )
  })
})

test('of equal jobs only one is there, and a job for later waits until then', async () => {
  await queue(async ({ pool, start }) => {
    const at: number[] = []
    const digest = defineJob({
      name: 'digest',
      schema: Letter,
      unique: 'either',
      handle: async () => void at.push(Date.now()),
    })
    const jobs = await start([digest])
    const due = new Date(Date.now() + 1500)
    const put = (singletonKey: string) =>
      pool.transaction((tx) => jobs.enqueue(tx, digest, { to: 'all', copies: 1 }, { singletonKey, at: due }))
    assert.ok(await put('a'))
    assert.equal(await put('a'), undefined)
    assert.ok(await put('b'))
    await until(() => at.length === 2, 'both ran')
    assert.ok(at.every((instant) => instant >= due.getTime() - 50))
  })
})

test('schedules follow the program: new ones are made, dropped ones go', async () => {
  await queue(async ({ pool, start, table }) => {
    const nightly = (name: string, at: string) =>
      defineJob({ name, schema: z.object({}), cron: { at, data: {} }, handle: async () => undefined })
    const first = await start([nightly('sweep', '20 3 * * *'), nightly('tidy', '0 4 * * *')])
    await first.stop()
    await start([nightly('sweep', '30 2 * * *')])
    assert.deepEqual(await pool.many(sql`select name, cron, timezone from ${table('schedule')}`), [
      { name: 'sweep', cron: '30 2 * * *', timezone: 'Asia/Shanghai' },
    ])
  })
})

test('stopping lets a running job finish', async () => {
  await queue(async ({ pool, start }) => {
    let [begun, finished] = [false, false]
    const long = defineJob({
      name: 'long',
      schema: z.object({}),
      handle: async () => {
        begun = true
        await pause(600)
        finished = true
      },
    })
    const jobs = await start([long])
    await pool.transaction((tx) => jobs.enqueue(tx, long, {}))
    await until(() => begun, 'begun')
    await jobs.stop()
    assert.equal(finished, true)
  })
})
