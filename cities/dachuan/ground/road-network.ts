import type { RoadClass } from '../model.ts'
import { ROAD_STEMS } from '../names.ts'
import type { Carved } from './carve.ts'
import { distance, type XY } from './plane.ts'
import { lengthOf } from './polyline.ts'
import type { Random } from './random.ts'
import { urbanity } from './skeleton.ts'

/** A road on the plane. `members` are the draft numbers joined into it. */
export type RoadShape = {
  id: number
  name?: string
  roadClass: RoadClass
  widthM: number
  lines: XY[][]
  nodes: number[][]
}

/** Carriageway widths and the distance from the middle to the building line, metres. */
export const ROAD_WIDTHS: Record<RoadClass, { carriageway: number; toBuildings: number }> = {
  trunk: { carriageway: 26, toBuildings: 25 },
  secondary: { carriageway: 18, toBuildings: 17.5 },
  branch: { carriageway: 11, toBuildings: 11 },
  lane: { carriageway: 5.5, toBuildings: 5.5 },
}

type Side = { a: number; b: number }

/** Joins the drawn road edges into named roads; a branch that carries straight on over a crossing keeps its name. */
export function buildRoads(carved: Carved, random: Random): { roads: RoadShape[]; roadOfDraft: Map<number, number> } {
  const sides = sidesByDraft(carved)
  const parent = carved.roads.map((_, i) => i)
  const find = (i: number): number => (parent[i] === i ? i : find(parent[i]!))
  for (const [a, b] of straightOn(carved, sides))
    if (carved.roads[a]!.roadClass === carved.roads[b]!.roadClass) parent[find(a)] = find(b)
  const joined = new Map<number, Side[]>()
  for (const [draft, list] of sides) joined.set(find(draft), [...(joined.get(find(draft)) ?? []), ...list])
  const roads: RoadShape[] = []
  const idOfRoot = new Map<number, number>()
  for (const [root, list] of joined) {
    const draft = carved.roads[root]!
    const nodes = chains(list)
    idOfRoot.set(root, roads.length)
    const lines = nodes.map((chain) => chain.map((n) => carved.drawing.nodes[n]!))
    const { carriageway } = ROAD_WIDTHS[draft.roadClass]
    roads.push({
      id: roads.length,
      roadClass: draft.roadClass,
      widthM: carriageway,
      lines,
      nodes,
      ...(draft.name ? { name: draft.name } : {}),
    })
  }
  nameRoads(roads, random)
  return { roads, roadOfDraft: new Map([...sides.keys()].map((draft) => [draft, idOfRoot.get(find(draft))!])) }
}

function sidesByDraft({ drawing }: Carved): Map<number, Side[]> {
  const sides = new Map<number, Side[]>()
  for (const edge of drawing.edges.values()) {
    if (edge.halfway !== undefined || edge.road < 0) continue
    const list = sides.get(edge.road)
    if (list) list.push({ a: edge.a, b: edge.b })
    else sides.set(edge.road, [{ a: edge.a, b: edge.b }])
  }
  return sides
}

/** Pairs of generated roads that end at the same corner within 24° of a straight line. */
function straightOn(carved: Carved, sides: Map<number, Side[]>): [number, number][] {
  const ends = new Map<number, { draft: number; towards: number }[]>()
  for (const [draft, list] of sides) {
    if (carved.roads[draft]!.name) continue
    const degree = new Map<number, Side[]>()
    for (const side of list) for (const n of [side.a, side.b]) degree.set(n, [...(degree.get(n) ?? []), side])
    for (const [node, at] of degree) {
      if (at.length !== 1) continue
      const towards = at[0]!.a === node ? at[0]!.b : at[0]!.a
      ends.set(node, [...(ends.get(node) ?? []), { draft, towards }])
    }
  }
  const pairs: [number, number][] = []
  for (const [node, list] of ends)
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) {
        const [p, q] = [list[i]!, list[j]!]
        if (p.draft !== q.draft && bendAt(carved.drawing.nodes, p.towards, node, q.towards) < 0.42)
          pairs.push([p.draft, q.draft])
      }
  return pairs
}

