import type { TileComponent } from '#analyse/tile/component-columns.ts'
import { squareAt, stepsOf, type TileSquare } from '#analyse/tile/mercator.ts'
import { point } from '#city/place/frame.ts'
import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { town } from '#server/testing/town.ts'
import { seeded } from './random.ts'

export const componentCount = 1_000_000
/** 28 by 33 kilometres, at which no tile from zoom 16 on holds more than is drawn: both give every component. */
const area = { west: 107.3, east: 107.6, south: 31.05, north: 31.35 }
export const kinds = Array.from({ length: 40 }, (_, at) => `01${String(at + 1).padStart(3, '0')}`)
const states = ['intact', 'intact', 'intact', 'damaged'] as const

/** A million components strewn evenly. */
export function strewn(): TileComponent[] {
  const random = seeded(11)
  return Array.from({ length: componentCount }, (_, at) => ({
    code: `513399${kinds[at % kinds.length]}${String(Math.floor(at / kinds.length) + 1).padStart(6, '0')}`,
    state: states[at % states.length]!,
    place: point(area.west + random() * (area.east - area.west), area.south + random() * (area.north - area.south)),
  }))
}

export function* batchesOf(components: readonly TileComponent[]): Generator<TileComponent[]> {
  for (let at = 0; at < components.length; at += 50_000) yield components.slice(at, at + 50_000)
}

/** The columns of a batch, as a statement takes them. */
export const columnsOf = (batch: readonly TileComponent[]) => ({
  codes: batch.map(({ code }) => code),
  states: batch.map(({ state }) => state),
  lons: batch.map(({ place }) => place.lon),
  lats: batch.map(({ place }) => place.lat),
})

/** Columns and rows of the tiles that touch the area. */
export function tilesAt(z: number) {
  const [a, b] = [point(area.west, area.north), point(area.east, area.south)].map((corner) => {
    const { x, y } = stepsOf(corner)
    return squareAt(x, y, z)
  })
  return { left: a!.x, right: b!.x, top: a!.y, bottom: b!.y }
}

export function randomSquare(z: number, random: () => number): TileSquare {
  const { left, right, top, bottom } = tilesAt(z)
  const among = (from: number, to: number) => from + Math.floor(random() * (to - from + 1))
  return { z, x: among(left, right), y: among(top, bottom) }
}

/** Every tile that lies wholly in the area, in no order. */
export function shuffledSquares(z: number): TileSquare[] {
  const { left, right, top, bottom } = tilesAt(z)
  const squares: TileSquare[] = []
  for (let x = left + 1; x < right; x++) for (let y = top + 1; y < bottom; y++) squares.push({ z, x, y })
  const random = seeded(z)
  for (let at = squares.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[squares[at], squares[other]] = [squares[other]!, squares[at]!]
  }
  return squares
}

/** The same components in our own register, entered as a restore would. */
export async function enterComponents(pool: Pool, components: readonly TileComponent[]): Promise<void> {
  for (const batch of batchesOf(components)) {
    const { codes, states: own, lons, lats } = columnsOf(batch)
    await pool.transaction(async (tx) => {
      await tx.run(sql`set local session_replication_role = replica`)
      await tx.run(sql`
        insert into city.component (district_id, code, edition, kind, name, place, state, initial_date)
        select ${town.districtId}, code, '2026', substr(code, 7, 5), '部件' || substr(code, 7, 5), point(lon, lat), state, '2026-01-01'
          from unnest(${codes}::text[], ${own}::text[], ${lons}::float8[], ${lats}::float8[]) as given(code, state, lon, lat)`)
    })
  }
  await pool.run(sql`vacuum (analyze) city.component`)
}
