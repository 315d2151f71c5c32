import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type pg from 'pg'
import type { ComponentColumns, TileComponent } from '#analyse/tile/component-columns.ts'
import { componentTileOf } from '#analyse/tile/component-tile.ts'
import { EXTENT, stepsOf, type TileSquare } from '#analyse/tile/mercator.ts'
import { seeded } from './random.ts'
import { randomSquare } from './tile-data.ts'
import { tileStatement } from './tile-sql.ts'

const zoom = 16
const squares = 60

export type Difference = { readonly drawn: number; readonly inBothTiles: number; readonly unexplained: number }

/**
 * Whether both show the same components. Ours draws a component in the one tile in which it lies: a tile owns its west and north
 * border. PostGIS rounds to the nearest of 4096 units before it clips, so that it draws what lies within half a unit of a border
 * in both tiles. Nothing else may differ.
 */
export async function differences(
  client: pg.Client,
  columns: ComponentColumns,
  components: readonly TileComponent[],
): Promise<Difference> {
  const random = seeded(5)
  const byCode = new Map(components.map((component) => [component.code, component]))
  let [drawn, inBothTiles, unexplained] = [0, 0, 0]
  for (let turn = 0; turn < squares; turn++) {
    const square = randomSquare(zoom, random)
    const ours = codesIn(componentTileOf(columns, square, new Map()) ?? Buffer.alloc(0))
    const { rows } = await client.query<{ mvt: Buffer }>(tileStatement(zoom, `${square.x}`, `${square.y}`))
    const theirs = codesIn(rows[0]!.mvt)
    drawn += ours.size
    for (const code of ours) if (!theirs.has(code)) unexplained++
    for (const code of theirs) {
      if (ours.has(code)) continue
      if (isAtBorder(byCode.get(code)!, square)) inBothTiles++
      else unexplained++
    }
  }
  return { drawn, inBothTiles, unexplained }
}

/** Whether a component lies outside of a square by half a unit of its tile at most; the hundredth is for the last digits. */
function isAtBorder({ place }: TileComponent, { x, y, z }: TileSquare): boolean {
  const steps = stepsOf(place)
  const unit = 2 ** (32 - z) / EXTENT
  const outside = (step: number, at: number) => {
    const within = step / unit - at * EXTENT
    return within < 0 ? -within : Math.max(0, within - EXTENT)
  }
  return Math.max(outside(steps.x, x), outside(steps.y, y)) <= 0.51
}

function codesIn(mvt: Uint8Array): Set<string> {
  const layer = new VectorTile(new PbfReader(mvt)).layers.component
  return new Set(Array.from({ length: layer?.length ?? 0 }, (_, at) => String(layer!.feature(at).properties.code)))
}
