import { z } from 'zod'
import {
  CaseMoved,
  CaseParams,
  CategoryInput,
  defineStep,
  FileIds,
  PlaceInput,
  Reason,
  Seen,
  SourceName,
  StageName,
  Urgency,
} from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const Description = z.string().trim().min(2).max(4000)

/** The reporter, as little as is needed to answer; sealed at rest, masked in every list. */
export const Reporter = z.strictObject({
  name: z.string().trim().max(40).default(''),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+\-* ]{0,20}$/)
    .default(''),
})

export const registerCase = defineRoute({
  method: 'POST',
  path: '/api/cases',
  tag: '受理',
  summary: { zh: '登记一件诉求或巡查上报', en: 'Register a report' },
  access: 'case.register',
  inCompany: true,
  body: z.strictObject({
    source: SourceName,
    urgency: Urgency.default('normal'),
    description: Description,
    category: CategoryInput.nullish(),
    place: PlaceInput.default({ text: '' }),
    reporter: Reporter.nullish(),
    files: FileIds,
  }),
  reply: CaseMoved.extend({ trackingCode: z.string() }),
  problems: ['point_outside_district', 'category_not_in_edition', 'edition_unknown', 'unknown_file'],
})

export const amendCase = defineStep({
  action: 'amend',
  access: 'case.register',
  summary: { zh: '更正登记内容', en: 'Correct what was registered' },
  body: z.strictObject({
    description: Description.optional(),
    category: CategoryInput.optional(),
    place: PlaceInput.optional(),
    urgency: Urgency.optional(),
    ...Seen,
  }),
})

export const mergeCase = defineStep({
  action: 'merge',
  access: 'case.merge',
  summary: { zh: '并入另一案件', en: 'Merge into another case' },
  body: z.strictObject({ into: Id, reason: Reason, ...Seen }),
  problems: ['merge_itself', 'merge_target_merged', 'merge_target_ended', 'merge_target_closed'],
})

export const unmergeCase = defineStep({
  action: 'unmerge',
  access: 'case.merge',
  summary: { zh: '撤销并案', en: 'Undo a merge' },
  body: z.strictObject({ reason: Reason, ...Seen }),
})

/** The cases that are handled as one, and who reported each of them. */
export const getFamily = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/family',
  tag: '受理',
  summary: { zh: '并案关系：并入何案、并入了哪些案件', en: 'What a case was merged into and what was merged into it' },
  access: 'case.read',
  params: CaseParams,
  reply: z.object({
    survivor: z.object({ caseId: Id, number: z.string(), stage: StageName }).nullable(),
    members: z.array(
      z.object({
        caseId: Id,
        number: z.string(),
        mergedAt: Instant,
        byName: z.string(),
        reason: z.string(),
        reporter: z.string(),
        channel: z.string().nullable(),
      }),
    ),
    hidden: z.int(),
  }),
  problems: ['case_not_found'],
})

export const splitCase = defineStep({
  action: 'split',
  access: 'case.split',
  summary: { zh: '拆分出另一案件', en: 'Split off other cases' },
  body: z.strictObject({
    parts: z
      .array(
        z.strictObject({ description: Description, category: CategoryInput.nullish(), place: PlaceInput.optional() }),
      )
      .min(1)
      .max(8),
    reason: Reason,
    ...Seen,
  }),
})

export const ReporterView = z.object({
  name: z.string(),
  phone: z.string(),
  trackingCode: z.string(),
  channel: z.string(),
})

export const getReporter = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/reporter',
  tag: '受理',
  summary: { zh: '诉求人（脱敏）', en: 'The reporter, masked' },
  access: 'case.read',
  params: z.strictObject({ id: Id }),
  reply: ReporterView.nullable(),
})

export const revealReporter = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/reporter/reveal',
  tag: '受理',
  summary: { zh: '查看诉求人联系方式，须写明用途并留痕', en: 'Reveal the reporter; the purpose is recorded' },
  access: 'person.reveal',
  outsideLedger: true,
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ purpose: Reason }),
  reply: ReporterView,
})

const District = z.strictObject({ district: z.string().regex(/^[a-z0-9-]{2,32}$/) })
const Tracking = District.extend({ code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/) })

