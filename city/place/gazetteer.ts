import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Box, boxAround, nearestOnSegment } from './distance.ts'
import { type Point, point } from './frame.ts'
import { gramsOf, gramsWanted } from './grams.ts'
import { boxOf, type Line, partsOf } from './shape.ts'
import { arrayText, boxSql, boxText, pointText } from './store.ts'

/** A named road. `roadId` is the source's own id. */
export type Road = {
  readonly roadId: string
  readonly name: string
  readonly aliases?: readonly string[]
  readonly line: Line
  readonly source?: string | null
}

/** The six basic kinds of 地理编码: 区域 地片 区片 街巷 门楼牌 兴趣点 [standards §2.3, S14 draft]. */
export type PlaceKind = 'region' | 'tract' | 'block' | 'street' | 'door' | 'poi'

/** A named place; a door carries its road and number. */
export type NamedPlace = {
  readonly placeId: string
  readonly kind: PlaceKind
  readonly name: string
  readonly aliases?: readonly string[]
  readonly roadName?: string | null
  readonly doorNumber?: number | null
  readonly address?: string | null
  readonly place: Point
  readonly source?: string | null
}

const roadTypes = {
  district_id: 'text',
  road_id: 'text',
  name: 'text',
  aliases: 'text[]',
  grams: 'text[]',
  line: 'jsonb',
  bounds: 'box',
  source: 'text',
}
const placeTypes = {
  district_id: 'text',
  place_id: 'text',
  kind: 'text',
  name: 'text',
  aliases: 'text[]',
  grams: 'text[]',
  road_name: 'text',
  door_number: 'integer',
  address: 'text',
  place: 'point',
  source: 'text',
}

/** Enters roads, replacing those with the same id. Returns how many. */
export async function putRoads(tx: Tx, districtId: string, roads: readonly Road[]): Promise<number> {
  await tx.run(
    sql`delete from city.street_line where district_id = ${districtId} and road_id = any(${roads.map((road) => road.roadId)})`,
  )
  const rows = roads.map((road) => [
    districtId,
    road.roadId,
    road.name,
    arrayText(road.aliases ?? []),
    arrayText(gramsOf(road.name, ...(road.aliases ?? []))),
    road.line,
    boxText(boxOf(partsOf(road.line))),
    road.source,
  ])
  return copyRows(tx, 'city.street_line', roadTypes, rows)
}

/** Enters named places, replacing those with the same id. Returns how many. */
export async function putNamedPlaces(tx: Tx, districtId: string, places: readonly NamedPlace[]): Promise<number> {
  await tx.run(
    sql`delete from city.place_name where district_id = ${districtId} and place_id = any(${places.map((one) => one.placeId)})`,
  )
  const rows = places.map((one) => [
    districtId,
    one.placeId,
    one.kind,
    one.name,
    arrayText(one.aliases ?? []),
    arrayText(gramsOf(one.name, ...(one.aliases ?? []))),
    one.roadName,
    one.doorNumber,
    one.address,
    pointText(one.place),
    one.source,
  ])
  return copyRows(tx, 'city.place_name', placeTypes, rows)
}

export type RoadRow = {
  readonly roadId: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly line: Line
}

/** Roads whose name or alias may contain the text. */
export const roadsNamed = (db: Db, districtId: string, text: string, limit = 50): Promise<RoadRow[]> =>
  db.many(sql`
    select road_id as "roadId", name, aliases, line from city.street_line
     where district_id = ${districtId} and grams @> ${gramsWanted(text)}::text[]
     order by length(name), name, road_id limit ${limit}`)

export const roadsIn = (db: Db, districtId: string, box: Box): Promise<RoadRow[]> =>
  db.many(sql`select road_id as "roadId", name, aliases, line from city.street_line
    where district_id = ${districtId} and bounds && ${boxSql(box)}`)

export type PlaceRow = Omit<NamedPlace, 'source'> & { readonly aliases: readonly string[] }

const placeColumns =
  sql.raw(`place_id as "placeId", kind, name, aliases, road_name as "roadName", door_number as "doorNumber",
  address, place[0] as lon, place[1] as lat`)
type RawPlace = Omit<PlaceRow, 'place'> & { lon: number; lat: number }
const asPlace = ({ lon, lat, ...rest }: RawPlace): PlaceRow => ({ ...rest, place: point(lon, lat) })

/** Named places whose name or alias may contain the text, short names first. */
export async function placesNamed(db: Db, districtId: string, text: string, limit = 50): Promise<PlaceRow[]> {
  const rows = await db.many<RawPlace>(sql`select ${placeColumns} from city.place_name
    where district_id = ${districtId} and grams @> ${gramsWanted(text)}::text[] order by length(name), name, place_id limit ${limit}`)
  return rows.map(asPlace)
}

/** The doors of a road nearest in number, odd and even sides kept apart where possible. */
export async function doorsNear(
  db: Db,
  districtId: string,
  roadName: string,
  number: number,
  limit = 3,
): Promise<PlaceRow[]> {
  const rows = await db.many<RawPlace>(sql`select ${placeColumns} from city.place_name
    where district_id = ${districtId} and kind = 'door' and road_name = ${roadName}
    order by abs(door_number - ${number}::integer) + (abs(door_number - ${number}::integer) % 2) * 1.5, door_number limit ${limit}`)
  return rows.map(asPlace)
}

/** Named places inside a box. */
export async function placesIn(db: Db, districtId: string, box: Box, limit = 500): Promise<PlaceRow[]> {
  const rows = await db.many<RawPlace>(sql`select ${placeColumns} from city.place_name
    where district_id = ${districtId} and place <@ ${boxSql(box)} limit ${limit}`)
  return rows.map(asPlace)
}

/** The road nearest to a point within `metres`, with the place on it. */
export async function nearestRoad(
  db: Db,
  districtId: string,
  p: Point,
  metres: number,
): Promise<{ roadId: string; name: string; metres: number; at: Point } | undefined> {
  const roads = await roadsIn(db, districtId, boxAround(p, metres))
  let best: { roadId: string; name: string; metres: number; at: Point } | undefined
  for (const { roadId, name, line } of roads) {
    const found = nearestOnLine(p, line)
    if (found && found.metres <= metres && found.metres < (best?.metres ?? Infinity)) best = { roadId, name, ...found }
  }
  return best
}

/** The place on a line nearest to a point. */
export function nearestOnLine(p: Point, line: Line): { at: Point; metres: number } | undefined {
  let best: { at: Point; metres: number } | undefined
  for (const part of partsOf(line))
    for (let i = 1; i < part.length; i++) {
      const [a, b] = [part[i - 1]!, part[i]!]
      const found = nearestOnSegment(p, point(a[0], a[1]), point(b[0], b[1]))
      if (!best || found.metres < best.metres) best = found
    }
  return best
}
