import { componentStates } from '#city/component/state.ts'
import { type ComponentColumns, firstRow, kindOfStem, rowsIn, type StemTable } from './component-columns.ts'
import { EXTENT, type TileSquare, within } from './mercator.ts'
import { type CodeStem, codeStem, plainValue, TileLayerWriter, writeTile } from './write-mvt.ts'
import { keysOf, placeOnCurve } from './z-order.ts'

/** From here on groups become markers, and markers single components. */
export const CLUSTERS_FROM = 14
export const SINGLES_FROM = 16
export const DEEPEST = 18

/** Squares a side in which a tile is counted: 16 to 32 pixels on the screen while dense, twice as much as markers. */
const DENSITY_BITS = 5
const CLUSTER_BITS = 4
/** What a view of twelve tiles can draw without stuttering; the deepest tile leaves nothing out that can be drawn at all. */
const SINGLES_A_TILE = 400
const SINGLES_DEEPEST = 5_000
const KINDS_NAMED = 3

/** What a kind is called on the screen. */
export type KindNames = ReadonlyMap<string, string>

/** The tile of a square, undefined where there is nothing. */
export function componentTileOf(
  columns: ComponentColumns,
  square: TileSquare,
  names: KindNames,
): Uint8Array | undefined {
  const { from, to } = rowsIn(columns, square)
  if (from === to) return undefined
  if (square.z < CLUSTERS_FROM) return writeTile([density(columns, square, names)])
  if (square.z < SINGLES_FROM) return writeTile([clusters(columns, square, names, undefined)])
  return writeTile(singles(columns, square, names, { from, to }))
}

/** Runs of rows that lie in one small square each, in the order of the curve. */
function* runsIn(columns: ComponentColumns, square: TileSquare, bits: number) {
  const { from, to } = keysOf(square)
  const side = (to - from) / 4 ** bits
  const end = firstRow(columns, to)
  for (let row = firstRow(columns, from); row < end; ) {
    const n = Math.floor((columns.key[row]! - from) / side)
    const first = row
    row = firstRow(columns, from + (n + 1) * side, row)
    yield { ...placeOnCurve(n), from: first, to: row }
  }
}

function density(columns: ComponentColumns, square: TileSquare, names: KindNames): TileLayerWriter {
  const layer = new TileLayerWriter('density', ['n', 'kinds'])
  const count = kindCounter(columns)
  const side = EXTENT >> DENSITY_BITS
  for (const { column, row, from, to } of runsIn(columns, square, DENSITY_BITS)) {
    for (let at = from; at < to; at++) count.add(at)
    const kinds = wordsOf(count.take(), names)
    layer.square(column * side, row * side, side, [layer.value(to - from), layer.value(kinds)])
  }
  return layer
}

/** A marker in the middle of each group; `chosen` rows are drawn by themselves and not counted. */
function clusters(
  columns: ComponentColumns,
  square: TileSquare,
  names: KindNames,
  chosen: ((row: number) => boolean) | undefined,
): TileLayerWriter {
  const layer = new TileLayerWriter('cluster', ['n', 'kind', 'kinds'])
  const count = kindCounter(columns)
  for (const { from, to } of runsIn(columns, square, CLUSTER_BITS)) {
    let [n, x, y] = [0, 0, 0]
    for (let row = from; row < to; row++) {
      if (chosen?.(row)) continue
      n++
      x += within(columns.x[row]!, square.z)
      y += within(columns.y[row]!, square.z)
      count.add(row)
    }
    if (n === 0) continue
    const kinds = count.take()
    const values = [layer.value(n), layer.value(kinds[0]!.kind), layer.value(wordsOf(kinds, names))]
    layer.point(undefined, Math.round(x / n), Math.round(y / n), values)
  }
  return layer
}

function singles(
  columns: ComponentColumns,
  square: TileSquare,
  names: KindNames,
  { from, to }: { from: number; to: number },
): TileLayerWriter[] {
  const layer = new TileLayerWriter('component', ['code', 'kind', 'state'])
  const chosen = chosenOf(columns, from, to, square.z >= DEEPEST ? SINGLES_DEEPEST : SINGLES_A_TILE)
  const { stems, kinds } = stemsOf(columns.stems)
  const kindNumbers = new Int32Array(kinds.length).fill(-1)
  const stateNumbers = new Int32Array(stateValues.length).fill(-1)
  const { z } = square
  for (let row = from; row < to; row++) {
    if (chosen && !chosen(row)) continue
    const { code, kind, id } = stems[columns.stem[row]!]!
    const state = columns.state[row]!
    const sequence = columns.sequence[row]!
    if (kindNumbers[kind]! < 0) kindNumbers[kind] = layer.readyValue(kinds[kind]!.value)
    if (stateNumbers[state]! < 0) stateNumbers[state] = layer.readyValue(stateValues[state]!)
    const values = [layer.code(code, sequence), kindNumbers[kind]!, stateNumbers[state]!]
    layer.point(id + sequence, within(columns.x[row]!, z), within(columns.y[row]!, z), values)
  }
  return chosen ? [layer, clusters(columns, square, names, chosen)] : [layer]
}