export const publicDistrict = defineRoute({
  method: 'GET',
  path: '/api/public/:district',
  tag: '市民',
  summary: { zh: '区的名称、中心与可上报的常见问题', en: 'A district for its citizens' },
  access: 'public',
  params: District,
  reply: z.object({
    districtId: z.string(),
    name: z.string(),
    centre: z.object({ frame: z.literal('CGCS2000'), lon: z.number(), lat: z.number() }),
    categories: z.array(
      z.object({ edition: z.string(), kind: z.enum(['component', 'matter']), code: z.string(), name: z.string() }),
    ),
  }),
  problems: ['district_not_found'],
})

export const citizenReport = defineRoute({
  method: 'POST',
  path: '/api/public/:district/reports',
  tag: '市民',
  summary: { zh: '市民上报，无需注册', en: 'A citizen reports, without an account' },
  access: 'public',
  inCompany: true,
  params: District,
  body: z.strictObject({
    description: Description,
    category: CategoryInput.nullish(),
    place: PlaceInput,
    reporter: Reporter.nullish(),
    files: FileIds,
  }),
  reply: z.object({ number: z.string(), trackingCode: z.string() }),
  problems: ['point_outside_district', 'district_not_found', 'unknown_file', 'place_or_words_needed'],
})

/** Honest words of what became of a report: never “solved” before somebody independent has verified it. */
export const CitizenProgress = z.object({
  number: z.string(),
  /** The number of the case it is handled under, where it was merged into another. */
  handledAs: z.string().nullable(),
  description: z.string(),
  reportedAt: Instant,
  placeText: z.string(),
  state: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  steps: z.array(z.object({ at: Instant, zh: z.string(), en: z.string() })),
  unitName: z.string().nullable(),
  dueAt: Instant.nullable(),
  deadline: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  files: z.array(z.object({ fileId: Id, purpose: z.string() })),
  mayRate: z.boolean(),
  rating: z.int().nullable(),
  /** Whether one may still say that it is not solved, until when, and why not. */
  veto: z.object({
    may: z.boolean(),
    until: Instant.nullable(),
    words: z.object({ zh: z.string(), en: z.string() }).nullable(),
  }),
})

export const citizenProgress = defineRoute({
  method: 'GET',
  path: '/api/public/:district/reports/:code',
  tag: '市民',
  summary: { zh: '凭查询码看办理进度', en: 'Progress by tracking code' },
  access: 'public',
  params: Tracking,
  reply: CitizenProgress,
  problems: ['report_not_found'],
})

export const citizenRate = defineRoute({
  method: 'POST',
  path: '/api/public/:district/reports/:code/rating',
  tag: '市民',
  summary: { zh: '评价办理结果', en: 'Rate the outcome' },
  access: 'public',
  params: Tracking,
  body: z.strictObject({
    score: z.int().min(1).max(5),
    solved: z.boolean(),
    comment: z.string().trim().max(500).default(''),
  }),
  reply: z.object({ number: z.string() }),
  problems: ['report_not_found', 'rating_given', 'rating_too_early', 'step_refused'],
})

/** Counted, like every public command, against the limit of requests from one address. */
export const citizenVeto = defineRoute({
  method: 'POST',
  path: '/api/public/:district/reports/:code/veto',
  tag: '市民',
  summary: {
    zh: '反映仍未解决：第一次退回重办，第二次由监督裁定',
    en: 'Say that it is not solved: handled again, the second time decided by supervision',
  },
  access: 'public',
  params: Tracking,
  body: z.strictObject({ comment: z.string().trim().min(2).max(500), files: z.array(Id).max(3).default([]) }),
  reply: z.object({ number: z.string(), leadsTo: z.enum(['rework', 'supervision']) }),
  problems: ['report_not_found', 'veto_too_late', 'veto_used_up', 'step_refused', 'unknown_file'],
})

export const citizenPhoto = defineRoute({
  method: 'POST',
  path: '/api/public/:district/photos',
  tag: '市民',
  summary: { zh: '上传照片（请求体即图片）', en: 'Upload a photo; the body is the image' },
  access: 'public',
  params: District,
  bytes: true,
  reply: z.object({ fileId: Id }),
  problems: ['photo_not_image', 'photo_too_large', 'photo_too_many_pixels'],
})

export const citizenPhotoView = defineRoute({
  method: 'GET',
  path: '/api/public/:district/reports/:code/photos/:fileId',
  tag: '市民',
  summary: { zh: '自己诉求的照片（不含元数据）', en: 'A photo of one’s own report, without metadata' },
  access: 'public',
  params: Tracking.extend({ fileId: Id }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['report_not_found'],
})
