import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Words = z.object({ zh: z.string(), en: z.string() })

const tag = '时限'

export const getStuck = defineRoute({
  method: 'GET',
  path: '/api/stuck',
  tag,
  summary: {
    zh: '卡住的案件：最近一次核对的结论与发现',
    en: 'Stuck cases: what the last proof says and found',
  },
  access: 'stuck.read',
  reply: z.object({
    runs: z.array(z.object({ runId: Id, at: Instant, cases: z.int(), findings: z.int(), digest: z.string() })),
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        stage: z.string(),
        category: z.string().nullable(),
        unit: z.string().nullable(),
        dueAt: Instant.nullable(),
        kind: z.string(),
        name: Words,
        detail: Words,
      }),
    ),
  }),
})

export const proveNow = defineRoute({
  method: 'POST',
  path: '/api/stuck/proofs',
  tag,
  summary: { zh: '现在核对一次', en: 'Prove now' },
  access: 'stuck.read',
  reply: z.object({ queued: z.boolean() }),
})
