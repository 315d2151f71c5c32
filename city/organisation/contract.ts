import { z } from 'zod'
import { defineRoute, Id } from '#kernel/http/contract.ts'

export { permissionNames } from './permissions.ts'
export { type Post, postNames } from './policy.ts'

export const UnitItem = z.object({
  unitId: z.string(),
  name: z.string(),
  kind: z.string(),
  parentId: z.string().nullable(),
  areaCode: z.string().nullable(),
})

export const listUnits = defineRoute({
  method: 'GET',
  path: '/api/units',
  tag: '机构',
  summary: { zh: '部门与处置单位', en: 'Departments and units' },
  access: 'organisation.read',
  reply: z.object({ items: z.array(UnitItem) }),
})

export const listPeople = defineRoute({
  method: 'GET',
  path: '/api/people',
  tag: '机构',
  summary: { zh: '人员与岗位', en: 'People and the posts they hold' },
  access: 'organisation.read',
  reply: z.object({
    items: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        active: z.boolean(),
        posts: z.array(z.object({ post: z.string(), unitId: z.string(), unitName: z.string() })),
      }),
    ),
  }),
})

export const listDuty = defineRoute({
  method: 'GET',
  path: '/api/duty',
  tag: '机构',
  summary: { zh: '职责表：某小类在某区域归谁负责', en: 'The duty table: whose a category is in an area' },
  access: 'organisation.read',
  query: z.strictObject({
    kind: z.enum(['component', 'matter']),
    category: z.string().regex(/^[0-9]{4,5}$/),
    area: z.string().regex(/^[0-9]{6,17}$/),
  }),
  reply: z.object({ items: z.array(z.object({ unitId: z.string(), unitName: z.string(), basis: z.string() })) }),
})
