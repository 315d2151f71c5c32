import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { Claim, measures, Period, TargetBody } from './body.ts'

export {
  Claim,
  type Direction,
  directions,
  type MeasureId,
  measures,
  type Nature,
  natures,
  TargetBody,
} from './body.ts'
export { byPeriod, conflictsOf, type Standing, standingOf } from './standing.ts'

const tag = '规划目标'

const Value = z.object({
  period: z.string(),
  value: z.number().nullable(),
  state: z.string(),
  isReached: z.boolean().nullable(),
})

/** What was reached in a period, and on whose word: somebody's entry, or the product's own count. */
export const ReachedItem = Value.extend({
  origin: z.enum(['entered', 'imported', 'demo', 'counted']),
  evidence: z.string(),
  by: z.string().nullable(),
  at: Instant.nullable(),
})
export type ReachedItem = z.output<typeof ReachedItem>

export const TargetItem = z.object({
  targetId: Id,
  version: z.int(),
  body: TargetBody,
  ownerUnitName: z.string().nullable(),
  changedAt: Instant,
  standing: z.enum(['met', 'short', 'disputed', 'unknown']),
  latest: ReachedItem.nullable(),
  /** The claims of the year that the latest value is judged by. */
  held: z.array(z.object({ claim: Claim, isMet: z.boolean(), short: z.number().nullable() })),
  conflicts: z.array(z.object({ year: z.int(), claims: z.array(Claim) })),
  series: z.array(ReachedItem),
})
export type TargetItem = z.output<typeof TargetItem>

export const listPlanTargets = defineRoute({
  method: 'GET',
  path: '/api/plan-targets',
  tag,
  summary: {
    zh: '规划指标：目标、实际、差距与文内冲突',
    en: 'The plan’s indicators: targets, actuals, gaps, conflicts',
  },
  access: 'target.read',
  reply: z.object({ items: z.array(TargetItem) }),
})

const params = z.strictObject({ targetId: Id })
const Reason = z.string().trim().min(2).max(200)

export const getPlanTarget = defineRoute({
  method: 'GET',
  path: '/api/plan-targets/:targetId',
  tag,
  summary: { zh: '一项指标的修改记录与全部实际值', en: 'An indicator with its versions and all actual values' },
  access: 'target.read',
  params,
  reply: TargetItem.extend({
    versions: z.array(
      z.object({
        version: z.int(),
        body: TargetBody,
        reason: z.string(),
        changedAt: Instant,
        changedBy: z.string(),
      }),
    ),
    actuals: z.array(
      ReachedItem.extend({
        actualId: Id,
        withdrawnAt: Instant.nullable(),
        withdrawnBy: z.string().nullable(),
        withdrawnWhy: z.string().nullable(),
      }),
    ),
  }),
  problems: ['target_not_found'],
})

const Changed = z.object({ targetId: Id, version: z.int() })
const changing = ['target_not_found', 'target_changed_meanwhile', 'target_name_taken', 'target_owner_unknown'] as const

export const addPlanTarget = defineRoute({
  method: 'POST',
  path: '/api/plan-targets',
  tag,
  summary: { zh: '新增指标', en: 'Enter an indicator' },
  access: 'target.write',
  body: z.strictObject({ target: TargetBody, reason: Reason }),
  reply: Changed,
  problems: ['target_name_taken', 'target_owner_unknown'],
})

export const changePlanTarget = defineRoute({
  method: 'POST',
  path: '/api/plan-targets/:targetId',
  tag,
  summary: { zh: '修改指标，记为新版本', en: 'Change an indicator: a new version' },
  access: 'target.write',
  params,
  body: z.strictObject({ basedOn: z.int().min(1), target: TargetBody, reason: Reason }),
  reply: Changed,
  problems: changing,
})

export const restorePlanTarget = defineRoute({
  method: 'POST',
  path: '/api/plan-targets/:targetId/restore',
  tag,
  summary: { zh: '恢复到较早版本', en: 'Put an earlier version back' },
  access: 'target.write',
  params,
  body: z.strictObject({ basedOn: z.int().min(1), version: z.int().min(1), reason: Reason }),
  reply: Changed,
  problems: [...changing, 'target_version_unknown'],
})

export const enterActual = defineRoute({
  method: 'POST',
  path: '/api/plan-targets/:targetId/actuals',
  tag,
  summary: { zh: '登记一期实际值与依据', en: 'Enter the actual value of a period with its evidence' },
  access: 'target.write',
  params,
  body: z.strictObject({
    period: Period,
    value: z.number().min(-1e9).max(1e9).nullable(),
    state: z.string().trim().max(200),
    isReached: z.boolean().nullable(),
    evidence: z.string().trim().min(2).max(500),
  }),
  reply: z.object({ actualId: Id }),
  problems: ['target_not_found', 'actual_value_needed', 'actual_state_needed'],
})

export const withdrawActual = defineRoute({
  method: 'POST',
  path: '/api/plan-targets/:targetId/actuals/:actualId/withdraw',
  tag,
  summary: { zh: '撤回一条实际值，先前的重新有效', en: 'Withdraw an actual value; the one before holds again' },
  access: 'target.write',
  params: z.strictObject({ targetId: Id, actualId: Id }),
  body: z.strictObject({ reason: Reason }),
  reply: z.object({ actualId: Id }),
  problems: ['actual_not_found'],
})

const What = z.enum(['targets', 'actuals'])

export const exportPlanTargets = defineRoute({
  method: 'GET',
  path: '/api/plan-targets/export',
  tag,
  summary: { zh: '导出目标或实际值（CSV、Excel）', en: 'Export targets or actual values (CSV, Excel)' },
  access: 'target.read',
  query: z.strictObject({ what: What.default('targets'), format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  rawReply: true,
  reply: z.unknown(),
})

export const importPlanTargets = defineRoute({
  method: 'POST',
  path: '/api/plan-targets/import',
  tag,
  summary: { zh: '导入目标或实际值，先试后入', en: 'Import targets or actual values; dry run first' },
  access: 'target.write',
  query: z.strictObject({ what: What.default('targets'), commit: z.enum(['yes', 'no']).default('no') }),
  bytes: true,
  reply: z.object({
    committed: z.boolean(),
    lines: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        outcome: z.enum(['added', 'changed', 'same', 'refused']),
        faults: z.array(z.object({ zh: z.string(), en: z.string() })),
      }),
    ),
  }),
  problems: ['target_column_missing'],
})

/** How the product counts an indicator by itself, in words. */
export const measureWords = measures
