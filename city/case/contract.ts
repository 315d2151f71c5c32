import { z } from 'zod'
import { LimitShape } from '#city/calendar/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { sources } from './event.ts'
import { type ExportColumn, exportColumns } from './export-columns.ts'
import { stageNames } from './state.ts'

export { declinable, declineReasonNames, declineReasons } from './decline.ts'
export { sources } from './event.ts'
export { finalStages, stageNames } from './state.ts'
export { stepNames } from './steps.ts'
export { worklists } from './worklists.ts'

const keys = <T extends Record<string, unknown>>(record: T) =>
  Object.keys(record) as [keyof T & string, ...(keyof T & string)[]]

export const StageName = z.enum(keys(stageNames))
export const SourceName = z.enum(keys(sources))
export const Urgency = z.enum(['normal', 'urgent', 'critical'])

/** A point as it crosses the wire: always with its frame, converted to CGCS2000 at the edge. */
export const WirePoint = z.object({
  frame: z.enum(['CGCS2000', 'WGS84', 'GCJ02', 'BD09']),
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
})

export const CategoryInput = z.strictObject({
  edition: z.string().min(1).max(60),
  kind: z.enum(['component', 'matter']),
  code: z.string().regex(/^[0-9]{4,5}$/),
})

/** Where something is, as somebody gives it: a point, words, a component, or several of them. */
export const PlaceInput = z.strictObject({
  point: WirePoint.nullish(),
  text: z.string().trim().max(300).default(''),
  componentCode: z
    .string()
    .regex(/^[0-9]{16,17}$/)
    .nullish(),
})

export const FileIds = z.array(Id).max(12).default([])
export const Reason = z.string().trim().min(2).max(500)
export const Note = z.string().trim().max(2000).default('')
/** The history length the caller saw; a command on an older state is refused with who moved it on. */
export const Seen = { seen: z.int().positive().optional() }
export const CaseParams = z.strictObject({ id: Id })

export const CaseItem = z.object({
  caseId: Id,
  number: z.string(),
  version: z.int(),
  stage: StageName,
  source: SourceName,
  urgency: Urgency,
  kind: z.enum(['component', 'matter']).nullable(),
  category: z.string().nullable(),
  categoryName: z.string().nullable(),
  description: z.string(),
  point: WirePoint.nullable(),
  placeText: z.string(),
  cellCode: z.string().nullable(),
  communityCode: z.string().nullable(),
  streetCode: z.string().nullable(),
  componentCode: z.string().nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  collectorId: z.string().nullable(),
  collectorName: z.string().nullable(),
  reportedAt: Instant,
  filedAt: Instant.nullable(),
  handledAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  clock: z.string().nullable(),
  dueAt: Instant.nullable(),
  handledInTime: z.boolean().nullable(),
  pending: z.string(),
  returns: z.int(),
  reworks: z.int(),
  urges: z.int(),
  rating: z.int().nullable(),
  vetoes: z.int(),
})
export type CaseItem = z.output<typeof CaseItem>

const csv = z
  .string()
  .max(400)
  .transform((text) => text.split(',').filter(Boolean))

export const CaseQuery = z.strictObject({
  list: z.string().max(40).optional(),
  stage: csv.optional(),
  source: csv.optional(),
  unit: z.string().max(40).optional(),
  street: z
    .string()
    .regex(/^[0-9]{9}$/)
    .optional(),
  community: z
    .string()
    .regex(/^[0-9]{12}$/)
    .optional(),
  category: z
    .string()
    .regex(/^[0-9]{1,5}$/)
    .optional(),
  late: z.enum(['1']).optional(),
  q: z.string().trim().max(60).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  sort: z.enum(['due', 'reported', 'changed']).default('due'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const listCases = defineRoute({
  method: 'GET',
  path: '/api/cases',
  tag: '案件',
  summary: { zh: '案件列表，按岗位范围', en: 'Cases within one’s scope' },
  access: 'case.read',
  query: CaseQuery,
  reply: z.object({ items: z.array(CaseItem), next: z.string().nullable() }),
})

export { exportColumns } from './export-columns.ts'

const columnNames = Object.keys(exportColumns) as [ExportColumn, ...ExportColumn[]]

export const CaseExportQuery = CaseQuery.omit({ cursor: true, limit: true }).extend({
  /** Which columns, in this order; all of them unless named. */
  columns: csv.pipe(z.array(z.enum(columnNames)).max(columnNames.length)).optional(),
})

export const exportCaseList = defineRoute({
  method: 'GET',
  path: '/api/cases/export',
  tag: '案件',
  summary: {
    zh: '导出案件列表（CSV 或 Excel），范围与列表相同',
    en: 'Export a list of cases (CSV or Excel), within the same scope',
  },
  access: 'case.read',
  query: CaseExportQuery.extend({ format: z.enum(['csv', 'xlsx']).default('csv') }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['export_too_long'],
})

export const countCases = defineRoute({
  method: 'GET',
  path: '/api/cases/counts',
  tag: '案件',
  summary: { zh: '本岗位各工作列表的件数与超时数', en: 'Counts of one’s work lists' },
  access: 'case.read',
  reply: z.object({
    lists: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string(), total: z.int(), late: z.int() })),
  }),
})

export const Clock = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  party: z.string().nullable(),
  state: z.enum(['running', 'paused', 'stopped', 'none']),
  dueBy: Instant.nullable(),
  warnAt: Instant.nullable(),
  inTime: z.boolean().nullable(),
  consumedShare: z.number(),
  explanation: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
})

export const PermittedStep = z.object({
  kind: z.string(),
  name: z.string(),
  authority: z.object({ zh: z.string(), en: z.string() }),
  source: z.string(),
  /** Whether the step must bring at least one file. */
  filesNeeded: z.boolean(),
  /** What the step will ask for besides, and why. */
  caution: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  allowed: z.boolean(),
  refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
})

