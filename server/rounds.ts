import { distanceMetres } from '#city/place/distance.ts'
import { type Point, point } from '#city/place/frame.ts'
import { type Roads, roadsFor } from '#city/place/roads.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { wayBetween } from '#sense/track/way.ts'

/** Closed lines along the roads for vehicles that are simulated, WGS-84, and which roads each of them is for. */
export type Round = { readonly line: { lon: number; lat: number }[]; readonly roadIds: readonly string[] }

const mostRounds = 24
const roadsInRound = 4

/** Rounds over neighbouring roads and back, as a sweeper goes; the same for the same roads. */
export async function roundsOf(db: Db, districtId: string, most = mostRounds): Promise<Round[]> {
  const roads = await roadsFor(db, districtId)
  const left = longRoads(roads)
  const rounds: Round[] = []
  while (left.length >= roadsInRound && rounds.length < most) {
    const chosen = [left.shift()!]
    for (let n = 1; n < roadsInRound; n++) chosen.push(takeNearest(left, chosen.at(-1)!.middle))
    const line = lineOver(roads, chosen)
    if (line) rounds.push({ line, roadIds: chosen.map(({ roadId }) => roadId) })
  }
  return rounds
}

/** Lines for vehicles to drive on; where a district has no roads, by the middles of the cells of each community. */
export async function roundLinesOf(db: Db, districtId: string, most = mostRounds): Promise<Round['line'][]> {
  const rounds = await roundsOf(db, districtId, most)
  if (rounds.length > 0) return rounds.map(({ line }) => line)
  const cells = await db.many<{ community: string; lon: number; lat: number }>(sql`
    select left(code, 12) as community, (center(bounds))[0] as lon, (center(bounds))[1] as lat
      from city.cell
     where district_id = ${districtId} and valid_from <= current_date and (valid_to is null or valid_to > current_date)
     order by code`)
  const byCommunity = Map.groupBy(cells, ({ community }) => community)
  return [...byCommunity.values()].filter((round) => round.length > 1)
}

type Chosen = { readonly roadId: string; readonly first: number; readonly last: number; readonly middle: Point }

const leastMetres = 400

/** Roads that are worth a round, the longest first, each with its first and last segment on its longest part. */
function longRoads({ roads, net }: Roads): Chosen[] {
  const parts = new Map<string, { line: number; metres: number; segments: number[] }>()
  for (const [number, { line, part, metres }] of net.segments.entries()) {
    const of = parts.get(`${line}/${part}`) ?? { line, metres: 0, segments: [] }
    of.metres += metres
    of.segments.push(number)
    parts.set(`${line}/${part}`, of)
  }
  const longest = new Map<number, { line: number; metres: number; segments: number[] }>()
  for (const part of parts.values())
    if (part.metres > (longest.get(part.line)?.metres ?? leastMetres)) longest.set(part.line, part)
  return [...longest.values()]
    .sort((a, b) => b.metres - a.metres || a.line - b.line)
    .map(({ line, segments }) => ({
      roadId: roads[line]!.roadId,
      first: segments[0]!,
      last: segments.at(-1)!,
      middle: net.nodes[net.segments[segments[segments.length >> 1]!]!.a]!,
    }))
}

function takeNearest(left: Chosen[], at: Point): Chosen {
  const nearest = left.reduce((best, one) =>
    distanceMetres(one.middle, at) < distanceMetres(best.middle, at) ? one : best,
  )
  return left.splice(left.indexOf(nearest), 1)[0]!
}

/** Over each road from end to end, to the next one by the shortest way, and back to the first. */
function lineOver({ net }: Roads, chosen: readonly Chosen[]): Round['line'] | undefined {
  const stops = chosen.flatMap(({ first, last }) => [
    { segment: first, along: 0 },
    { segment: last, along: net.segments[last]!.metres },
  ])
  const line: { lon: number; lat: number }[] = []
  for (const [n, from] of stops.entries()) {
    const way = wayBetween(net, from, stops[(n + 1) % stops.length]!)
    if (!way) return undefined
    line.push(...way.line.map(({ lon, lat }) => point(lon, lat)))
  }
  return line
}
