import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { PointReply, Words } from '#city/place/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'

/** What may be found, in the order in which equally good groups are shown. */
export const foundKinds = ['case', 'component', 'place', 'person', 'unit', 'category'] as const
export const FoundKind = z.enum(foundKinds)
export type FoundKind = z.output<typeof FoundKind>

/** How well a text answers: 3 the very thing, 2 its beginning, 1 somewhere in it. */
export const Strength = z.union([z.literal(1), z.literal(2), z.literal(3)])

export const FoundItem = z.object({
  kind: FoundKind,
  /** The case's id, the component's code, the unit's id and so on; unique within a group. */
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  /** Where it is, if that is known. */
  point: PointReply.nullable(),
  strength: Strength,
  stage: StageName.optional(),
  /** The unit itself, or one in which the person has a post. */
  unitId: z.string().optional(),
})
export type FoundItem = z.output<typeof FoundItem>

export const FoundGroup = z.object({
  kind: FoundKind,
  items: z.array(FoundItem),
  /** There are more than are shown. */
  more: z.boolean(),
})
export type FoundGroup = z.output<typeof FoundGroup>

export const searchAll = defineRoute({
  method: 'GET',
  path: '/api/search',
  tag: '搜索',
  summary: {
    zh: '一个搜索框：案件、部件、地点、人员、单位、小类，按岗位范围',
    en: 'One box for cases, components, places, people, units and categories, within one’s scope',
  },
  access: 'organisation.read',
  query: z.strictObject({
    q: Words(60).min(1),
    limit: z.coerce.number().int().min(1).max(20).default(5),
  }),
  reply: z.object({ groups: z.array(FoundGroup) }),
})
