import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'

/** Pages whose filters can be kept. */
export const ViewPage = z.enum(['cases'])

/** Filters as the address of the page has them: plain texts by name. */
const Search = z
  .record(z.string().regex(/^[a-z]{1,20}$/), z.string().max(400))
  .refine((search) => Object.keys(search).length <= 20, { error: '筛选条件过多 · too many filters' })

export const SavedView = z.object({ name: z.string(), search: z.record(z.string(), z.string()) })
export type SavedView = z.output<typeof SavedView>

const Name = z.string().trim().min(1).max(30)
const tag = '我的视图'

export const listViews = defineRoute({
  method: 'GET',
  path: '/api/views',
  tag,
  summary: { zh: '我的视图：本人保存的筛选', en: 'My views: filters I have kept' },
  access: 'case.read',
  query: z.strictObject({ page: ViewPage }),
  reply: z.object({ items: z.array(SavedView) }),
})

export const saveView = defineRoute({
  method: 'POST',
  path: '/api/views',
  tag,
  summary: { zh: '保存视图，同名的覆盖', en: 'Keep a view; one of the same name is replaced' },
  access: 'case.read',
  body: z.strictObject({ page: ViewPage, name: Name, search: Search }),
  reply: z.object({ name: z.string() }),
  problems: ['views_full'],
})

export const forgetView = defineRoute({
  method: 'POST',
  path: '/api/views/forget',
  tag,
  summary: { zh: '删除视图', en: 'Forget a view' },
  access: 'case.read',
  body: z.strictObject({ page: ViewPage, name: Name }),
  reply: z.object({ forgotten: z.boolean() }),
})
