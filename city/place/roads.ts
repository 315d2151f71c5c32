import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { buildRoadGraph, type RoadGraph } from './road-graph.ts'
import type { Line } from './shape.ts'

type Held = { readonly mark: string; readonly graph: Promise<RoadGraph> }

const MOST_DISTRICTS = 16
const held = new Map<string, Held>()

/** The road net of a district as its roads stand; built anew when they have changed. */
export async function roadGraphFor(db: Db, districtId: string): Promise<RoadGraph> {
  const row = await db.find<{ mark: string }>(sql`
    select count(*)::text || '.' || coalesce(sum(hashtext(road_id || line::text)::bigint), 0)::text as mark
      from city.street_line where district_id = ${districtId}`)
  const mark = row?.mark ?? ''
  const known = held.get(districtId)
  if (known?.mark === mark) return known.graph
  const graph = load(db, districtId)
  held.delete(districtId)
  held.set(districtId, { mark, graph })
  const oldest = held.keys().next().value
  if (held.size > MOST_DISTRICTS && oldest !== undefined) held.delete(oldest)
  // A failed load must not be remembered.
  graph.catch(() => held.get(districtId)?.graph === graph && held.delete(districtId))
  return graph
}

async function load(db: Db, districtId: string): Promise<RoadGraph> {
  const roads = await db.many<{ line: Line }>(
    sql`select line from city.street_line where district_id = ${districtId} order by road_id`,
  )
  return buildRoadGraph(roads.map(({ line }) => line))
}
