import { z } from 'zod'

const Words = (most: number) => z.string().trim().min(1).max(most)
const common = {
  /** What it is called where coverage says by what it was told. */
  name: Words(40),
  metric: z.string().regex(/^[\w:.-]{1,60}$/),
  /** For how long a value holds; after that nothing is known and speed tells. */
  holdSeconds: z.int().min(10).max(3_600).default(120),
}

/** By what a vehicle tells that it works: one bit of a word of inputs or signals, or a value beyond a limit. */
export const WorkSign = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('bit'),
    ...common,
    bit: z.int().min(0).max(31),
    is: z.union([z.literal(0), z.literal(1)]).default(1),
  }),
  z.strictObject({ kind: z.literal('value'), ...common, side: z.enum(['above', 'below']), limit: z.number() }),
])
export type WorkSign = z.output<typeof WorkSign>

/** What the sign says at an instant; `unknown` where nothing was told lately enough. */
export type SignAt = (at: number) => 'yes' | 'no' | 'unknown'

/** Reads a sign from good values in the order of their times. Pure. */
export function signOf(sign: WorkSign, values: readonly { readonly at: number; readonly value: number }[]): SignAt {
  const holdMs = sign.holdSeconds * 1000
  return (at) => {
    const last = values[lastUpTo(values, at)]
    if (!last || at - last.at > holdMs) return 'unknown'
    return isYes(sign, last.value) ? 'yes' : 'no'
  }
}

const isYes = (sign: WorkSign, value: number): boolean =>
  sign.kind === 'bit'
    ? Math.floor(value / 2 ** sign.bit) % 2 === sign.is
    : sign.side === 'above'
      ? value > sign.limit
      : value < sign.limit

function lastUpTo(values: readonly { readonly at: number }[], at: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (values[middle]!.at <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
