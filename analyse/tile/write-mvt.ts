import { EXTENT } from './mercator.ts'

/** Widest buffer that is kept for the next tile, and how many are. */
const KEPT_BYTES = 1 << 20
const KEPT = 8
const spare: Buffer[] = []

/**
 * Bytes that grow. The buffer is lent from tile to tile: a tile costs the memory of its own bytes, and what is collected while a
 * map is panned stays little.
 */
class Bytes {
  #held = spare.pop() ?? Buffer.allocUnsafe(64 * 1024)
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

  text(value: string): void {
    const room = Buffer.byteLength(value)
    this.at = put(this.reserve(8), this.at, room)
    this.at += this.reserve(room).write(value, this.at)
  }

  copyTo(target: Buffer, at: number): number {
    return at + this.#held.copy(target, at, 0, this.at)
  }

  /** Nothing may be written or read afterwards. */
  giveBack(): void {
    if (spare.length < KEPT && this.#held.length <= KEPT_BYTES) spare.push(this.#held)
  }
}

/** Puts a whole number below 2⁵³ as a base-128 varint into bytes that have room for it; where the next byte goes. */
function put(to: Buffer, from: number, value: number): number {
  let at = from
  let rest = value
  if (value > 0x7fffffff) {
    // Four groups of seven bits leave at most 25 for a division-free rest.
    const high = Math.floor(value / 0x10000000)
    const low = value - high * 0x10000000
    to[at++] = (low & 127) | 128
    to[at++] = ((low >>> 7) & 127) | 128
    to[at++] = ((low >>> 14) & 127) | 128
    to[at++] = (low >>> 21) | 128
    rest = high
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
/** The longest feature of so many keys is still below 128 bytes, so that its length is one byte, known when it is written. */
const MOST_KEYS = 12
const MOST_FEATURE = 127

export type TileValue = string | number | boolean

/** What codes begin with, ready to be put before their digits. */
export type CodeStem = { readonly bytes: Uint8Array }

/** The value of a code up to its last six digits: plain letters, and what says how long it is. */
export function codeStem(stem: string): CodeStem {
  const length = stem.length + SEQUENCE
  const text = Buffer.from(stem, 'latin1')
  return { bytes: Uint8Array.from([LAYER.value, length + 2, VALUE.text, length, ...text]) }
}

/** A plain text as a value that comes once a tile. */
export const plainValue = (text: string): Uint8Array =>
  Uint8Array.from([LAYER.value, text.length + 2, VALUE.text, text.length, ...Buffer.from(text, 'latin1')])

const SEQUENCE = 6
/** `000` to `999`. */
const threes = Buffer.from(Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0')).join(''), 'latin1')

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
    if (keys.length > MOST_KEYS) throw new RangeError(`more than ${MOST_KEYS} keys`)
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
    const bytes = to.reserve(32)
    bytes[to.at++] = LAYER.value
    if (typeof value === 'string') {
      const room = Buffer.byteLength(value)
      to.at = put(bytes, to.at, 1 + sizeOf(room) + room)
      bytes[to.at++] = VALUE.text
      to.text(value)
    } else if (typeof value === 'boolean') {
      bytes[to.at++] = 2
      bytes[to.at++] = VALUE.flag
      bytes[to.at++] = value ? 1 : 0
    } else if (Number.isSafeInteger(value) && value >= 0) {
      bytes[to.at++] = 1 + sizeOf(value)
      bytes[to.at++] = VALUE.whole
      to.at = put(bytes, to.at, value)
    } else {
      bytes[to.at++] = 9
      bytes[to.at++] = VALUE.double
      to.at = bytes.writeDoubleLE(value, to.at)
    }
    return this.#valueCount++
  }

  /** The same for a value that was made ready. */
  readyValue(value: Uint8Array): number {
    const bytes = this.#values.reserve(value.length)
    for (let i = 0; i < value.length; i++) bytes[this.#values.at++] = value[i]!
    return this.#valueCount++
  }

  /** The same for a code: its stem, and a number of six digits. A crowded tile has hundreds. */
  code({ bytes: stem }: CodeStem, sequence: number): number {
    const to = this.#values
    const bytes = to.reserve(stem.length + SEQUENCE)
    let at = to.at
    for (let i = 0; i < stem.length; i++) bytes[at++] = stem[i]!
    const thousands = (sequence / 1000) | 0
    const [high, low] = [thousands * 3, (sequence - thousands * 1000) * 3]
    bytes[at++] = threes[high]!
    bytes[at++] = threes[high + 1]!
    bytes[at++] = threes[high + 2]!
    bytes[at++] = threes[low]!
    bytes[at++] = threes[low + 1]!
    bytes[at++] = threes[low + 2]!
    to.at = at
    return this.#valueCount++
  }

  /** A point in tile units; `values` are numbers of `value`, one for each key. */
  point(id: number | undefined, x: number, y: number, values: readonly number[]): void {
    const to = this.#features
    const bytes = to.reserve(MOST_FEATURE + 2)
    const from = to.at
    const begun = this.#begin(bytes, from, id, values, POINT)
    let at = begun
    bytes[at++] = MOVE_TO_ONE
    at = put(bytes, at, zigzag(x))
    at = put(bytes, at, zigzag(y))
    bytes[begun - 1] = at - begun
    this.#end(bytes, from, at)
  }

  /** A square in tile units, drawn clockwise on the screen as an outer ring is. */
  square(x: number, y: number, side: number, values: readonly number[]): void {
    const [there, back] = [zigzag(side), zigzag(-side)]
    const to = this.#features
    const bytes = to.reserve(MOST_FEATURE + 2)
    const from = to.at
    const begun = this.#begin(bytes, from, undefined, values, POLYGON)
    let at = begun
    for (const part of [MOVE_TO_ONE, zigzag(x), zigzag(y), LINE_TO_THREE, there, 0, 0, there, back, 0, CLOSE_PATH])
      at = put(bytes, at, part)
    bytes[begun - 1] = at - begun
    this.#end(bytes, from, at)
  }

  /** All of a feature but its geometry, whose length is the last byte before where this leads to. */
  #begin(bytes: Buffer, from: number, id: number | undefined, values: readonly number[], type: number): number {
    let at = from
    bytes[at++] = LAYER.feature
    at++
    if (id !== undefined) {
      bytes[at++] = FEATURE.id
      at = put(bytes, at, id)
    }
    bytes[at++] = FEATURE.tags
    const tags = at++
    for (let key = 0; key < values.length; key++) {
      bytes[at++] = key
      at = put(bytes, at, values[key]!)
    }
    bytes[tags] = at - tags - 1
    bytes[at++] = FEATURE.type
    bytes[at++] = type
    bytes[at++] = FEATURE.geometry
    return at + 1
  }

  #end(bytes: Buffer, from: number, at: number): void {
    bytes[from + 1] = at - from - 2
    this.#features.at = at
    this.count++
  }

  /** How long the layer is without the mark and the length before it. */
  get size(): number {
    const keys = this.#keys.reduce((sum, key) => sum + sizeOfText(key), 0)
    return 2 + sizeOfText(this.#name) + this.#features.at + keys + this.#values.at + 1 + sizeOf(EXTENT)
  }

  writeTo(tile: Buffer, from: number): number {
    let at = put(tile, from, TILE_LAYER)
    at = put(tile, at, this.size)
    at = put(tile, at, LAYER.version)
    at = put(tile, at, 2)
    at = putText(tile, at, LAYER.name, this.#name)
    at = this.#features.copyTo(tile, at)
    for (const key of this.#keys) at = putText(tile, at, LAYER.key, key)
    at = this.#values.copyTo(tile, at)
    at = put(tile, at, LAYER.extent)
    return put(tile, at, EXTENT)
  }

  /** The layer is done with. */
  giveBack(): void {
    this.#features.giveBack()
    this.#values.giveBack()
  }
}

/** The vector tile of these layers, undefined when none has anything in it. The layers are done with. */
export function writeTile(layers: readonly TileLayerWriter[]): Uint8Array | undefined {
  const filled = layers.filter((layer) => layer.count > 0)
  const size = filled.reduce((sum, layer) => sum + 1 + sizeOf(layer.size) + layer.size, 0)
  const tile = Buffer.allocUnsafe(size)
  let at = 0
  for (const layer of filled) at = layer.writeTo(tile, at)
  for (const layer of layers) layer.giveBack()
  return size === 0 ? undefined : tile
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31)

const sizeOfText = (text: string): number => {
  const room = Buffer.byteLength(text)
  return 1 + sizeOf(room) + room
}

function putText(to: Buffer, from: number, mark: number, text: string): number {
  const at = put(to, put(to, from, mark), Buffer.byteLength(text))
  return at + to.write(text, at)
}

function sizeOf(value: number): number {
  if (value < 0x80) return 1
  if (value < 0x4000) return 2
  if (value < 0x200000) return 3
  if (value < 0x10000000) return 4
  let size = 4
  for (let rest = value / 0x10000000; rest >= 1; rest /= 128) size++
  return size
}
