import { z } from 'zod'
import { Reason } from '#city/case/contract.ts'
import { Effects } from '#city/emergency/effects.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export { Effects } from '#city/emergency/effects.ts'

const tag = '应急'

const EmergencyItem = z.object({
  emergencyId: Id,
  name: z.string(),
  level: z.string(),
  effects: Effects,
  onAt: Instant,
  onBy: z.string(),
  onReason: z.string(),
  offAt: Instant.nullable(),
  offBy: z.string().nullable(),
  offReason: z.string().nullable(),
})

export const getEmergency = defineRoute({
  method: 'GET',
  path: '/api/emergency',
  tag,
  summary: { zh: '现行应急状态', en: 'The emergency in force' },
  access: 'emergency.read',
  reply: z.object({ active: EmergencyItem.nullable() }),
})

export const listPlans = defineRoute({
  method: 'GET',
  path: '/api/emergency/plans',
  tag,
  summary: { zh: '应急预案与历次应急状态', en: 'Prepared packages and past emergencies' },
  access: 'emergency.read',
  reply: z.object({
    packages: z.array(
      z.object({
        packageId: Id,
        version: z.int(),
        name: z.string(),
        level: z.string(),
        effects: Effects,
        changedAt: Instant,
        changedBy: z.string(),
      }),
    ),
    log: z.array(EmergencyItem),
  }),
})

export const putPlan = defineRoute({
  method: 'POST',
  path: '/api/emergency/plans',
  tag,
  summary: { zh: '新建或修改应急预案', en: 'Prepare a package or change it' },
  access: 'emergency.write',
  body: z.strictObject({
    packageId: Id.optional(),
    basedOn: z.int().min(0).default(0),
    name: z.string().trim().min(1).max(60),
    level: z.string().trim().min(1).max(60),
    effects: Effects,
  }),
  reply: z.object({ packageId: Id, version: z.int() }),
  problems: ['package_changed_meanwhile', 'package_name_taken', 'package_unit_unknown'],
})

export const beginEmergency = defineRoute({
  method: 'POST',
  path: '/api/emergency/on',
  tag,
  summary: { zh: '进入应急状态', en: 'Begin an emergency' },
  access: 'emergency.switch',
  body: z.strictObject({ packageId: Id, reason: Reason }),
  reply: z.object({ emergencyId: Id }),
  problems: ['emergency_already_on', 'package_not_found'],
})

export const endEmergency = defineRoute({
  method: 'POST',
  path: '/api/emergency/off',
  tag,
  summary: { zh: '解除应急状态', en: 'End the emergency' },
  access: 'emergency.switch',
  body: z.strictObject({ emergencyId: Id, reason: Reason }),
  reply: z.object({ emergencyId: Id }),
  problems: ['emergency_not_on'],
})
