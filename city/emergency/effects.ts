import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import type { Limit } from '#city/calendar/unit.ts'
import { stageClocks } from '#city/case/event.ts'
import { postNames } from '#city/organisation/policy.ts'

const Prefix = z.string().regex(/^\d{0,5}$/)
const Kind = z.enum(['component', 'matter']).nullable()

/** What an emergency changes while it lasts: data that is prepared in quiet times. */
export const Effects = z.strictObject({
  /** Limits of the system's own stages. */
  stages: z.partialRecord(z.enum(stageClocks), LimitShape).default({}),
  /** Handling limits of categories, the longest prefix first. */
  categories: z
    .array(z.strictObject({ kind: Kind, category: Prefix, limit: LimitShape }))
    .max(100)
    .default([]),
  /** Who is proposed first for what, before the ordinary rules. */
  routing: z
    .array(
      z.strictObject({
        kind: Kind,
        category: Prefix,
        areaCode: z.string().regex(/^\d{0,15}$/),
        unitId: z.string().min(1).max(40),
      }),
    )
    .max(100)
    .default([]),
  /** Units that stand by, and with what. */
  teams: z
    .array(z.strictObject({ unitId: z.string().min(1).max(40), duty: z.string().trim().min(1).max(200) }))
    .max(50)
    .default([]),
  /** Posts that are told when it begins and when it is over, besides the teams. */
  posts: z
    .array(z.enum(Object.keys(postNames) as [keyof typeof postNames]))
    .max(20)
    .default([]),
  /** What they are to do. */
  text: z.string().trim().max(1000).default(''),
  /** Whether cases that are open already get the new limits too. */
  reprojectOpen: z.boolean().default(true),
})
export type Effects = z.output<typeof Effects>

type Coded = { readonly kind: 'component' | 'matter'; readonly code: string }

/** The handling limit an emergency sets for a category, if any: the longest prefix decides. */
export function limitOfCategory({ categories }: Pick<Effects, 'categories'>, { kind, code }: Coded): Limit | undefined {
  const [best] = categories
    .filter((each) => (each.kind === null || each.kind === kind) && code.startsWith(each.category))
    .sort((a, b) => b.category.length - a.category.length)
  return best?.limit
}
