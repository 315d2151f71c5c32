import { z } from 'zod'
import { defineRoute, Instant } from '#kernel/http/contract.ts'

const tag = '行业应用'
const Words = z.object({ zh: z.string(), en: z.string() })
const Marked = z.object({ text: z.string(), mark: z.string() })
export const IndustryId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

/** How a thing may stand on the map, the worst first. */
export const thingStateNames = ['alarm', 'broken', 'work', 'silent', 'sound'] as const

const Named = z.object({ code: z.string(), title: Words })

/** An industry with what turning it on brings, slot by slot. */
export const IndustryItem = z.object({
  id: z.string(),
  title: Words,
  about: Words,
  isOn: z.boolean(),
  turns: z.array(z.object({ isOn: z.boolean(), reason: z.string(), at: Instant, by: z.string() })),
  components: z.array(z.object({ code: z.string(), name: z.string(), count: z.int() })),
  devices: z.array(Named.extend({ count: z.int(), metrics: z.array(z.object({ name: z.string(), title: Words })) })),
  rules: z.array(
    Named.extend({ severity: z.string(), source: Marked, state: z.enum(['none', 'draft', 'in_force', 'ended']) }),
  ),
  requests: z.array(Named),
  jobs: z.array(Named.extend({ checklist: z.array(Words) })),
  inspections: z.array(Named.extend({ everyDays: z.int(), source: Marked, checklist: z.array(Words) })),
  indicators: z.array(Named.extend({ unit: z.string(), target: z.number() })),
})
export type IndustryItem = z.output<typeof IndustryItem>

export const listIndustries = defineRoute({
  method: 'GET',
  path: '/api/industries',
  tag,
  summary: { zh: '行业应用：各带来什么、是否启用', en: 'Industries: what each brings, and whether it is on' },
  access: 'industry.read',
  reply: z.object({ items: z.array(IndustryItem) }),
})

export const switchIndustry = defineRoute({
  method: 'POST',
  path: '/api/industries/:industryId/switch',
  tag,
  summary: { zh: '启用或停用行业应用', en: 'Turn an industry on or off' },
  access: 'industry.write',
  params: z.strictObject({ industryId: IndustryId }),
  body: z.strictObject({ isOn: z.boolean(), reason: z.string().trim().min(2).max(200) }),
  /** How many alarm rules were drafted, or withdrawn. */
  reply: z.object({ isOn: z.boolean(), rules: z.int() }),
  problems: ['industry_unknown', 'industry_already'],
})
