import { getTimes } from 'suncalc'
import type { Days, Member, Override, Program, TalqGroup } from './codec.ts'

/** Where the lamps stand: programs by the sun and by the clock are read there. */
export type Where = { readonly lon: number; readonly lat: number; readonly timeZone: string }

const dayMs = 86_400_000
const mostOverrides = 1_000

/**
 * What a lamp gateway holds and does: its lamps, and the groups, programs, calendars, assignments and overrides it was told. What a lamp
 * should do at an instant follows from them: the latest override that runs; else its own calendar, else that of a group it is in. That
 * the lamp's own goes before its group's is not confirmed [K].
 */
export class LampNetwork {
  readonly lamps: ReadonlySet<string>
  readonly groups = new Map<string, TalqGroup>()
  readonly programs = new Map<string, Program>()
  readonly calendars = new Map<string, Days>()
  readonly #assigned = new Map<string, string>()
  #overrides: Override[] = []
  readonly #where: Where

  constructor(lamps: Iterable<string>, where: Where) {
    this.lamps = new Set(lamps)
    this.#where = where
  }

  /** Whether all of these are known here. */
  knows(members: readonly Member[]): boolean {
    return members.every(({ resource, address }) =>
      resource === 'devices' ? this.lamps.has(address) : this.groups.has(address),
    )
  }

  assign(members: readonly Member[], calendar: string): void {
    for (const { address } of members) this.#assigned.set(address, calendar)
  }

  override(one: Override): void {
    this.#overrides = [...this.#overrides.filter(({ expiration }) => expiration > one.start), one].slice(-mostOverrides)
  }

  /** The lamps meant, those of groups within groups too, each once. */
  lampsOf(members: readonly Member[], seen: Set<string> = new Set()): Set<string> {
    const found = new Set<string>()
    for (const { resource, address } of members) {
      if (resource === 'devices') found.add(address)
      if (resource === 'devices' || seen.has(address)) continue
      seen.add(address)
      for (const lamp of this.lampsOf(this.groups.get(address)?.members ?? [], seen)) found.add(lamp)
    }
    return found
  }

  /** The level a lamp should have; undefined where nothing was ever said of it. */
  levelAt(lamp: string, at: Date): number | undefined {
    const running = this.#overrides.filter(
      ({ start, expiration, addresses }) => start <= at && at < expiration && this.lampsOf(addresses).has(lamp),
    )
    const latest = running.toSorted((a, b) => a.start.getTime() - b.start.getTime()).at(-1)
    if (latest) return latest.level
    const days = this.calendars.get(this.#calendarOf(lamp) ?? '')
    return days && this.#byCalendar(days, at)
  }

  #calendarOf(lamp: string): string | undefined {
    const own = this.#assigned.get(lamp)
    if (own !== undefined) return own
    for (const { address } of this.groups.values()) {
      const calendar = this.#assigned.get(address)
      if (calendar !== undefined && this.lampsOf([{ resource: 'groups', address }]).has(lamp)) return calendar
    }
    return undefined
  }

  // Before noon the night that began the day before is still running.
  #byCalendar(days: Days, at: Date): number | undefined {
    const { time } = localOf(at, this.#where.timeZone)
    const { day } = localOf(time < '12:00:00' ? new Date(at.getTime() - dayMs) : at, this.#where.timeZone)
    const program = this.programs.get(programOn(days, day.slice(5)))
    if (!program) return undefined
    if (!this.#isActive(program, day, time, at)) return 0
    const before = program.controls.filter(({ from }) => from <= time).at(-1)
    return (before ?? program.controls.at(-1))?.level
  }

  #isActive({ period }: Program, day: string, time: string, at: Date): boolean {
    if ('from' in period) {
      const { from, to } = period
      return from <= to ? time >= from && time < to : time >= from || time < to
    }
    const { lat, lon } = this.#where
    const noon = new Date(`${day}T12:00:00Z`)
    const { sunset } = getTimes(noon, lat, lon)
    const { sunrise } = getTimes(new Date(noon.getTime() + dayMs), lat, lon)
    if (!sunset || !sunrise) return false
    const minutes = (from: Date, offset: number) => from.getTime() + offset * 60_000
    return at.getTime() >= minutes(sunset, period.sunsetOffset) && at.getTime() < minutes(sunrise, period.sunriseOffset)
  }
}

const programOn = ({ rules, defaultProgram }: Days, monthDay: string): string =>
  rules.find(({ from, to }) => (from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to))
    ?.program ?? defaultProgram

function localOf(at: Date, timeZone: string): { day: string; time: string } {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at)
  const [day = '', time = ''] = shown.split(' ')
  return { day, time }
}
