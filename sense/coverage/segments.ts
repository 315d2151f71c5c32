import type { Roads } from '#city/place/roads.ts'
import type { Position } from '#city/place/shape.ts'

/**
 * A stretch of a road that is to be cleaned: from one crossing to another, in metres along one part of the road's line. The line is
 * kept with it, so that what was planned stays what it was when the roads are surveyed anew.
 */
export type CleanSegment = {
  readonly roadId: string
  readonly name: string
  readonly linePart: number
  readonly fromMetre: number
  readonly toMetre: number
  readonly line: readonly Position[]
}

/** Shorter stretches are joined to the next one: a crossing of two carriageways is no street. */
const leastMetres = 120

/** Cuts roads into stretches between the other named roads that they meet. Roads that are not there are left out. */
export function segmentsOf(roads: Roads, roadIds: readonly string[]): CleanSegment[] {
  const numbers = roadIds.map((roadId) => roads.roads.findIndex((road) => road.roadId === roadId))
  const wanted = new Map<string, number[]>()
  const kept = new Set(numbers.filter((number) => number >= 0))
  for (const [at, { line, part }] of roads.net.segments.entries())
    if (kept.has(line)) push(wanted, `${line}/${part}`, at)
  return numbers
    .filter((number) => number >= 0)
    .flatMap((number) =>
      [...wanted]
        .filter(([key]) => key.startsWith(`${number}/`))
        .flatMap(([, pieces]) => cutPart(roads, number, pieces)),
    )
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

type Open = { from: number; begins: string | undefined; line: Position[] }

function cutPart({ roads, net }: Roads, number: number, pieces: readonly number[]): CleanSegment[] {
  const road = roads[number]!
  const found: (Omit<CleanSegment, 'name'> & { begins: string | undefined; ends: string | undefined })[] = []
  const ordered = pieces.map((at) => net.segments[at]!).sort((a, b) => a.from - b.from)
  let open: Open | undefined
  for (const [n, piece] of ordered.entries()) {
    const [a, b] = [net.nodes[piece.a]!, net.nodes[piece.b]!]
    open ??= { from: piece.from, begins: crossed(piece.a), line: [[a.lon, a.lat]] }
    open.line.push([b.lon, b.lat])
    const ends = crossed(piece.b)
    const isLast = n === ordered.length - 1
    if (!isLast && (ends === undefined || piece.to - open.from < leastMetres)) continue
    const { from, begins, line } = open
    const before = found.at(-1)
    // The short rest of a road goes to the stretch before it.
    if (isLast && before && piece.to - from < leastMetres)
      found.splice(-1, 1, { ...before, toMetre: piece.to, line: [...before.line, ...line.slice(1)], ends })
    else
      found.push({ roadId: road.roadId, linePart: piece.part, fromMetre: from, toMetre: piece.to, line, begins, ends })
    open = undefined
  }
  return found.map(({ begins, ends, ...segment }) => ({ ...segment, name: nameOf(road.name, begins, ends) }))

  // The other road that meets this one at a corner.
  function crossed(node: number): string | undefined {
    const other = net.next[node]!.find(([, , at]) => net.segments[at]!.line !== number)
    return other && roads[net.segments[other[2]]!.line]!.name
  }
}

function nameOf(road: string, begins: string | undefined, ends: string | undefined): string {
  const known = [begins, ends].filter((name) => name !== undefined && name !== road)
  if (known.length === 0) return road
  return known.length === 2 && known[0] !== known[1] ? `${road}（${known[0]}—${known[1]}）` : `${road}（近${known[0]}）`
}

export const metresOf = ({ fromMetre, toMetre }: Pick<CleanSegment, 'fromMetre' | 'toMetre'>): number =>
  toMetre - fromMetre
