import { z } from 'zod'

const Metric = z.string().regex(/^[\w:.-]{1,60}$/)
const Seconds = z.int().min(1).max(604_800)
const value = { metric: Metric, unit: z.string().trim().max(20) }
const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** A value beyond a limit; it ends only beyond `clear`, so that a value that swings about the limit is one alarm. */
export const Threshold = z.strictObject({
  kind: z.literal('threshold'),
  ...value,
  side: z.enum(['above', 'below']),
  limit: z.number(),
  clear: z.number().optional(),
})

/** A value that rises or falls by so much within a time. */
export const Rate = z.strictObject({
  kind: z.literal('rate'),
  ...value,
  way: z.enum(['rises', 'falls']),
  by: z.number().positive(),
  withinSeconds: Seconds,
})

/** A state, or one bit of a word of states; with `from` only coming from one of those counts. */
export const Transition = z.strictObject({
  kind: z.literal('transition'),
  metric: Metric,
  bit: z.int().min(0).max(52).optional(),
  to: z.array(z.number()).min(1).max(20),
  from: z.array(z.number()).min(1).max(20).optional(),
})

/** Where a fence runs; CGCS2000 (lon, lat). A corridor is a line with so many metres on either side. */
export const Fenced = z.discriminatedUnion('shape', [
  z.strictObject({ shape: z.literal('circle'), centre: Position, metres: z.number().min(10).max(100_000) }),
  z.strictObject({ shape: z.literal('polygon'), ring: z.array(Position).min(4).max(2_000) }),
  z.strictObject({
    shape: z.literal('corridor'),
    line: z.array(Position).min(2).max(2_000),
    metres: z.number().min(5).max(5_000),
  }),
])
export type Fenced = z.output<typeof Fenced>

/** Inside or outside a fence; within the margin around its border nothing changes. */
export const Fence = z.strictObject({
  kind: z.literal('fence'),
  side: z.enum(['inside', 'outside']),
  area: Fenced,
  marginMetres: z.number().min(0).max(1_000).default(20),
  /** The fence of the register that the area was taken from, as it was then. */
  named: z
    .strictObject({ fenceId: z.uuid(), revision: z.int().positive(), name: z.string().trim().min(1).max(60) })
    .optional(),
})

/** Nothing heard of a device, or no good value of one metric; without a time by what the device itself is registered with. */
export const Silence = z.strictObject({
  kind: z.literal('silence'),
  metric: Metric.optional(),
  afterSeconds: z.int().min(10).max(864_000).optional(),
})

export const Leaf = z.discriminatedUnion('kind', [Threshold, Rate, Transition, Fence, Silence])
export type Leaf = z.output<typeof Leaf>

/**
 * Something that lasts. `values` must prove it, none more than `gapSeconds` after the one before; for devices that speak
 * only when something changes the clock does, until they say otherwise.
 */
const lasting = <Of extends z.ZodType>(of: Of) =>
  z.strictObject({
    kind: z.literal('lasting'),
    seconds: Seconds,
    by: z.enum(['values', 'clock']).default('values'),
    gapSeconds: Seconds.default(1_800),
    of,
  })

const Simple = z.union([Leaf, lasting(Leaf)])

/** All of several, or any of them. */
const group = <Of extends z.ZodType>(of: Of) =>
  z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(of).min(2).max(8) })

const Group = group(Simple)

/** When a rule raises an alarm. Three levels at most: what cannot be said in a sentence is two rules. */
export const Condition = z.union([Simple, Group, lasting(Group)])

/** The same as a tree, for whoever walks it. */
export type Condition =
  | Leaf
  | { kind: 'lasting'; seconds: number; by: 'values' | 'clock'; gapSeconds: number; of: Condition }
  | { kind: 'all' | 'any'; of: readonly Condition[] }

/** Every part of a condition, itself first. */
export function* partsOf(condition: Condition): Generator<Condition> {
  yield condition
  if (condition.kind === 'lasting') yield* partsOf(condition.of)
  else if (condition.kind === 'all' || condition.kind === 'any') for (const one of condition.of) yield* partsOf(one)
}

/** The metrics a condition looks at; a fence looks at no metric but at positions. */
export function metricsOf(condition: Condition): string[] {
  const named = [...partsOf(condition)].flatMap((part) => ('metric' in part && part.metric ? [part.metric] : []))
  return [...new Set(named)]
}

/** The speed of a vehicle comes with its position. */
export const speedMetric = 'speed'

export const needsFixes = (condition: Condition): boolean =>
  [...partsOf(condition)].some((part) => part.kind === 'fence') || metricsOf(condition).includes(speedMetric)

/** Whether time alone may raise it. */
export const needsClock = (condition: Condition): boolean =>
  [...partsOf(condition)].some((part) => part.kind === 'silence' || (part.kind === 'lasting' && part.by === 'clock'))

/** For how many seconds before an instant a condition must know what happened in order to judge it. */
export function spanSeconds(condition: Condition): number {
  if (condition.kind === 'lasting') return condition.seconds + condition.gapSeconds + spanSeconds(condition.of)
  if (condition.kind === 'all' || condition.kind === 'any') return Math.max(...condition.of.map(spanSeconds))
  return condition.kind === 'rate' ? condition.withinSeconds : 0
}
