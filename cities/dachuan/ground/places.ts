import type { Door, LandUse, PlaceKind } from '../model.ts'
import {
  ESTATE_ENDS,
  ESTATE_STEMS,
  HOSPITAL_NAMES,
  MARKET_NAMES,
  PARK_NAMES,
  ROAD_STEMS,
  SCHOOL_NAMES,
  SQUARE_NAMES,
  VILLAGE_ENDS,
  VILLAGE_STEMS,
} from '../names.ts'
import type { Block } from './build.ts'
import type { Carved } from './carve.ts'
import type { Uses } from './land-use.ts'
import { between, distance, distanceToSegment, toPoint, type XY } from './plane.ts'
import type { Random } from './random.ts'
import type { RoadShape } from './road-network.ts'
import { TOWNS } from './skeleton.ts'

export type PlaceDraft = { kind: PlaceKind; name: string; at: XY; plot: number; block?: number }

/** A unit is a park, a school, an estate … : the plots used together. */
export type Unit = { key: string; use: LandUse; plots: number[]; at: XY; area: number }

export function unitsOf(carved: Carved, { use, unit }: Uses): Unit[] {
  const found = new Map<string, Unit>()
  carved.plots.forEach((plot, i) => {
    const key = `${use[i]}:${unit[i]}`
    const entry = found.get(key) ?? { key, use: use[i]!, plots: [], at: [0, 0] as XY, area: 0 }
    entry.at = between(entry.at, plot.at, plot.area / (entry.area + plot.area))
    entry.area += plot.area
    entry.plots.push(i)
    found.set(key, entry)
  })
  return [...found.values()]
}

const NAME_LISTS: Partial<Record<LandUse, { kind: PlaceKind; names: readonly string[]; more: string }>> = {
  school: { kind: 'school', names: SCHOOL_NAMES, more: '小学' },
  hospital: { kind: 'hospital', names: HOSPITAL_NAMES, more: '医院' },
  park: { kind: 'park', names: PARK_NAMES, more: '游园' },
  market: { kind: 'market', names: MARKET_NAMES, more: '市场' },
  square: { kind: 'square', names: SQUARE_NAMES, more: '广场' },
  station: { kind: 'station', names: ['达川示范客运站'], more: '站' },
}

/** Names for whole units: the largest park is 翠屏山公园, towns keep their own markets and squares. */
export function nameUnits(
  units: readonly Unit[],
  carved: Carved,
  random: Random,
): { names: Map<string, string>; places: PlaceDraft[] } {
  const names = new Map<string, string>()
  const places: PlaceDraft[] = []
  const put = (unit: Unit, kind: PlaceKind, name: string) => {
    names.set(unit.key, name)
    const plot = unit.plots.reduce((best, p) =>
      distance(carved.plots[p]!.at, unit.at) < distance(carved.plots[best]!.at, unit.at) ? p : best,
    )
    places.push({ kind, name, at: carved.plots[plot]!.at, plot })
  }
  for (const [use, list] of Object.entries(NAME_LISTS)) {
    const left = [...list.names]
    const own = units.filter((u) => u.use === use).sort((a, b) => b.area - a.area)
    own.forEach((unit, i) => {
      const town = TOWNS.find((t) => distance(t.at, unit.at) < t.radius + 150)
      const stem = town && { '511703100': '亭子', '511703108': '百节', '511703129': '河市' }[town.street]
      const fitting = left.findIndex((n) => (stem ? n.startsWith(stem) : !/^(亭子|百节|河市)/.test(n)))
      const name =
        fitting >= 0
          ? left.splice(fitting, 1)[0]!
          : stem
            ? `${stem}${list.more}`
            : `${ROAD_STEMS[(i * 7) % ROAD_STEMS.length]}${list.more}`
      put(unit, list.kind, name)
    })
  }
  const estates = new Set<string>()
  for (const unit of units) {
    if (unit.use === 'residential' && unit.area > 14_000) {
      let name = random.pick(ESTATE_STEMS) + random.pick(ESTATE_ENDS)
      for (let i = 2; estates.has(name); i++)
        name = `${name.replace(/[二三四五六七八九]期$/, '')}${'一二三四五六七八九'[i - 1] ?? i}期`
      estates.add(name)
      put(unit, 'estate', name)
    }
    if (unit.use === 'village' && random.chance(0.62))
      put(unit, 'village', random.pick(VILLAGE_STEMS) + random.pick(VILLAGE_ENDS))
    if (unit.use === 'industrial')
      put(
        unit,
        'factory',
        `${random.pick(['华川', '新达', '南城', '农机', '金久', '福达'])}${random.pick(['机械厂', '食品厂', '建材厂', '物流园', '印务', '服装厂'])}（示范）`,
      )
  }
  return { names, places }
}

