import { z } from 'zod'
import { type LimitUnit, limitUnits } from '#city/calendar/unit.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { Sql } from '#kernel/db/sql.ts'
import type { Route } from '#kernel/http/route.ts'
import { thingStateNames } from './contract.ts'

const Text = (most: number) => z.string().trim().min(1).max(most)
const Words = z.strictObject({ zh: Text(200), en: Text(300) })
const Slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)

/** What a number rests on, and how well that is known (the glossary’s marks). */
export const Source = z.strictObject({ text: Text(300), mark: z.enum(['S', 'M', 'J']) })

/** A category of the national catalogue. */
export const CategoryUse = z.strictObject({
  edition: z.string().regex(/^[0-9]{4}$/),
  kind: z.enum(['component', 'matter']),
  code: z.string().regex(/^[0-9]{4,5}$/),
})

/** A kind of device with what it measures; `components` are the kinds it may be mounted on. */
export const DeviceKind = z.strictObject({
  id: Slug,
  title: Words,
  components: z.array(z.string().regex(/^[0-9]{4,5}$/)).min(1),
  metrics: z
    .array(z.strictObject({ name: z.string().regex(/^[\w:.-]{1,60}$/), unit: z.string().max(20), title: Words }))
    .min(1),
})

/** What is looked at, how often, and point by point: the pattern of an inspection plan. */
export const InspectionKind = z.strictObject({
  id: Slug,
  title: Words,
  components: z.array(z.string().regex(/^[0-9]{4,5}$/)).min(1),
  everyDays: z.int().min(1).max(3660),
  checklist: z.array(Words).min(1).max(40),
  source: Source,
  /** Of which category the case is that a fault becomes; where none is given, the component's own. */
  category: CategoryUse.optional(),
  /** The job that puts a fault right where it becomes an order of one's own. */
  job: Slug.optional(),
})
export type InspectionKind = z.output<typeof InspectionKind>

const Limit = z.strictObject({
  value: z.number().positive().max(3660),
  unit: z.enum(Object.keys(limitUnits) as [LimitUnit, ...LimitUnit[]]),
})

/** A kind of work with the points somebody signs for when it is handed over. */
export const JobKind = z.strictObject({
  id: Slug,
  title: Words,
  /** The kinds it is done on; where none are given, all of the industry's. */
  components: z.array(z.string().regex(/^[0-9]{4,5}$/)).default([]),
  checklist: z.array(Words).min(1).max(40),
  /** How long it may take from the day it is planned, by the working calendar. */
  limit: Limit.extend({ source: Source }).optional(),
  /** After so many days it has to be done again, as with what wears out. */
  cycle: z.strictObject({ everyDays: z.int().min(1).max(36_600), source: Source }).optional(),
  /** What acceptance changes in the register: the thing stands intact again, or passes to whom the order names. */
  onAcceptance: z
    .strictObject({ intact: z.boolean().default(false), takesOver: z.boolean().default(false) })
    .prefault({}),
})
export type JobKind = z.output<typeof JobKind>

/** How a thing may stand on the map, the worst first: the first that holds is shown. */
export const thingStates = thingStateNames
export type ThingState = (typeof thingStates)[number]

/** How a state looks on the map; colour is never the only sign. */
export const LayerLook = z.strictObject({
  title: Words,
  tone: z.enum(['red', 'brown', 'purple', 'blue', 'green', 'grey']),
  glyph: z.enum(['dot', 'ring', 'triangle', 'square', 'diamond']),
})
export type LayerLook = z.output<typeof LayerLook>

/** A district and a half-open span of time. */
export type Span = { readonly districtId: string; readonly from: Date; readonly to: Date }

/** One row of what is behind a number. */
export type Behind = {
  readonly code: string
  readonly what: string
  readonly at: Date | null
  readonly counted: boolean
}

const Goal = z.strictObject({ value: z.number(), way: z.enum(['at_least', 'at_most']), source: Source })
const Ask = z.custom<(span: Span) => Sql>((given) => typeof given === 'function')

/**
 * A number of the board. `count` selects `hits` and `base` (the value is their share in percent where the unit is %, else `hits`;
 * a base of 0 is nothing to count);
 * `behind` selects the rows it is made of as `code`, `what`, `at`, `counted`.
 */
export const Indicator = z.strictObject({
  id: Slug,
  title: Words,
  unit: Text(20),
  formula: Words,
  target: Goal,
  /** What a plan asks beyond that. */
  stretch: Goal.optional(),
  source: Source,
  /** Counted from a register that keeps no past: only the running month has a value. */
  asItStands: z.boolean().default(false),
  count: Ask,
  behind: Ask,
})
export type Indicator = z.output<typeof Indicator>
export type IndicatorInput = z.input<typeof Indicator>

/** What the demo is given, and what it says it made. */
export type Demo = (tx: Tx, at: { readonly districtId: string; readonly now: Date }) => Promise<Record<string, number>>

/** An industry's folder as the rest of the product sees it: what it adds to each of the capabilities, and nothing else. */
export const IndustryShape = z.strictObject({
  /** Also the name of its folder and of its schema. */
  id: Slug,
  title: Words,
  about: Words,
  components: z.array(CategoryUse).min(1),
  sense: z.strictObject({ devices: z.array(DeviceKind).default([]) }),
  analyse: z.strictObject({
    /** Alarm rules as `analyse/rule` reads them from a file, each code beginning with the industry's id. */
    rules: z.array(z.strictObject({ code: Slug, body: z.looseObject({}) })),
    /** How its things look on the map by state; what is left out looks as usual. */
    layer: z.partialRecord(z.enum(thingStates), LayerLook).default({}),
  }),
  serve: z.strictObject({ requests: z.array(z.strictObject({ title: Words, category: CategoryUse })).default([]) }),
  command: z.strictObject({
    jobs: z.array(JobKind).default([]),
    inspections: z.array(InspectionKind).default([]),
    routes: z.custom<readonly Route[]>((given) => Array.isArray(given)).default([]),
  }),
  /** Brings what the industry wants about: called about every minute for each district that has it on. */
  tend: z
    .custom<(tx: Tx, at: { districtId: string; now: Date }) => Promise<void>>((given) => typeof given === 'function')
    .optional(),
  supervise: z.strictObject({
    indicators: z.array(Indicator).min(1),
    /** Which of them a wall shows; the first three where none are named. */
    wall: z.array(Slug).max(3).default([]),
  }),
  demo: z.custom<Demo>((given) => typeof given === 'function').optional(),
  /** Lets the demo's devices speak now; called every few minutes, so that a demo left running stays alive. */
  demoNow: z
    .custom<(tx: Tx, at: { districtId: string; now: Date }) => Promise<void>>((given) => typeof given === 'function')
    .optional(),
})
export type Industry = z.output<typeof IndustryShape>

/** Declares an industry; what does not fit throws, naming the place. */
export function defineIndustry(given: z.input<typeof IndustryShape>): Industry {
  const read = IndustryShape.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new Error(`${issue?.path.join('.') || 'industry'}: ${issue?.message ?? 'malformed'}`)
}
