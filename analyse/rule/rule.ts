import { z } from 'zod'
import { Window } from '#city/calendar/weekly.ts'
import { RuleTelling } from '../telling/plan.ts'
import { type Condition, Condition as ConditionShape, partsOf } from './condition.ts'
import { Watch, type Works } from './hours.ts'
import { Severity } from './severity.ts'

export { Window }

const Words = (most: number) => z.string().trim().min(1).max(most)
const Code = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/)
const kinds = z.array(z.string().regex(/^[a-z][a-z0-9-]*$/)).max(20)

/** Which devices a rule judges: those of a kind, those on a kind of component, or single ones; each list that is given narrows. */
export const Scope = z
  .strictObject({
    deviceKinds: kinds.default([]),
    componentKinds: z
      .array(z.string().regex(/^[0-9]{4,5}$/))
      .max(20)
      .default([]),
    deviceIds: z.array(z.uuid()).max(500).default([]),
  })
  .refine(
    ({ deviceKinds, componentKinds, deviceIds }) => deviceKinds.length + componentKinds.length + deviceIds.length > 0,
  )

/** From how many devices of one upstream within which time on their alarms are one. */
export const Storm = z.strictObject({
  devices: z.int().min(2).max(1_000).default(5),
  withinSeconds: z.int().min(10).max(86_400).default(300),
})

/** What becomes of an alarm: a case of which category, with which words, by itself or on somebody's word. */
export const Filing = z.strictObject({
  category: z.strictObject({
    edition: z.string().regex(/^[0-9]{4}$/),
    kind: z.enum(['component', 'matter']),
    code: z.string().regex(/^[0-9]{4,5}$/),
  }),
  /** The kind of component the device is mounted on goes before the category, where it is known. */
  asComponent: z.boolean().optional(),
  /** With {device} {value} {limit} {since} {place} filled in. */
  text: Words(300),
  urgency: z.enum(['normal', 'urgent', 'critical']).default('normal'),
  /** From this severity on it becomes a case by itself; milder ones wait for a person. */
  atOnceFrom: Severity.nullable(),
  /** The post whose word it waits for. */
  confirmedBy: z.enum(['intake', 'duty_chief', 'dispatcher']).default('duty_chief'),
  /** For how long it must stand before it becomes a case; what heals sooner does not. */
  afterSeconds: z.int().min(0).max(86_400).default(60),
  /** A case of the same category that is open this near takes it in. */
  nearMetres: z.int().min(0).max(2_000).default(100),
})
export type Filing = z.output<typeof Filing>

/** What one version of a rule says. Loadable from a file: an industry brings its rules in this shape. */
export const RuleBody = z.strictObject({
  title: z.strictObject({ zh: Words(60), en: Words(80) }),
  severity: Severity,
  scope: Scope,
  condition: ConditionShape,
  windows: z.array(Window).max(10).default([]),
  /** On which days and in which part of the year, where not on all; and what becomes of alarms when the time ends. */
  watch: Watch.optional(),
  /** Raised again so soon after it ended, it is the same alarm once more. */
  flapSeconds: z.int().min(0).max(86_400).default(600),
  storm: Storm.default({ devices: 5, withinSeconds: 300 }),
  filing: Filing.nullable().default(null),
  /** Who is told, whether or not a case comes of it, where that is not as the district tells: such as whoever watches for floods. */
  tell: RuleTelling.optional(),
  /** What the limit rests on, and how well that is known (the glossary’s marks). */
  source: z.strictObject({ text: Words(300), mark: Words(20) }),
})
export type RuleBody = z.output<typeof RuleBody>
export type RuleBodyInput = z.input<typeof RuleBody>

/** A rule as a file brings it. */
export const RuleFile = z.array(z.strictObject({ code: Code, body: RuleBody }))
export const RuleCode = Code

/** A signed version as the judge needs it. */
export type Rule = {
  readonly ruleId: string
  readonly version: number
  readonly body: RuleBody
  /** The district's clock. */
  readonly timeZone: string
  /** The district's working days, where the rule asks for them. */
  readonly works?: Works
}

/** Which kinds of conditions may not be put together, in words: silence is judged by the clock alone. */
export function conditionFault(condition: Condition): 'silence_lasting' | 'clear_wrong_side' | undefined {
  for (const part of partsOf(condition)) {
    if (part.kind === 'lasting' && [...partsOf(part.of)].some((one) => one.kind === 'silence')) return 'silence_lasting'
    if (part.kind !== 'threshold' || part.clear === undefined) continue
    if (part.side === 'above' ? part.clear > part.limit : part.clear < part.limit) return 'clear_wrong_side'
  }
  return undefined
}

export const isSilenceRule = ({ condition }: RuleBody): boolean => condition.kind === 'silence'