/** What tiles write of each stem and of each kind, made once. */
type Stems = {
  readonly stems: { readonly code: CodeStem; readonly kind: number; readonly id: number }[]
  readonly kinds: { readonly text: string; readonly value: Uint8Array }[]
}

const known = new WeakMap<StemTable, Stems>()

/** Stems are only ever added. */
function stemsOf(table: StemTable): Stems {
  const held = known.get(table) ?? { stems: [], kinds: [] }
  if (held.stems.length === table.texts.length) return held
  known.set(table, held)
  for (const text of table.texts.slice(held.stems.length)) {
    const own = kindOfStem(text)
    const at = held.kinds.findIndex((each) => each.text === own)
    const kind = at < 0 ? held.kinds.push({ text: own, value: plainValue(own) }) - 1 : at
    held.stems.push({ code: codeStem(text), kind, id: featureIdOf(`${text}000000`) })
  }
  return held
}

const stateValues = componentStates.map(plainValue)

/**
 * Which rows are drawn where there are more than `most`: what is not intact first, then by a fixed lot. Whoever is drawn in a
 * tile is drawn in the deeper tile too, so that nothing vanishes on the way in. Undefined where all are.
 */
function chosenOf(columns: ComponentColumns, from: number, to: number, most: number) {
  if (to - from <= most) return undefined
  const kinds = columns.stems.texts.map((stem) => Number(kindOfStem(stem)))
  const lots = new Uint32Array(to - from)
  for (let row = from; row < to; row++) lots[row - from] = lotOf(columns, row, kinds)
  const limit = lots.slice().sort()[most - 1]!
  return (row: number): boolean => lots[row - from]! < limit
}

const INTACT = 0

function lotOf({ sequence, stem, state }: ComponentColumns, row: number, kinds: readonly number[]): number {
  let mixed = Math.imul(sequence[row]! ^ Math.imul(kinds[stem[row]!]! + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  const lot = (mixed ^ (mixed >>> 16)) >>> 1
  return state[row] === INTACT ? (lot | 0x80000000) >>> 0 : lot
}

/** A kind and how many there are of it. */
type Counted = { readonly kind: string; readonly n: number }

/** Counts rows by kind, again and again without being made anew. */
function kindCounter({ stem, stems: table }: ComponentColumns) {
  const { stems, kinds } = stemsOf(table)
  const counts = new Uint32Array(kinds.length)
  const seen = new Uint16Array(kinds.length)
  let length = 0
  return {
    add(row: number): void {
      const kind = stems[stem[row]!]!.kind
      if (counts[kind]!++ === 0) seen[length++] = kind
    },
    /** The most frequent kinds, and zero again. */
    take(): readonly Counted[] {
      const most: Counted[] = []
      for (let i = 0; i < length; i++) {
        const one = { kind: kinds[seen[i]!]!.text, n: counts[seen[i]!]! }
        counts[seen[i]!] = 0
        const last = most.length === KINDS_NAMED ? most[KINDS_NAMED - 1] : undefined
        if (last && !comesFirst(one, last)) continue
        if (last) most.pop()
        const place = most.findIndex((other) => comesFirst(one, other))
        most.splice(place < 0 ? most.length : place, 0, one)
      }
      length = 0
      return most
    },
  }
}

const comesFirst = (one: Counted, other: Counted): boolean =>
  one.n > other.n || (one.n === other.n && one.kind < other.kind)

const wordsOf = (kinds: readonly Counted[], names: KindNames): string =>
  kinds.map(({ kind, n }) => `${names.get(kind) ?? kind} ${n}`).join('、')

/** A number that stands for a code as long as there is such a code: three digits of the county, edition, kind and sequence. */
export function featureIdOf(code: string): number {
  const edition = code.length === 17 ? 1e11 : 0
  return (Number(code.slice(0, 6)) % 1000) * 1e12 + edition + Number(code.slice(6))
}
