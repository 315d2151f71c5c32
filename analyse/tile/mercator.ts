import type { Box } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'

/** A square of the Web Mercator pyramid. */
export type TileSquare = { readonly z: number; readonly x: number; readonly y: number }

/** Units across a tile. */
export const EXTENT = 4096
const EXTENT_BITS = 12

/** The world's side in whole steps of 9 mm: a place is two unsigned 32-bit numbers, counted from the north-west. */
const STEPS = 2 ** 32
/** As far as Web Mercator goes. */
const LIMIT = 85.051_128

/** A place in steps of the Web Mercator square. CGCS2000 is taken as WGS 84: the two agree to decimetres. */
export function stepsOf({ lon, lat }: Point): { x: number; y: number } {
  const sin = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180)
  const across = (lon + 180) / 360
  const down = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
  return { x: wholeStep(across), y: wholeStep(down) }
}

const wholeStep = (share: number): number => Math.min(STEPS - 1, Math.max(0, Math.floor(share * STEPS)))

/** The square of a zoom that holds a place. */
export const squareAt = (x: number, y: number, z: number): TileSquare => ({
  z,
  x: z === 0 ? 0 : x >>> (32 - z),
  y: z === 0 ? 0 : y >>> (32 - z),
})

/** Where in its square of zoom `z` a step lies, 0 … 4095; for zooms up to 20. */
export const within = (step: number, z: number): number => (step >>> (32 - EXTENT_BITS - z)) & (EXTENT - 1)

/** The square in CGCS2000 degrees. */
export function boxOfSquare({ z, x, y }: TileSquare): Box {
  const side = 2 ** z
  return {
    west: (x / side) * 360 - 180,
    east: ((x + 1) / side) * 360 - 180,
    north: latitude(y / side),
    south: latitude((y + 1) / side),
  }
}

const latitude = (down: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * down))) * 180) / Math.PI

/** Whether there is such a square. */
export const isSquare = ({ z, x, y }: TileSquare): boolean => x < 2 ** z && y < 2 ** z
