import { sources } from '#city/case/event.ts'
import { type Moment, momentOf } from './facts.ts'
import type { Condition } from './language.ts'
import type { Facts, VariableName } from './variables.ts'
import type { World } from './world.ts'

/** A made-up case at a made-up moment, by which rules are tried. */
export type Probe = { readonly facts: Facts; readonly moment: Moment }

const urgencies = ['normal', 'urgent', 'critical'] as const
const hourMs = 3_600_000

/** Every hour of two weeks from an instant, the second of them in an emergency: all weekdays, days and nights, holidays if any. */
export const momentsFrom = (world: World, from: Date): readonly Moment[] =>
  Array.from({ length: 14 * 24 }, (_, at) => ({
    ...momentOf(world.calendar, new Date(from.getTime() + at * hourMs)),
    emergency: at >= 7 * 24,
  }))

/** A small generator with a seed of its own, so that a check of the same rules finds the same things. */
export function drawFrom(seed: number): <T>(from: readonly T[]) => T {
  let state = seed >>> 0
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return from[Math.floor((state / 4_294_967_296) * from.length)]!
  }
}

const yes = [true, true, true, true, false]

/**
 * Cases on which a condition may well hold: what it compares with is drawn most of the time, everything else from all there is.
 * The hour, the weekday and the working time of a probe are of one moment, its street and community of one place.
 */
export function probesFor(condition: Condition, world: World, moments: readonly Moment[], count: number): Probe[] {
  const draw = drawFrom(condition.canonical.length + count)
  const wanted = new Map<VariableName, string[]>()
  for (const { variable, values } of condition.mentions)
    wanted.set(variable, [...(wanted.get(variable) ?? []), ...values.flatMap((value) => around(value))])
  const prefer = (name: VariableName, all: readonly string[]): string => {
    const own = wanted.get(name)
    return draw(own && draw(yes) ? own : all)
  }
  const fitting = momentsFitting(condition, moments)
  return Array.from({ length: count }, () => probe(world, prefer, draw(draw(yes) ? fitting : moments), draw))
}

/** Moments whose hour and weekday the condition speaks of, where it does. */
function momentsFitting({ mentions }: Condition, moments: readonly Moment[]): readonly Moment[] {
  const speaking = mentions.filter(({ variable }) => variable === 'hour' || variable === 'weekday')
  const fits = (moment: Moment) =>
    speaking.every(({ variable, values }) =>
      values.flatMap(around).includes(`${moment[variable as 'hour' | 'weekday']}`),
    )
  const found = speaking.length > 0 ? moments.filter(fits) : []
  return found.length > 0 ? found : moments
}

const around = (value: string | bigint): string[] =>
  typeof value === 'string' ? [value] : [`${value}`, `${value + 1n}`, `${value - 1n}`]

type Draw = ReturnType<typeof drawFrom>

function probe(
  world: World,
  prefer: (name: VariableName, all: readonly string[]) => string,
  moment: Moment,
  draw: Draw,
): Probe {
  const asked = prefer('category', [''])
  const fitting = asked === '' ? [] : world.categories.filter(({ code }) => code.startsWith(asked))
  const about = draw(fitting.length > 0 ? fitting : world.categories)
  const kind = prefer('kind', [about?.kind ?? ''])
  const place = placeFor(world, prefer, draw)
  const units = ['', ...world.units.map(({ code }) => code)]
  const count = (name: VariableName) => BigInt(prefer(name, ['0', '1', '2', '30']))
  const facts: Facts = {
    kind,
    category: about?.code ?? asked,
    categoryName: prefer('categoryName', [about?.name ?? '']),
    source: prefer('source', Object.keys(sources)),
    urgency: prefer('urgency', urgencies),
    ...place,
    componentOwner: prefer('componentOwner', units),
    lastUnit: prefer('lastUnit', units),
    hour: moment.hour,
    weekday: moment.weekday,
    isWorkTime: moment.isWorkTime,
    emergency: moment.emergency,
    ageHours: count('ageHours'),
    returns: count('returns'),
    reworks: count('reworks'),
  }
  return { facts, moment }
}

function placeFor(world: World, prefer: (name: VariableName, all: readonly string[]) => string, draw: Draw) {
  const cell = prefer('cell', [''])
  if (cell.length >= 12) return { street: cell.slice(0, 9), community: cell.slice(0, 12), cell }
  const street = prefer('street', [''])
  const within = world.communities.filter(({ code }) => code.startsWith(street))
  const community = prefer('community', [(within.length > 0 ? draw(within) : undefined)?.code ?? ''])
  return { street: community.slice(0, 9) || street, community, cell: community ? `${community}001` : '' }
}
