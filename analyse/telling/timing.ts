import { minutesOf } from '#city/calendar/weekly.ts'
import { instantOf, localDay, offsetAt } from '#city/calendar/zone.ts'
import { type AnyLevel, type Round, roundsOf } from './plan.ts'

const minuteMs = 60_000
const dayMinutes = 1_440

type Quiet = NonNullable<AnyLevel['quiet']>

/** The instant `minutes` after another, where no minute of quiet hours counts and none is given. */
export function dueAfter(from: number, minutes: number, quiet: AnyLevel['quiet'], zone: string): number {
  if (!quiet || quiet.from === quiet.to) return from + minutes * minuteMs
  let at = endOfQuiet(from, quiet, zone)
  for (let left = minutes * minuteMs; ; ) {
    const next = nextQuiet(at, quiet, zone)
    if (at + left < next) return at + left
    left -= next - at
    at = endOfQuiet(next, quiet, zone)
  }
}

/** When the round of a level that comes next is due, counted from the one before it or from the alarm. */
export function roundDue(level: AnyLevel, next: number, from: number, zone: string): number | undefined {
  const rounds = roundsOf(level)
  const round = rounds[next]
  if (!round) return undefined
  return dueAfter(from, round.minutes - (rounds[next - 1]?.minutes ?? 0), level.quiet, zone)
}

/** Every round with its instant, were nobody ever to see an alarm of this instant. */
export function timetable(level: AnyLevel, from: number, zone: string): (Round & { readonly at: number })[] {
  let at = from
  return roundsOf(level).map((round, n) => {
    at = roundDue(level, n, at, zone) ?? at
    return { ...round, at }
  })
}

/** The instant at which the clock of a zone shows this today. */
export const todayAt = (zone: string, now: number, clock: string): number =>
  instantOf(zone, localDay(zone, now), minutesOf(clock))

const minuteOf = (at: number, zone: string): number => {
  const minutes = Math.floor((at + offsetAt(zone, at)) / minuteMs)
  return ((minutes % dayMinutes) + dayMinutes) % dayMinutes
}

const ahead = (minute: number, now: number): number => (minute - now + dayMinutes) % dayMinutes

function endOfQuiet(at: number, { from, to }: Quiet, zone: string): number {
  const minute = minuteOf(at, zone)
  const isQuiet = ahead(minute, minutesOf(from)) < ahead(minutesOf(to), minutesOf(from))
  return isQuiet ? wholeMinute(at) + ahead(minutesOf(to), minute) * minuteMs : at
}

const nextQuiet = (at: number, { from }: Quiet, zone: string): number =>
  wholeMinute(at) + ahead(minutesOf(from), minuteOf(at, zone)) * minuteMs

const wholeMinute = (at: number): number => Math.floor(at / minuteMs) * minuteMs
