import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type pg from 'pg'
import { type ComponentColumns, sortedColumns, type TileComponent } from '#analyse/tile/component-columns.ts'
import { componentTileOf } from '#analyse/tile/component-tile.ts'
import { squareAt, stepsOf, type TileSquare } from '#analyse/tile/mercator.ts'
import { packed } from '#analyse/tile/tile-cache.ts'
import { point } from '#city/place/frame.ts'
import { findPgbench, pgbenchMissing, runPgbench } from './pgbench.ts'
import { findPostgis, postgisMissing, withPostgis } from './postgis.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, median, short } from './result.ts'
import { findNginx, nginxMissing, warmRatio } from './tile-warm.ts'

const coldBar = 8
const warmBar = 0.7
const count = 1_000_000
const seconds = 3
/** 28 by 33 kilometres, at which no tile from zoom 16 on holds more than is drawn: both give every component. */
const area = { west: 107.3, east: 107.6, south: 31.05, north: 31.35 }
const kinds = Array.from({ length: 40 }, (_, at) => `01${String(at + 1).padStart(3, '0')}`)
const states = ['intact', 'intact', 'intact', 'damaged'] as const
const zooms = [12, 14, 16, 17]

/**
 * A tile of a layer of a million components that nobody has asked for yet: the bytes of ours, from memory, against
 * those of raw `ST_AsMVT` over a GiST index; what packing costs is printed beside. Below zoom 16 the peer counts by the same squares. Then a tile that is
 * held, over HTTP with sign-in, against nginx sending the same bytes as a file.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const [pgbench, bin, nginx] = [findPgbench(), findPostgis(), findNginx()]
  if (!pgbench || !bin) return { name: 'tile', skipped: bin ? pgbenchMissing : postgisMissing }
  if (!nginx) return { name: 'tile', skipped: nginxMissing }
  const components = strewn()
  const before = process.memoryUsage().arrayBuffers
  const began = performance.now()
  const columns = await sortedColumns(batchesOf(components))
  const held = (process.memoryUsage().arrayBuffers - before) / 1e6
  console.log(
    `tile: ${count} components sorted in ${short(performance.now() - began)} ms, about ${short(held)} MB held`,
  )
  const cold = await withPostgis(bin, async (client, url, folder) => {
    await load(client, components)
    console.log(`tile: ${await differences(client, columns)} components differ in 20 tiles of zoom 16`)
    const ratios: number[] = []
    for (const z of zooms) {
      const [ours, peer] = [
        coldSpeed(columns, z, false),
        () => runPgbench({ pgbench, url, folder, scripts: [script(z)], clients: 1, seconds }),
      ]
      const pairs = [
        { ours: ours(), peer: await peer() },
        { ours: ours(), peer: await peer() },
      ]
      const ratio = median(pairs.map((pair) => pair.ours / pair.peer))
      console.log(
        `tile: cold zoom ${z}: ${pairs.map((pair) => `${short(pair.ours)}/s of ${short(pair.peer)}/s`).join(', ')}: ${short(ratio)} ×`,
      )
      console.log(`tile: cold zoom ${z}: packed and tagged as it travels ${short(coldSpeed(columns, z, true)())}/s`)
      ratios.push(ratio)
    }
    return Math.min(...ratios)
  })
  const warm = await warmRatio(nginx, components.slice(0, 50_000))
  return {
    name: 'tile',
    figure: `cold ${short(cold)} × ST_AsMVT at the zoom where it is least, warm ${warm.toFixed(2)} of nginx`,
    bar: `≥ ${coldBar} ×, ≥ ${warmBar}`,
    pass: cold >= coldBar && warm >= warmBar,
  }
}

function strewn(): TileComponent[] {
  const random = seeded(11)
  return Array.from({ length: count }, (_, at) => ({
    code: `513399${kinds[at % kinds.length]}${String(Math.floor(at / kinds.length) + 1).padStart(6, '0')}`,
    state: states[at % states.length]!,
    place: point(area.west + random() * (area.east - area.west), area.south + random() * (area.north - area.south)),
  }))
}

function* batchesOf(components: readonly TileComponent[]): Generator<TileComponent[]> {
  for (let at = 0; at < components.length; at += 50_000) yield components.slice(at, at + 50_000)
}

/** Columns and rows of the tiles that lie wholly in the area. */
function tilesAt(z: number) {
  const [a, b] = [point(area.west, area.north), point(area.east, area.south)].map((corner) => {
    const { x, y } = stepsOf(corner)
    return squareAt(x, y, z)
  })
  return { left: a!.x, right: b!.x, top: a!.y, bottom: b!.y }
}

