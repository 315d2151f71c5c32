import { z } from 'zod'
import { type Post, postNames } from '#city/organisation/policy.ts'
import { type Severity, severities } from '../rule/severity.ts'
import usual from './usual-plan.json' with { type: 'json' }

const posts = Object.keys(postNames) as [Post, ...Post[]]
const Words = (most: number) => z.string().trim().min(1).max(most)
const Clock = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/)

/**
 * Who may be named: all who hold a post, those of them who are on shift, whoever is on shift, the unit that owns the thing. Where
 * nobody of a post is on shift all who hold it are told, so that a hole in the rota silences nothing.
 */
export const addressees = [
  'owner',
  'shift',
  ...posts.map((post) => `post:${post}` as const),
  ...posts.map((post) => `duty:${post}` as const),
] as const
export const Addressee = z.enum(addressees)
export type Addressee = z.output<typeof Addressee>

export const postOf = (one: Addressee): Post | undefined => posts.find((post) => one.endsWith(`:${post}`))

/** One step: so many minutes after the alarm, if nobody has seen to it by then, these are told; again and again if it says so. */
export const Step = z.strictObject({
  afterMinutes: z.int().min(0).max(1_440),
  to: z.array(Addressee).min(1).max(8),
  /** Besides the notice on the screen a text message to whoever has left a number, whichever kinds they chose. */
  sms: z.boolean().default(false),
  repeat: z
    .strictObject({ everyMinutes: z.int().min(1).max(240), times: z.int().min(1).max(20) })
    .nullable()
    .default(null),
})
export type Step = z.output<typeof Step>

const steps = z.array(Step).max(6)

/** How alarms of one severity are told; without a step nobody is. */
export const Level = z.strictObject({ steps })

/** A mild one may have hours in which nobody is told and no minutes count; they may cross midnight. */
export const QuietLevel = Level.extend({ quiet: z.strictObject({ from: Clock, to: Clock }).nullable().default(null) })
export type QuietLevel = z.output<typeof QuietLevel>

/** A level with or without quiet hours: those in force are kept with every alarm. */
export type AnyLevel = { readonly steps: readonly Step[]; readonly quiet?: QuietLevel['quiet'] }

const levels = { notice: QuietLevel, minor: QuietLevel, major: Level, critical: Level }

/** What a district decides about who is told. */
export const TellingPlan = z.strictObject({
  ...levels,
  source: z.strictObject({ text: Words(300), mark: Words(20) }),
})
export type TellingPlan = z.output<typeof TellingPlan>

/** What a rule decides instead, severity by severity; a mere list of posts is how rules said it before: those at once, always. */
export const RuleTelling = z.union([
  z.array(z.enum(posts)).max(6),
  z
    .strictObject(levels)
    .partial()
    .refine((some) => Object.keys(some).length > 0),
])
export type RuleTelling = z.output<typeof RuleTelling>

/** The plan of a district that has decided nothing. */
export const usualPlan: TellingPlan = TellingPlan.parse(usual)

export type Chosen = { readonly level: AnyLevel; readonly source: 'rule' | 'district' | 'usual' }

/** By which level alarms of a severity are told: the rule's own, else the district's, else the usual one. */
export function levelFor(rule: RuleTelling | undefined, district: TellingPlan | undefined, severity: Severity): Chosen {
  if (Array.isArray(rule)) return { level: atOnce(rule), source: 'rule' }
  const own = rule?.[severity]
  if (own) return { level: own, source: 'rule' }
  return district ? { level: district[severity], source: 'district' } : { level: usualPlan[severity], source: 'usual' }
}

const atOnce = (told: readonly Post[]): AnyLevel => ({
  steps:
    told.length === 0
      ? []
      : [{ afterMinutes: 0, to: told.map((post) => `post:${post}` as const), sms: false, repeat: null }],
})

/** One telling of a step: the first, or the nth. */
export type Round = { readonly step: number; readonly nth: number; readonly minutes: number }

/** All tellings of a level in the order they come, were nobody ever to see the alarm. */
export const roundsOf = ({ steps }: AnyLevel): Round[] =>
  steps
    .flatMap(({ afterMinutes, repeat }, step) =>
      Array.from({ length: 1 + (repeat?.times ?? 0) }, (_, n) => ({
        ...{ step, nth: n + 1, minutes: afterMinutes + n * (repeat?.everyMinutes ?? 0) },
      })),
    )
    .toSorted((a, b) => a.minutes - b.minutes || a.step - b.step)

export type TellingFault = { readonly severity: Severity; readonly step: number }

/** The first step that does not come after the one before it. */
export function stepFault(of: { readonly [one in Severity]?: AnyLevel | undefined }): TellingFault | undefined {
  for (const severity of severities) {
    const list = of[severity]?.steps ?? []
    const step = list.findIndex((one, n) => n > 0 && one.afterMinutes <= list[n - 1]!.afterMinutes)
    if (step > 0) return { severity, step }
  }
  return undefined
}
