import { z } from 'zod'
import { Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export { parameterName } from '../gateway/jt808/parameter-names.ts'
export { exampleOf, type Field, type Kind, kindsOf } from './kinds.ts'

const tag = '设备'
const params = z.object({ deviceId: Id })

export const InstructionState = z.enum(['queued', 'sent', 'done', 'failed', 'expired', 'withdrawn'])
const Value = z.union([z.string(), z.number(), z.boolean()])

/** Something that a device was told, and what became of it. */
export const Instruction = z.object({
  instructionId: Id,
  kind: z.string(),
  parameters: z.record(z.string(), Value),
  reason: z.string(),
  askedAt: Instant,
  askedBy: z.string(),
  expiresAt: Instant,
  state: InstructionState,
  tries: z.int(),
  sentAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  result: z.object({ zh: z.string(), en: z.string(), data: z.record(z.string(), Value) }).nullable(),
})
export type Instruction = z.output<typeof Instruction>

export const listInstructions = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/instructions',
  tag,
  summary: { zh: '设备指令', en: 'What a device was told' },
  access: 'device.read',
  params,
  reply: z.object({
    items: z.array(Instruction),
    /** What a terminal was last told to be set to, beside what it said that it is. */
    settings: z.array(z.object({ name: z.string(), desired: z.number().nullable(), reported: z.number().nullable() })),
  }),
  problems: ['device_not_found'],
})

/** Tells a device something: at once where it is connected, else as soon as it is, until it expires. */
export const instruct = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/instructions',
  tag,
  summary: { zh: '下发设备指令', en: 'Tell a device something' },
  access: 'device.instruct',
  params,
  body: z.strictObject({
    kind: z.string().regex(/^[a-z][a-z-]{0,39}$/),
    parameters: z.record(z.string().max(40), z.union([z.string().max(4_000), z.number()])).default({}),
    reason: Words(200).min(2),
    minutes: z.int().min(1).max(10_080).default(60),
  }),
  reply: z.object({ instructionId: Id }),
  problems: [
    'device_not_found',
    'device_retired',
    'instruction_kind_unknown',
    'instruction_value_wrong',
    'instruction_too_many',
  ],
})

/** Takes back what a device was not told yet, or has not answered. */
export const withdrawInstruction = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/instructions/:instructionId/withdraw',
  tag,
  summary: { zh: '撤回设备指令', en: 'Take an instruction back' },
  access: 'device.instruct',
  params: z.object({ deviceId: Id, instructionId: Id }),
  body: z.strictObject({}),
  reply: z.object({ state: InstructionState }),
  problems: ['device_not_found', 'instruction_over'],
})
