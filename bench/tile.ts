import { type ComponentColumns, sortedColumns, type TileComponent } from '#analyse/tile/component-columns.ts'
import { componentTileOf } from '#analyse/tile/component-tile.ts'
import { packed } from '#analyse/tile/tile-cache.ts'
import { withDatabase } from './database.ts'
import { findPgbench, pgbenchMissing, runPgbench } from './pgbench.ts'
import { findPostgis, postgisMissing, withPostgis } from './postgis.ts'
import { settleTown, withProduct } from './product.ts'
import { seeded } from './random.ts'
import { type BenchResult, type BenchSkipped, median, short } from './result.ts'
import { batchesOf, componentCount, enterComponents, kinds, randomSquare, strewn, tilesAt } from './tile-data.ts'
import { differences } from './tile-equal.ts'
import { servedRatios } from './tile-served.ts'
import { loadPeer, tileStatement } from './tile-sql.ts'
import { longestStale, staleBarMs } from './tile-stale.ts'
import { findNginx, nginxMissing, warmRatio } from './tile-warm.ts'

const coldBar = 8
const warmBar = 0.7
const seconds = 3
const zooms = [12, 14, 16, 17]

/**
 * A tile of a layer of a million components that nobody has asked for yet, compared twice. Raw: the bytes of ours from memory,
 * against `ST_AsMVT` over a GiST index by prepared statements of one pgbench client; below zoom 16 the peer counts by the same
 * squares. Served: from the product with session, scope and packing, against the least server over the same PostGIS. Then a tile
 * that is held against nginx sending the same bytes as a file, and how long a change takes to be seen.
 */
export async function run(): Promise<BenchResult | BenchSkipped> {
  const [pgbench, bin, nginx] = [findPgbench(), findPostgis(), findNginx()]
  if (!pgbench || !bin) return { name: 'tile', skipped: bin ? pgbenchMissing : postgisMissing }
  if (!nginx) return { name: 'tile', skipped: nginxMissing }
  const components = strewn()
  const columns = await sorted(components)
  return withPostgis(bin, async (client, url, folder) => {
    await loadPeer(client, components)
    const { drawn, inBothTiles, unexplained } = await differences(client, columns, components)
    console.log(
      `tile: of ${drawn} components in 60 tiles of zoom 16 PostGIS draws ${inBothTiles} in the next tile too, half a unit from the border; ${unexplained} differ otherwise`,
    )
    const cold: number[] = []
    for (const z of zooms) cold.push(await coldRatio(columns, z, { pgbench, url, folder }))
    const [raw, { served, warm, stale }] = [Math.min(...cold), await overHttp(components, nginx, url)]
    return {
      name: 'tile',
      figure: `cold ${short(raw)} × raw ST_AsMVT at the zoom where it is least (served ${short(served)} ×), warm ${warm.toFixed(2)} of nginx, stale ≤ ${short(stale)} ms`,
      bar: `≥ ${coldBar} ×, ≥ ${warmBar}, ≤ ${staleBarMs} ms, none unexplained`,
      pass: raw >= coldBar && warm >= warmBar && stale <= staleBarMs && unexplained === 0,
    }
  })
}

async function sorted(components: readonly TileComponent[]): Promise<ComponentColumns> {
  const before = process.memoryUsage().arrayBuffers
  const began = performance.now()
  const columns = await sortedColumns(batchesOf(components))
  const held = (process.memoryUsage().arrayBuffers - before) / 1e6
  console.log(
    `tile: ${componentCount} components sorted in ${short(performance.now() - began)} ms, about ${short(held)} MB held`,
  )
  return columns
}

async function coldRatio(
  columns: ComponentColumns,
  z: number,
  peer: { pgbench: string; url: string; folder: string },
): Promise<number> {
  const ours = coldSpeed(columns, z, false)
  const theirs = () => runPgbench({ ...peer, scripts: [script(z)], clients: 1, seconds })
  const pairs = [
    { ours: ours(), peer: await theirs() },
    { ours: ours(), peer: await theirs() },
  ]
  const ratio = median(pairs.map((pair) => pair.ours / pair.peer))
  const told = pairs.map((pair) => `${short(pair.ours)}/s of ${short(pair.peer)}/s`).join(', ')
  console.log(`tile: cold zoom ${z}: ${told}: ${short(ratio)} ×`)
  console.log(`tile: cold zoom ${z}: packed and tagged as it travels ${short(coldSpeed(columns, z, true)())}/s`)
  return ratio
}

/** What is measured of the product itself, once it holds the same components. */
function overHttp(components: readonly TileComponent[], nginx: string, peerUrl: string) {
  return withDatabase(4, async (db) => {
    await settleTown(db, ['shouli', 'xitong'])
    await enterComponents(db.pool, components)
    return withProduct(db, async (address) => {
      const served = Math.min(...(await servedRatios(address, peerUrl)))
      const warm = await warmRatio(nginx, address, db.folder, components)
      return { served, warm, stale: await longestStale(address, components) }
    })
  })
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

function script(z: number) {
  const { left, right, top, bottom } = tilesAt(z)
  const text = `\\set x random(${left}, ${right})\n\\set y random(${top}, ${bottom})\n${tileStatement(z, ':x', ':y')};\n`
  return { text }
}
