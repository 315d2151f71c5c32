import { z } from 'zod'
import { CaseParams, FileIds, StageName, WirePoint } from '#city/case/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

const tag = '承包单位'

export const LinkItem = z.object({
  linkId: Id,
  contractor: z.string(),
  phoneMasked: z.string(),
  validTo: Instant,
  issuedByName: z.string(),
  issuedAt: Instant,
  openedAt: Instant.nullable(),
  /** Why it is worth nothing any more; null while it can be used. */
  end: z.string().nullable(),
})
export type LinkItem = z.output<typeof LinkItem>

export const listLinks = defineRoute({
  method: 'GET',
  path: '/api/cases/:id/contractor-links',
  tag,
  summary: { zh: '本案的承包链接', en: 'Contractor links of a case' },
  access: 'case.contractor',
  params: CaseParams,
  reply: z.object({ canIssue: z.boolean(), items: z.array(LinkItem) }),
  problems: ['case_not_found'],
})

export const issueLink = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/contractor-links',
  tag,
  summary: {
    zh: '给承包单位发任务链接，绑定手机、案件和期限',
    en: 'Give a contractor a link bound to phone, task and time',
  },
  access: 'case.contractor',
  params: CaseParams,
  body: z.strictObject({
    contractor: z.string().trim().min(2).max(60),
    phone: z.string().regex(/^1[3-9]\d{9}$/, '须为 11 位手机号'),
    hours: z.int().min(1).max(720).default(72),
  }),
  // The address holds the secret, which is shown once and kept nowhere.
  outsideLedger: true,
  reply: z.object({ linkId: Id, address: z.string(), validTo: Instant }),
  problems: ['case_not_found', 'link_not_possible'],
})

export const revokeLink = defineRoute({
  method: 'POST',
  path: '/api/cases/:id/contractor-links/:linkId/revoke',
  tag,
  summary: { zh: '收回承包链接', en: 'Withdraw a contractor link' },
  access: 'case.contractor',
  params: z.strictObject({ id: Id, linkId: Id }),
  reply: z.object({ linkId: Id }),
  problems: ['case_not_found', 'link_not_found'],
})

const district = z.strictObject({ district: z.string().regex(/^[0-9]{6}$/) })
const token = z.string().min(20).max(100)
const at = (path: string) => `/api/public/:district/contractor/${path}`

export const lookAtLink = defineRoute({
  method: 'POST',
  path: at('look'),
  tag,
  summary: { zh: '打开承包链接：给谁、到何时', en: 'What a link is: whose, until when' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({ token }),
  reply: z.object({ contractor: z.string(), validTo: Instant }),
  problems: ['link_not_found'],
})

export const sendCode = defineRoute({
  method: 'POST',
  path: at('code'),
  tag,
  summary: { zh: '核对手机号后四位，发验证码短信', en: 'Check the last four digits and text a code' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({ token, last4: z.string().regex(/^\d{4}$/) }),
  reply: z.object({ minutes: z.int(), resendSeconds: z.int() }),
  problems: [
    'link_not_found',
    'link_refused',
    'link_locked',
    'link_code_too_soon',
    'link_codes_used_up',
    'link_sms_failed',
  ],
})

export const openLink = defineRoute({
  method: 'POST',
  path: at('session'),
  tag,
  summary: { zh: '用验证码进入任务', en: 'Enter the task with the code' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({ token, code: z.string().regex(/^\d{6}$/) }),
  reply: z.object({ contractor: z.string(), until: Instant }),
  problems: ['link_not_found', 'link_refused', 'link_locked'],
})

export const contractorTask = defineRoute({
  method: 'GET',
  path: at('task'),
  tag,
  summary: { zh: '承包任务：本案需要做什么', en: 'The task: what is to be done' },
  access: 'public',
  params: district,
  reply: z.object({
    contractor: z.string(),
    unitName: z.string(),
    validTo: Instant,
    number: z.string(),
    stage: StageName,
    category: z.string().nullable(),
    description: z.string(),
    placeText: z.string(),
    point: WirePoint.nullable(),
    closing: z.string().nullable(),
    note: z.string(),
    dueBy: Instant.nullable(),
    photos: z.array(z.object({ fileId: Id, purpose: z.string() })),
    mayAccept: z.boolean(),
    mayHandle: z.boolean(),
  }),
  problems: ['link_session_needed'],
})

export const contractorPhoto = defineRoute({
  method: 'POST',
  path: at('photos'),
  tag,
  summary: { zh: '上传处置照片', en: 'Upload a photo' },
  access: 'public',
  params: district,
  bytes: true,
  reply: z.object({ fileId: Id }),
  problems: ['link_session_needed', 'photo_too_large'],
})

export const viewContractorPhoto = defineRoute({
  method: 'GET',
  path: at('photos/:fileId'),
  tag,
  summary: { zh: '查看任务照片', en: 'A photo of the task' },
  access: 'public',
  params: district.extend({ fileId: Id }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['link_session_needed', 'link_not_found'],
})

const Moved = z.object({ stage: StageName })

export const acceptTask = defineRoute({
  method: 'POST',
  path: at('accept'),
  tag,
  summary: { zh: '签收任务', en: 'Accept the task' },
  access: 'public',
  params: district,
  body: z.strictObject({}),
  reply: Moved,
  problems: ['link_session_needed', 'step_refused'],
})

export const handleTask = defineRoute({
  method: 'POST',
  path: at('handle'),
  tag,
  summary: { zh: '反馈处置，附处置后照片', en: 'Report the handling with photos' },
  access: 'public',
  params: district,
  body: z.strictObject({ note: z.string().trim().min(2).max(2000), before: FileIds, after: FileIds }),
  reply: Moved,
  problems: ['link_session_needed', 'step_refused', 'after_photo_needed', 'unknown_file', 'co_units_open'],
})
