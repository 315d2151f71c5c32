import type { RoadClass } from '../model.ts'
import { COURSES, RIVER, STREAMS } from './courses.ts'
import { type Drawing, drawStrokes, faces, type Stroke } from './planar.ts'
import { areaOfRing, distanceToLine, insideRing, signedArea, type XY } from './plane.ts'
import { clipToRing, offset, smooth } from './polyline.ts'
import { noise, type Random } from './random.ts'

/** A road of the skeleton: its whole drawn course, which runs on beyond the district. */
export type Arterial = { name: string; roadClass: RoadClass; course: XY[] }

/** The river, the outline and the main roads everything else is drawn between. */
export type Skeleton = {
  outline: XY[]
  river: XY[]
  banks: [left: XY[], right: XY[]]
  streams: { name: string; line: XY[] }[]
  arterials: Arterial[]
  drawing: Drawing
}

/** District area of the demo, m². */
export const DISTRICT_AREA = 35_000_000

/** Main roads leave the map: their last direction is carried on for this far, with a slow swing. */
const CARRIED_ON_METRES = 21_000

function carriedOn(control: readonly XY[], random: Random): XY[] {
  const extend = (end: XY, before: XY): XY[] => {
    const angle = Math.atan2(end[1] - before[1], end[0] - before[0])
    const out: XY[] = []
    for (let d = 3500; d <= CARRIED_ON_METRES; d += 3500) {
      const swing = angle + random.between(-0.2, 0.2)
      out.push([end[0] + Math.cos(swing) * d, end[1] + Math.sin(swing) * d])
    }
    return out
  }
  const last = control.length - 1
  return [...extend(control[0]!, control[1]!).reverse(), ...control, ...extend(control[last]!, control[last - 1]!)]
}

/** Draws the skeleton; `random` shifts every curve a little, so another seed is another town of the same plan. */
export function drawSkeleton(random: Random): Skeleton {
  for (let attempt = 0; attempt < 40; attempt++) {
    const skeleton = sketch(random.fork(`sketch ${attempt}`))
    if (isSound(skeleton)) return skeleton
  }
  throw new Error('no sound skeleton for this seed')
}

/** Rejects the rare sketch where curves nearly touch: every face must be a simple ring and large enough to hold cells. */
function isSound({ drawing, outline }: Skeleton): boolean {
  const rings = faces(drawing)
  const areas = rings.map((ring) => signedArea(ring.map((n) => drawing.nodes[n]!)))
  const total = areas.reduce((sum, area) => sum + area, 0)
  const simple = rings.every((ring) => new Set(ring).size === ring.length)
  return simple && Math.min(...areas) > 9000 && Math.abs(total - areaOfRing(outline)) < 500
}

function sketch(random: Random): Skeleton {
  const outline = districtOutline(random.int(1, 1e9))
  const river = smooth(jitter(RIVER, random, 35), 28)
  const width = random.int(1, 1e9)
  const riverHalfWidth = (index: number) => 72 + 16 * noise(index / 22, 0, width)
  const banks: [XY[], XY[]] = [offset(river, (i) => riverHalfWidth(i)), offset(river, (i) => -riverHalfWidth(i))]
  const streams = STREAMS.map((s) => ({ name: s.name, line: smooth(jitter(s.control, random, 60), 25) }))
  const arterials = [
    ...COURSES.map((c) => ({ name: c.name, roadClass: c.roadClass, course: drawn(c, random, river) })),
    ...riversideRoads(river, riverHalfWidth),
  ]
  const drawing = drawStrokes(strokesOf(outline, river, banks, arterials), outline)
  return { outline, river, banks, streams, arterials, drawing }
}

/** Only main roads bridge the river; the others end short of its banks. */
function drawn(course: (typeof COURSES)[number], random: Random, river: readonly XY[]): XY[] {
  const control = jitter(course.control, random, 14)
  const line = smooth(course.roadClass === 'trunk' ? carriedOn(control, random) : control, 27)
  return course.roadClass === 'trunk' ? line : line.filter((p) => distanceToLine(p, river) > 106)
}

const jitter = (control: readonly XY[], random: Random, metres: number): XY[] =>
  control.map(([x, y]) => [x + random.between(-metres, metres), y + random.between(-metres, metres)])

function strokesOf(outline: XY[], river: XY[], banks: [XY[], XY[]], arterials: readonly Arterial[]): Stroke[] {
  const closed = [...outline, outline[0]!]
  return [
    { line: closed, mark: { kind: 'outline', road: -1 } },
    { line: banks[0], mark: { kind: 'bank', road: -1 } },
    { line: banks[1], mark: { kind: 'bank', road: -1 } },
    { line: river, mark: { kind: 'middle', road: -1 } },
    ...arterials.map((a, road): Stroke => ({ line: a.course, mark: { kind: 'road', road } })),
  ]
}

/** 南滨路 and 北滨路 follow the banks, leaving a strip of green between road and water. */
function riversideRoads(river: readonly XY[], halfWidth: (index: number) => number): Arterial[] {
  const green = 62
  const southern = offset(river, (i) => halfWidth(i) + green)
  const northern = offset(river, (i) => -halfWidth(i) - green)
  // The river is drawn from east to west, so left of travel is south.
  const within = (west: number, east: number) => (p: XY) => p[0] > west && p[0] < east
  return [
    { name: '南滨路', roadClass: 'secondary', course: southern.filter(within(-2300, 3300)) },
    { name: '北滨路', roadClass: 'secondary', course: northern.filter(within(-2500, 3300)) },
  ]
}

function districtOutline(seed: number): XY[] {
  const raw: XY[] = []
  const count = 340
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * 2 * Math.PI
    const c = Math.cos(angle)
    const s = Math.sin(angle)
    const radius = (Math.abs(c / 3650) ** 2.6 + Math.abs(s / 2780) ** 2.6) ** (-1 / 2.6)
    const wobble = 1 + 0.1 * noise(3 + c * 2, 3 + s * 2, seed) + 0.05 * noise(c * 5, s * 5, seed + 1)
    const fine = 1 + 0.016 * noise(c * 17, s * 17, seed + 2)
    raw.push([c * radius * wobble * fine, s * radius * wobble * fine])
  }
  const scale = Math.sqrt(DISTRICT_AREA / areaOfRing(raw))
  return raw.map(([x, y]) => [x * scale, y * scale])
}

/** The parts of a course that run on beyond the district, for the surroundings on the map. */
export function beyond(course: readonly XY[], outline: readonly XY[]): XY[][] {
  return clipToRing(course, outline, ([x, y]) => !insideRing(x, y, outline))
}

const ellipse = (p: XY, x: number, y: number, a: number, b: number) => 1 - Math.hypot((p[0] - x) / a, (p[1] - y) / b)

/** The three market towns, with the radius of their built-up part, metres. */
export const TOWNS: readonly { street: string; at: XY; radius: number }[] = [
  { street: '511703100', at: [-2560, 1430], radius: 520 },
  { street: '511703108', at: [2560, -1800], radius: 520 },
  { street: '511703129', at: [-2480, -1850], radius: 540 },
]

/** How urban a place is: above 0 is built-up, about 1 is the middle of town. */
export function urbanity(p: XY): number {
  const towns = TOWNS.map((t) => 0.45 * ellipse(p, t.at[0], t.at[1], t.radius, t.radius))
  return Math.max(ellipse(p, 150, -760, 2480, 1330), 0.9 * ellipse(p, 380, 1420, 1950, 960), ...towns)
}
