import { z } from 'zod'
import { ComponentCode, KindCode } from '#city/component/contract.ts'
import { PointReply } from '#city/place/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'

const Category = z.object({ edition: z.string(), kind: z.literal('matter'), code: z.string(), name: z.string() })

/** What anybody may know of a thing that carries a code. */
export const PublicThing = z.object({
  code: z.string(),
  name: z.string(),
  kindName: z.string(),
  place: PointReply,
  address: z.string().nullable(),
  /** Who looks after it. */
  keeper: z.string().nullable(),
  /** What somebody who finds a fault here most likely reports. */
  category: Category.nullable(),
})
export type PublicThing = z.output<typeof PublicThing>

export const publicThing = defineRoute({
  method: 'GET',
  path: '/api/public/:district/things/:code',
  tag: '市民',
  summary: { zh: '扫码看设施：公开信息', en: 'A thing by the code on it' },
  access: 'public',
  params: z.strictObject({ district: z.string().max(40), code: ComponentCode }),
  reply: PublicThing,
  problems: ['component_not_found'],
})

/** Twenty-four to a sheet, so ten sheets. */
export const mostLabels = 240

export const printLabels = defineRoute({
  method: 'GET',
  path: '/api/component-labels',
  tag: '部件',
  summary: { zh: '打印二维码标签（A4，每页 24 张）', en: 'Labels with codes to print, 24 on a sheet of A4' },
  access: 'thing.label',
  query: z.strictObject({
    /** One kind, the codes after `after`, or else one thing. */
    kind: KindCode.optional(),
    after: ComponentCode.optional(),
    code: ComponentCode.optional(),
    limit: z.coerce.number().int().min(1).max(mostLabels).default(mostLabels),
  }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['labels_of_what', 'labels_none'],
})

/** The sheets of one kind, 240 labels a file: which codes each holds, and after which it begins. */
export const listLabelBatches = defineRoute({
  method: 'GET',
  path: '/api/component-labels/batches',
  tag: '部件',
  summary: { zh: '一类部件的标签分批（每批 240 张）', en: 'The labels of a kind by files of 240' },
  access: 'thing.label',
  query: z.strictObject({ kind: KindCode }),
  reply: z.object({
    items: z.array(
      z.object({
        number: z.int(),
        first: ComponentCode,
        last: ComponentCode,
        count: z.int(),
        /** What `after` takes to print it; null for the first. */
        after: ComponentCode.nullable(),
      }),
    ),
  }),
})
