import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Said } from './client.ts'

/** What was acknowledged against what is stored. Everything but the first three must be nothing. */
export type Verdict = {
  sent: number
  acknowledged: number
  stored: number
  /** Acknowledged and not stored: as a place, as each of its values, as a frame. */
  lost: number
  /** Stored and never sent. */
  invented: number
  /** A frame of the spool stored twice, or counted otherwise than it is stored. */
  twice: number
}

const metricsOfReport = 3

/** Compares. Reads everything, so that no sum hides two mistakes. */
export async function judge(pool: Pool, districtId: string, said: readonly Said[]): Promise<Verdict> {
  const verdict: Verdict = { sent: 0, acknowledged: 0, stored: 0, lost: 0, invented: 0, twice: 0 }
  for (const one of said) {
    const sender = one.phone.replace(/^0+/, '')
    const { deviceId } = await pool.one<{ deviceId: string }>(sql`
      select device_id as "deviceId" from sense.device where district_id = ${districtId} and sender = ${sender}`)
    const places = await timesOf(
      pool,
      sql`
      select at from sense.track_point where district_id = ${districtId} and device_id = ${deviceId}`,
    )
    const values = await timesOf(
      pool,
      sql`
      select t.at from sense.telemetry t join sense.series s using (district_id, series_id)
       where s.district_id = ${districtId} and s.device_id = ${deviceId}`,
    )
    const counts = await pool.one<{ frames: number; positions: number; counted: number }>(sql`
      select count(*) as frames, count(distinct position) as positions,
             (select frames from sense.device_state where district_id = ${districtId} and device_id = ${deviceId}) as counted
        from sense.frame where district_id = ${districtId} and device_id = ${deviceId}`)
    verdict.sent += [...one.sent.values()].reduce((sum, times) => sum + times, 0)
    verdict.acknowledged += one.acknowledged.size
    verdict.stored += places.size
    const isWhole = (at: number): boolean => places.get(at) === 1 && values.get(at) === metricsOfReport
    verdict.lost += [...one.acknowledged].filter((at) => !isWhole(at)).length
    verdict.lost += Math.max(0, one.acknowledged.size - counts.frames)
    verdict.invented += [...places.keys()].filter((at) => !one.sent.has(at)).length
    verdict.twice += counts.frames - counts.positions + Math.abs(counts.counted - counts.frames)
  }
  return verdict
}

async function timesOf(pool: Pool, query: ReturnType<typeof sql>): Promise<Map<number, number>> {
  const times = new Map<number, number>()
  for (const { at } of await pool.many<{ at: Date }>(query)) times.set(+at, (times.get(+at) ?? 0) + 1)
  return times
}
