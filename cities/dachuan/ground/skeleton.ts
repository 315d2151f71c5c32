import { areaOfRing, distanceToLine, insideRing, signedArea, type XY } from './plane.ts'
import { drawStrokes, type Drawing, faces, type Stroke } from './planar.ts'
import { clipToRing, offset, smooth } from './polyline.ts'
import { noise, type Random } from './random.ts'

/** 主干路, 次干路, 支路, 街巷 in the order of the urban road code. */
export type RoadClass = 'trunk' | 'secondary' | 'branch' | 'lane'

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

const RIVER: XY[] = [
  [31_000, 9800], [26_000, 6100], [21_500, 7400], [17_000, 4300], [13_500, 4900], [10500, 3300], [8600, 2300], [6900, 1250], [5200, 1850], [3700, 1250], [2500, 1560], [1500, 1000], [500, 330],
  [-500, 460], [-1400, 930], [-2150, 480], [-2480, -380], [-3250, -980], [-4300, -1000], [-5500, -1750], [-7000, -1350],
  [-8600, -2300], [-10500, -2500],
  [-13_500, -4900], [-17_500, -4100], [-21_000, -7300], [-25_500, -6900], [-31_000, -10_500],
]

const STREAMS: { name: string; control: XY[] }[] = [
  { name: '铜钵河', control: [[5200, -6000], [4100, -4400], [3300, -3000], [2900, -1900], [3080, -900], [2820, 0], [3000, 800], [2880, 1330]] },
  { name: '小溪沟', control: [[-700, 6500], [-900, 4600], [-620, 3300], [-860, 2300], [-700, 1500], [-780, 640]] },
  { name: '金竹溪', control: [[-3900, -5600], [-3000, -3900], [-2700, -2700], [-3050, -1700], [-3000, -880]] },
]

const COURSES: { name: string; roadClass: RoadClass; control: XY[] }[] = [
  { name: '绥定大道', roadClass: 'trunk', control: [[-10500, -3300], [-7200, -2700], [-4300, -1950], [-3000, -1600], [-2050, -1000], [-1200, -430], [-400, -230], [520, -360], [1500, -40], [2450, 430], [3300, 620], [5000, 850], [7600, 250], [10500, 900]] },
  { name: '南国大道', roadClass: 'trunk', control: [[-10500, -5600], [-6000, -3300], [-3600, -2350], [-2400, -1760], [-1300, -1230], [-300, -1040], [800, -1140], [1900, -800], [3000, -370], [4200, -330], [7000, -1300], [10500, -1200]] },
  { name: '麻柳大道', roadClass: 'trunk', control: [[-2500, 9500], [-1700, 5200], [-1480, 2900], [-1300, 1900], [-1230, 900], [-1130, 200], [-1200, -440], [-1320, -1250], [-1360, -2000], [-1640, -3000], [-2000, -5200], [-1500, -9500]] },
  { name: '汉兴大道', roadClass: 'trunk', control: [[700, 9500], [200, 5200], [140, 2800], [90, 1700], [40, 380], [-40, -300], [-190, -1050], [-110, -1950], [120, -2900], [700, -5500], [300, -9500]] },
  { name: '盛达路', roadClass: 'trunk', control: [[900, 9500], [1500, 5000], [1880, 2900], [1930, 1950], [2040, 1250], [2130, 250], [2290, -600], [2260, -1500], [2600, -2700], [3600, -5200], [3400, -9500]] },
  { name: '环城南路', roadClass: 'secondary', control: [[-2900, -1000], [-2650, -1500], [-1950, -1990], [-700, -1900], [600, -1960], [1800, -1720], [2760, -1080], [3120, -330], [3090, 640], [2980, 1500]] },
  { name: '北环路', roadClass: 'secondary', control: [[-2100, 500], [-2640, 980], [-2500, 1700], [-2050, 2230], [-1350, 2300], [-600, 2120], [140, 2240], [1000, 2330], [1900, 2400], [2750, 2150], [3030, 1780], [3020, 1400]] },
  { name: '翠屏路', roadClass: 'secondary', control: [[-4600, 1500], [-3300, 1560], [-2500, 1400], [-1330, 1560], [-500, 1360], [100, 1330], [1000, 1560], [1920, 1930], [2700, 2130], [3600, 2100], [5200, 2500]] },
  { name: '中青路', roadClass: 'secondary', control: [[-2150, -1180], [-1250, -840], [-250, -640], [700, -740], [1560, -450], [2220, -200], [3000, 60], [3200, 90]] },
  { name: '人和路', roadClass: 'secondary', control: [[-690, 420], [-700, -330], [-800, -1130], [-860, -1990]] },
  { name: '柳林路', roadClass: 'secondary', control: [[540, 340], [560, -340], [690, -1130], [640, -2000]] },
  { name: '正通路', roadClass: 'secondary', control: [[1200, 860], [1330, -100], [1480, -950], [1370, -1900]] },
  { name: '一新路', roadClass: 'secondary', control: [[-2080, 520], [-1880, -100], [-1980, -1000], [-2080, -1650], [-2020, -2050]] },
  { name: '华川路', roadClass: 'secondary', control: [[-500, 2200], [-480, 1360], [-560, 420]] },
  { name: '金南路', roadClass: 'secondary', control: [[1000, 2400], [1000, 1560], [960, 640]] },
  { name: '河市路', roadClass: 'secondary', control: [[-2790, -1780], [-2720, -2350], [-2560, -3200], [-3000, -4600]] },
  { name: '百节路', roadClass: 'secondary', control: [[2130, -1650], [2420, -1770], [2680, -1880], [3300, -2200], [4600, -2600], [7000, -3400]] },
  { name: '亭子路', roadClass: 'secondary', control: [[-2870, 1390], [-2850, 2000], [-2600, 2800], [-3000, 4200], [-3500, 6500]] },
]

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
