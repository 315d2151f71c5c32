import type { Box } from './distance.ts'
import { type Area, boxOf, ringsOf } from './shape.ts'

/**
 * Answers which area holds a point, in a few tens of nanoseconds. A point inside two areas, or on the border of several, belongs to the
 * one that comes first in the list given. Holes and several polygons count by the even-odd rule; a border belongs to the area.
 */
export type AreaIndex = {
  /** The first area that holds the CGCS2000 position, or -1. */
  at(lon: number, lat: number): number
  /** Whether any area but `except` holds the position. */
  holds(lon: number, lat: number, except: number): boolean
  readonly box: Box
}

// Vertices of a neighbour may lie on a side only up to rounding; such hair cracks (0.1 mm) are closed.
const CRACK_DEGREES = 1e-9
const BUCKETS_PER_AREA = 32
const MOST_BUCKETS = 2_000_000

type Grid = { west: number; south: number; perLon: number; perLat: number; columns: number; rows: number }
type Sides = { ends: Float64Array; from: Uint32Array }

/** Builds the index: a uniform grid whose buckets name the areas that cover them wholly and those whose border passes through. */
export function indexAreas(areas: readonly Area[]): AreaIndex {
  const box = boxOf(areas.flatMap((area) => [...ringsOf(area)]))
  const grid = gridOver(box, areas.length)
  const sides = layOutSides(areas)
  const { starts, entries } = fillBuckets(grid, sides, areas)
  const bucketOf = (lon: number, lat: number): number => {
    const column = Math.floor((lon - grid.west) * grid.perLon)
    const row = Math.floor((lat - grid.south) * grid.perLat)
    return column >= 0 && column < grid.columns && row >= 0 && row < grid.rows ? row * grid.columns + column : -1
  }

  function at(lon: number, lat: number): number {
    const bucket = bucketOf(lon, lat)
    if (bucket < 0) return -1
    const end = starts[bucket + 1]!
    for (let i = starts[bucket]!; i < end; i++) {
      const entry = entries[i]!
      if ((entry & 1) === 1 || holdsPoint(sides, entry >>> 1, lon, lat)) return entry >>> 1
    }
    for (let i = starts[bucket]!; i < end; i++)
      if (isAlong(sides, entries[i]! >>> 1, lon, lat)) return entries[i]! >>> 1
    return -1
  }

  function holds(lon: number, lat: number, except: number): boolean {
    const bucket = bucketOf(lon, lat)
    if (bucket < 0) return false
    for (let i = starts[bucket]!; i < starts[bucket + 1]!; i++) {
      const entry = entries[i]!
      if (entry >>> 1 === except) continue
      if ((entry & 1) === 1 || holdsPoint(sides, entry >>> 1, lon, lat)) return true
    }
    return false
  }
  return { at, holds, box }
}

/**
 * Exact crossing count over the sides of one area. A side always runs from its lower to its upper end, so two areas that share it
 * compute the very same number: no point falls between them or into both.
 */
function holdsPoint(sides: Sides, area: number, lon: number, lat: number): boolean {
  const { ends } = sides
  const stop = sides.from[area + 1]!
  let inside = false
  for (let i = sides.from[area]!; i < stop; i += 4) {
    const y1 = ends[i + 1]!
    const y2 = ends[i + 3]!
    if (lat < y1 || lat > y2) continue
    const x1 = ends[i]!
    const x2 = ends[i + 2]!
    const cross = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1)
    if (cross === 0 && (x1 < x2 ? lon >= x1 && lon <= x2 : lon >= x2 && lon <= x1)) return true
    if (lat < y2 && cross > 0) inside = !inside
  }
  return inside
}

function isAlong(sides: Sides, area: number, lon: number, lat: number): boolean {
  const { ends } = sides
  for (let i = sides.from[area]!; i < sides.from[area + 1]!; i += 4) {
    const [x1, y1] = [ends[i]!, ends[i + 1]!]
    const [dx, dy] = [ends[i + 2]! - x1, ends[i + 3]! - y1]
    const length2 = dx * dx + dy * dy
    const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((lon - x1) * dx + (lat - y1) * dy) / length2))
    if (Math.abs(x1 + t * dx - lon) <= CRACK_DEGREES && Math.abs(y1 + t * dy - lat) <= CRACK_DEGREES) return true
  }
  return false
}

