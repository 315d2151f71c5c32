import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { inTown, town } from '#server/testing/town.ts'
import { settle, withDatabase } from './database.ts'
import { type HttpLoadDone, loadOverHttp } from './http-load.ts'
import { cookieOf, settleTown, withProduct } from './product.ts'
import { type BenchResult, short } from './result.ts'

const perSecondBar = 300
const p95Bar = 150
const connections = 32
const seconds = 15

const place = { point: { frame: 'CGCS2000', lon: inTown.lon, lat: inTown.lat }, text: '南坝路与滨河路交叉口东北角' }
const report = {
  description: '人行道井盖破损塌陷，行人夜间通过有危险，请尽快处理',
  category: { edition: '2026', kind: 'matter', code: '06013' },
  place,
  reporter: { name: '王建国', phone: '13800001111' },
  files: [],
}

/**
 * Report to case over HTTP into the real server, every role running: session, scope, contract, place, number, event, cached
 * row, sealed reporter, audit, outbox and idempotency, all durable. First the hotline desk signed in, which is the figure;
 * then citizens without an account.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await settleTown(db, ['shouli'])
    const [desk, citizens] = await withProduct(db, async (address) => {
      const cookie = await cookieOf(address, 'shouli')
      const load = { address, method: 'POST', connections, seconds } as const
      await settle(db.pool)
      const body = { ...report, source: 'hotline' }
      const desk = await loadOverHttp({ ...load, paths: ['/api/cases'], cookie, body })
      await settle(db.pool)
      const paths = [`/api/public/${town.districtId}/reports`]
      return [desk, await loadOverHttp({ ...load, paths, body: report })]
    })
    say('hotline, signed in', desk)
    say('citizens', citizens)
    const faults = await faultsIn(db.pool, [...desk.numbers, ...citizens.numbers])
    for (const fault of faults) console.log(`intake: ${fault}`)
    const refused = desk.refused + citizens.refused
    return {
      name: 'intake',
      figure: `${short(desk.perSecond)}/s p95 ${short(desk.p95Ms)} ms, ${faults.length} faults, ${refused} refused`,
      bar: `≥ ${perSecondBar}/s p95 ≤ ${p95Bar} ms, no duplicate number, none lost`,
      pass: desk.perSecond >= perSecondBar && desk.p95Ms <= p95Bar && faults.length + refused === 0,
    }
  })
}

const say = (who: string, done: HttpLoadDone): void =>
  console.log(
    `intake: ${who}: ${short(done.perSecond)} reports/s, p95 ${short(done.p95Ms)} ms, ${connections} connections`,
  )

/** Every acknowledged number stands on exactly one case, no number is given twice, and nothing was half written. */
async function faultsIn(pool: Pool, acknowledged: readonly string[]): Promise<string[]> {
  const told = new Set(acknowledged)
  const cases = await pool.many<{ number: string }>(sql`select number from city.case`)
  const kept = new Set(cases.map((each) => each.number))
  const lost = [...told].filter((number) => !kept.has(number)).length
  const halves = await pool.one<{ events: number; reports: number; told: number; audited: number }>(sql`
    select (select count(*) from city.case_event) as events, (select count(*) from serve.report) as reports,
           (select count(*) from kernel.outbox where topic = 'case.changed') as told,
           (select count(*) from kernel.audit_entry where act like 'POST /api/%') as audited`)
  console.log(`intake: ${acknowledged.length} acknowledged, ${cases.length} cases, ${JSON.stringify(halves)}`)
  return [
    ...(told.size < acknowledged.length ? [`${acknowledged.length - told.size} numbers given twice`] : []),
    ...(kept.size < cases.length ? [`${cases.length - kept.size} numbers on two cases`] : []),
    ...(lost > 0 ? [`${lost} acknowledged reports are not there`] : []),
    ...(Object.values(halves).some((count) => count !== cases.length)
      ? ['cases and their traces differ in number']
      : []),
  ]
}
