import { findForCase } from '#analyse/duplicate/find.ts'
import { lookOf } from '#analyse/photo/hash.ts'
import { listAlike } from '#analyse/photo/look-store.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import { withDatabase } from './database.ts'
import { loadMillion } from './million.ts'
import { settleTown } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, median, short } from './result.ts'

const photoBar = 50
const caseBar = 50
const photos = 1_000_000
const asked = 300

/** Some eighteen by fourteen kilometres, as a district is, and so a case on every two hundred and fifty square metres. */
const district = { east: 180_001, north: 120_011 }

/**
 * A photo sought among a million by its look, whole, cropped and mirrored, and the likely duplicates of a case among a million.
 * Half of the looks are drawn at random, half lie in crowds of twenty that differ in a few bits, as pictures of one street do.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async ({ pool, url, folder }) => {
    const people = await settleTown({ pool, url, folder }, [])
    await loadMillion(pool, people.xiaolin, 1_000_000, district)
    await loadLooks(pool)
    const alike = await timed(() => listAlike(pool, town.districtId, randomLooks()))
    const actor = (await loadActor(pool, town.districtId, people.shouli))!
    const ids = await pool.many<{ caseId: string }>(sql`
      select case_id as "caseId" from city.case where district_id = ${town.districtId} order by reported_at desc limit 100000`)
    const near = await timed((turn) => findForCase(pool, actor, ids[(turn * 331) % ids.length]!.caseId, new Date()))
    return {
      name: 'repeats',
      figure: `photo among 1 M ${tell(alike)}, duplicates of a case among 1 M ${tell(near)}`,
      bar: `p95 ≤ ${photoBar} ms, p95 ≤ ${caseBar} ms`,
      pass: p95(alike) <= photoBar && p95(near) <= caseBar,
    }
  })
}

const p95 = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0

export const tell = (times: readonly number[]): string => `p50 ${short(median(times))} ms p95 ${short(p95(times))} ms`

export async function timed(ask: (turn: number) => Promise<unknown>): Promise<number[]> {
  for (let n = 0; n < 20; n++) await ask(n)
  const times: number[] = []
  for (let n = 0; n < asked; n++) {
    const began = performance.now()
    await ask(n + 20)
    times.push(performance.now() - began)
  }
  return times
}

const random = seeded(20_261_126)

/** The looks of a picture of smooth noise, whole, cropped and mirrored: three searches in one. */
export function randomLooks() {
  const grey = () => lookOf(Float64Array.from({ length: 36 * 36 }, () => random() * 255))
  return { whole: grey(), inner: grey(), mirrored: grey() }
}

export async function loadLooks(pool: Pool): Promise<void> {
  const word = sql.raw('((floor(random() * 4294967296)::bigint << 32) | floor(random() * 4294967296)::bigint)')
  await pool.transaction(async (tx) => {
    // The rows are right by construction; two million look-ups of foreign keys would only take time.
    await tx.run(sql`set local session_replication_role = replica`)
    await tx.run(sql`select setseed(0.42)`)
    await tx.run(sql`
      create temporary table crowd on commit drop as
      select n, ${word} as coarse from generate_series(0, ${photos / 40}::int) n`)
    await tx.run(sql`
      insert into "analyse".photo_look (district_id, file_id, part, coarse, slope)
      select ${town.districtId}, ('00000000-0000-7000-8000-' || lpad(to_hex(photo.n), 12, '0'))::uuid, part,
             case when photo.n % 2 = 0 then ${word}
                  else crowd.coarse # (1::bigint << floor(random() * 63)::int) # (1::bigint << floor(random() * 63)::int) end,
             ${word}
        from generate_series(1, ${photos}::int) as photo(n)
        join crowd on crowd.n = photo.n / 40
       cross join unnest(array['whole', 'inner']) as part`)
  })
  await pool.run(sql`vacuum (analyze) "analyse".photo_look`)
}