const SHOPS: readonly { kind: PlaceKind; names: readonly string[]; uses: readonly LandUse[]; count: number }[] = [
  {
    kind: 'government',
    names: [
      '区政务服务中心',
      '区城市管理指挥中心',
      '区综合行政执法局',
      '区行政中心',
      '区税务服务厅',
      '区人民法院',
      '区档案馆',
      '区文化馆',
      '市民中心',
    ],
    uses: ['office'],
    count: 9,
  },
  {
    kind: 'mall',
    names: [
      '汉兴百货',
      '南城天地',
      '州河购物中心',
      '翠屏商场',
      '麻柳广场商城',
      '盛达汇',
      '金华商城',
      '人和里',
      '南国新天地',
      '绥定商业城',
    ],
    uses: ['commercial'],
    count: 10,
  },
  {
    kind: 'hotel',
    names: ['州河宾馆', '南城酒店', '翠屏大酒店', '迎宾楼', '三里坪客栈', '江湾假日', '银杏酒店', '杨柳宾馆'],
    uses: ['commercial', 'residential'],
    count: 26,
  },
  {
    kind: 'bank',
    names: ['农商银行', '城市银行', '信用社', '邮政储蓄'],
    uses: ['commercial', 'residential', 'old-quarter'],
    count: 44,
  },
  { kind: 'police', names: ['派出所', '警务室'], uses: ['residential', 'office', 'old-quarter'], count: 14 },
  { kind: 'fire-station', names: ['消防救援站'], uses: ['residential', 'industrial', 'commercial'], count: 5 },
  {
    kind: 'library',
    names: ['图书馆', '青少年宫', '科技馆', '美术馆', '城市书房', '社区书屋'],
    uses: ['office', 'residential', 'commercial'],
    count: 10,
  },
  { kind: 'fuel', names: ['加油站', '加气站', '充电站'], uses: ['residential', 'industrial', 'village'], count: 16 },
  {
    kind: 'toilet',
    names: ['公共厕所'],
    uses: ['residential', 'commercial', 'old-quarter', 'village', 'office'],
    count: 96,
  },
  { kind: 'transfer-station', names: ['垃圾中转站'], uses: ['residential', 'industrial', 'old-quarter'], count: 18 },
]

/** Single premises picked from buildings that face a named street. */
export function namePremises(
  blocks: readonly Block[],
  roadName: (block: Block) => string | undefined,
  random: Random,
): PlaceDraft[] {
  const taken = new Set<number>()
  const drafts: PlaceDraft[] = []
  for (const kind of SHOPS) {
    const fitting = blocks.flatMap((b, i) =>
      b.door && kind.uses.includes(b.use) && /[^巷]$/.test(roadName(b) ?? '巷') ? [i] : [],
    )
    for (let n = 0; n < kind.count && fitting.length > 0; n++) {
      const block = fitting.splice(random.int(0, fitting.length - 1), 1)[0]!
      if (taken.has(block)) continue
      taken.add(block)
      const one = kind.names.length >= kind.count
      const name = one ? kind.names[n]! : `${roadName(blocks[block]!)}${kind.names[n % kind.names.length]}`
      drafts.push({ kind: kind.kind, name, at: blocks[block]!.box.centre, plot: blocks[block]!.plot, block })
    }
  }
  return drafts
}

/** Door numbers run along each named road, odd on the left of its drawing direction, even on the right, one step each 8 m. */
export function numberDoors(
  blocks: readonly Block[],
  roads: readonly RoadShape[],
  roadOf: (block: Block) => number | undefined,
  cellOf: (plot: number) => string,
): Door[] {
  const byRoad = new Map<number, number[]>()
  blocks.forEach((block, i) => {
    const road = block.door ? roadOf(block) : undefined
    if (road !== undefined && roads[road]!.name) byRoad.set(road, [...(byRoad.get(road) ?? []), i])
  })
  const doors: Door[] = []
  for (const [road, list] of byRoad) {
    const { name, lines } = roads[road]!
    const spots = list
      .map((block) => ({ block, ...spotOn(lines, blocks[block]!.door!) }))
      .sort((a, b) => a.metres - b.metres)
    const last = { 1: -1, 0: 0 } as Record<number, number>
    for (const { block, metres, left } of spots) {
      const odd = left ? 1 : 0
      const number = Math.max(last[odd]! + 2, 2 * Math.floor(metres / 8) + (left ? 1 : 2))
      last[odd] = number
      const { door, plot } = blocks[block]!
      doors.push({
        name: `${name}${number}号`,
        road: name!,
        roadId: road,
        number,
        at: toPoint(door!),
        cell: cellOf(plot),
        building: block,
      })
    }
  }
  return doors
}

function spotOn(lines: readonly XY[][], at: XY): { metres: number; left: boolean } {
  let best = { away: Infinity, metres: 0, left: false }
  let before = 0
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!]
      const length = distance(a, b)
      const away = distanceToSegment(at, a, b)
      const cross = (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0])
      const share = ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / (length * length || 1)
      if (away < best.away) best = { away, metres: before + length * Math.max(0, Math.min(1, share)), left: cross > 0 }
      before += length
    }
  return best
}
