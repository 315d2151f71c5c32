/** How a device writes its time where it is not ISO 8601: seconds or milliseconds since 1970, or digits at UTC+8. */
export const timeForms = ['auto', 'seconds', 'milliseconds', 'digits'] as const
export type TimeForm = (typeof timeForms)[number]

const hours8 = 8 * 3_600_000

// Milliseconds have been above this since 1973, seconds stay below it until the year 5138.
const leastMilliseconds = 100_000_000_000

/**
 * An instant as JSON carries it: a number, or text in ISO 8601 with or without separators. `auto` tells seconds from
 * milliseconds by size. Text without a zone is believed to be of UTC+8, as devices here write it, except in the form of
 * Huawei and others that ends in Z.
 */
export function instantOf(value: unknown, form: TimeForm = 'auto'): Date | undefined {
  if (typeof value === 'number') return ofNumber(value, form)
  if (typeof value !== 'string' || value.length > 40) return undefined
  if (/^\d{9,13}$/.test(value) && form !== 'digits') return ofNumber(Number(value), form)
  return ofText(value)
}

function ofNumber(value: number, form: TimeForm): Date | undefined {
  const isSeconds = form === 'seconds' || (form !== 'milliseconds' && value < leastMilliseconds)
  return valid(new Date(isSeconds ? value * 1000 : value))
}

const pattern = /^(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d):?(\d\d):?(\d\d)(?:[.,]?(\d{1,9}))?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i

function ofText(text: string): Date | undefined {
  const found = pattern.exec(text)
  if (!found) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day) return undefined
  const milliseconds = Math.floor(Number(`0.${found[7] ?? '0'}`) * 1000)
  return valid(new Date(local.getTime() + milliseconds - zoneMs(found[8])))
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined) return hours8
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const ms = (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000
  return zone.startsWith('-') ? -ms : ms
}

const valid = (at: Date): Date | undefined => (Number.isNaN(at.getTime()) ? undefined : at)