function bendAt(nodes: readonly XY[], from: number, at: number, to: number): number {
  const [a, b, c] = [nodes[from]!, nodes[at]!, nodes[to]!]
  const turn = Math.atan2(c[1] - b[1], c[0] - b[0]) - Math.atan2(b[1] - a[1], b[0] - a[0])
  return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)))
}

/** Edges in any order → unbroken paths, each as long as can be. */
function chains(sides: readonly Side[]): number[][] {
  const near = new Map<number, number[]>()
  for (const { a, b } of sides) {
    near.set(a, [...(near.get(a) ?? []), b])
    near.set(b, [...(near.get(b) ?? []), a])
  }
  const used = new Set<string>()
  const take = (from: number): number[] => {
    const path = [from]
    for (;;) {
      const at = path[path.length - 1]!
      const next = near.get(at)!.find((n) => !used.has(at < n ? `${at},${n}` : `${n},${at}`))
      if (next === undefined) return path
      used.add(at < next ? `${at},${next}` : `${next},${at}`)
      path.push(next)
    }
  }
  const starts = [...near].sort(([, a], [, b]) => (a.length % 2 === 1 ? 0 : 1) - (b.length % 2 === 1 ? 0 : 1))
  const paths: number[][] = []
  for (const [start] of starts) for (let path = take(start); path.length > 1; path = take(start)) paths.push(path)
  return paths
}

const NUMERALS = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
  '十六',
  '十七',
  '十八',
  '十九',
  '二十',
]

/** Branches take a stem of their own; a lane is numbered after the named road it leaves: 花溪路三巷. */
function nameRoads(roads: RoadShape[], random: Random): void {
  const stems = shuffledNames(random)
  for (const road of roads)
    if (!road.name && road.roadClass === 'branch') road.name = stems.shift() ?? `东升${NUMERALS[road.id % 20]}路`
  for (const road of roads) {
    const longest = lengthOf(road.lines[0]!)
    if (!road.name && longest > 700 && urbanity(road.lines[0]![0]!) < 0) road.name = stems.pop()!
  }
  const namedAt = new Map<number, string>()
  for (const road of roads)
    if (road.name)
      for (const chain of road.nodes) for (const node of chain) if (!namedAt.has(node)) namedAt.set(node, road.name)
  const lanes = new Map<string, number>()
  for (const road of roads) {
    if (road.name) continue
    const length = road.lines.reduce((sum, line) => sum + lengthOf(line), 0)
    const host = road.nodes
      .flatMap((chain) => [chain[0]!, chain[chain.length - 1]!])
      .map((n) => namedAt.get(n))
      .find((n) => n)
    const count = host ? (lanes.get(host) ?? 0) : 20
    if (!host || count >= 20 || length < 90) continue
    lanes.set(host, count + 1)
    road.name = `${host}${NUMERALS[count]}巷`
  }
}

function shuffledNames(random: Random): string[] {
  const names: string[] = []
  for (const [ends, salt] of [
    [['路', '街'], 0],
    [['东路', '西路'], 1],
    [['南路', '北路', '中路'], 2],
  ] as const)
    for (const stem of ROAD_STEMS) if (salt === 0 || random.chance(0.55)) names.push(stem + random.pick(ends))
  const first = names.slice(0, ROAD_STEMS.length)
  for (let i = first.length - 1; i > 0; i--) {
    const j = random.int(0, i)
    ;[first[i], first[j]] = [first[j]!, first[i]!]
  }
  return [...first, ...names.slice(ROAD_STEMS.length)]
}

/** Where the main roads cross the river: the stretch between the banks with a little run-up. */
export function bridgesOf(
  roads: readonly RoadShape[],
  overWater: (at: XY) => boolean,
): { road: RoadShape; line: XY[] }[] {
  const found: { road: RoadShape; line: XY[] }[] = []
  for (const road of roads)
    for (const line of road.lines) {
      let from = -1
      for (let i = 0; i < line.length; i++) {
        const wet = overWater(line[i]!)
        if (wet && from < 0) from = i
        if (from >= 0 && (!wet || i === line.length - 1)) {
          const piece = line.slice(Math.max(0, from - 2), Math.min(line.length, i + 2))
          if (distance(piece[0]!, piece[piece.length - 1]!) > 60) found.push({ road, line: piece })
          from = -1
        }
      }
    }
  return found
}
