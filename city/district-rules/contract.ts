import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { declinable, declineReasonNames, usualDecline } from '#city/case/decline.ts'
import { defineRoute, Instant } from '#kernel/http/contract.ts'

/** Steps that bring files and of which a district may ask that they bring at least one. */
export const fileSteps = [
  'confirm_answered',
  'handled',
  'co_handled',
  'extension_asked',
  'suspension_asked',
  'void_asked',
  'verify_answered',
  'urge_answered',
  'appealed',
] as const

const Levels = z.union([z.literal(1), z.literal(2)])

export const DistrictRules = z.strictObject({
  approvals: z.strictObject({ extension: Levels, suspension: Levels, voiding: Levels, appeal: Levels.default(1) }),
  filesNeeded: z.array(z.enum(fileSteps)).max(fileSteps.length),
  vetoDays: z.int().min(1).max(90),
  appealDays: z.int().min(1).max(90).default(15),
  veryLateDays: z.int().min(1).max(90).default(7),
  /** Which tasks collectors may hand back, for which reasons, and how often in seven days. */
  decline: z
    .strictObject({
      tasks: z.array(z.enum(declinable)).max(declinable.length),
      reasons: z.array(z.enum(declineReasonNames)).min(1).max(declineReasonNames.length),
      perWeek: z.int().min(1).max(50),
    })
    .default(() => ({ ...usualDecline, tasks: [...usualDecline.tasks], reasons: [...usualDecline.reasons] })),
})
export type DistrictRules = z.output<typeof DistrictRules>

const Version = z.object({
  version: z.int(),
  rules: DistrictRules,
  byName: z.string(),
  at: Instant,
  reason: z.string(),
})

export const getDistrictRules = defineRoute({
  method: 'GET',
  path: '/api/district-rules',
  tag: '机构',
  summary: { zh: '本区办案规则及历次修改', en: 'The district’s rules for cases, and every change of them' },
  access: 'organisation.read',
  reply: z.object({
    /** 0 while the district has decided nothing and the usual rules apply. */
    version: z.int(),
    rules: DistrictRules,
    versions: z.array(Version),
  }),
})

export const publishDistrictRules = defineRoute({
  method: 'POST',
  path: '/api/district-rules',
  tag: '机构',
  summary: {
    zh: '发布办案规则，只对此后登记的案件生效',
    en: 'Publish rules; they hold for cases registered from now on',
  },
  access: 'district.write',
  body: z.strictObject({
    rules: DistrictRules,
    reason: Reason,
    /** The version the change was made on. */
    basedOn: z.int().min(0),
  }),
  reply: z.object({ version: z.int() }),
  problems: ['rules_moved_on', 'rules_unchanged'],
})
