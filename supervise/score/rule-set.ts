import { z } from 'zod'
import { type SubjectKind, subjectKinds } from './counts.ts'
import { parseFraction } from './fraction.ts'

const Words = z.strictObject({ zh: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(300) })
const Name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,39}$/u)
const Source = z.string().trim().min(1).max(120)
const ExpressionText = z.string().trim().min(1).max(500)
/** A number that is exactly what is written: no exponent, nothing that a machine would round. */
const Amount = z
  .number()
  .min(0)
  .max(1_000_000_000)
  .refine((value) => parseFraction(String(value)) !== undefined)
const Kind = z.enum(Object.keys(subjectKinds) as [SubjectKind, ...SubjectKind[]])

/** A count that is disputed: each reading (口径) as an expression, one of them chosen and printed under the sheet. */
const Definition = z.strictObject({
  name: Name,
  title: Words,
  choices: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        expression: ExpressionText,
        note: Words,
        source: Source,
      }),
    )
    .min(1)
    .max(6),
  chosen: z.string(),
})

/** From `from` up to but without `to`; equal ends mean that one value, `null` that there is no end. */
const Step = z.strictObject({ from: Amount, to: Amount.nullable(), score: Amount.max(100) })
const Band = z.strictObject({ name: Name, title: Words, source: Source, steps: z.array(Step).min(1).max(20) })

/** `value` is what is measured, `score` what it is worth of a hundred; in it `value` is that value. */
const Indicator = z.strictObject({
  name: Name,
  title: Words,
  as: z.enum(['ratio', 'amount']),
  value: ExpressionText,
  score: ExpressionText,
  source: Source,
})

/** Either weighted items, or one formula over the values of its items. */
const Sheet = z.strictObject({
  name: Name,
  title: Words,
  subjects: z.array(Kind).min(1),
  items: z
    .array(z.strictObject({ indicator: Name, weight: z.string().max(12).optional(), source: Source }))
    .min(1)
    .max(12),
  formula: ExpressionText.optional(),
  /** Below so many, a subject is shown but not ranked: one lucky case must not top a table. */
  minimum: z.strictObject({
    value: ExpressionText,
    least: z.int().min(0).max(1_000_000),
    title: Words,
    source: Source,
  }),
  decimals: z.int().min(0).max(4),
  source: Source,
})

const Grade = z.strictObject({
  letter: z.string().regex(/^[A-Z]$/),
  title: Words,
  from: Amount,
  to: Amount.nullable(),
  colour: z.enum(['green', 'blue', 'yellow', 'red', 'black']),
})

/** How a district scores: everything that may be argued about, as data. A published one is never edited. */
export const RuleSet = z.strictObject({
  title: Words,
  source: z.string().trim().min(1).max(400),
  /** What becomes of the weight of an item without a value: spread over the others, or lost. */
  withoutValue: z.enum(['spread', 'lose']),
  definitions: z.array(Definition).max(60),
  bands: z.array(Band).max(30),
  indicators: z.array(Indicator).min(1).max(60),
  sheets: z.array(Sheet).min(1).max(20),
  grades: z.array(Grade).min(1).max(10),
})
export type RuleSet = z.output<typeof RuleSet>
export type RuleSheet = RuleSet['sheets'][number]
