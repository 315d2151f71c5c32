import { doerOf, takeStep } from '#city/case/engine.ts'
import { worklists } from '#city/case/worklists.ts'
import { loadActor } from '#city/organisation/store.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import { openSessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import { Secret } from '#kernel/config.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { town } from '#server/testing/town.ts'
import { caseIdAt, prepareCases } from './cases.ts'
import { type BenchDatabase, withDatabase } from './database.ts'
import type { LiveClients, LiveHeard } from './live-client.ts'
import { forkScript, messageOf, secret, settleTown, withProduct } from './product.ts'
import type { BenchResult } from './result.ts'

const bar = 25
const listsEach = 20
const changesPerSecond = 5
const warmSeconds = 20
const seconds = 60
const cases = 3_000
const units = 50

/** Who is on duty in a large district: the hall sees everything, handlers their unit's, collectors their own. */
const staff = [
  { count: 100, posts: ['intake', 'duty_chief', 'dispatcher'] },
  { count: 300, posts: ['unit_handler'] },
  { count: 100, posts: ['collector'] },
] as const

/**
 * Five hundred consoles open, each with twenty live lists, while five cases a second change hands: half of the changes are notes,
 * half move a case between a unit and the dispatchers, who are told. A live list is one whose number of cases, and of late ones,
 * is true within two seconds, or whose rows are; a console counts all its work lists and has the rest open, one of them in view.
 * What is measured is the CPU time of the server's process: streams, counts, lists asked again, notices and the relay.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(10, async (db) => {
    const people = await settleTown(db, [])
    await prepareCases(db.pool, people, cases, new Date())
    const cookies = await hire(db)
    return withProduct(db, async (address) => {
      const clients = forkScript('live-client.ts')
      clients.send({ address, cookies } satisfies LiveClients)
      await messageOf(clients)
      const desk = (await loadActor(db.pool, town.districtId, people.diaodu))!
      const unit = (await loadActor(db.pool, town.districtId, people.luzheng))!
      const trickle = startTrickle(db.pool, desk, unit)
      await pause(warmSeconds)
      clients.send('begin')
      const before = await cpuOf(address)
      await pause(seconds)
      const share = ((await cpuOf(address)) - before) / seconds
      clients.send('end')
      const heard = await messageOf<LiveHeard>(clients)
      const changes = await trickle.stop()
      clients.kill()
      tellHeard(heard, changes)
      const percent = share * 100
      return {
        name: 'live',
        figure: `${percent.toFixed(1)} % of one core for 500 × ${listsEach} lists at ${changesPerSecond} changes/s`,
        bar: `≤ ${bar} %`,
        pass: percent <= bar && heard.broken === 0,
      }
    })
  })
}

/** Gives everybody a post, an account and a session; what they may see decides how many lists are counted for them. */
async function hire({ pool, url }: BenchDatabase): Promise<LiveClients['cookies']> {
  const { districtId } = town
  for (let n = 1; n <= units; n++)
    await pool.run(sql`
      insert into city.unit (district_id, unit_id, name, kind) values (${districtId}, ${`unit-${n}`}, ${`第${n}所`}, 'office')`)
  // Cases lie with all units, as in life.
  await pool.run(sql`
    update city.case set unit_id = 'unit-' || (1 + abs(hashtext(case_id::text)) % ${units}::int)
     where district_id = ${districtId} and case_id <> ${caseIdAt(1)}`)
  const sessions = openSessions({ url, pool, secret: new Secret(secret), clock: systemClock, secure: false })
  const passwordHash = await sessions.hash('benchmark-password')
  const hireOne = async (posts: readonly string[], n: number) => {
    const personId = newId()
    const username = `${posts[0]}${n}`
    await pool.run(sql`
      insert into city.person (district_id, person_id, account_id, name)
      values (${districtId}, ${personId}, ${username}, ${username})`)
    const unitId = posts[0] === 'unit_handler' ? `unit-${1 + (n % units)}` : 'centre'
    await pool.run(sql`
      insert into city.post_holding (district_id, person_id, post, unit_id)
      select ${districtId}, ${personId}, post, ${unitId} from unnest(${posts}::text[]) as post`)
    await sessions.createAccount(pool, { districtId, personId, username, name: username, passwordHash })
    const { cookies: set } = await sessions.signIn(username, 'benchmark-password')
    const actor = (await loadActor(pool, districtId, personId))!
    return { cookie: set.map((one) => one.split(';')[0]).join('; '), lists: listsOf(actor) }
  }
  const cookies: { cookie: string; lists: string[] }[] = []
  for (const { count, posts } of staff)
    for (let n = 0; n < count; n += 10)
      cookies.push(...(await Promise.all(Array.from({ length: 10 }, (_, at) => hireOne(posts, n + at)))))
  await sessions.close()
  let first = 0
  for (const { count, posts } of staff) {
    const counted = cookies[first]?.lists.length ?? 0
    console.log(
      `live: ${count} × ${posts.join('+')}: ${counted} lists counted, ${listsEach - counted} open, one in view`,
    )
    first += count
  }
  return cookies
}

const listsOf = (actor: Actor): string[] =>
  worklists.filter((list) => may(actor, list.permission)).map((list) => list.id)

/** Five changes a second, evenly: a note, then a return or a dispatch, on cases in turn. */
function startTrickle(pool: Pool, desk: Actor, unit: Actor) {
  let turn = 0
  let changes = 0
  let running: Promise<unknown> = Promise.resolve()
  const one = async () => {
    const n = turn++
    const caseId = caseIdAt(2 + ((n * 7) % (cases - 1)))
    const found = await pool.one<{ stage: string; unitId: string | null }>(sql`
      select stage, unit_id as "unitId" from city.case where district_id = ${town.districtId} and case_id = ${caseId}`)
    const at = { districtId: town.districtId, caseId, now: new Date() }
    const handler = { ...unit, unitIds: [found.unitId ?? 'roads', 'roads'] }
    await pool.transaction(async (tx) => {
      if (n % 2 === 0) await takeStep(tx, { ...at, doer: doerOf(desk) }, 'noted', { text: '现场复核，材料明日到场' })
      else if (found.stage === 'returned' || found.stage === 'filed')
        await takeStep(tx, { ...at, doer: doerOf(desk) }, 'dispatched', {
          unitId: `unit-${1 + (n % units)}`,
          unitName: `第${1 + (n % units)}所`,
          coUnitIds: [],
          note: '',
          reason: '职责表',
        })
      else await takeStep(tx, { ...at, doer: doerOf(handler) }, 'returned', { reason: '非本单位职责' })
    })
    changes += 1
  }
  const timer = setInterval(() => {
    running = running.then(one).catch((error: unknown) => console.error('live: a change failed:', String(error)))
  }, 1000 / changesPerSecond)
  return {
    async stop() {
      clearInterval(timer)
      await running
      return changes
    },
  }
}

/** CPU seconds that the server's process has used, as it says itself. */
async function cpuOf(address: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
}

const pause = (forSeconds: number) => new Promise((done) => setTimeout(done, forSeconds * 1000))

function tellHeard(heard: LiveHeard, changes: number): void {
  const each = (total: number) => `${(total / seconds).toFixed(1)}/s`
  console.log(
    `live: ${changes} changes in ${warmSeconds + seconds} s; heard ${each(heard.changes)} changes, ${each(heard.counts)} counts, ` +
      `${each(heard.notices)} notices; lists asked again ${each(heard.asked)}, slowest ${heard.slowestMs} ms; broken ${heard.broken}`,
  )
}
