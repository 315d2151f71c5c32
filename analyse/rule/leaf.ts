import { point } from '#city/place/frame.ts'
import { type Leaf, speedMetric } from './condition.ts'
import { type Measure, measureOf } from './fenced.ts'
import type { Part, Told } from './memory.ts'
import { inUnit } from './units.ts'

/** Tells one part of a condition something. Gives whether it concerned the part. */
export type Hear = (part: Part, told: Told) => boolean

const mostRecent = 240

/** How a single condition listens. Values of a quality that is not good concern nobody. */
export function hearOf(leaf: Leaf): Hear {
  switch (leaf.kind) {
    case 'threshold':
      return ofValues(leaf.metric, leaf.unit, (part, value) => threshold(leaf, part, value))
    case 'rate':
      return ofValues(leaf.metric, leaf.unit, (part, value, at) => rate(leaf, part, value, at))
    case 'transition':
      return ofValues(leaf.metric, undefined, (part, value) => transition(leaf, part, value))
    case 'fence':
      return fence(leaf, measureOf(leaf.area))
    case 'silence':
      return (part, told) => silence(leaf, part, told)
  }
}

type OfKind<K> = Extract<Leaf, { kind: K }>

function ofValues(
  metric: string,
  unit: string | undefined,
  hear: (part: Part, value: number, at: number) => void,
): Hear {
  const isSpeed = metric === speedMetric
  return (part, told) => {
    if (told.kind === 'fix' && isSpeed && told.fixed) {
      const speed = unit === undefined ? told.speed : inUnit(told.speed, 'km/h', unit)
      if (speed === undefined) return false
      hear(part, speed, told.at)
      return true
    }
    if (told.kind !== 'value' || told.metric !== metric || told.quality !== 'ok') return false
    const value = unit === undefined ? told.value : inUnit(told.value, told.unit, unit)
    if (value === undefined) return false
    hear(part, value, told.at)
    return true
  }
}

function threshold({ side, limit, clear = limit }: OfKind<'threshold'>, part: Part, value: number): void {
  const [isBeyond, isBack] = side === 'above' ? [value > limit, value <= clear] : [value < limit, value >= clear]
  if (isBeyond) part.s = 'yes'
  else if (isBack) part.s = 'no'
}

// Of the values within the time only those can be an extreme that no later one has passed.
function rate({ way, by, withinSeconds }: OfKind<'rate'>, part: Part, value: number, at: number): void {
  const recent = part.recent ?? []
  while (recent.length > 0 && at - recent[0]![0] > withinSeconds * 1000) recent.shift()
  const extreme = recent[0]?.[1]
  const change = extreme === undefined ? undefined : way === 'rises' ? value - extreme : extreme - value
  part.s = change === undefined ? 'unknown' : change >= by ? 'yes' : 'no'
  while (recent.length > 0 && isPassed(recent.at(-1)![1], value, way)) recent.pop()
  recent.push([at, value])
  if (recent.length > mostRecent) recent.splice(1, 1)
  part.recent = recent
}

const isPassed = (kept: number, value: number, way: 'rises' | 'falls'): boolean =>
  way === 'rises' ? kept >= value : kept <= value

function transition({ bit, to, from }: OfKind<'transition'>, part: Part, value: number): void {
  const state = bit === undefined ? value : Math.floor(value / 2 ** bit) % 2
  const { last } = part
  part.last = state
  if (!to.includes(state)) part.s = 'no'
  else if (!from || (last !== undefined && from.includes(last))) part.s = 'yes'
  else if (part.s !== 'yes') part.s = last === undefined ? 'unknown' : 'no'
}

function fence({ side, marginMetres }: OfKind<'fence'>, measure: Measure): Hear {
  return (part, told) => {
    if (told.kind !== 'fix' || !told.fixed) return false
    const { isInside, metres } = measure(point(told.lon, told.lat))
    if (metres >= marginMetres) part.s = isInside === (side === 'inside') ? 'yes' : 'no'
    return true
  }
}

function silence({ metric, afterSeconds }: OfKind<'silence'>, part: Part, told: Told): boolean {
  if (told.kind === 'clock') {
    const heard = metric === undefined ? told.heardAt : (part.last ?? null)
    if (heard === null) return false
    part.s = told.at - heard >= (afterSeconds ?? told.silentAfter) * 1000 ? 'yes' : 'no'
    return true
  }
  if (metric === undefined || told.kind !== 'value' || told.metric !== metric || told.quality !== 'ok') return false
  part.last = Math.max(part.last ?? told.at, told.at)
  part.s = 'no'
  return true
}
