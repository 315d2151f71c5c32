import type { Value } from '#kernel/packed/pack.ts'

export type { Value }

/** What stands for the values of a span of time: how many, how many of them bad, and the rest over those that are not bad. */
export type Bucket = {
  at: Date
  count: number
  bad: number
  least: number
  most: number
  total: number
  first: number
  last: number
}

const isBad = ({ quality }: Value): boolean => quality === 1

/** Values in the order of their time, in spans of so many milliseconds that are counted from `origin`. */
export function bucketsOf(values: readonly Value[], spanMs: number, origin = 0): Bucket[] {
  const spans = new Map<number, Value[]>()
  for (const one of values) {
    const at = Math.floor((one.at.getTime() - origin) / spanMs) * spanMs + origin
    const held = spans.get(at)
    if (held) held.push(one)
    else spans.set(at, [one])
  }
  return [...spans].map(([at, held]) => bucketOf(new Date(at), held))
}

function bucketOf(at: Date, held: readonly Value[]): Bucket {
  const good = held.filter((one) => !isBad(one))
  const used = good.length > 0 ? good : held
  const [first, last] = [used[0]!.value, used.at(-1)!.value]
  const bucket = { at, count: held.length, bad: held.length - good.length, first, last }
  let [least, most, total] = [first, first, 0]
  for (const { value } of used) {
    least = Math.min(least, value)
    most = Math.max(most, value)
    total += value
  }
  return { ...bucket, least, most, total }
}

/** Buckets of the same span, or of shorter ones, as fewer and longer ones. */
export function widen(buckets: readonly Bucket[], spanMs: number, origin = 0): Bucket[] {
  const spans = new Map<number, Bucket>()
  for (const one of buckets) {
    const at = Math.floor((one.at.getTime() - origin) / spanMs) * spanMs + origin
    const held = spans.get(at)
    spans.set(at, held ? joined(held, one) : { ...one, at: new Date(at) })
  }
  return [...spans.values()]
}

function joined(a: Bucket, b: Bucket): Bucket {
  const counts = { count: a.count + b.count, bad: a.bad + b.bad }
  // A span without a good value tells nothing where another one has some.
  if (a.count > a.bad && b.count === b.bad) return { ...a, ...counts }
  if (b.count > b.bad && a.count === a.bad) return { ...b, at: a.at, ...counts }
  const range = { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most), total: a.total + b.total }
  return { at: a.at, ...counts, ...range, first: a.first, last: b.last }
}

/** The mean of the values that are not bad, or of all where every one is. */
export const meanOf = ({ total, count, bad }: Bucket): number => total / (count > bad ? count - bad : count)
