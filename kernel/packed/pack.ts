import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { VarintReader, VarintWriter } from './varint.ts'

/** A value at an instant; `quality` is a small whole number that means whatever its owner says. */
export type Value = { at: Date; value: number; quality: number }

const version = 1

// Beyond so many digits behind the point, or beyond 2^53, a value is kept by its bits.
const mostDigits = 6
const byBits = 255

/**
 * Packs the values of a series, which must be in the order of their time. Times are kept as changes of their distance; values that are
 * decimal fractions as changes of whole numbers, others by the bits in which each differs from the one before; qualities as
 * runs; then all of it is compressed. Exact to the bit, times to the millisecond.
 */
export function pack(values: readonly Value[]): Buffer {
  const to = new VarintWriter()
  to.unsigned(values.length)
  packTimes(to, values)
  packQualities(to, values)
  const digits = digitsOf(values)
  to.unsigned(digits ?? byBits)
  if (digits === undefined) to.bytes(bitsOf(values))
  else packDecimals(to, values, digits)
  return Buffer.concat([Buffer.of(version), zstdCompressSync(to.done())])
}

/** The values of a pack. Throws where it is not one. */
export function unpack(packed: Uint8Array): Value[] {
  if (packed[0] !== version) throw new Error(`packed by version ${packed[0]}`)
  const from = new VarintReader(zstdDecompressSync(packed.subarray(1)))
  const count = from.unsigned()
  const times = unpackTimes(from, count)
  const qualities = unpackQualities(from, count)
  const digits = from.unsigned()
  const numbers = digits === byBits ? fromBits(from.rest(), count) : unpackDecimals(from, count, digits)
  return times.map((at, index) => ({ at: new Date(at), value: numbers[index]!, quality: qualities[index]! }))
}

function packTimes(to: VarintWriter, values: readonly Value[]): void {
  let [before, distance] = [0, 0]
  for (const { at } of values) {
    const now = at.getTime()
    to.signed(now - before - distance)
    distance = now - before
    before = now
  }
}

function unpackTimes(from: VarintReader, count: number): number[] {
  let [before, distance] = [0, 0]
  return Array.from({ length: count }, () => {
    distance += from.signed()
    before += distance
    return before
  })
}

function packQualities(to: VarintWriter, values: readonly Value[]): void {
  for (let at = 0; at < values.length; ) {
    const { quality } = values[at]!
    let end = at + 1
    while (values[end]?.quality === quality) end++
    to.unsigned(quality)
    to.unsigned(end - at)
    at = end
  }
}

function unpackQualities(from: VarintReader, count: number): number[] {
  const qualities: number[] = []
  while (qualities.length < count) {
    const quality = from.unsigned()
    for (let left = from.unsigned(); left > 0; left--) qualities.push(quality)
  }
  return qualities
}

/** The least number of digits behind the point with which every value is exact, if there is one. */
function digitsOf(values: readonly Value[]): number | undefined {
  for (let digits = 0; digits <= mostDigits; digits++) {
    const scale = 10 ** digits
    const isExact = ({ value }: Value): boolean => {
      const whole = Math.round(value * scale)
      return Math.abs(whole) < 2 ** 51 && !Object.is(whole, -0) && whole / scale === value
    }
    if (values.every(isExact)) return digits
  }
  return undefined
}

function packDecimals(to: VarintWriter, values: readonly Value[], digits: number): void {
  const scale = 10 ** digits
  let before = 0
  for (const { value } of values) {
    const whole = Math.round(value * scale)
    to.signed(whole - before)
    before = whole
  }
}

function unpackDecimals(from: VarintReader, count: number, digits: number): number[] {
  const scale = 10 ** digits
  let whole = 0
  return Array.from({ length: count }, () => {
    whole += from.signed()
    return whole / scale
  })
}

// The first byte of every difference, then the second of every one, and so on: like bytes stand together.
function bitsOf(values: readonly Value[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  const [one, before] = [Buffer.alloc(8), Buffer.alloc(8)]
  values.forEach(({ value }, index) => {
    one.writeDoubleBE(value)
    for (let plane = 0; plane < 8; plane++) bytes[plane * values.length + index] = one[plane]! ^ before[plane]!
    one.copy(before)
  })
  return bytes
}

function fromBits(bytes: Buffer, count: number): number[] {
  const before = Buffer.alloc(8)
  return Array.from({ length: count }, (_, index) => {
    for (let plane = 0; plane < 8; plane++) before[plane]! ^= bytes[plane * count + index]!
    return before.readDoubleBE()
  })
}
