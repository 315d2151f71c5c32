import { z } from 'zod'
import { CellCode, Day, Located, PointInput, PointReply, Words } from '#city/place/contract.ts'
import { inspectionRoute, TableReport, tableModes, tableQuery } from '#city/table-import/contract.ts'
import { defineRoute } from '#kernel/http/contract.ts'
import { Attribute, AttributeValue } from './attributes.ts'

export { type Attribute, attributesSchema, attributeText, filledOf } from './attributes.ts'
export { componentColumns } from './fields.ts'

export const ComponentCode = z.string().regex(/^[0-9]{16,17}$/)
export const KindCode = z.string().regex(/^[0-9]{4,5}$/)
export const ComponentState = z.enum(['intact', 'damaged', 'lost', 'disused', 'removed'])

export const NearQuery = PointInput.extend({
  metres: z.coerce.number().positive().max(2_000).default(100),
  limit: z.coerce.number().int().min(1).max(20).default(20),
  kind: KindCode.optional(),
})
export const NearReply = z.object({
  items: z.array(
    z.object({
      code: ComponentCode,
      kind: KindCode,
      name: z.string(),
      state: ComponentState,
      place: PointReply,
      cellCode: z.string().nullable(),
      address: z.string().nullable(),
      managerName: z.string().nullable(),
      ownerName: z.string().nullable(),
      maintainerName: z.string().nullable(),
      metres: z.number(),
    }),
  ),
})