function randomSquare(z: number, random: () => number): TileSquare {
  const { left, right, top, bottom } = tilesAt(z)
  const among = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  return { z, x: among(left, right), y: among(top, bottom) }
}

const names = new Map(kinds.map((kind) => [kind, `部件${kind}`]))

function coldSpeed(columns: ComponentColumns, z: number, isPacked: boolean): () => number {
  const random = seeded(z)
  const tilesFor = (ms: number): number => {
    const began = performance.now()
    let tiles = 0
    while (performance.now() - began < ms) {
      const tile = componentTileOf(columns, randomSquare(z, random), names)
      if (isPacked) packed(tile)
      tiles++
    }
    return tiles / ((performance.now() - began) / 1000)
  }
  return () => {
    tilesFor(500)
    return tilesFor(seconds * 1000)
  }
}

async function load(client: pg.Client, components: readonly TileComponent[]): Promise<void> {
  await client.query(
    'create table component (id bigint, code text, kind text, state text, place geometry(Point, 3857) not null)',
  )
  for (const batch of batchesOf(components))
    await client.query(
      `insert into component select substr(code, 7)::bigint, code, substr(code, 7, 5), state,
              ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4326), 3857)
         from unnest($1::text[], $2::text[], $3::float8[], $4::float8[]) as given(code, state, lon, lat)`,
      [
        batch.map(({ code }) => code),
        batch.map(({ state }) => state),
        batch.map(({ place }) => place.lon),
        batch.map(({ place }) => place.lat),
      ],
    )
  await client.query('create index component_place on component using gist (place)')
  await client.query('vacuum analyze component')
}

function script(z: number) {
  const { left, right, top, bottom } = tilesAt(z)
  const text = `\\set x random(${left}, ${right})\n\\set y random(${top}, ${bottom})\n${statement(z, ':x', ':y')};\n`
  return { text }
}

/** The tile as PostGIS makes it: single components, or as many squares a side as ours. */
function statement(z: number, x: string, y: string): string {
  const bounds = `(select ST_TileEnvelope(${z}, ${x}::int, ${y}::int) as box) tile`
  if (z >= 16)
    return `select ST_AsMVT(found, 'component', 4096, 'geom', 'id') as mvt from (
      select id, code, kind, state, ST_AsMVTGeom(place, box, 4096, 0, true) as geom from component, ${bounds}
       where place && box) found`
  const side = z < 14 ? 32 : 16
  const column = `floor((ST_X(place) - ST_XMin(box)) / (ST_XMax(box) - ST_XMin(box)) * ${side})`
  const row = `floor((ST_Y(place) - ST_YMin(box)) / (ST_YMax(box) - ST_YMin(box)) * ${side})`
  const top = `string_agg(kind || ' ' || n, '、' order by n desc) filter (where place_in_square <= 3)`
  return `select ST_AsMVT(found, 'density', 4096, 'geom') as mvt from (
    select sum(n) as n, ${top} as kinds, ST_AsMVTGeom(ST_Centroid(ST_Collect(middle)), box, 4096, 0, true) as geom
      from (select c, r, kind, n, middle, box, row_number() over (partition by c, r order by n desc) as place_in_square
              from (select ${column} as c, ${row} as r, kind, box, count(*) as n, ST_MakePoint(avg(ST_X(place)), avg(ST_Y(place))) as middle
                      from component, ${bounds} where place && box group by 1, 2, 3, 4) counted) ranked
     group by c, r, box) found`
}

/** Whether both show the same components, in twenty tiles. */
async function differences(client: pg.Client, columns: ComponentColumns): Promise<number> {
  const random = seeded(5)
  let different = 0
  for (let turn = 0; turn < 20; turn++) {
    const square = randomSquare(16, random)
    const ours = codesIn(gunzipSync(packed(componentTileOf(columns, square, names)).body ?? Buffer.alloc(0)))
    const { rows } = await client.query<{ mvt: Buffer }>(statement(16, `${square.x}`, `${square.y}`))
    const theirs = codesIn(rows[0]!.mvt)
    for (const code of ours) if (!theirs.has(code)) different++
    for (const code of theirs) if (!ours.has(code)) different++
  }
  return different
}

function codesIn(mvt: Uint8Array): Set<string> {
  const layer = new VectorTile(new PbfReader(mvt)).layers.component
  return new Set(Array.from({ length: layer?.length ?? 0 }, (_, at) => String(layer!.feature(at).properties.code)))
}
