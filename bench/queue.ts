import { PgBoss } from 'pg-boss'
import { doerOf, takeStep } from '#city/case/engine.ts'
import { moved } from '#city/case/port.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { carryOut, requestHash } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import { town } from '#server/testing/town.ts'
import { caseIdAt, prepareCases } from './cases.ts'
import { pinServer, settle, withDatabase } from './database.ts'
import { drive } from './load.ts'
import { settleTown } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, median, short } from './result.ts'

const bar = 10
const clients = 4
const seconds = 8
const rounds = 3
const cases = 10_000
const million = 1_000_000
/** No statement of the product may take long, and those of a benchmark that uses its pool may not either. */
const parts = 50
const act = 'POST /api/cases/:id/note'
const text = '现场复核：围挡已设，材料明日到场，预计两日内完成修复'

/**
 * A step on a case, through the command path, with empty queues; then the same beside a million jobs waiting in pg-boss and a
 * million outbox events waiting for a position (Zammad #6226: its delayed jobs slowed every write). In turns, so that a machine
 * that slows down slows all of them.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(clients, async ({ pool, url }) => {
    const people = await settleTown({ pool, url, folder: '' }, [])
    await prepareCases(pool, people, cases, new Date())
    const actor = (await loadActor(pool, town.districtId, people.banzhang))!
    const boss = new PgBoss({ connectionString: url, schedule: false, supervise: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.createQueue('bench-queue')
    console.log(`queue: ${cases} cases, ${clients} connections, ${await pinServer(pool)}`)
    await measure(pool, actor, 3)
    const empty: number[] = []
    const jobs: number[] = []
    const events: number[] = []
    for (let round = 1; round <= rounds; round++) {
      empty.push(await measure(pool, actor))
      await fillJobs(pool)
      jobs.push(await measure(pool, actor))
      await drop(pool)
      await fillOutbox(pool)
      events.push(await measure(pool, actor))
      await drop(pool)
      console.log(
        `queue: round ${round}: empty ${short(empty.at(-1)!)}/s, 1 M jobs ${short(jobs.at(-1)!)}/s, 1 M events ${short(events.at(-1)!)}/s`,
      )
    }
    await boss.stop({ graceful: false })
    const slower = (full: number[]) => median(full.map((each, at) => (1 - each / empty[at]!) * 100))
    const [byJobs, byEvents] = [slower(jobs), slower(events)]
    return {
      name: 'queue',
      figure: `a step is ${byJobs.toFixed(1)} % slower beside 1 M jobs, ${byEvents.toFixed(1)} % beside 1 M outbox events`,
      bar: `< ${bar} %`,
      pass: byJobs < bar && byEvents < bar,
    }
  })
}

/** A million jobs waiting for their turn, as `enqueue` would have put them in. */
async function fillJobs(pool: Pool): Promise<void> {
  for (let part = 0; part < parts; part++)
    await pool.run(sql`
      insert into pgboss.job (name, data)
      select 'bench-queue', jsonb_build_object('n', n) from generate_series(1, ${million / parts}::int) n`)
  // As a queue that has waited for a while: autovacuum has been there, and is not measured.
  await pool.run(sql`vacuum (analyze) pgboss.job`)
}

/** A million events that no relay has given a position yet: the worst that can wait there. */
async function fillOutbox(pool: Pool): Promise<void> {
  for (let part = 0; part < parts; part++)
    await pool.run(sql`
      insert into kernel.outbox (district_id, outbox_id, topic, key, payload)
      select ${town.districtId}, uuidv7(), 'case.changed', 'bench', '{"kind": "noted"}'::jsonb
        from generate_series(1, ${million / parts}::int) n`)
  await pool.run(sql`vacuum (analyze) kernel.outbox`)
}

async function drop(pool: Pool): Promise<void> {
  await pool.run(sql`truncate pgboss.job`)
  await pool.run(sql`truncate kernel.outbox cascade`)
}

const random = seeded(6226)

async function measure(pool: Pool, actor: Actor, forSeconds = seconds): Promise<number> {
  await settle(pool)
  const { perSecond } = await drive(clients, forSeconds, () => note(pool, actor))
  return perSecond
}

/** What the HTTP layer does once a request for a note has been read and judged. */
function note(pool: Pool, actor: Actor): Promise<unknown> {
  const caseId = caseIdAt(1 + Math.floor(random() * cases))
  const target = `/api/cases/${caseId}/note`
  const now = new Date()
  const head = {
    districtId: actor.districtId,
    actorId: actor.accountId,
    act,
    target,
    key: newId(),
    requestHash: requestHash(act, target, { text }),
    requestId: newId(),
    now,
  }
  const acting = { districtId: actor.districtId, caseId, doer: doerOf(actor), now }
  return carryOut(pool, head, async (tx) => moved(await takeStep(tx, acting, 'noted', { text })))
}