export const ComponentDetail = z.object({
  code: ComponentCode,
  edition: z.enum(['2026', '2013']),
  kind: KindCode,
  name: z.string(),
  place: PointReply,
  cellCode: z.string().nullable(),
  streetCode: z.string().nullable(),
  communityCode: z.string().nullable(),
  managerCode: z.string().nullable(),
  managerName: z.string().nullable(),
  ownerCode: z.string().nullable(),
  ownerName: z.string().nullable(),
  maintainerCode: z.string().nullable(),
  maintainerName: z.string().nullable(),
  state: ComponentState,
  initialDate: Day,
  changedDate: Day.nullable(),
  dataSource: z.enum(['surveyed', 'topographic', 'base-geodata', 'other']).nullable(),
  accuracy: z.enum(['A', 'B', 'C']).nullable(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  legacyCode: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  revision: z.number().int(),
})

export const ComponentHistory = z.array(
  z.object({
    revision: z.number().int(),
    at: z.iso.datetime({ offset: true }),
    by: z.string(),
    change: z.enum(['registered', 'imported', 'state', 'amended', 'moved', 'undone', 'regridded']),
    reason: z.string().nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
  }),
)

/** One component with where it is, what has happened to it, and what it may become (with the reason for each). */
export const ComponentReply = z.object({
  component: ComponentDetail,
  located: Located.nullable(),
  history: ComponentHistory,
  mayBecome: z.record(z.string(), z.string()),
  /** The attributes its kind is asked for. */
  form: z.array(Attribute),
})

const filters = {
  text: Words(60).optional(),
  kind: KindCode.optional(),
  state: ComponentState.optional(),
  cellCode: CellCode.optional(),
}
export const ComponentSearchQuery = z.object({
  ...filters,
  after: ComponentCode.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const ComponentSearchReply = z.object({ items: z.array(ComponentDetail), next: z.string().nullable() })
export const ComponentExportQuery = z.object({ ...filters, format: z.enum(['csv', 'geojson']).default('csv') })

export const ComponentCountReply = z.object({
  kinds: z.array(
    z.object({
      kind: KindCode,
      name: z.string(),
      total: z.number().int(),
      byState: z.record(z.string(), z.number().int()),
    }),
  ),
})

/** The values of a kind's attributes; which there are and what they may be says `listAttributes`. */
const Attributes = z.record(Words(40).min(1), AttributeValue)

export const RegisterInput = z.object({
  kind: KindCode,
  name: Words(30).min(1),
  place: PointInput,
  managerCode: Words(18).nullable().default(null),
  managerName: Words(100).nullable().default(null),
  ownerCode: Words(18).nullable().default(null),
  ownerName: Words(100).nullable().default(null),
  maintainerCode: Words(18).nullable().default(null),
  maintainerName: Words(100).nullable().default(null),
  address: Words(256).nullable().default(null),
  note: Words(1000).nullable().default(null),
  accuracy: z.enum(['A', 'B', 'C']).nullable().default(null),
  attributes: Attributes.default({}),
})

/** The revision somebody looked at; another one by now is a conflict. */
const Revision = z.int().min(1)

export const SetStateInput = z.object({
  state: ComponentState,
  reason: Words(500).min(1),
  revision: Revision.optional(),
})

/** Corrections of one component under one reason; fields left out stay as they are. The code and the state have ways of their own. */
export const AmendInput = z.strictObject({
  revision: Revision,
  reason: Words(500).min(1),
  place: PointInput.optional(),
  name: Words(30).min(1).optional(),
  managerCode: Words(18).nullable().optional(),
  managerName: Words(100).nullable().optional(),
  ownerCode: Words(18).nullable().optional(),
  ownerName: Words(100).nullable().optional(),
  maintainerCode: Words(18).nullable().optional(),
  maintainerName: Words(100).nullable().optional(),
  address: Words(256).nullable().optional(),
  note: Words(1000).nullable().optional(),
  accuracy: z.enum(['A', 'B', 'C']).nullable().optional(),
  dataSource: z.enum(['surveyed', 'topographic', 'base-geodata', 'other']).nullable().optional(),
  attributes: Attributes.optional(),
})

export const UndoInput = z.strictObject({ revision: Revision, reason: Words(500).min(1) })

/** The declarations that go with a file of components; the file itself is the body. */
export const ComponentImportQuery = z.strictObject({
  format: z.enum(['csv', 'geojson', 'xlsx']),
  ...tableQuery,
  frame: z.enum(['CGCS2000', 'WGS84', 'GCJ02', 'BD09']).optional(),
  plane: z.stringbool().default(false),
  centralMeridian: z.coerce.number().optional(),
  ...tableModes,
  frameConfirmed: z.stringbool().default(false),
})

const tag = '部件'
const CodeParams = z.strictObject({ code: ComponentCode })

export const searchComponents = defineRoute({
  method: 'GET',
  path: '/api/components',
  tag,
  summary: { zh: '部件查询', en: 'Components' },
  access: 'component.read',
  query: ComponentSearchQuery,
  reply: ComponentSearchReply,
})

export const nearComponents = defineRoute({
  method: 'GET',
  path: '/api/components/near',
  tag,
  summary: { zh: '附近部件，由近及远', en: 'Components near a point, nearest first' },
  access: 'component.read',
  query: NearQuery,
  reply: NearReply,
})

export const countComponents = defineRoute({
  method: 'GET',
  path: '/api/components/counts',
  tag,
  summary: { zh: '各类部件数量与状态', en: 'Counts by kind and state' },
  access: 'component.read',
  reply: ComponentCountReply,
})

export const exportComponents = defineRoute({
  method: 'GET',
  path: '/api/components/export',
  tag,
  summary: { zh: '导出部件（CSV 或 GeoJSON）', en: 'Export components' },
  access: 'component.read',
  query: ComponentExportQuery,
  rawReply: true,
  reply: z.unknown(),
})

export const getComponent = defineRoute({
  method: 'GET',
  path: '/api/components/:code',
  tag,
  summary: { zh: '一个部件及其变更历史', en: 'One component with its history' },
  access: 'component.read',
  params: CodeParams,
  reply: ComponentReply,
})

/** What a kind of component is asked for besides what all of them are. */
export const listAttributes = defineRoute({
  method: 'GET',
  path: '/api/component-attributes',
  tag,
  summary: { zh: '某类部件的属性项', en: 'The attributes of a kind' },
  access: 'component.read',
  query: z.strictObject({ kind: KindCode }),
  reply: z.object({ items: z.array(Attribute) }),
})

export const registerComponent = defineRoute({
  method: 'POST',
  path: '/api/components',
  tag,
  summary: { zh: '登记部件，自动编码', en: 'Register a component' },
  access: 'component.write',
  body: RegisterInput,
  reply: ComponentDetail,
  problems: ['component_kind_unknown', 'component_county_missing', 'component_codes_spent', 'point_outside_district'],
})

export const setComponentState = defineRoute({
  method: 'POST',
  path: '/api/components/:code/state',
  tag,
  summary: { zh: '变更部件状态', en: 'Change the state of a component' },
  access: 'component.write',
  params: CodeParams,
  body: SetStateInput,
  reply: ComponentDetail,
  problems: ['component_not_found', 'component_state_refused', 'component_changed_meanwhile'],
})

/** Moves a component or corrects what is known of it; its cell and community follow the place. */
export const amendComponent = defineRoute({
  method: 'POST',
  path: '/api/components/:code/amend',
  tag,
  summary: { zh: '移动部件或更正属性', en: 'Move a component or correct it' },
  access: 'component.write',
  params: CodeParams,
  body: AmendInput,
  reply: ComponentDetail,
  problems: [
    'component_not_found',
    'component_removed',
    'component_changed_meanwhile',
    'component_change_empty',
    'point_outside_district',
  ],
})

/** Takes the latest change of a component back, as a change of its own. */
export const undoComponent = defineRoute({
  method: 'POST',
  path: '/api/components/:code/undo',
  tag,
  summary: { zh: '撤销部件最近一次变更', en: 'Take back the latest change of a component' },
  access: 'component.write',
  params: CodeParams,
  body: UndoInput,
  reply: ComponentDetail,
  problems: ['component_not_found', 'component_changed_meanwhile', 'component_nothing_to_undo'],
})

export const importComponents = defineRoute({
  method: 'POST',
  path: '/api/imports/components',
  tag: '导入',
  summary: { zh: '导入部件（Excel、CSV 或 GeoJSON），先试后入', en: 'Import components; dry run first' },
  access: 'component.write',
  query: ComponentImportQuery,
  bytes: true,
  reply: TableReport,
})

export const inspectComponentTable = inspectionRoute('/api/imports/components/inspect', 'component.write')