function gridOver(box: Box, count: number): Grid {
  if (count === 0) return { west: 0, south: 0, perLon: 1, perLat: 1, columns: 0, rows: 0 }
  // A margin keeps the last row and column, and points a rounding outside, within the grid.
  const margin = 1e-7
  const width = box.east - box.west + 2 * margin
  const height = box.north - box.south + 2 * margin
  const wanted = Math.min(MOST_BUCKETS, Math.max(1, count * BUCKETS_PER_AREA))
  const columns = Math.max(1, Math.round(Math.sqrt((wanted * width) / height)))
  const rows = Math.max(1, Math.round(wanted / columns))
  return {
    west: box.west - margin,
    south: box.south - margin,
    perLon: columns / width,
    perLat: rows / height,
    columns,
    rows,
  }
}

function layOutSides(areas: readonly Area[]): Sides {
  const from = new Uint32Array(areas.length + 1)
  let count = 0
  areas.forEach((area, at) => {
    for (const ring of ringsOf(area)) count += Math.max(0, ring.length - 1)
    from[at + 1] = count * 4
  })
  const ends = new Float64Array(count * 4)
  let next = 0
  for (const area of areas)
    for (const ring of ringsOf(area))
      for (let at = 1; at < ring.length; at++) {
        const [a, b] = [ring[at - 1]!, ring[at]!]
        const upward = a[1] < b[1] || (a[1] === b[1] && a[0] <= b[0])
        const [low, high] = upward ? [a, b] : [b, a]
        ends.set([low[0], low[1], high[0], high[1]], next)
        next += 4
      }
  return { ends, from }
}

/** Lists, per bucket, areas in order as `index × 2`, plus 1 where the bucket lies wholly inside the area. */
function fillBuckets(grid: Grid, sides: Sides, areas: readonly Area[]): { starts: Uint32Array; entries: Uint32Array } {
  const starts = new Uint32Array(grid.columns * grid.rows + 1)
  const found: { bucket: number; entry: number }[] = []
  const touched = new Int32Array(grid.columns * grid.rows).fill(-1)
  areas.forEach((area, at) => {
    for (let i = sides.from[at]!; i < sides.from[at + 1]!; i += 4) markSide(grid, sides.ends, i, at, touched)
    const span = spanOf(grid, boxOf(ringsOf(area)))
    for (let row = span.south; row <= span.north; row++)
      for (let column = span.west; column <= span.east; column++) {
        const bucket = row * grid.columns + column
        if (touched[bucket] === at) found.push({ bucket, entry: at * 2 })
        else if (
          holdsPoint(sides, at, grid.west + (column + 0.5) / grid.perLon, grid.south + (row + 0.5) / grid.perLat)
        )
          found.push({ bucket, entry: at * 2 + 1 })
      }
  })
  for (const { bucket } of found) starts[bucket + 1]!++
  for (let bucket = 1; bucket < starts.length; bucket++) starts[bucket]! += starts[bucket - 1]!
  const entries = new Uint32Array(found.length)
  const next = starts.slice()
  for (const { bucket, entry } of found) entries[next[bucket]!++] = entry
  return { starts, entries }
}

type Span = { west: number; east: number; south: number; north: number }

function spanOf(grid: Grid, box: Box): Span {
  const hold = (value: number, most: number) => Math.min(most - 1, Math.max(0, Math.floor(value)))
  return {
    west: hold((box.west - grid.west) * grid.perLon, grid.columns),
    east: hold((box.east - grid.west) * grid.perLon, grid.columns),
    south: hold((box.south - grid.south) * grid.perLat, grid.rows),
    north: hold((box.north - grid.south) * grid.perLat, grid.rows),
  }
}

/** Marks every bucket a side may pass through, a hair generously: a wrongly marked bucket costs a test, a missed one an answer. */
function markSide(grid: Grid, ends: Float64Array, i: number, area: number, touched: Int32Array): void {
  const slack = 1e-6
  const x1 = (ends[i]! - grid.west) * grid.perLon
  const y1 = (ends[i + 1]! - grid.south) * grid.perLat
  const x2 = (ends[i + 2]! - grid.west) * grid.perLon
  const y2 = (ends[i + 3]! - grid.south) * grid.perLat
  const bottom = Math.max(0, Math.floor(y1 - slack))
  const top = Math.min(grid.rows - 1, Math.floor(y2 + slack))
  for (let row = bottom; row <= top; row++) {
    const [from, to] =
      y1 === y2 ? [0, 1] : [clamp((row - slack - y1) / (y2 - y1)), clamp((row + 1 + slack - y1) / (y2 - y1))]
    const [xa, xb] = [x1 + (x2 - x1) * from, x1 + (x2 - x1) * to]
    const left = Math.max(0, Math.floor(Math.min(xa, xb) - slack))
    const right = Math.min(grid.columns - 1, Math.floor(Math.max(xa, xb) + slack))
    for (let column = left; column <= right; column++) touched[row * grid.columns + column] = area
  }
}

const clamp = (t: number): number => Math.min(1, Math.max(0, t))
