import sharp, { type Sharp } from 'sharp'

/** How a picture looks, in 64 + 64 bits that a new encoding, another size or another brightness hardly change. */
export type Look = {
  /** The 64 lowest frequencies of 32 × 32 grey values, each above or below their median (pHash). */
  readonly coarse: bigint
  /** Whether each of 8 × 8 places is brighter than its right-hand neighbour (dHash). */
  readonly slope: bigint
}

/** Looks of a picture: whole, its middle as a tight crop would leave it, and mirrored. */
export type Looks = {
  readonly whole: Look
  readonly inner: Look
  readonly mirrored: Look
  /** Standard deviation of the grey values, 0–128. A picture of fog, night or a blank wall looks like every other one. */
  readonly detail: number
}

/** Looks as far as they are known: those that were kept have no mirrored one. */
export type SomeLooks = {
  readonly whole: Look
  readonly inner: Look
  readonly mirrored?: Look
  readonly detail?: number
}

/** Below this a picture says too little to be recognised by its look; only equal bytes count then. */
export const LEAST_DETAIL = 6

const SIDE = 36
/** The share of each side that `inner` keeps: a crop of a tenth lies half way between it and the whole. */
const KEPT = 0.86

/** The looks of an encoded picture, held upright. Throws what the decoder throws. */
export async function looksOf(bytes: Uint8Array): Promise<Looks> {
  const upright = await sharp(bytes).autoOrient().greyscale().png({ compressionLevel: 0 }).toBuffer()
  const { width, height } = await sharp(upright).metadata()
  const [w, h] = [Math.max(1, Math.round(width * KEPT)), Math.max(1, Math.round(height * KEPT))]
  const middle = { left: (width - w) >> 1, top: (height - h) >> 1, width: w, height: h }
  const [whole, inner] = await Promise.all([squareOf(sharp(upright)), squareOf(sharp(upright).extract(middle))])
  return { whole: lookOf(whole), inner: lookOf(inner), mirrored: lookOf(mirror(whole)), detail: deviation(whole) }
}

/** Grey values of the whole picture pressed into a square, row by row. */
async function squareOf(picture: Sharp): Promise<Float64Array> {
  const raw = await picture.resize(SIDE, SIDE, { fit: 'fill' }).toColourspace('b-w').raw().toBuffer()
  return Float64Array.from({ length: SIDE * SIDE }, (_, at) => raw[at] ?? 0)
}

const mirror = (grey: Float64Array): Float64Array =>
  grey.map((_, at) => grey[at - (at % SIDE) + SIDE - 1 - (at % SIDE)] ?? 0)

function deviation(grey: Float64Array): number {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  return Math.sqrt(grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length)
}

/** The look of grey values of a square. */
export const lookOf = (grey: Float64Array): Look => ({ coarse: coarseOf(grey), slope: slopeOf(grey) })

function coarseOf(grey: Float64Array): bigint {
  const strengths = lowest.map(([u, v]) => frequency(grey, u, v))
  const median = [...strengths].sort((a, b) => a - b)[strengths.length >> 1] ?? 0
  return bits(strengths.map((strength) => strength >= median))
}

/** The 64 lowest frequencies but the mean, in the order of their sum. */
const lowest: readonly (readonly [number, number])[] = Array.from({ length: 14 }, (_, u) =>
  Array.from({ length: 14 }, (_, v) => [u, v] as const),
)
  .flat()
  .filter(([u, v]) => u + v > 0)
  .sort((a, b) => a[0] + a[1] - b[0] - b[1] || a[0] - b[0])
  .slice(0, 64)

const waves = Array.from({ length: 14 }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * SIDE))),
)

function frequency(grey: Float64Array, u: number, v: number): number {
  const [across, down] = [waves[u], waves[v]]
  let sum = 0
  for (let y = 0; y < SIDE; y++) {
    let row = 0
    for (let x = 0; x < SIDE; x++) row += (grey[y * SIDE + x] ?? 0) * (across?.[x] ?? 0)
    sum += row * (down?.[y] ?? 0)
  }
  return sum
}

const CELL = SIDE / 9

function slopeOf(grey: Float64Array): bigint {
  const at = (column: number, row: number) => {
    let sum = 0
    for (let y = 0; y < CELL; y++)
      for (let x = 0; x < CELL; x++) sum += grey[(Math.round((row * SIDE) / 8) + y) * SIDE + column * CELL + x] ?? 0
    return sum
  }
  return bits(Array.from({ length: 64 }, (_, n) => at(n % 8, n >> 3) < at((n % 8) + 1, n >> 3)))
}

const bits = (set: readonly boolean[]): bigint =>
  BigInt.asUintN(
    64,
    set.reduce((whole, one) => (whole << 1n) | (one ? 1n : 0n), 0n),
  )

/** In how many of their bits two words differ. */
export function distance(a: bigint, b: bigint): number {
  let rest = BigInt.asUintN(64, a ^ b)
  let count = 0
  while (rest > 0n) {
    rest &= rest - 1n
    count++
  }
  return count
}
