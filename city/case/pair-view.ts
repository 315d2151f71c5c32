import { point, toCgcs2000 } from '#city/place/frame.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { blindFor, blindHistory } from './blind.ts'
import { findCaseRow } from './list.ts'
import { pairsOf, type Shot, type ShotRecord } from './pairs.ts'
import { caseProblems } from './problems.ts'
import { foldCase } from './state.ts'
import { readHistory } from './store.ts'

/**
 * Pictures before and after the work side by side, to somebody who may see the case. What the cameras recorded stays sealed: only
 * the differences travel, never a place or an instant of a camera. Error: `case_not_found`.
 */
export async function viewPairs(db: Db, actor: Actor, caseId: string) {
  if (!(await findCaseRow(db, actor, caseId))) throw caseProblems.case_not_found()
  const history = await readHistory(db, actor.districtId, caseId)
  const shown = blindHistory(history, blindFor(actor, foldCase(history).stage))
  const records = await listRecords(db, actor.districtId, caseId)
  return {
    pairs: pairsOf(shown, records).map((pair) => ({
      ...pair,
      before: shotView(pair.before),
      after: shotView(pair.after),
    })),
  }
}

const shotView = ({ fileId, purpose, at, takenAt, facing, pointFrom }: Shot) => ({
  fileId,
  purpose,
  at,
  hasTime: takenAt !== null,
  hasFacing: facing !== null,
  pointFrom,
})

type Row = { fileId: string; takenAt: Date | null; lon: number | null; lat: number | null; facing: number | null }

async function listRecords(db: Db, districtId: string, caseId: string): Promise<ReadonlyMap<string, ShotRecord>> {
  const rows = await db.many<Row>(sql`
    select f.file_id as "fileId", k.taken_at as "takenAt", k.lon, k.lat, k.facing
      from city.case_file f
      join kernel.file k on k.district_id = f.district_id and k.file_id = f.file_id
     where f.district_id = ${districtId} and f.case_id = ${caseId} and k.kind = 'photo'`)
  return new Map(
    rows.map(({ fileId, takenAt, lon, lat, facing }) => [
      fileId,
      {
        takenAt,
        facing,
        point: lon === null || lat === null ? null : toCgcs2000({ ...point(lon, lat), frame: 'WGS84' }),
      },
    ]),
  )
}
