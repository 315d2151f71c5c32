import { EXTENT } from './mercator.ts'

/** Bytes that grow, in the encodings of a protocol buffer. */
class Bytes {
  #held = Buffer.allocUnsafe(4096)
  at = 0

  /** Where `room` more bytes may be put, from `at` on. */
  reserve(room: number): Buffer {
    if (this.at + room > this.#held.length) {
      const wider = Buffer.allocUnsafe(Math.max(this.#held.length * 2, this.at + room))
      this.#held.copy(wider, 0, 0, this.at)
      this.#held = wider
    }
    return this.#held
  }

  /** A whole number below 2⁵³ as a base-128 varint. */
  varint(value: number): void {
    this.at = put(this.reserve(8), this.at, value)
  }

  text(value: string): void {
    const room = Buffer.byteLength(value)
    this.varint(room)
    const to = this.reserve(room)
    // Codes are short and plain; setting bytes one by one beats a call out of the engine.
    if (room === value.length) for (let i = 0; i < room; i++) to[this.at++] = value.charCodeAt(i)
    else this.at += to.write(value, this.at)
  }

  double(value: number): void {
    this.reserve(8).writeDoubleLE(value, this.at)
    this.at += 8
  }

  bytes(from: Uint8Array): void {
    this.reserve(from.length).set(from, this.at)
    this.at += from.length
  }

  get written(): Uint8Array {
    return this.#held.subarray(0, this.at)
  }
}

/** Puts a varint into bytes that have room for it; where the next byte goes. */
function put(to: Buffer, from: number, value: number): number {
  let at = from
  let rest = value
  while (rest > 0x7fffffff) {
    to[at++] = (rest % 128) | 128
    rest = Math.floor(rest / 128)
  }
  while (rest > 127) {
    to[at++] = (rest & 127) | 128
    rest >>>= 7
  }
  to[at++] = rest
  return at
}

// Field numbers and wire types of vector_tile.proto 2.1.
const TILE_LAYER = 0x1a
const LAYER = { version: 0x78, name: 0x0a, feature: 0x12, key: 0x1a, value: 0x22, extent: 0x28 }
const FEATURE = { id: 0x08, tags: 0x12, type: 0x18, geometry: 0x22 }
const VALUE = { text: 0x0a, double: 0x19, whole: 0x28, flag: 0x38 }
const POINT = 1
const POLYGON = 3
const MOVE_TO_ONE = 9
const LINE_TO_THREE = 26
const CLOSE_PATH = 15
const ZERO = 48

export type TileValue = string | number | boolean

/** One layer of a vector tile being written: points and squares with the same named properties. */
export class TileLayerWriter {
  readonly #name: string
  readonly #keys: readonly string[]
  readonly #features = new Bytes()
  readonly #values = new Bytes()
  readonly #known = new Map<TileValue, number>()
  #valueCount = 0
  count = 0

  constructor(name: string, keys: readonly string[]) {
    this.#name = name
    this.#keys = keys
  }

  /** The number of a value in the layer's table; an equal value has the same. */
  value(value: TileValue): number {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const number = this.fresh(value)
    this.#known.set(value, number)
    return number
  }

  /** The same for a value that comes once only. */
  fresh(value: TileValue): number {
    const to = this.#values
    to.varint(LAYER.value)
    if (typeof value === 'string') {
      const room = Buffer.byteLength(value)
      to.varint(1 + sizeOf(room) + room)
      to.varint(VALUE.text)
      to.text(value)
    } else if (typeof value === 'boolean') {
      to.varint(2)
      to.varint(VALUE.flag)
      to.varint(value ? 1 : 0)
    } else if (Number.isSafeInteger(value) && value >= 0) {
      to.varint(1 + sizeOf(value))
      to.varint(VALUE.whole)
      to.varint(value)
    } else {
      to.varint(9)
      to.varint(VALUE.double)
      to.double(value)
    }
    return this.#valueCount++
  }

  /** The same for a code in two parts: plain letters, and a number of `digits` digits. A crowded tile has hundreds. */
  code(stem: string, sequence: number, digits: number): number {
    const length = stem.length + digits
    const to = this.#values
    const bytes = to.reserve(length + 20)
    let at = put(bytes, to.at, LAYER.value)
    at = put(bytes, at, 1 + sizeOf(length) + length)
    at = put(bytes, at, VALUE.text)
    at = put(bytes, at, length)
    for (let i = 0; i < stem.length; i++) bytes[at++] = stem.charCodeAt(i)
    let rest = sequence
    for (let i = digits - 1; i >= 0; i--) {
      const tenth = (rest / 10) | 0
      bytes[at + i] = ZERO + rest - tenth * 10
      rest = tenth
    }
    to.at = at + digits
    return this.#valueCount++
  }

  /** A point in tile units; `values` are numbers of `value`, one for each key. */
  point(id: number | undefined, x: number, y: number, values: readonly number[]): void {
    const [right, down] = [zigzag(x), zigzag(y)]
    this.#head(id, values, POINT, 1 + sizeOf(right) + sizeOf(down))
    const to = this.#features
    to.varint(MOVE_TO_ONE)
    to.varint(right)
    to.varint(down)
  }

  /** A square in tile units, drawn clockwise on the screen as an outer ring is. */
  square(x: number, y: number, side: number, values: readonly number[]): void {
    const [right, down, there, back] = [zigzag(x), zigzag(y), zigzag(side), zigzag(-side)]
    const room = 1 + sizeOf(right) + sizeOf(down) + 1 + 2 * sizeOf(there) + sizeOf(back) + 3 + 1
    this.#head(undefined, values, POLYGON, room)
    const to = this.#features
    for (const part of [MOVE_TO_ONE, right, down, LINE_TO_THREE, there, 0, 0, there, back, 0, CLOSE_PATH])
      to.varint(part)
  }

  #head(id: number | undefined, values: readonly number[], type: number, geometry: number): void {
    const to = this.#features
    let tags = 0
    for (let key = 0; key < values.length; key++) tags += sizeOf(key) + sizeOf(values[key]!)
    const named = id === undefined ? 0 : 1 + sizeOf(id)
    const bytes = to.reserve(60 + tags)
    let at = put(bytes, to.at, LAYER.feature)
    at = put(bytes, at, named + 1 + sizeOf(tags) + tags + 2 + 1 + sizeOf(geometry) + geometry)
    if (id !== undefined) at = put(bytes, put(bytes, at, FEATURE.id), id)
    at = put(bytes, put(bytes, at, FEATURE.tags), tags)
    for (let key = 0; key < values.length; key++) at = put(bytes, put(bytes, at, key), values[key]!)
    at = put(bytes, put(bytes, at, FEATURE.type), type)
    to.at = put(bytes, put(bytes, at, FEATURE.geometry), geometry)
    this.count++
  }

  writeTo(tile: Bytes): void {
    const head = new Bytes()
    head.varint(LAYER.version)
    head.varint(2)
    head.varint(LAYER.name)
    head.text(this.#name)
    const tail = new Bytes()
    for (const key of this.#keys) {
      tail.varint(LAYER.key)
      tail.text(key)
    }
    tail.bytes(this.#values.written)
    tail.varint(LAYER.extent)
    tail.varint(EXTENT)
    tile.varint(TILE_LAYER)
    tile.varint(head.at + this.#features.at + tail.at)
    tile.bytes(head.written)
    tile.bytes(this.#features.written)
    tile.bytes(tail.written)
  }
}

/** The vector tile of these layers, undefined when none has anything in it. */
export function writeTile(layers: readonly TileLayerWriter[]): Uint8Array | undefined {
  const filled = layers.filter((layer) => layer.count > 0)
  if (filled.length === 0) return undefined
  const tile = new Bytes()
  for (const layer of filled) layer.writeTo(tile)
  return tile.written
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31)

function sizeOf(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x200000) return 3
  if (value < 0x10000000) return 4
  let size = 4
  for (let rest = value / 0x10000000; rest >= 1; rest /= 128) size++
  return size
}
