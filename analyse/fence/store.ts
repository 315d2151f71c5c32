import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FenceBody } from './fence.ts'

export type FenceRow = {
  readonly fenceId: string
  readonly revision: number
  readonly body: FenceBody
  readonly changedAt: Date
  readonly changedBy: string
}

type AnyRow = Omit<FenceRow, 'body'> & { readonly body: FenceBody | null }

const columns = sql.raw(
  `f.fence_id as "fenceId", f.revision, f.body, f.changed_at as "changedAt", f.changed_by as "changedBy"`,
)

const isOn = (row: AnyRow): row is FenceRow => row.body !== null

/** The fences there are, by name. */
export const listFenceRows = async (db: Db, districtId: string): Promise<FenceRow[]> =>
  (
    await db.many<AnyRow>(sql`
      select distinct on (f.fence_id) ${columns} from "analyse".fence f
       where f.district_id = ${districtId} order by f.fence_id, f.revision desc`)
  )
    .filter(isOn)
    .sort((a, b) => (a.body.name < b.body.name ? -1 : 1))

export async function findFence(db: Db, districtId: string, fenceId: string): Promise<FenceRow | undefined> {
  const row = await db.find<AnyRow>(sql`
    select ${columns} from "analyse".fence f
     where f.district_id = ${districtId} and f.fence_id = ${fenceId} order by f.revision desc limit 1`)
  return row && isOn(row) ? row : undefined
}

type Revision = {
  readonly fenceId: string
  readonly basedOn: number
  readonly body: FenceBody | null
  readonly reason: string
  readonly by: string
  readonly now: Date
}

/** Writes the next revision; gives false where there is another one since. */
export const putFence = async (tx: Tx, districtId: string, one: Revision): Promise<boolean> =>
  (await tx.run(sql`
    insert into "analyse".fence (district_id, fence_id, revision, body, changed_at, changed_by, reason)
    select ${districtId}, ${one.fenceId}, ${one.basedOn}::int + 1,
           ${one.body === null ? null : JSON.stringify(one.body)}::jsonb, ${one.now}, ${one.by}, ${one.reason}
     where ${one.basedOn}::int = coalesce((
       select max(revision) from "analyse".fence where district_id = ${districtId} and fence_id = ${one.fenceId}), 0)
    on conflict do nothing`)) === 1

export type Naming = {
  readonly fenceId: string
  readonly revision: number
  readonly ruleId: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly isDraft: boolean
}

/** Which drafts and rules in force name which fence, in which revision. */
export const listNaming = (db: Db, districtId: string): Promise<Naming[]> =>
  db.many<Naming>(sql`
    select distinct n.named ->> 'fenceId' as "fenceId", (n.named ->> 'revision')::int as revision, v.rule_id as "ruleId",
           v.body -> 'title' as title, v.signed_at is null as "isDraft"
      from "analyse".alarm_rule_version v
     cross join lateral jsonb_path_query(v.body, '$.condition.**.named') as n(named)
     where v.district_id = ${districtId} and v.ended_at is null and jsonb_typeof(n.named) = 'object'
     order by "ruleId", "isDraft"`)

export type RoadLine = { readonly roadId: string; readonly name: string; readonly line: [number, number][] }

type RoadRow = {
  roadId: string
  name: string
  line: { type: 'LineString'; coordinates: number[][] } | { type: 'MultiLineString'; coordinates: number[][][] }
}

/** Roads by name, of each its part of most corners. */
export async function listRoadLines(db: Db, districtId: string, text: string): Promise<RoadLine[]> {
  const rows = await db.many<RoadRow>(sql`
    select road_id as "roadId", name, line from city.street_line
     where district_id = ${districtId} and name like '%' || ${text} || '%'
     order by length(name), name, road_id limit 20`)
  return rows.map(({ roadId, name, line }) => {
    const parts = line.type === 'LineString' ? [line.coordinates] : line.coordinates
    const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), parts[0] ?? [])
    return { roadId, name, line: longest.map(([lon = 0, lat = 0]): [number, number] => [lon, lat]) }
  })
}
