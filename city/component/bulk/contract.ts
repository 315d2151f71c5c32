import { z } from 'zod'
import { Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { AttributeValue } from '../attributes.ts'
import { ComponentCode, KindCode } from '../contract.ts'

/** So many components at most change at once. */
export const COMPONENT_BULK_MAX = 500

const Values = z
  .record(Words(40).min(1), AttributeValue)
  .refine((values) => Object.keys(values).length > 0, '至少改一项属性')

/** The same attributes for many components of one kind, each as it was when chosen; null empties an attribute. */
export const AttributeChange = z.strictObject({
  kind: KindCode,
  attributes: Values,
  items: z
    .array(z.strictObject({ code: ComponentCode, revision: z.int().min(1) }))
    .min(1)
    .max(COMPONENT_BULK_MAX)
    .refine((items) => new Set(items.map(({ code }) => code)).size === items.length, '同一部件只能出现一次'),
})

const Reason = Words(500).min(1)
const Refusal = z.object({ code: z.string(), zh: z.string(), en: z.string() })
const Some = z.record(z.string(), z.unknown())

/** One of them: only the attributes that are asked to change, before and after. */
const Foretold = z.object({
  code: ComponentCode,
  name: z.string().nullable(),
  address: z.string().nullable(),
  refusal: Refusal.nullable(),
  before: Some,
  after: Some.nullable(),
})

const Left = z.array(z.object({ code: ComponentCode, refusal: Refusal }))

const Summary = z.object({
  bulkId: Id,
  kind: KindCode,
  kindName: z.string().nullable(),
  attributes: Some,
  reason: z.string(),
  by: z.string(),
  at: Instant,
  done: z.int(),
  undoneAt: Instant.nullable(),
  undoneBy: z.string().nullable(),
  undoReason: z.string().nullable(),
  undone: z.int().nullable(),
})

const tag = '部件'

/** What a change would do to each of them; changes nothing. */
export const previewAttributeChange = defineRoute({
  method: 'POST',
  path: '/api/component-bulks/preview',
  tag,
  summary: { zh: '预演批量改属性：每个部件改前改后', en: 'Rehearse a change of attributes of many components' },
  access: 'component.write',
  body: AttributeChange,
  reply: z.object({ items: z.array(Foretold) }),
})

/** Changes those that can be changed, in one step, each with its line of history; the others are told with the reason. */
export const changeAttributes = defineRoute({
  method: 'POST',
  path: '/api/component-bulks',
  tag,
  summary: { zh: '批量改属性，可整批撤销', en: 'Change attributes of many components; can be taken back as a whole' },
  access: 'component.write',
  body: AttributeChange.extend({ reason: Reason }),
  reply: z.object({ bulkId: Id, done: z.int(), left: Left }),
  problems: ['component_bulk_empty'],
})

/** The changes of many at once, newest first. */
export const listAttributeChanges = defineRoute({
  method: 'GET',
  path: '/api/component-bulks',
  tag,
  summary: { zh: '批量改属性的记录，新的在前', en: 'Changes of many components, newest first' },
  access: 'component.write',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  reply: z.object({ items: z.array(Summary) }),
})

/** Takes a change back in every component that nobody has changed since; the others are left and told. */
export const undoAttributeChange = defineRoute({
  method: 'POST',
  path: '/api/component-bulks/:bulkId/undo',
  tag,
  summary: { zh: '整批撤销；之后另有改动的部件不动', en: 'Take a change of many back; what was changed since stays' },
  access: 'component.write',
  params: z.strictObject({ bulkId: Id }),
  body: z.strictObject({ reason: Reason }),
  reply: z.object({ bulkId: Id, done: z.int(), left: Left }),
  problems: ['component_bulk_not_found', 'component_bulk_undone', 'component_bulk_overtaken'],
})
