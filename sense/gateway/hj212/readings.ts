import type { Message, Pair } from './message.ts'

/** What the quality letter behind a value says of it. HJ 212-2017, table 6 [S]. */
export const qualities = {
  N: 'normal',
  F: 'stopped',
  M: 'maintenance',
  S: 'manual',
  D: 'fault',
  C: 'calibration',
  T: 'over range',
  B: 'no link to the instrument',
} as const

export type Quality = (typeof qualities)[keyof typeof qualities]

/** The values of one factor in a message: by field (`Rtd`, `Avg`, `Min`, `Max`, `Cou` …) as numbers, and its quality. */
export type Reading = { factor: string; values: Readonly<Record<string, number>>; quality?: Quality; at?: Date }

/** A message's own time and the factors it reports. `at` is the start of the period for means, the instant for real time. */
export type Report = { at?: Date; readings: Reading[]; unread: Pair[] }

/**
 * The readings of a message. Fields of one factor need not stand together: some stations part them by the wrong separator,
 * so it is the name before the hyphen that groups. What is no number stays in `unread`.
 */
export function reportOf({ content }: Pick<Message, 'content'>): Report {
  const byFactor = new Map<string, { values: Record<string, number>; quality?: Quality; at?: Date }>()
  const unread: Pair[] = []
  let at: Date | undefined
  for (const pair of content.flat()) {
    const hyphen = pair.name.indexOf('-')
    if (pair.name === 'DataTime') at = instantOf(pair.value)
    else if (hyphen <= 0) unread.push(pair)
    else {
      const factor = pair.name.slice(0, hyphen)
      const known = byFactor.get(factor) ?? { values: {} }
      byFactor.set(factor, known)
      if (!put(known, pair.name.slice(hyphen + 1), pair.value)) unread.push(pair)
    }
  }
  const readings = [...byFactor].map(([factor, known]) => ({ factor, ...known }))
  return { ...(at && { at }), readings, unread }
}

function put(
  known: { values: Record<string, number>; quality?: Quality; at?: Date },
  field: string,
  value: string,
): boolean {
  if (field === 'Flag') {
    const quality = Object.hasOwn(qualities, value) ? qualities[value as keyof typeof qualities] : undefined
    if (quality) known.quality = quality
    return quality !== undefined
  }
  if (field === 'SampleTime') {
    const at = instantOf(value)
    if (at) known.at = at
    return at !== undefined
  }
  if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return false
  known.values[field] = Number(value)
  return true
}

const hours8 = 8 * 3_600_000

/** The instant of `yyyyMMddHHmmss` with or without milliseconds, at UTC+8, which the standard never writes. */
export function instantOf(digits: string): Date | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})?$/.exec(digits)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0))
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milli))
  const isReal =
    local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60
  return isReal ? new Date(local.getTime() - hours8) : undefined
}

/** An instant as a request number: `yyyyMMddHHmmssSSS` at UTC+8. */
export const digitsOf = (at: Date): string => new Date(at.getTime() + hours8).toISOString().replace(/[-T:.Z]/g, '')
