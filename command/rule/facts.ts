import { measureBetween } from '#city/calendar/arithmetic.ts'
import type { CompiledCalendar } from '#city/calendar/compile.ts'
import { dateOf, dayMs, offsetAt, weekdayOf } from '#city/calendar/zone.ts'
import type { CaseState } from '#city/case/state.ts'
import type { Facts } from './variables.ts'

/** An instant as rules and the duty table see it: the local hour, the weekday, and the dates by which validity is judged. */
export type Moment = Pick<Facts, 'hour' | 'weekday' | 'isWorkTime' | 'emergency'> & {
  readonly on: string
  readonly utcDay: string
}

const hourMs = 3_600_000

/** A stretch of emergency, half-open; the one in force has no end yet. */
export type Stretch = { readonly onAt: Date; readonly offAt: Date | null }

export function momentOf(calendar: CompiledCalendar, at: Date, emergencies: readonly Stretch[] = []): Moment {
  const ms = at.getTime()
  const local = ms + rememberedOffset(calendar.definition.timeZone, ms)
  const day = Math.floor(local / dayMs)
  return {
    hour: BigInt(Math.floor((local - day * dayMs) / hourMs)),
    weekday: BigInt(weekdayOf(day)),
    isWorkTime: measureBetween(calendar, ms, ms + 1, 'work_time') > 0,
    emergency: emergencies.some(({ onAt, offAt }) => onAt <= at && (offAt === null || at < offAt)),
    on: dateOf(day),
    utcDay: at.toISOString().slice(0, 10),
  }
}

const quarterMs = 900_000
const known = new Map<string, number>()

/** Clocks are only ever put forward or back at a quarter of an hour, so one look a quarter is enough. */
function rememberedOffset(zone: string, ms: number): number {
  const key = `${zone} ${Math.floor(ms / quarterMs)}`
  const found = known.get(key) ?? offsetAt(zone, ms)
  if (known.size > 20_000) known.clear()
  known.set(key, found)
  return found
}

/** What the rules may read of a case that stands like this at that moment. `owner` is the unit that owns its component. */
export function factsOf(state: CaseState, at: Date, moment: Moment, owner: string | null): Facts {
  const { place, category } = state
  return {
    kind: category?.kind ?? '',
    category: category?.code ?? '',
    categoryName: category?.name ?? '',
    source: state.source,
    urgency: state.urgency,
    street: place.streetCode ?? '',
    community: place.communityCode ?? '',
    cell: place.cellCode ?? '',
    componentOwner: owner ?? '',
    lastUnit: state.unitId ?? state.lastUnitId ?? '',
    hour: moment.hour,
    weekday: moment.weekday,
    isWorkTime: moment.isWorkTime,
    emergency: moment.emergency,
    ageHours: BigInt(Math.max(0, Math.floor((at.getTime() - state.reportedAt.getTime()) / hourMs))),
    returns: BigInt(state.returns),
    reworks: BigInt(state.reworks),
  }
}

/** The finest area that is known of a place, by which the duty table is asked. */
export const areaOf = ({ cell, community, street }: Pick<Facts, 'cell' | 'community' | 'street'>): string =>
  cell || community || street
