import type { TileSquare } from './mercator.ts'

/**
 * The Z-order curve over the Web Mercator square: places sorted by their key lie so that every tile of every zoom, and every
 * quarter of it, is one run of neighbours. 26 bits a side (0.6 m) make a key that a double holds exactly.
 */
const BITS = 26
const HALF = 13
const HALF_MASK = (1 << HALF) - 1
const LOW = 2 ** (2 * HALF)

/** The key of a place given in 32-bit steps. */
export const keyOf = (x: number, y: number): number => keyOfShort(x >>> (32 - BITS), y >>> (32 - BITS))

const keyOfShort = (x: number, y: number): number =>
  woven(x >>> HALF, y >>> HALF) * LOW + woven(x & HALF_MASK, y & HALF_MASK)

/** The first key of a square, and the first one after it. Zooms up to 26. */
export function keysOf({ z, x, y }: TileSquare): { from: number; to: number } {
  const spare = BITS - z
  const from = keyOfShort(x * 2 ** spare, y * 2 ** spare)
  return { from, to: from + 4 ** spare }
}

/** Column and row of the n-th square along the curve, in a grid of at most 2¹³ squares a side. */
export const placeOnCurve = (n: number): { column: number; row: number } => ({
  column: unwoven(n),
  row: unwoven(n >>> 1),
})

const woven = (x: number, y: number): number => spread(x) | (spread(y) << 1)

/** Thirteen bits with a gap after each. */
function spread(value: number): number {
  let v = value
  v = (v | (v << 8)) & 0x00ff00ff
  v = (v | (v << 4)) & 0x0f0f0f0f
  v = (v | (v << 2)) & 0x33333333
  return (v | (v << 1)) & 0x55555555
}

function unwoven(value: number): number {
  let v = value & 0x55555555
  v = (v | (v >>> 1)) & 0x33333333
  v = (v | (v >>> 2)) & 0x0f0f0f0f
  v = (v | (v >>> 4)) & 0x00ff00ff
  return (v | (v >>> 8)) & 0x0000ffff
}