export const CaseEventItem = z.object({
  seq: z.int(),
  kind: z.string(),
  name: z.string(),
  at: Instant,
  byName: z.string(),
  byUnit: z.string().nullable(),
  body: z.record(z.string(), z.unknown()),
})

export const CaseClause = z.object({
  edition: z.string(),
  kind: z.enum(['component', 'matter']),
  code: z.string(),
  name: z.string(),
  condition: z.string(),
  closing: z.string(),
  areaClass: z.string(),
  limit: LimitShape,
})

export const CaseDetail = CaseItem.extend({
  clause: CaseClause.nullable(),
  outcome: z.string().nullable(),
  /** An upheld appeal spares the score; that it was late stays. */
  appealUpheld: z.boolean().nullable(),
  files: z.array(z.object({ fileId: Id, purpose: z.string(), seq: z.int() })),
  events: z.array(CaseEventItem),
  clocks: z.array(Clock),
  permitted: z.array(PermittedStep),
  coUnitIds: z.array(z.string()),
  helpers: z.array(z.object({ unitId: z.string(), unitName: z.string(), done: z.boolean() })),
  streetName: z.string().nullable(),
  communityName: z.string().nullable(),
})
export type CaseDetail = z.output<typeof CaseDetail>

export const getCase = defineRoute({
  method: 'GET',
  path: '/api/cases/:id',
  tag: '案件',
  summary: {
    zh: '案件全貌：事实、历程、时钟及可办步骤',
    en: 'One case whole: facts, history, clocks, permitted steps',
  },
  access: 'case.read',
  params: CaseParams,
  reply: CaseDetail,
  problems: ['case_not_found'],
})

/** A clock as it stood at one moment; why the deadline is what it is, the case itself explains. */
export const ClockMoment = Clock.omit({ explanation: true })

export const CaseFrame = z.object({
  event: CaseEventItem,
  /** Wall time since the event before, in milliseconds. */
  sinceMs: z.int(),
  stageBefore: StageName.nullable(),
  stage: StageName,
  rule: z.object({ zh: z.string(), en: z.string(), source: z.string() }).nullable(),
  unitName: z.string().nullable(),
  point: WirePoint.nullable(),
  placeText: z.string(),
  /** Where somebody who answered from the spot stood. */
  stood: WirePoint.nullable(),
  files: z.array(z.object({ fileId: Id, purpose: z.string() })),
  judgedBy: z.string().nullable(),
  clocks: z.array(ClockMoment),
})
export type CaseFrame = z.output<typeof CaseFrame>

export const getFilm = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/film',
  tag: '案件',
  summary: {
    zh: '案件回放：每一步之后的环节、位置、照片、依据和时钟',
    en: 'A case replayed: after each event its stage, place, photographs, rule and clocks',
  },
  access: 'case.read',
  params: CaseParams,
  reply: z.object({
    caseId: Id,
    number: z.string(),
    stage: StageName,
    description: z.string(),
    frames: z.array(CaseFrame),
  }),
  problems: ['case_not_found'],
})

const PairShot = z.object({
  fileId: Id,
  purpose: z.string(),
  at: Instant,
  /** Whether the camera recorded its time and direction, and by what its place is known. */
  hasTime: z.boolean(),
  hasFacing: z.boolean(),
  pointFrom: z.enum(['camera', 'fix']).nullable(),
})

/** Two photographs and what sets them apart; null where it cannot be known. Distances in metres, directions in degrees from north. */
export const PhotoPair = z.object({
  before: PairShot,
  after: PairShot,
  metres: z.number().nullable(),
  towards: z.number().nullable(),
  apartMs: z.int(),
  apartFrom: z.enum(['camera', 'entry']),
  turnDegrees: z.number().nullable(),
})
export type PhotoPair = z.output<typeof PhotoPair>

export const getPairs = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/pairs',
  tag: '案件',
  summary: {
    zh: '处置前后照片对照：间距、间隔时间与朝向差',
    en: 'Photographs before and after, with distance, time and direction between them',
  },
  access: 'case.read',
  params: CaseParams,
  reply: z.object({ pairs: z.array(PhotoPair) }),
  problems: ['case_not_found'],
})

/** What every step answers: where the case stands now. */
export const CaseMoved = z.object({ caseId: Id, number: z.string(), version: z.int(), stage: StageName })
export type CaseMoved = z.output<typeof CaseMoved>

/** Declares `POST /api/cases/:id/<action>`: one step of the permitted-steps table. */
export const defineStep = <B extends z.ZodType>(step: {
  action: string
  access: string
  summary: { zh: string; en: string }
  body: B
  problems?: readonly string[]
}) =>
  defineRoute({
    method: 'POST',
    path: `/api/cases/:id/${step.action}`,
    tag: '案件步骤',
    summary: step.summary,
    access: step.access,
    params: CaseParams,
    body: step.body,
    reply: CaseMoved,
    problems: ['case_not_found', 'step_refused', 'case_moved_on', ...(step.problems ?? [])],
  })

export const noteCase = defineStep({
  action: 'note',
  access: 'case.note',
  summary: { zh: '备注', en: 'Add a note' },
  body: z.strictObject({ text: z.string().trim().min(1).max(2000), ...Seen }),
})

export const attachToCase = defineStep({
  action: 'attach',
  access: 'case.attach',
  summary: { zh: '补充附件', en: 'Attach files' },
  body: z.strictObject({
    files: z.array(Id).min(1).max(12),
    purpose: z.enum(['report', 'confirm', 'before', 'after', 'verify', 'other']),
    note: Note,
    ...Seen,
  }),
})
