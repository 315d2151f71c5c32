import { between, crossing, distance, insideRing, signedArea, type XY } from './plane.ts'

/** What runs along an edge; `road` indexes the road list, −1 where there is none. */
export type EdgeMark = { kind: 'outline' | 'bank' | 'middle' | 'road' | 'plot'; road: number }

type Edge = EdgeMark & { a: number; b: number; halfway?: number }

/**
 * A planar drawing with shared corners. An edge that is split stays as a parent of its halves, so that a ring drawn
 * before the split still finds every later corner on its sides: that is what keeps neighbours gap-free.
 */
export type Drawing = { nodes: XY[]; edges: Map<number, Edge> }

const KEY = 4_194_304
const keyOf = (a: number, b: number) => (a < b ? a * KEY + b : b * KEY + a)

export const emptyDrawing = (): Drawing => ({ nodes: [], edges: new Map() })

export function addNode(drawing: Drawing, at: XY): number {
  return drawing.nodes.push([Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000]) - 1
}

/** Adds an edge; where one is already there the earlier mark wins. */
export function addEdge(drawing: Drawing, a: number, b: number, mark: EdgeMark): void {
  const key = keyOf(a, b)
  if (a !== b && !drawing.edges.has(key)) drawing.edges.set(key, { ...mark, a, b })
}

export function edgeBetween(drawing: Drawing, a: number, b: number): EdgeMark {
  const edge = drawing.edges.get(keyOf(a, b))
  if (!edge) throw new Error(`no edge ${a}–${b}`)
  return edge
}

/** Puts `node` on the edge a–b; both halves keep what runs along it. */
export function splitEdge(drawing: Drawing, a: number, b: number, node: number): void {
  const edge = drawing.edges.get(keyOf(a, b))
  if (!edge) throw new Error(`no edge ${a}–${b}`)
  edge.halfway = node
  addEdge(drawing, a, node, { kind: edge.kind, road: edge.road })
  addEdge(drawing, node, b, { kind: edge.kind, road: edge.road })
}

/** The ring or path with every corner that later splits put on its sides. */
export function expand(drawing: Drawing, path: readonly number[], closed: boolean): number[] {
  const out: number[] = []
  const walk = (a: number, b: number): void => {
    const middle = drawing.edges.get(keyOf(a, b))?.halfway
    if (middle === undefined) {
      out.push(a)
      return
    }
    walk(a, middle)
    walk(middle, b)
  }
  for (let i = 0; i + 1 < path.length; i++) walk(path[i]!, path[i + 1]!)
  if (closed) walk(path[path.length - 1]!, path[0]!)
  else out.push(path[path.length - 1]!)
  return out
}

/** A line to be drawn: its vertices and what it is. */
export type Stroke = { line: readonly XY[]; mark: EdgeMark }

/** Draws all strokes, joins them where they cross, keeps what is within `outline`, drops loose ends. */
export function drawStrokes(strokes: readonly Stroke[], outline: readonly XY[]): Drawing {
  const drawing = emptyDrawing()
  const near = nearby(outline)
  const pieces = strokes
    .flatMap((s, stroke) => s.line.slice(1).map((b, i) => ({ a: s.line[i]!, b, stroke, cuts: [0, 1] })))
    .filter((piece) => near(piece.a) || near(piece.b))
  cutAtCrossings(pieces)
  const merge = mergingNodes(drawing)
  // Crossings become corners first: vertices near them give way, so that no road is bent where it meets another line.
  for (const { a, b, cuts } of pieces) for (const t of cuts) if (t > 0 && t < 1) merge(between(a, b, t))
  for (const piece of pieces) {
    const stops = piece.cuts.sort((x, y) => x - y)
    const mark = strokes[piece.stroke]!.mark
    for (let i = 1; i < stops.length; i++) {
      const a = between(piece.a, piece.b, stops[i - 1]!)
      const b = between(piece.a, piece.b, stops[i]!)
      const middle = between(a, b, 0.5)
      if (mark.kind !== 'outline' && !insideRing(middle[0], middle[1], outline)) continue
      addEdge(drawing, merge(a), merge(b), mark)
    }
  }
  pruneLooseEnds(drawing)
  return drawing
}

function nearby(outline: readonly XY[]): (p: XY) => boolean {
  const east = Math.max(...outline.map((p) => Math.abs(p[0]))) + 50
  const north = Math.max(...outline.map((p) => Math.abs(p[1]))) + 50
  return (p) => Math.abs(p[0]) < east && Math.abs(p[1]) < north
}

type Piece = { a: XY; b: XY; stroke: number; cuts: number[] }

function cutAtCrossings(pieces: Piece[]): void {
  const grid = new Map<string, number[]>()
  const size = 120
  pieces.forEach((piece, index) => {
    const [x0, x1] = [Math.min(piece.a[0], piece.b[0]), Math.max(piece.a[0], piece.b[0])]
    const [y0, y1] = [Math.min(piece.a[1], piece.b[1]), Math.max(piece.a[1], piece.b[1])]
    const near = new Set<number>()
    for (let i = Math.floor(x0 / size); i <= Math.floor(x1 / size); i++)
      for (let j = Math.floor(y0 / size); j <= Math.floor(y1 / size); j++) {
        const bucket = grid.get(`${i},${j}`) ?? []
        for (const other of bucket) near.add(other)
        bucket.push(index)
        grid.set(`${i},${j}`, bucket)
      }
    for (const other of near) {
      const against = pieces[other]!
      if (against.stroke === piece.stroke) continue
      const hit = crossing(piece.a, piece.b, against.a, against.b)
      if (!hit) continue
      piece.cuts.push(hit.t)
      against.cuts.push(hit.u)
    }
  })
}

