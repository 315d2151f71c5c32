import { z } from 'zod'
import { Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { FenceBody, FenceRule } from './fence.ts'

export { FenceBody, type FenceBodyInput, FenceRule, type FenceTemplate, fenceTemplates } from './fence.ts'

const tag = '电子围栏'
const params = z.object({ fenceId: Id })

/** A fence with the rules that name it; `isBehind` where a rule keeps an older outline. */
export const Fence = z.object({
  fenceId: Id,
  revision: z.int(),
  body: FenceBody,
  changedAt: Instant,
  changedBy: z.string(),
  rules: z.array(
    z.object({
      ruleId: Id,
      title: z.object({ zh: z.string(), en: z.string() }),
      isDraft: z.boolean(),
      isBehind: z.boolean(),
    }),
  ),
})
export type Fence = z.output<typeof Fence>

export const listFences = defineRoute({
  method: 'GET',
  path: '/api/fences',
  tag,
  summary: { zh: '电子围栏', en: 'Fences' },
  access: 'alarm.rule.read',
  reply: z.object({ items: z.array(Fence) }),
})

/** Roads whose line a route may follow: of each its longest part, at most twenty. */
export const listFenceRoads = defineRoute({
  method: 'GET',
  path: '/api/fence-roads',
  tag,
  summary: { zh: '可作线路围栏的道路', en: 'Roads a route may follow' },
  access: 'alarm.rule.read',
  query: z.strictObject({ text: Words(40).min(1) }),
  reply: z.object({
    items: z.array(
      z.object({ roadId: z.string(), name: z.string(), line: z.array(z.tuple([z.number(), z.number()])) }),
    ),
  }),
})

export const createFence = defineRoute({
  method: 'POST',
  path: '/api/fences',
  tag,
  summary: { zh: '新建电子围栏', en: 'Make a fence' },
  access: 'track.write',
  body: FenceBody,
  reply: z.object({ fenceId: Id }),
})

/** Changes a fence. Rules that name it keep the outline they were signed with, and are told to be behind. */
export const amendFence = defineRoute({
  method: 'POST',
  path: '/api/fences/:fenceId',
  tag,
  summary: { zh: '修改电子围栏', en: 'Change a fence' },
  access: 'track.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), body: FenceBody }),
  reply: z.object({ revision: z.int() }),
  problems: ['fence_not_found', 'fence_changed'],
})

export const endFence = defineRoute({
  method: 'POST',
  path: '/api/fences/:fenceId/end',
  tag,
  summary: { zh: '停用电子围栏', en: 'End a fence' },
  access: 'track.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), reason: Words(200).min(2) }),
  reply: z.object({ revision: z.int() }),
  problems: ['fence_not_found', 'fence_changed', 'fence_in_use'],
})

/** Drafts a rule about a fence: left it, entered it, stands in it, drives too fast in it. It is tried and signed as any other. */
export const draftFenceRule = defineRoute({
  method: 'POST',
  path: '/api/fences/:fenceId/rules',
  tag,
  summary: { zh: '按围栏起草报警规则', en: 'Draft a rule about a fence' },
  access: 'alarm.rule.write',
  params,
  body: FenceRule,
  reply: z.object({ ruleId: Id }),
  problems: ['fence_not_found', 'alarm_rule_code_taken'],
})
