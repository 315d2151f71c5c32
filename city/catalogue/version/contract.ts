import { z } from 'zod'
import { defineRoute, Id } from '#kernel/http/contract.ts'
import { ConditionItem, Edition, Kind, StandardVersionItem } from '../contract.ts'

const Cells = z.array(z.object({ code: z.string(), name: z.string() }))
const Name = z.string().trim().min(1).max(100)
const Text = z.string().trim().min(2).max(2000)
const Units = z.string().trim().max(300)

const tag = '分类标准'
const version = z.strictObject({ versionId: Id })

export const compareEditions = defineRoute({
  method: 'GET',
  path: '/api/categories/editions',
  tag,
  summary: { zh: '国家标准各版本对照', en: 'The national editions side by side' },
  access: 'catalogue.read',
  reply: z.object({
    editions: z.array(
      z.object({
        edition: Edition,
        standard: z.string(),
        name: z.string(),
        inForceFrom: z.iso.date(),
        replacedFrom: z.iso.date().nullable(),
        categories: z.int(),
      }),
    ),
    rows: z.array(
      z.object({
        kind: Kind,
        majorName: z.string(),
        '2026': Cells,
        '2013': Cells,
        '2007': Cells,
        syllables: z.string(),
        how: z.array(z.object({ basis: z.string(), mark: z.string() })),
      }),
    ),
  }),
})

export const listVersionConditions = defineRoute({
  method: 'GET',
  path: '/api/standards/:versionId/conditions',
  tag,
  summary: { zh: '一个版本的全部立案、结案条件', en: 'All filing and closing conditions of a version' },
  access: 'catalogue.read',
  params: version,
  reply: z.object({
    version: StandardVersionItem,
    items: z.array(
      ConditionItem.extend({ name: z.string(), majorName: z.string(), extension: z.boolean(), syllables: z.string() }),
    ),
  }),
  problems: ['standard_version_not_found'],
})

export const draftStandard = defineRoute({
  method: 'POST',
  path: '/api/standards',
  tag,
  summary: { zh: '以一个版本或国家默认为底稿另建草稿', en: 'A draft made from a version or the national default' },
  access: 'catalogue.write',
  body: z.strictObject({ from: Id.nullable(), name: Name }),
  reply: z.object({ versionId: Id }),
  problems: ['standard_version_not_found'],
})

export const amendCondition = defineRoute({
  method: 'POST',
  path: '/api/standards/:versionId/conditions/:conditionId',
  tag,
  summary: { zh: '改草稿中的一条立案条件', en: 'Change a condition of a draft' },
  access: 'catalogue.write',
  params: z.strictObject({ versionId: Id, conditionId: Id }),
  body: z.strictObject({ condition: Text, closing: Text, disposingUnits: Units, supervisingUnits: Units }),
  reply: z.object({ conditionId: Id }),
  problems: ['standard_version_not_found', 'standard_not_draft', 'condition_not_found'],
})

export const discardDraft = defineRoute({
  method: 'POST',
  path: '/api/standards/:versionId/discard',
  tag,
  summary: { zh: '放弃草稿', en: 'Throw a draft away' },
  access: 'catalogue.write',
  params: version,
  reply: z.object({ versionId: Id }),
  problems: ['standard_version_not_found', 'standard_not_draft'],
})
