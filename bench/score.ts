import { type Pool, txOver } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import type { SubjectKind } from '#supervise/score/counts.ts'
import type { CountedPeriod } from '#supervise/score/period.ts'
import { rollAll } from '#supervise/score/roll.ts'
import { defaultRulesText, publishRules } from '#supervise/score/rule-store.ts'
import { makeRun } from '#supervise/score/run.ts'
import { readSums } from '#supervise/score/sum-store.ts'
import type { Sums } from '#supervise/score/tally.ts'
import { pinServer, withDatabase } from './database.ts'
import { settleTown } from './product.ts'
import { type BenchResult, inPairs, short } from './result.ts'
import { loadMonth, month } from './score-cases.ts'

const ratioBar = 10
const pairs = 3
const kinds: readonly SubjectKind[] = ['unit', 'district', 'street', 'community', 'cell']
const period: CountedPeriod = { ...month, countedTo: month.to }
const cases = Number(process.env.BENCH_SCORE_CASES ?? 1_000_000)

/**
 * What a month's sheets of units and of areas, from the district down to the cell, are made of: from the roll-up, and by the best
 * SQL over cases and events that we could write, with an index made for it alone. Every count has to be the same.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await settleTown(db, [])
    const seconds = stopwatch()
    const events = await loadMonth(db.pool, cases)
    console.log(
      `score: ${short(cases)} cases, ${short(events)} events loaded in ${seconds()} s, ${await pinServer(db.pool)}`,
    )
    const rolled = stopwatch()
    await rollAll(db.pool, town.districtId, () => new Date('2026-05-01T00:00:00Z'), 5_000)
    console.log(`score: every case counted in ${rolled()} s`)
    await db.pool.run(sql`vacuum (analyze) supervise.score_tally`)
    await db.pool.run(sql`vacuum (analyze) supervise.score_fact`)
    await indexForThePeer(db.pool)
    const cells = mustBeEqual(await byRollUp(db.pool), await byHand(db.pool))
    const { ratio, ours, peers } = await inPairs(
      'score',
      pairs,
      () => rate(() => byRollUp(db.pool)),
      () => rate(() => byHand(db.pool)),
    )
    const took = await timeOfRun(db.pool)
    return {
      name: 'score',
      figure: `${ratio.toFixed(1)} × SQL by hand (${short(1000 / ours)} ms, ${short(1000 / peers)} ms; ${short(cases)} cases, ${short(cells)} counts equal), a run ${took} s`,
      bar: `≥ ${ratioBar} ×, equal to the cell`,
      pass: ratio >= ratioBar && cells > 0,
    }
  })
}

function stopwatch(): () => string {
  const began = performance.now()
  return () => short((performance.now() - began) / 1000)
}

/** How often a second something can be done, by doing it for a while. */
async function rate(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  let times = 0
  do {
    await work()
    times++
  } while (performance.now() - began < 2_000)
  return times / ((performance.now() - began) / 1000)
}

type Result = ReadonlyMap<SubjectKind, Sums>

async function byRollUp(pool: Pool): Promise<Result> {
  const result = new Map<SubjectKind, Sums>()
  for (const kind of kinds) result.set(kind, await readSums(pool, town.districtId, kind, period))
  return result
}

const indexForThePeer = async (pool: Pool): Promise<void> => {
  await pool.run(sql`
    create index bench_dispatched on city.case_event (district_id, case_id) include (at) where kind = 'dispatched'`)
  await pool.run(sql`
    create index bench_month on city.case (district_id, reported_at)
      include (case_id, source, stage, cell_code, unit_id, filed_at, handled_at, handled_in_time)`)
  await pool.run(sql`vacuum (analyze) city.case`)
  await pool.run(sql`vacuum (analyze) city.case_event`)
}

/**
 * One pass over the month: what was reported, filed, dispatched and fell due in it. It reads only cases that can touch the month,
 * and adds up for units and for every level of areas in one grouping.
 */
