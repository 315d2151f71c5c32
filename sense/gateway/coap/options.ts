import { Malformed } from '../bytes/malformed.ts'

/** An option of a message, by its number. */
export type Option = { number: number; value: Uint8Array }

/** Options by name. RFC 7252, 5.10; RFC 7959, 6 [S]. */
export const optionNumbers = {
  uriHost: 3,
  uriPort: 7,
  uriPath: 11,
  contentFormat: 12,
  maxAge: 14,
  uriQuery: 15,
  accept: 17,
  block2: 23,
  block1: 27,
  proxyUri: 35,
  proxyScheme: 39,
  size1: 60,
} as const
export type OptionName = keyof typeof optionNumbers

/** Formats of a payload that are taken for JSON: JSON itself, and plain text, which much firmware says. RFC 7252, 12.3 [S]. */
export const jsonFormats: ReadonlySet<number> = new Set([0, 50])

const known: ReadonlySet<number> = new Set(Object.values(optionNumbers))
const most: Readonly<Record<number, number>> = { 3: 1, 7: 1, 12: 1, 17: 1, 23: 1, 27: 1, 60: 1 }

/** An option that must be understood and is not, or stands oftener than it may: its number. RFC 7252, 5.4.1 and 5.4.5 [S]. */
export function badOption(options: readonly Option[]): number | undefined {
  const isCritical = (number: number): boolean => number % 2 === 1
  return options.find(({ number }) => {
    if (!isCritical(number)) return false
    const count = options.filter((one) => one.number === number).length
    return !known.has(number) || count > (most[number] ?? count)
  })?.number
}

/** The values of an option as text. What is no UTF-8 becomes marks of replacement. */
export const textsOf = (options: readonly Option[], name: OptionName): string[] =>
  options
    .filter(({ number }) => number === optionNumbers[name])
    .map(({ value }) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8'))

/** The first value of an option as a number, or undefined. RFC 7252, 3.2 [S]. */
export function numberOf(options: readonly Option[], name: OptionName): number | undefined {
  const found = options.find(({ number }) => number === optionNumbers[name])
  if (!found) return undefined
  if (found.value.length > 4) throw new Malformed('length', 0, `${name} of ${found.value.length} bytes`)
  return found.value.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** An option whose value is a number, in as few bytes as hold it. */
export function numberOption(name: OptionName, value: number): Option {
  const bytes: number[] = []
  for (let left = value; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  return { number: optionNumbers[name], value: Buffer.from(bytes) }
}

export const textOption = (name: OptionName, value: string): Option => ({
  number: optionNumbers[name],
  value: Buffer.from(value),
})

/** A piece of a body: which one, whether more follow, and how long each is. RFC 7959, 2.2 [S]. */
export type Block = { index: number; hasMore: boolean; size: number }

/** The block of a request's body that a message holds, or undefined where it holds all. */
export function blockOf(options: readonly Option[]): Block | undefined {
  const value = numberOf(options, 'block1')
  if (value === undefined) return undefined
  if ((value & 7) === 7) throw new Malformed('value', 0, 'a reserved size of blocks')
  if (value > 0xffffff) throw new Malformed('length', 0, 'a block option of more than three bytes')
  return { index: value >> 4, hasMore: (value & 8) !== 0, size: 16 << (value & 7) }
}

export const blockOption = ({ index, hasMore, size }: Block): Option =>
  numberOption('block1', (index << 4) | (hasMore ? 8 : 0) | (Math.log2(size) - 4))
