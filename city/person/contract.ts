import { z } from 'zod'
import { type Post, postNames } from '#city/organisation/policy.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export const accountStates = ['active', 'locked', 'disabled', 'due', 'unused', 'none'] as const

const Day = z.iso.date()
const PostName = z.enum(Object.keys(postNames) as [Post, ...Post[]])
const Reason = z.string().trim().min(2).max(300)
const Name = z.string().trim().min(1).max(40)
const UnitId = z.string().trim().min(1).max(40)
/** A mobile or fixed-line number; empty for none. */
const Phone = z
  .string()
  .trim()
  .regex(/^(?:|1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(?:-\d{1,5})?|\d{3}-\d{8})$/)

const HeldPost = z.object({
  post: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  /** The first day on which it no longer counts. */
  to: Day.nullable(),
})

export const PersonItem = z.object({
  personId: Id,
  name: z.string(),
  username: z.string().nullable(),
  unitId: z.string().nullable(),
  unitName: z.string().nullable(),
  phoneMasked: z.string(),
  posts: z.array(HeldPost),
  state: z.enum(accountStates),
  lockedUntil: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  sessions: z.int(),
})
export type PersonItem = z.output<typeof PersonItem>

const Grant = z.object({
  grantId: Id,
  post: z.string(),
  unitName: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
  reason: z.string(),
  givenBy: z.string(),
  givenAt: Instant,
  started: z.boolean(),
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
})

export const PersonQuery = z.strictObject({
  /** Name, pinyin or initials, login name, post or department. */
  text: z.string().trim().max(60).default(''),
  post: PostName.optional(),
  unitId: UnitId.optional(),
  state: z.enum(accountStates).optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

const tag = '人员账号'
const params = z.strictObject({ personId: Id })
const Done = z.object({ personId: Id })

export const listAccounts = defineRoute({
  method: 'GET',
  path: '/api/accounts',
  tag,
  summary: { zh: '人员、账号与岗位', en: 'People with their accounts and posts' },
  access: 'account.read',
  query: PersonQuery,
  reply: z.object({
    items: z.array(PersonItem),
    next: Id.nullable(),
    total: z.int(),
    states: z.record(z.string(), z.int()),
  }),
})

export const getAccount = defineRoute({
  method: 'GET',
  path: '/api/accounts/:personId',
  tag,
  summary: { zh: '一个人的账号、岗位与授予记录', en: 'One person: account, posts and how they were given' },
  access: 'account.read',
  params,
  reply: PersonItem.extend({
    grants: z.array(Grant),
    /** Tasks in hand and beats answered for, which wait when the person goes. */
    inHand: z.object({ tasks: z.int(), beats: z.int() }),
  }),
  problems: ['person_not_found'],
})

export const openAccount = defineRoute({
  method: 'POST',
  path: '/api/accounts',
  tag,
  summary: { zh: '开立账号，初始口令只显示一次', en: 'Open an account; its first password is shown once' },
  access: 'account.write',
  secretReply: true,
  body: z.strictObject({
    name: Name,
    username: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_.]{2,64}$/),
    unitId: UnitId,
    phone: Phone.default(''),
  }),
  reply: z.object({ personId: Id, username: z.string(), password: z.string() }),
  problems: ['username_taken', 'person_unit_unknown', 'secret_shown'],
})

export const amendPerson = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/amend',
  tag,
  summary: { zh: '更正姓名、单位、手机号', en: 'Correct name, department, number' },
  access: 'account.write',
  params,
  body: z.strictObject({ name: Name, unitId: UnitId, phone: Phone.optional() }),
  reply: Done,
  problems: ['person_not_found', 'person_unit_unknown'],
})

export const switchAccount = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/switch',
  tag,
  summary: { zh: '停用或启用账号', en: 'Disable or enable an account' },
  access: 'account.write',
  params,
  body: z.strictObject({ disabled: z.boolean(), reason: Reason }),
  reply: Done,
  problems: ['person_not_found', 'person_without_account', 'own_account', 'last_administrator', 'account_state'],
})

export const resetPassword = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/password',
  tag,
  summary: { zh: '重设口令，只显示一次', en: 'Reset the password; it is shown once' },
  access: 'account.write',
  secretReply: true,
  params,
  body: z.strictObject({ reason: Reason }),
  reply: z.object({ personId: Id, username: z.string(), password: z.string() }),
  problems: ['person_not_found', 'person_without_account', 'own_account', 'administrator_password', 'secret_shown'],
})

export const unlockAccount = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/unlock',
  tag,
  summary: { zh: '解除登录锁定', en: 'Lift a lock-out' },
  access: 'account.unlock',
  params,
  body: z.strictObject({ reason: Reason }),
  reply: Done,
  problems: ['person_not_found', 'person_without_account', 'own_account'],
})

export const endAllSessions = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/sign-out',
  tag,
  summary: { zh: '结束其全部登录', en: 'End all sessions of a person' },
  access: 'account.unlock',
  params,
  body: z.strictObject({ reason: Reason }),
  reply: z.object({ personId: Id, ended: z.int() }),
  problems: ['person_not_found', 'person_without_account'],
})

export const revealPhone = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/phone',
  tag,
  summary: { zh: '查看手机号（记入审计）', en: 'See the number; that is audited' },
  access: 'account.reveal',
  secretReply: true,
  params,
  body: z.strictObject({ purpose: Reason }),
  reply: z.object({ phone: z.string() }),
  problems: ['person_not_found', 'phone_unknown', 'secret_shown'],
})

export const givePost = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/posts',
  tag,
  summary: { zh: '授予岗位，可定起止日', en: 'Give a post, for certain days if so wished' },
  access: 'post.write',
  params,
  body: z.strictObject({ post: PostName, unitId: UnitId, from: Day, to: Day.nullable().default(null), reason: Reason }),
  reply: Done,
  problems: ['person_not_found', 'own_post', 'administrators_apart', 'post_held', 'post_dates', 'person_unit_unknown'],
})

export const takePost = defineRoute({
  method: 'POST',
  path: '/api/accounts/:personId/posts/take',
  tag,
  summary: { zh: '收回岗位，可定日期', en: 'Take a post away, today or on a day' },
  access: 'post.write',
  params,
  body: z.strictObject({ post: PostName, unitId: UnitId, on: Day, reason: Reason }),
  reply: Done,
  problems: ['person_not_found', 'own_post', 'post_not_held', 'last_administrator', 'post_dates'],
})
