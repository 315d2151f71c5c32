import Flatbush from 'flatbush'
import type { Point } from '#city/place/frame.ts'
import { COMPONENT_KINDS, type ComponentKind } from './component-kinds.ts'
import { type ComponentValue, surveyedValues } from './component-values.ts'
import { siteFinder } from './ground/component-sites.ts'
import { toPlane } from './ground/plane.ts'
import { type Random, seeded } from './ground/random.ts'
import type { Cell, Door, Geography } from './model.ts'
import { KEEPING, streetOffice, type Unit, unitOf } from './units.ts'

/** 完好 / 破损 / 丢失 / 废弃 / 移除 [GB/T 47678.5-2026, standards notes §1.3 S]. */
export type ComponentState = 'intact' | 'damaged' | 'lost' | 'abandoned' | 'removed'

/** A 部件. Its unit codes are keys into `UNITS`; dates are YYYY-MM-DD. */
export type Component = {
  /** 17 digits: district 6 + major 2 + minor 3 + sequence 6. */
  code: string
  /** 16 digits of the 2013 edition, where the kind has the same number there. */
  code2013?: string
  /** 5 digits: major 2 + minor 3. */
  kind: string
  major: string
  minor: string
  name: string
  at: Point
  /** Where it is in words: 绥定大道128号旁. */
  place: string
  cell: string
  community: string
  street: string
  authority: Unit
  owner: Unit
  maintainer: Unit
  state: ComponentState
  initialOn: string
  changedOn?: string
  source: '实测' | '地形图'
  /** Of its kind's own form; empty where a census of this town did not ask. */
  attributes: Readonly<Record<string, ComponentValue>>
}

/** Yields the 100 000 components, kind by kind; the same seed gives the same components in the same order. */
export function* generateComponents(geography: Geography): Generator<Component> {
  const sites = siteFinder(geography)
  const describe = describer(geography)
  const random = seeded(geography.seed).fork('components')
  for (const kind of COMPONENT_KINDS) {
    const stream = random.fork(kind.code)
    const values = stream.fork('values')
    let sequence = 0
    for (const site of sites(kind, stream)) {
      sequence++
      const cell = geography.cellAt(site.at)
      if (!cell) throw new Error(`component ${kind.code} ${sequence} lies outside the district`)
      yield {
        ...identity(kind, sequence),
        at: site.at,
        ...placeOf(cell),
        place: site.words ?? describe(site.at, site.road, cell),
        ...keeping(kind, cell),
        ...life(stream),
        attributes: surveyedValues(kind.code, values, site.road),
      }
    }
  }
}

const placeOf = (cell: Cell) => ({ cell: cell.code, community: cell.community, street: cell.street })

function identity(kind: ComponentKind, sequence: number) {
  const [major, minor] = [kind.code.slice(0, 2), kind.code.slice(2)]
  const order = String(sequence).padStart(6, '0')
  const code2013 = kind.since2013 ? { code2013: `511703${major}${minor.slice(1)}${order}` } : {}
  return { code: `511703${kind.code}${order}`, ...code2013, kind: kind.code, major, minor, name: kind.name }
}

function keeping(kind: ComponentKind, cell: Cell): Pick<Component, 'authority' | 'owner' | 'maintainer'> {
  const find = (key: string) => (key === 'street-office' ? streetOffice(cell.street) : unitOf(key))
  const { authority, owner, maintainer } = KEEPING[kind.keeper]
  return { authority: find(authority), owner: find(owner), maintainer: find(maintainer) }
}

const day = (random: Random, from: number, to: number) =>
  `${random.int(from, to)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`

function life(random: Random): Pick<Component, 'state' | 'initialOn' | 'changedOn' | 'source'> {
  const luck = random.next()
  const state: ComponentState =
    luck < 0.0125
      ? 'damaged'
      : luck < 0.0145
        ? 'lost'
        : luck < 0.016
          ? 'abandoned'
          : luck < 0.0165
            ? 'removed'
            : 'intact'
  const initialOn = day(random, 2016, 2024)
  const source = random.chance(0.9) ? '实测' : '地形图'
  if (state === 'intact' && !random.chance(0.06)) return { state, initialOn, source }
  return { state, initialOn, changedOn: day(random, 2025, 2025), source }
}

/** Words for a place: on its own road by the nearest door number, else the road, else the community. */
function describer(geography: Geography): (at: Point, road: string | undefined, cell: Cell) => string {
  const { doors } = geography
  const index = new Flatbush(doors.length)
  for (const door of doors) index.add(...toPlane(door.at.lon, door.at.lat), ...toPlane(door.at.lon, door.at.lat))
  index.finish()
  const communities = new Map(geography.divisions.map((d) => [d.code, d.name]))
  return (at, road, cell) => {
    const near = index.neighbors(...toPlane(at.lon, at.lat), 4, 90).map((i) => doors[i] as Door)
    const door = near.find((d) => d.road === road) ?? (road ? undefined : near[0])
    if (door) return `${door.name}旁`
    const area = communities.get(cell.community) ?? ''
    if (road) return near[0] ? `${road}（近${near[0].name}）` : `${road}（${area}段）`
    return `${area}${cell.code.slice(-3)}号单元网格内`
  }
}
