import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { noticeKinds } from './kinds.ts'

export { noticeKinds } from './kinds.ts'

const kinds = Object.keys(noticeKinds) as [keyof typeof noticeKinds, ...(keyof typeof noticeKinds)[]]
export const NoticeKindName = z.enum(kinds)

const tag = '通知'

export const NoticeItem = z.object({
  noticeId: Id,
  template: z.string(),
  kind: NoticeKindName,
  caseId: Id.nullable(),
  caseNumber: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  text: z.object({ zh: z.string(), en: z.string() }),
  reason: z.string(),
  at: Instant,
  readAt: Instant.nullable(),
})
export type NoticeItem = z.output<typeof NoticeItem>

export const NoticeQuery = z.strictObject({
  kind: NoticeKindName.optional(),
  unread: z.enum(['1']).optional(),
  cursor: z
    .string()
    .regex(/^[0-9: .+-]{10,40}\|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const listNotices = defineRoute({
  method: 'GET',
  path: '/api/notices',
  tag,
  summary: { zh: '我的通知，新的在前', en: 'My notices, newest first' },
  access: 'notice.read',
  query: NoticeQuery,
  reply: z.object({ items: z.array(NoticeItem), next: z.string().nullable() }),
})

export const countNotices = defineRoute({
  method: 'GET',
  path: '/api/notices/unread',
  tag,
  summary: { zh: '未读通知数，最多数到 100', en: 'Unread notices, counted up to 100' },
  access: 'notice.read',
  reply: z.object({ unread: z.int(), capped: z.boolean() }),
})

export const markNotices = defineRoute({
  method: 'POST',
  path: '/api/notices/mark',
  tag,
  summary: { zh: '把通知标为已读或未读', en: 'Mark notices as read or unread' },
  access: 'notice.read',
  body: z.strictObject({ noticeIds: z.array(Id).min(1).max(100), read: z.boolean() }),
  reply: z.object({ changed: z.int() }),
})

export const markAllNotices = defineRoute({
  method: 'POST',
  path: '/api/notices/mark-all',
  tag,
  summary: { zh: '全部标为已读；凭 readAt 可以撤销', en: 'Mark all as read; readAt undoes it' },
  access: 'notice.read',
  body: z.strictObject({}),
  reply: z.object({ changed: z.int(), readAt: Instant }),
})

export const unmarkAllNotices = defineRoute({
  method: 'POST',
  path: '/api/notices/unmark-all',
  tag,
  summary: { zh: '撤销“全部已读”', en: 'Undo “all read”' },
  access: 'notice.read',
  body: z.strictObject({ readAt: Instant }),
  reply: z.object({ changed: z.int() }),
})

const Minute = z.int().min(0).max(1439).describe('minute of the local day')

const Choice = {
  muted: z.array(NoticeKindName).max(kinds.length),
  sms: z.array(NoticeKindName).max(kinds.length),
  quietFrom: Minute,
  quietTo: Minute,
}

const Preference = z.object({ ...Choice, phoneMasked: z.string(), smsEnabled: z.boolean() })

export const getPreference = defineRoute({
  method: 'GET',
  path: '/api/notices/preference',
  tag,
  summary: { zh: '我要哪些通知', en: 'Which notices I want' },
  access: 'notice.read',
  reply: Preference,
})

export const setPreference = defineRoute({
  method: 'POST',
  path: '/api/notices/preference',
  tag,
  summary: { zh: '选择通知种类、短信与免打扰时段', en: 'Choose kinds, SMS and quiet hours' },
  access: 'notice.read',
  body: z.strictObject({
    ...Choice,
    /** Left as it is where it is not given, forgotten where it is null. */
    phone: z
      .string()
      .regex(/^1[3-9][0-9]{9}$/)
      .nullish(),
  }),
  reply: Preference,
})
