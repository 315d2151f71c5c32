import { z } from 'zod'
import { thingStateNames } from '#city/industry/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'

/** More would be a blot; near enough, all are there. */
export const mostThings = 2_000

const Words = z.object({ zh: z.string(), en: z.string() })
const Degree = (most: number) => z.coerce.number().min(-most).max(most)

export const IndustryThing = z.object({
  industryId: z.string(),
  /** The component, where it is one or is mounted on one. */
  code: z.string().nullable(),
  name: z.string(),
  state: z.enum(thingStateNames),
  lon: z.number(),
  lat: z.number(),
})
export type IndustryThing = z.output<typeof IndustryThing>

export const industryLayers = defineRoute({
  method: 'GET',
  path: '/api/map/industries',
  tag: '一张图',
  summary: {
    zh: '行业图层：范围内的设备、问题部件与在办工单',
    en: 'Layers of industries: devices, faults and work in view',
  },
  access: 'industry.read',
  query: z.strictObject({ west: Degree(180), south: Degree(90), east: Degree(180), north: Degree(90) }),
  reply: z.object({
    layers: z.array(
      z.object({
        industryId: z.string(),
        title: Words,
        looks: z.record(z.enum(thingStateNames), z.object({ title: Words, tone: z.string(), glyph: z.string() })),
        counts: z.record(z.enum(thingStateNames), z.int()),
      }),
    ),
    items: z.array(IndustryThing),
    isCut: z.boolean(),
  }),
})
