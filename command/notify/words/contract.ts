import { z } from 'zod'
import { defineRoute, Instant } from '#kernel/http/contract.ts'
import { noticeKinds } from '../kinds.ts'

const tag = '通知模板'
const access = 'notify.words'
const kinds = Object.keys(noticeKinds) as [keyof typeof noticeKinds, ...(keyof typeof noticeKinds)[]]

const Words = {
  titleZh: z.string().trim().min(1).max(80),
  titleEn: z.string().trim().min(1).max(120),
  textZh: z.string().trim().min(1).max(400),
  textEn: z.string().trim().min(1).max(600),
  sms: z.string().trim().max(200),
}

const Version = {
  ...Words,
  version: z.int(),
  enabled: z.boolean(),
  changedBy: z.string().nullable(),
  changedAt: Instant.nullable(),
}

const Pair = z.object({ zh: z.string(), en: z.string() })

export const TemplateItem = z.object({
  template: z.string(),
  kind: z.enum(kinds),
  about: Pair,
  params: z.array(z.string()),
  ...Version,
})
export type TemplateItem = z.output<typeof TemplateItem>

const params = z.strictObject({ template: z.string().regex(/^[a-z_.]{1,60}$/) })

export const listTemplates = defineRoute({
  method: 'GET',
  path: '/api/notify/templates',
  tag,
  summary: { zh: '通知模板，按种类', en: 'The templates of notices' },
  access,
  reply: z.object({ items: z.array(TemplateItem), parameters: z.record(z.string(), Pair) }),
})

export const listVersions = defineRoute({
  method: 'GET',
  path: '/api/notify/templates/:template',
  tag,
  summary: { zh: '一个模板的各个版本', en: 'The versions of a template' },
  access,
  params,
  reply: z.object({ items: z.array(z.object(Version)) }),
  problems: ['template_unknown'],
})

export const changeTemplate = defineRoute({
  method: 'POST',
  path: '/api/notify/templates/:template',
  tag,
  summary: { zh: '发布模板的新版本', en: 'Publish a new version of a template' },
  access,
  params,
  body: z.strictObject({ ...Words, enabled: z.boolean(), basedOn: z.int().min(0) }),
  reply: z.object({ version: z.int() }),
  problems: [
    'template_unknown',
    'template_parameter_unknown',
    'template_braces',
    'template_sms_too_long',
    'template_moved_on',
  ],
})

export const previewTemplate = defineRoute({
  method: 'POST',
  path: '/api/notify/templates/:template/preview',
  tag,
  summary: {
    zh: '预览模板：按案件编号取真实案件，没有编号或无权查看时用示例',
    en: 'Preview a template on a real case by its number, or on an example',
  },
  access,
  params,
  body: z.strictObject({ ...Words, number: z.string().trim().max(40).default('') }),
  reply: z.object({
    title: Pair,
    text: Pair,
    sms: z.string(),
    smsLength: z.int(),
    smsSegments: z.int(),
    /** Whose facts these are: a case of this number, or an example. */
    caseNumber: z.string().nullable(),
    faults: z.array(z.object({ field: z.string(), code: z.string(), zh: z.string(), en: z.string() })),
  }),
  problems: ['template_unknown'],
})
