import type pg from 'pg'
import { point } from '#city/place/frame.ts'
import { buildLocator, type Locator, type LocatorCell } from '#city/place/locator.ts'
import { sampleDistrict } from '#city/place/sample-cells.ts'
import { findPgbench, pgbenchMissing, runPgbench } from './pgbench.ts'
import { findPostgis, postgisMissing, withPostgis } from './postgis.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, inPairs, short } from './result.ts'

const ratioBar = 200
const points = 1_000_000
const batch = 50_000
const seconds = 4
const pairs = 3
const clients = 2
const side = 50

/** Random positions about the district, a twentieth outside it: lon and lat by turns. CGCS2000 degrees. */
type Positions = Float64Array

/**
 * From a point to its cell, community and street: our in-process locator against PostGIS `ST_Contains` with a GiST index, asked
 * by pgbench with prepared statements, as an application would ask it. Then a million points answered by both must be equal.
 * A point exactly on a border is in no cell for `ST_Contains` and in the one of lowest code for us; such points are counted,
 * and ours must then be among the cells that PostGIS says it touches.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const [pgbench, bin] = [findPgbench(), findPostgis()]
  if (!pgbench || !bin) return { name: 'locate', skipped: bin ? pgbenchMissing : postgisMissing }
  const { cells, divisions } = sampleDistrict({ columns: side, rows: side })
  const locator = buildLocator(cells, divisions)
  const positions = positionsIn(locator, cells)
  return withPostgis(bin, async (client, url, folder) => {
    const { version } = (await client.query('select postgis_lib_version() as version')).rows[0]
    console.log(`locate: ${cells.length} cells of ${ringOf(cells[0]!).length - 1} corners each, PostGIS ${version}`)
    await load(client, cells)
    const ours = async () => speedOf(locator, positions)
    const peer = () => runPgbench({ pgbench, url, folder, scripts: [script(locator)], clients, seconds })
    const { ours: perSecond, peers, ratio } = await inPairs('locate', pairs, ours, peer)
    const { differences, onBorder, outside } = await compare(client, locator, positions)
    console.log(`locate: ${points} points, ${onBorder} on a border, ${outside} outside, ${differences} answers differ`)
    return {
      name: 'locate',
      figure: `${short(ratio)} × PostGIS (${short(perSecond)}/s of ${short(peers)}/s), ${differences} differences in ${points}`,
      bar: `≥ ${ratioBar} ×, 0 differences`,
      pass: ratio >= ratioBar && differences === 0,
    }
  })
}

/** Uniform positions, but every thousandth is a corner of some cell, so that borders are asked about too. */
function positionsIn({ box }: Locator, cells: readonly LocatorCell[]): Positions {
  const random = seeded(3)
  const [width, height] = [box.east - box.west, box.north - box.south]
  const positions = new Float64Array(points * 2)
  for (let at = 0; at < points; at++) {
    const corner = at % 1000 === 0 ? cornerOf(cells[Math.floor(random() * cells.length)]!, random()) : undefined
    positions[at * 2] = corner?.[0] ?? box.west + (random() * 1.025 - 0.0125) * width
    positions[at * 2 + 1] = corner?.[1] ?? box.south + (random() * 1.025 - 0.0125) * height
  }
  return positions
}

const ringOf = ({ area }: LocatorCell) => (area.type === 'Polygon' ? area.coordinates[0]! : area.coordinates[0]![0]!)

function cornerOf(cell: LocatorCell, chance: number) {
  const ring = ringOf(cell)
  return ring[Math.floor(chance * ring.length)]
}

/** Best of three rounds over all points, so that the figure is the locator's and not the warm-up's. */
function speedOf(locator: Locator, positions: Positions): number {
  let best = 0
  for (let round = 0; round < 3; round++) {
    const began = performance.now()
    let found = 0
    for (let at = 0; at < positions.length; at += 2)
      if (locator.locate(point(positions[at]!, positions[at + 1]!))?.streetCode !== undefined) found++
    if (found === 0) throw new Error('no point is in any cell')
    best = Math.max(best, points / ((performance.now() - began) / 1000))
  }
  return best
}

async function load(client: pg.Client, cells: readonly LocatorCell[]): Promise<void> {
  await client.query(`create table cell (code text primary key, community text not null, street text not null,
                                         area geometry(Geometry, 4490) not null)`)
  await client.query(
    `insert into cell select code, left(code, 12), left(code, 9), ST_SetSRID(ST_GeomFromGeoJSON(area), 4490)
       from unnest($1::text[], $2::text[]) as given(code, area)`,
    [cells.map((cell) => cell.code), cells.map((cell) => JSON.stringify(cell.area))],
  )
  await client.query('create index cell_area on cell using gist (area)')
  await client.query('vacuum analyze cell')
}

/** Random points to nine decimals (0.1 mm), made in pgbench itself. */
function script({ box }: Locator) {
  const [west, south, east, north] = [box.west, box.south, box.east, box.north].map((degrees) =>
    Math.round(degrees * 1e9),
  )
  const text = `\\set lon random(${west}, ${east}) / 1000000000.0
\\set lat random(${south}, ${north}) / 1000000000.0
select code, community, street from cell
 where ST_Contains(area, ST_SetSRID(ST_MakePoint(:lon::float8, :lat::float8), 4490)) order by code limit 1;
`
  return { text }
}

/** Asks PostGIS for all points in batches and counts answers that are not ours. */
async function compare(client: pg.Client, locator: Locator, positions: Positions) {
  const sum = { differences: 0, onBorder: 0, outside: 0 }
  for (let from = 0; from < points; from += batch) {
    const lons = Array.from({ length: batch }, (_, at) => positions[(from + at) * 2]!)
    const lats = Array.from({ length: batch }, (_, at) => positions[(from + at) * 2 + 1]!)
    const { rows } = await client.query<{ inside: string | null; touched: string[] }>(
      `select min(cell.code) filter (where ST_Contains(cell.area, given.place)) as inside,
              coalesce(array_agg(cell.code) filter (where ST_Touches(cell.area, given.place)), '{}') as touched
         from (select n, ST_SetSRID(ST_MakePoint(lon, lat), 4490) as place
                 from unnest($1::float8[], $2::float8[]) with ordinality as p(lon, lat, n)) given
         left join cell on ST_Intersects(cell.area, given.place)
        group by n order by n`,
      [lons, lats],
    )
    rows.forEach(({ inside, touched }, at) => {
      const mine = locator.locate(point(lons[at]!, lats[at]!))?.cellCode ?? null
      const onBorder = inside === null && touched.length > 0
      if (onBorder) sum.onBorder++
      if (mine === null) sum.outside++
      const equal = onBorder ? mine === touched.sort()[0] : mine === inside
      if (!equal && sum.differences++ < 3)
        console.log(`locate: ${lons[at]} ${lats[at]}: ours ${mine}, PostGIS ${inside}`)
    })
  }
  return sum
}
