import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type RoadGraph, roadGraphOf } from './road-graph.ts'
import { buildRoadNet, type RoadNet } from './road-net.ts'
import type { Line } from './shape.ts'

/** A road of a district; the number of it in the list is that of its line in the net. */
export type NamedRoad = { readonly roadId: string; readonly name: string; readonly line: Line }

/** The roads of a district and the net they make. */
export type Roads = { readonly roads: readonly NamedRoad[]; readonly net: RoadNet; readonly graph: RoadGraph }

type Held = { readonly mark: string; readonly roads: Promise<Roads> }

const MOST_DISTRICTS = 16
const held = new Map<string, Held>()

/** The roads of a district as they stand; their net is built anew when they have changed. */
export async function roadsFor(db: Db, districtId: string): Promise<Roads> {
  const row = await db.find<{ mark: string }>(sql`
    select count(*)::text || '.' || coalesce(sum(hashtext(road_id || line::text)::bigint), 0)::text as mark
      from city.street_line where district_id = ${districtId}`)
  const mark = row?.mark ?? ''
  const known = held.get(districtId)
  if (known?.mark === mark) return known.roads
  const roads = load(db, districtId)
  held.delete(districtId)
  held.set(districtId, { mark, roads })
  const oldest = held.keys().next().value
  if (held.size > MOST_DISTRICTS && oldest !== undefined) held.delete(oldest)
  // A failed load must not be remembered.
  roads.catch(() => held.get(districtId)?.roads === roads && held.delete(districtId))
  return roads
}

/** How far it is along the roads of a district. */
export const roadGraphFor = async (db: Db, districtId: string): Promise<RoadGraph> =>
  (await roadsFor(db, districtId)).graph

async function load(db: Db, districtId: string): Promise<Roads> {
  const roads = await db.many<NamedRoad>(sql`
    select road_id as "roadId", name, line from city.street_line where district_id = ${districtId} order by road_id`)
  const net = buildRoadNet(roads.map(({ line }) => line))
  return { roads, net, graph: roadGraphOf(net) }
}