const peerSql = sql`
  with told as (
    select c.cell_code as cell, left(c.cell_code, 12) as community, left(c.cell_code, 9) as street, c.unit_id,
           c.reported_at >= p.begins and c.reported_at < p.ends as reported, c.filed_at >= p.begins and c.filed_at < p.ends as filed,
           d.at >= p.begins and d.at < p.ends as sent, c.source = 'hotline' as public, c.handled_at is not null as handled,
           c.stage = 'closed' as closed, c.handled_in_time as in_time,
           least(c.handled_at, d.at + interval '24 hours') >= p.begins and least(c.handled_at, d.at + interval '24 hours') < p.ends as due
      from (select '2026-03-01T00:00:00+08'::timestamptz as begins, '2026-04-01T00:00:00+08'::timestamptz as ends) p
      join city.case c on c.district_id = ${town.districtId} and c.reported_at < p.ends and c.reported_at >= p.begins - interval '3 days'
      join city.case_event d on d.district_id = ${town.districtId} and d.case_id = c.case_id and d.kind = 'dispatched')
  select case when grouping(unit_id) = 0 then 'unit' when grouping(cell) = 0 then 'cell' when grouping(community) = 0 then 'community'
              when grouping(street) = 0 then 'street' else 'district' end as kind,
         coalesce(unit_id, cell, community, street, ${town.districtId}) as subject,
         count(*) filter (where reported) as report, count(*) filter (where reported and public) as "publicReport",
         count(*) filter (where filed) as inst, count(*) filter (where filed and public) as "publicInst",
         count(*) filter (where sent) as assigned, count(*) filter (where due and handled) as dispose,
         count(*) filter (where due and handled and in_time) as "inTimeDispose",
         count(*) filter (where due and handled and not in_time) as "overtimeDispose",
         count(*) filter (where due and not handled) as "overtimeToDispose", count(*) filter (where due and closed) as close,
         count(*) filter (where due and closed and in_time) as "inTimeClose",
         count(*) filter (where due and closed and not in_time) as "overtimeClose"
    from told group by grouping sets ((unit_id), (cell), (community), (street), ())`

const ofAreas = ['report', 'publicReport', 'inst', 'publicInst']
const ofUnits = ['assigned']
const ofBoth = [
  'dispose',
  'inTimeDispose',
  'overtimeDispose',
  'overtimeToDispose',
  'close',
  'inTimeClose',
  'overtimeClose',
]

type PeerRow = { kind: SubjectKind; subject: string } & Record<string, number | string>

async function byHand(pool: Pool): Promise<Result> {
  const result = new Map<SubjectKind, Sums>(kinds.map((kind) => [kind, new Map()]))
  for (const { kind, subject, ...counts } of await pool.many<PeerRow>(peerSql))
    result.get(kind)?.set(subject, new Map(Object.entries(counts).map(([name, amount]) => [name, Number(amount)])))
  return result
}

/** Compares every count of every subject; gives how many there were. */
function mustBeEqual(ours: Result, theirs: Result): number {
  let cells = 0
  for (const kind of kinds) {
    const names = [...ofBoth, ...(kind === 'unit' ? ofUnits : ofAreas)]
    const [left, right] = [ours.get(kind)!, theirs.get(kind)!]
    for (const subject of new Set([...left.keys(), ...right.keys()]))
      for (const name of names) {
        const [a, b] = [left.get(subject)?.get(name) ?? 0, right.get(subject)?.get(name) ?? 0]
        if (a !== b) throw new Error(`${kind} ${subject} ${name}: ${a} by roll-up, ${b} by hand`)
        cells++
      }
  }
  return cells
}

/** Scoring and keeping the month with all its sheets, which is rolled back. */
async function timeOfRun(pool: Pool): Promise<string> {
  const client = await pool.pg.connect()
  const by = { id: 'bench', name: 'bench' }
  try {
    await client.query('begin')
    const tx = txOver(client)
    const founded = new Date('2026-01-01T00:00:00Z')
    await publishRules(tx, town.districtId, { text: defaultRulesText, validFrom: '2026-01-01', note: '', by }, founded)
    const seconds = stopwatch()
    await makeRun(tx, town.districtId, month, by, new Date('2026-05-01T00:00:00Z'))
    return seconds()
  } finally {
    await client.query('rollback')
    client.release()
  }
}
