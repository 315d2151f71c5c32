import { z } from 'zod'
import { FileIds, Note, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Estimate = z.object({ share: z.number().nullable(), low: z.number(), high: z.number() })
const SampleParams = z.strictObject({ sampleId: Id })
const AnswerName = z.enum(['solved', 'not_solved', 'cannot_tell'])

const Sample = z.object({
  sampleId: Id,
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(['unit', 'street']),
  allocation: z.enum(['proportional', 'neyman']),
  population: z.int(),
  size: z.int(),
  answered: z.int(),
  notSolved: z.int(),
  seedDay: z.iso.date(),
  seedDigest: z.string(),
  madeAt: Instant,
  /** Still solved, of all that was closed as solved that week. */
  overall: Estimate.extend({ missing: z.int() }),
})

export const listSamples = defineRoute({
  method: 'GET',
  path: '/api/samples',
  tag: '抽样复查',
  summary: { zh: '每周抽样复查与估计的真实解决率', en: 'Weekly samples with the estimated true share solved' },
  access: 'draw.read',
  reply: z.object({ items: z.array(Sample) }),
})

export const getSample = defineRoute({
  method: 'GET',
  path: '/api/samples/:sampleId',
  tag: '抽样复查',
  summary: { zh: '一周的抽样：分层、置信区间、逐件结果', en: 'One week: strata, intervals, each case' },
  access: 'draw.read',
  params: SampleParams,
  reply: Sample.extend({
    strata: z.array(
      z.object({
        stratum: z.string(),
        name: z.string(),
        population: z.int(),
        size: z.int(),
        solved: z.int(),
        notSolved: z.int(),
        cannotTell: z.int(),
        estimate: Estimate,
      }),
    ),
    tasks: z.array(
      z.object({
        line: z.int(),
        stratum: z.string(),
        caseId: Id,
        number: z.string(),
        collectorName: z.string().nullable(),
        answer: AnswerName.nullable(),
        note: z.string(),
        verdict: z.string().nullable(),
        answeredAt: Instant.nullable(),
      }),
    ),
  }),
  problems: ['sample_not_found'],
})

export const listSampleTasks = defineRoute({
  method: 'GET',
  path: '/api/sample-tasks',
  tag: '抽样复查',
  summary: { zh: '派给我的复查任务', en: 'What I have to look at again' },
  access: 'task.answer',
  reply: z.object({
    items: z.array(
      z.object({
        sampleId: Id,
        line: z.int(),
        number: z.string(),
        categoryName: z.string().nullable(),
        description: z.string(),
        placeText: z.string(),
        point: WirePoint.nullable(),
        closedAt: Instant,
      }),
    ),
  }),
})

export const answerSampleTask = defineRoute({
  method: 'POST',
  path: '/api/samples/:sampleId/tasks/:line/answer',
  tag: '抽样复查',
  summary: { zh: '回复复查：仍解决、未解决、无法判断', en: 'Answer: still solved, not solved, cannot tell' },
  access: 'task.answer',
  params: SampleParams.extend({ line: z.coerce.number().int().min(1).max(10_000) }),
  body: z.strictObject({
    answer: AnswerName,
    note: Note,
    point: WirePoint.nullish(),
    accuracyMetres: z.number().min(0).max(1_000_000).nullish(),
    fixAt: Instant.nullish(),
    files: FileIds,
  }),
  reply: z.object({ reopened: z.boolean() }),
  problems: ['sample_task_not_found', 'sample_task_answered', 'sample_note_needed', 'unknown_file'],
})
