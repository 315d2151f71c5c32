import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { type CountName, counts, type SubjectKind, subjectKinds } from './counts.ts'
import { RuleSet } from './rule-set.ts'

export { areaKinds, type CountName, cellsGiven, counts, type SubjectKind, subjectKinds } from './counts.ts'
export { RuleSet } from './rule-set.ts'

const keys = <T extends Record<string, unknown>>(record: T) =>
  Object.keys(record) as [keyof T & string, ...(keyof T & string)[]]

export const Kind = z.enum(keys(subjectKinds) as [SubjectKind, ...SubjectKind[]])
export const CountCode = z.enum(keys(counts) as [CountName, ...CountName[]])
const Day = z.iso.date()
const Decimal = z.string().nullable()
const Words = z.object({ zh: z.string(), en: z.string() })
/** Local days, half-open: the last one does not count. */
const period = { from: Day, to: Day }
const tag = '考核评价'

export const SheetRowShape = z.object({
  subject: z.string(),
  name: z.string(),
  counts: z.record(z.string(), z.number()),
  items: z.array(z.object({ indicator: z.string(), value: Decimal, score: Decimal, weight: Decimal })),
  sample: Decimal,
  total: Decimal,
  standing: z.enum(['ranked', 'below_minimum', 'no_value']),
  rank: z.int().nullable(),
  grade: z.string().nullable(),
})

export const CheckShape = z.object({
  checkId: Id,
  runId: Id,
  equal: z.boolean(),
  computedHash: z.string(),
  cases: z.int(),
  checkedByName: z.string(),
  checkedAt: Instant,
})

export const RunShape = z.object({
  runId: Id,
  ...period,
  countedTo: Day,
  ruleVersion: z.int(),
  ruleHash: z.string(),
  definition: z.int(),
  cutOff: z.int(),
  cutOffAt: Instant,
  inputsHash: z.string(),
  resultHash: z.string(),
  madeByName: z.string(),
  madeAt: Instant,
})

export const RuleVersionShape = z.object({
  version: z.int(),
  title: z.string(),
  hash: z.string(),
  validFrom: Day,
  validTo: Day.nullable(),
  note: z.string(),
  publishedByName: z.string(),
  publishedAt: Instant,
})

/** A sheet with all that is needed to read it: what its columns mean, and which readings of disputed counts it uses. */
export const SheetShape = z.object({
  kind: Kind,
  ...period,
  countedTo: Day,
  /** The run it comes from; without one it is computed as of now and not yet anybody's official score. */
  run: RunShape.nullable(),
  ruleVersion: z.int(),
  title: Words,
  columns: z.array(
    z.object({
      indicator: z.string(),
      title: Words,
      as: z.enum(['ratio', 'amount']),
      value: z.string(),
      /** The same with what the names stand for. */
      words: Words,
      score: z.string(),
      weight: z.string().nullable(),
      source: z.string(),
      counts: z.array(CountCode),
    }),
  ),
  formula: z.string().nullable(),
  minimum: z.object({ least: z.int(), title: Words, source: z.string() }),
  withoutValue: z.enum(['spread', 'lose']),
  footnotes: z.array(Words.extend({ name: z.string(), source: z.string() })),
  grades: z.array(
    z.object({ letter: z.string(), title: Words, from: z.number(), to: z.number().nullable(), colour: z.string() }),
  ),
  /** Changed cases that are not in a sheet computed as of now. */
  waiting: z.int(),
  /** How many subjects the whole sheet has, of which somebody may only see their own. */
  subjects: z.int(),
  rows: z.array(SheetRowShape),
})

export const getSheet = defineRoute({
  method: 'GET',
  path: '/api/score/sheet',
  tag,
  summary: {
    zh: '评分表：指定的评价、该期间最近一次评价，没有则按当前计数试算',
    en: 'A score sheet: of a run, of the newest run of the period, or as of now where there is none',
  },
  access: 'score.read',
  query: z.strictObject({ kind: Kind, ...period, run: Id.optional(), live: z.literal('1').optional() }),
  reply: SheetShape,
  problems: [
    'score_period_wrong',
    'score_period_not_begun',
    'score_rule_missing',
    'score_rule_not_found',
    'score_sheet_not_found',
    'score_run_not_found',
  ],
})

export const listScoreCases = defineRoute({
  method: 'GET',
  path: '/api/score/cases',
  tag,
  summary: {
    zh: '一个数字背后的案件，限本人可见的',
    en: 'The cases behind a number, as far as the asker may see them',
  },
  access: 'score.read',
  query: z.strictObject({
    kind: Kind,
    subject: z.string().min(1).max(60),
    ...period,
    run: Id.optional(),
    count: CountCode.optional(),
    indicator: z.string().min(1).max(40).optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    counts: z.array(CountCode),
    /** What all cases together count for, and how much of it lies in cases the asker may not see. */
    amount: z.int(),
    hidden: z.int(),
    items: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        stage: z.string(),
        categoryName: z.string().nullable(),
        placeText: z.string(),
        unitName: z.string().nullable(),
        at: Instant,
        counted: z.array(z.object({ count: CountCode, amount: z.int() })),
      }),
    ),
    next: z.string().nullable(),
  }),
  problems: [
    'score_period_wrong',
    'score_period_not_begun',
    'score_name_unknown',
    'score_run_not_found',
    'score_rule_missing',
  ],
})