/** Two corners closer than this are one corner: slivers of a few metres would be neither roads nor cells. */
const SAME_CORNER_METRES = 9

function mergingNodes(drawing: Drawing): (at: XY) => number {
  const grid = new Map<string, number[]>()
  return (at) => {
    const column = Math.floor(at[0] / SAME_CORNER_METRES)
    const row = Math.floor(at[1] / SAME_CORNER_METRES)
    for (let i = column - 1; i <= column + 1; i++)
      for (let j = row - 1; j <= row + 1; j++)
        for (const node of grid.get(`${i},${j}`) ?? [])
          if (distance(drawing.nodes[node]!, at) < SAME_CORNER_METRES) return node
    const node = addNode(drawing, at)
    const bucket = grid.get(`${column},${row}`) ?? []
    bucket.push(node)
    grid.set(`${column},${row}`, bucket)
    return node
  }
}

function pruneLooseEnds(drawing: Drawing): void {
  for (;;) {
    const degree = new Map<number, number>()
    for (const edge of drawing.edges.values())
      for (const node of [edge.a, edge.b]) degree.set(node, (degree.get(node) ?? 0) + 1)
    const loose = [...drawing.edges].filter(([, edge]) => degree.get(edge.a) === 1 || degree.get(edge.b) === 1)
    if (loose.length === 0) return
    for (const [key] of loose) drawing.edges.delete(key)
  }
}

/** Every bounded face of the drawing, counter-clockwise, as rings of node numbers. */
export function faces(drawing: Drawing): number[][] {
  const around = new Map<number, number[]>()
  for (const edge of drawing.edges.values()) {
    around.set(edge.a, [...(around.get(edge.a) ?? []), edge.b])
    around.set(edge.b, [...(around.get(edge.b) ?? []), edge.a])
  }
  for (const [node, list] of around) list.sort((p, q) => bearing(drawing, node, p) - bearing(drawing, node, q))
  const seen = new Set<string>()
  const found: number[][] = []
  for (const [from, list] of around)
    for (const to of list) {
      if (seen.has(`${from}>${to}`)) continue
      const ring = walkFace(around, from, to, seen)
      if (signedArea(ring.map((n) => drawing.nodes[n]!)) > 0) found.push(ring)
    }
  return found
}

const bearing = ({ nodes }: Drawing, from: number, to: number) =>
  Math.atan2(nodes[to]![1] - nodes[from]![1], nodes[to]![0] - nodes[from]![0])

function walkFace(around: Map<number, number[]>, from: number, to: number, seen: Set<string>): number[] {
  const ring: number[] = []
  let a = from
  let b = to
  while (!seen.has(`${a}>${b}`)) {
    seen.add(`${a}>${b}`)
    ring.push(a)
    const list = around.get(b)!
    const next = list[(list.indexOf(a) - 1 + list.length) % list.length]!
    a = b
    b = next
  }
  return ring
}

/**
 * The outline of a group of counter-clockwise rings that share corners: sides used twice cancel out. Outer rings
 * come out counter-clockwise, holes clockwise.
 */
export function unite(rings: readonly (readonly number[])[], nodes: readonly XY[]): number[][] {
  const onward = new Map<number, number[]>()
  const sides = new Set<string>()
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sides.add(`${ring[j]}>${ring[i]}`)
  for (const side of sides) {
    const [a, b] = side.split('>').map(Number) as [number, number]
    if (!sides.has(`${b}>${a}`)) onward.set(a, [...(onward.get(a) ?? []), b])
  }
  const found: number[][] = []
  for (const start of onward.keys()) while (onward.get(start)!.length > 0) found.push(chain(start, onward, nodes))
  return found
}

function chain(start: number, onward: Map<number, number[]>, nodes: readonly XY[]): number[] {
  const ring = [start]
  let previous = start
  let at = onward.get(start)!.pop()!
  while (at !== start) {
    ring.push(at)
    const options = onward.get(at)!
    const next = options.length === 1 ? 0 : sharpestLeft(previous, at, options, nodes)
    previous = at
    at = options.splice(next, 1)[0]!
  }
  return ring
}

/** Where two parts of a group only touch at a corner, turning left keeps them as two simple rings. */
function sharpestLeft(previous: number, at: number, options: readonly number[], nodes: readonly XY[]): number {
  const back = Math.atan2(nodes[previous]![1] - nodes[at]![1], nodes[previous]![0] - nodes[at]![0])
  let best = 0
  let bestTurn = -Infinity
  options.forEach((option, index) => {
    const out = Math.atan2(nodes[option]![1] - nodes[at]![1], nodes[option]![0] - nodes[at]![0])
    const turn = (out - back + 4 * Math.PI) % (2 * Math.PI)
    if (turn > bestTurn) [best, bestTurn] = [index, turn]
  })
  return best
}
