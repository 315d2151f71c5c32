import { z } from 'zod'
import { defineRoute, Id } from '../http/contract.ts'

/** Who is signed in, and all that the screen needs to know of what they may do. */
export const Me = z.object({
  personId: Id,
  name: z.string(),
  districtId: z.string(),
  districtName: z.string(),
  posts: z.array(z.object({ post: z.string(), name: z.string() })),
  units: z.array(z.object({ unitId: z.string(), name: z.string() })),
  /** The password was given by somebody else: nothing opens before it is changed. */
  passwordDue: z.boolean(),
  permissions: z.record(z.string(), z.enum(['district', 'unit', 'task', 'own'])),
})
export type Me = z.output<typeof Me>

export const signIn = defineRoute({
  method: 'POST',
  path: '/api/session',
  tag: '登录',
  summary: { zh: '登录', en: 'Sign in' },
  access: 'public',
  outsideLedger: true,
  body: z.strictObject({ username: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }),
  reply: Me,
  problems: ['sign_in_refused', 'too_many_requests'],
})

export const signOut = defineRoute({
  method: 'DELETE',
  path: '/api/session',
  tag: '登录',
  summary: { zh: '退出登录', en: 'Sign out' },
  access: 'signed-in',
  outsideLedger: true,
  reply: z.null(),
})

export const whoAmI = defineRoute({
  method: 'GET',
  path: '/api/session',
  tag: '登录',
  summary: { zh: '当前登录人与权限', en: 'Who is signed in' },
  access: 'signed-in',
  reply: Me,
})

export const changePassword = defineRoute({
  method: 'POST',
  path: '/api/session/password',
  tag: '登录',
  summary: { zh: '修改自己的口令', en: 'Change one’s own password' },
  access: 'signed-in',
  outsideLedger: true,
  body: z.strictObject({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
  reply: Me,
  problems: ['password_wrong', 'password_weak', 'password_unchanged'],
})
