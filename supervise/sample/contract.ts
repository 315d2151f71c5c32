import { z } from 'zod'
import { CaseParams, FileIds, Note, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { DeclineAllowance, ReasonName } from '../decline/contract.ts'

const Day = z.iso.date()

/** Who would be drawn from, before anybody is. */
export const proposeVerifiers = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/verifiers',
  tag: '核实核查',
  summary: { zh: '核查人从谁中抽取', en: 'Whom the verifier will be drawn from' },
  access: 'case.verify.ask',
  params: CaseParams,
  reply: z.object({
    day: Day,
    /** The published digest of today's seed; null until it is made. */
    seedDigest: z.string().nullable(),
    pool: z.enum(['on_shift', 'all']),
    candidates: z.int(),
    leftOut: z.array(z.object({ zh: z.string(), en: z.string(), count: z.int() })),
    /** Somebody was drawn in this round already: another draw needs a reason. */
    isAgain: z.boolean(),
    /** Whom the duty chief may name instead; empty for anybody else. */
    people: z.array(z.object({ personId: Id, name: z.string(), openTasks: z.int() })),
  }),
})

export const OpenDraw = z.object({
  purpose: z.enum(['verify', 'sample']),
  subject: Id,
  seq: z.int(),
  pool: z.enum(['on_shift', 'all', 'named']),
  candidates: z.array(Id),
  rank: z.int().nullable(),
  chosen: Id,
})

export const OpenDay = z.object({
  day: Day,
  digest: z.string(),
  madeAt: Instant,
  /** The digest was published before the day began. */
  isCommittedBefore: z.boolean(),
  /** Revealed when the day is over and nobody drawn on it is still on the way. */
  seed: z.string().nullable(),
  /** How many of those drawn are still on the way. */
  open: z.int(),
  draws: z.array(OpenDraw),
})

/** Everything an outsider needs to draw again; nothing that names anybody. */
export const publicDraws = defineRoute({
  method: 'GET',
  path: '/api/public/:district/draws/:day',
  tag: '公开',
  summary: {
    zh: '某日抽取核查人的种子摘要；次日公布种子与全部抽取',
    en: 'The digest of a day’s seed; when the day is over the seed and every draw',
  },
  access: 'public',
  params: z.strictObject({ district: z.string().regex(/^[a-z0-9-]{2,32}$/), day: Day }),
  reply: OpenDay,
  problems: ['district_not_found', 'no_draws_that_day'],
})

/** The same day as the office sees it: with names, and whether every draw comes out again. */
export const listDraws = defineRoute({
  method: 'GET',
  path: '/api/draws/:day',
  tag: '核实核查',
  summary: { zh: '某日的抽取记录', en: 'The draws of a day' },
  access: 'draw.read',
  params: z.strictObject({ day: Day }),
  reply: OpenDay.omit({ draws: true }).extend({
    recount: z.object({ same: z.int(), named: z.int(), faults: z.array(z.string()) }).nullable(),
    items: z.array(
      z.object({
        purpose: z.enum(['verify', 'sample']),
        subject: Id,
        seq: z.int(),
        number: z.string().nullable(),
        pool: z.enum(['on_shift', 'all', 'named']),
        candidates: z.int(),
        rank: z.int().nullable(),
        chosenName: z.string(),
        reason: z.string(),
        drawnBy: z.string(),
        drawnAt: Instant,
        isOpen: z.boolean(),
      }),
    ),
  }),
  problems: ['no_draws_that_day'],
})

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
    /** Null where the district does not let second looks be handed back. */
    decline: DeclineAllowance.nullable(),
  }),
})

export const declineSampleTask = defineRoute({
  method: 'POST',
  path: '/api/samples/:sampleId/tasks/:line/decline',
  tag: '抽样复查',
  summary: { zh: '退回复查任务，另抽他人', en: 'Hand a second look back; somebody else is drawn' },
  access: 'task.decline',
  params: SampleParams.extend({ line: z.coerce.number().int().min(1).max(10_000) }),
  body: z.strictObject({ reason: ReasonName, note: Note }),
  reply: z.object({ replaced: z.boolean() }),
  problems: [
    'sample_task_not_found',
    'sample_task_answered',
    'decline_closed',
    'decline_reason_closed',
    'decline_used_up',
    'decline_note_needed',
  ],
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
