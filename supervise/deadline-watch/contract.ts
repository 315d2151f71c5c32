import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { defineRoute, Instant } from '#kernel/http/contract.ts'

/** Who may be told of a rung. */
export const audiences = ['party', 'duty_chief', 'supervisor', 'leader'] as const

export const RungShape = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
  share: z.number().positive().max(10),
  tell: z.array(z.enum(audiences)).min(1).max(audiences.length),
  hours: z.enum(['any', 'working']).default('any'),
  urges: z.boolean().default(false),
})

const tag = '时限'

export const getLadder = defineRoute({
  method: 'GET',
  path: '/api/ladder',
  tag,
  summary: {
    zh: '升级阶梯：用到时限几成时告诉谁，及近一日的触发情况',
    en: 'The escalation ladder: who is told at which share, and what was reached in the last day',
  },
  access: 'calendar.read',
  reply: z.object({
    version: z.int(),
    rungs: z.array(RungShape),
    versions: z.array(
      z.object({ version: z.int(), reason: z.string(), publishedAt: Instant, publishedBy: z.string() }),
    ),
    lastDay: z.array(z.object({ rung: z.string(), fired: z.int(), told: z.int(), lateMs: z.int() })),
  }),
})

export const publishLadder = defineRoute({
  method: 'POST',
  path: '/api/ladder',
  tag,
  summary: { zh: '发布新的升级阶梯', en: 'Put a new ladder in force' },
  access: 'ladder.write',
  body: z.strictObject({ rungs: z.array(RungShape).min(1).max(12), basedOn: z.int().min(0), reason: Reason }),
  reply: z.object({ version: z.int() }),
  problems: ['ladder_invalid', 'ladder_changed_meanwhile'],
})