export const listScoreRuns = defineRoute({
  method: 'GET',
  path: '/api/score/runs',
  tag,
  summary: { zh: '历次评价', en: 'Runs' },
  access: 'score.read',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ items: z.array(RunShape.extend({ lastCheck: CheckShape.nullable() })) }),
})

export const makeScoreRun = defineRoute({
  method: 'POST',
  path: '/api/score/runs',
  tag,
  summary: { zh: '对一个期间做出评价并存档', en: 'Score a period and keep it' },
  access: 'score.run',
  body: z.strictObject({ ...period, ruleVersion: z.int().positive().optional() }),
  reply: RunShape,
  problems: [
    'score_period_wrong',
    'score_period_not_begun',
    'score_rule_missing',
    'score_rule_not_found',
    'score_counting_behind',
  ],
})

export const RunParams = z.strictObject({ runId: Id })

export const verifyScoreRun = defineRoute({
  method: 'POST',
  path: '/api/score/runs/:runId/verify',
  tag,
  summary: {
    zh: '从案件历程重算一次评价并逐字节比对',
    en: 'Compute a run again from the events and compare the bytes',
  },
  access: 'score.run',
  params: RunParams,
  body: z.strictObject({}),
  reply: CheckShape.extend({
    differences: z.array(
      z.object({
        kind: Kind,
        subject: z.string(),
        stored: SheetRowShape.nullable(),
        computed: SheetRowShape.nullable(),
      }),
    ),
  }),
  problems: ['score_run_not_found', 'score_other_definition'],
})

/** What a run may be taken away as. */
export const runFiles = {
  'scores.xlsx': { zh: 'Excel 评分表', en: 'Score sheets (Excel)' },
  'scores.csv': { zh: 'CSV 评分表', en: 'Score sheets (CSV)' },
  'run.json': { zh: '全部字节（JSON，供重算）', en: 'All bytes (JSON, to compute again)' },
  'facts.csv': { zh: '逐案计数（CSV，供重算）', en: 'Counts case by case (CSV, to compute again)' },
} as const
export type RunFile = keyof typeof runFiles

export const downloadScoreRun = defineRoute({
  method: 'GET',
  path: '/api/score/runs/:runId/files/:file',
  tag,
  summary: { zh: '导出一次评价', en: 'Take a run away' },
  access: 'score.export',
  params: z.strictObject({ runId: Id, file: z.enum(keys(runFiles)) }),
  reply: z.string(),
  rawReply: true,
  problems: ['score_run_not_found', 'score_other_definition'],
})

export const listScoreRules = defineRoute({
  method: 'GET',
  path: '/api/score/rules',
  tag,
  summary: { zh: '评价规则各版本', en: 'Versions of the scoring rules' },
  access: 'score.read',
  reply: z.object({ items: z.array(RuleVersionShape), defaultText: z.string() }),
})

export const getScoreRules = defineRoute({
  method: 'GET',
  path: '/api/score/rules/:version',
  tag,
  summary: { zh: '一版评价规则', en: 'One version of the scoring rules' },
  access: 'score.read',
  params: z.strictObject({ version: z.coerce.number().int().positive() }),
  reply: RuleVersionShape.extend({ text: z.string(), rules: RuleSet }),
  problems: ['score_rule_not_found'],
})

const RuleText = z.string().min(2).max(200_000)

export const checkScoreRules = defineRoute({
  method: 'POST',
  path: '/api/score/rules/check',
  tag,
  summary: { zh: '检查一份规则，逐行列出错误', en: 'Check a rule set, fault by line' },
  access: 'score.rule.write',
  body: z.strictObject({ text: RuleText }),
  reply: z.object({
    faults: z.array(z.object({ line: z.int(), name: z.string(), zh: z.string(), en: z.string() })),
  }),
})

export const publishScoreRules = defineRoute({
  method: 'POST',
  path: '/api/score/rules',
  tag,
  summary: { zh: '发布下一版评价规则，自某日起生效', en: 'Publish the next version of the rules from a day on' },
  access: 'score.rule.write',
  body: z.strictObject({ text: RuleText, validFrom: Day, note: z.string().trim().max(500).default('') }),
  reply: z.object({ version: z.int() }),
  problems: ['score_rule_invalid', 'score_rule_day_taken', 'score_rule_too_early'],
})
