import { z } from 'zod'
import { Area, CellCode, Day, PointReply, Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

/** Cut in two by a line; several become one; the border of two neighbours goes elsewhere; one is given up. */
export const gridKinds = ['split', 'merge', 'border', 'retire'] as const
export type GridKind = (typeof gridKinds)[number]

export const MOST_CORNERS = 200
export const MOST_CELLS = 12

const Degrees = z.tuple([z.number().min(-180).max(180), z.number().min(-85).max(85)])

/** A drawn line as it travels in a question: `lon,lat;lon,lat…`, CGCS2000 degrees. */
export const lineText = (line: readonly (readonly [number, number, ...number[]])[]): string =>
  line.map(([lon, lat]) => `${lon},${lat}`).join(';')

const LineText = z
  .string()
  .max(9_000)
  .transform((text) => text.split(';').map((pair) => pair.split(',').map(Number)))
  .pipe(z.array(Degrees).max(MOST_CORNERS))

const CellsText = z
  .string()
  .max(16 * MOST_CELLS)
  .transform((text) => text.split(','))
  .pipe(z.array(CellCode).min(1).max(MOST_CELLS))

export const GridPreviewQuery = z.strictObject({
  kind: z.enum(gridKinds),
  cells: CellsText,
  line: LineText.optional(),
  /** The first day of the new cells, today or to come; today unless said. */
  day: Day.optional(),
})

export const GridChangeInput = z.strictObject({
  kind: z.enum(gridKinds),
  cells: z.array(CellCode).min(1).max(MOST_CELLS),
  line: z.array(Degrees).max(MOST_CORNERS).optional(),
  /** The first day of the new cells, today or to come; today unless said. */
  day: Day.optional(),
  /** Of the preview that was looked at; cells that changed since are a conflict. */
  token: z.string().max(64),
  reason: Words(500).min(1),
})

const Finding = z.object({ zh: z.string(), en: z.string() })

/** What a change does to everything that hangs on its cells. */
export const Impact = z.object({
  components: z.object({
    total: z.int(),
    items: z.array(
      z.object({ code: z.string(), name: z.string(), point: PointReply, from: CellCode, to: CellCode.nullable() }),
    ),
  }),
  cases: z.object({
    open: z.int(),
    /** Ended ones, which keep the code they were filed under. */
    ended: z.int(),
    items: z.array(z.object({ caseId: Id, number: z.string(), from: CellCode, to: CellCode.nullable() })),
  }),
  beats: z.array(
    z.object({ beatId: Id, name: z.string(), person: z.string().nullable(), before: z.int(), after: z.int() }),
  ),
  /** Entries of the duty table that name a cell which goes; they are copied to those that come. */
  duties: z.array(z.object({ unitName: z.string(), category: z.string(), areaCode: z.string() })),
})

export const GridPreview = z.object({
  token: z.string(),
  /** The first day of the new cells. */
  day: Day,
  retired: z.array(z.object({ code: CellCode, areaM2: z.number() })),
  opened: z.array(z.object({ code: CellCode, areaM2: z.number(), area: Area, from: z.array(CellCode) })),
  reshaped: z.array(z.object({ code: CellCode, beforeM2: z.number(), areaM2: z.number(), area: Area })),
  ...Impact.shape,
  /** What must be mended before it can be published; empty when the cells fit. */
  findings: z.array(Finding),
})

export const GridNeighbours = z.object({
  items: z.array(
    z.object({
      code: CellCode,
      areaM2: z.number(),
      label: PointReply,
      /** What the two have in common, where it is one line; its ends stay. */
      border: z.array(z.tuple([z.number(), z.number()])).nullable(),
    }),
  ),
})

/** Its day is to come; its cells hold; taken back before its day; taken back after it. */
export const gridStates = ['planned', 'effective', 'withdrawn', 'undone'] as const

export const GridChange = z.object({
  number: z.int(),
  kind: z.enum(gridKinds),
  state: z.enum(gridStates),
  /** The first day of the new cells. */
  day: Day,
  at: Instant,
  by: z.string(),
  reason: z.string(),
  retired: z.array(CellCode),
  opened: z.array(CellCode),
  reshaped: z.array(CellCode),
  /** How many were moved; of a planned change, how many there were when it was planned. */
  components: z.int(),
  openCases: z.int(),
  effectiveAt: Instant.nullable(),
  /** When, by whom and why it was withdrawn or undone. */
  endedAt: Instant.nullable(),
  endedBy: z.string().nullable(),
  endedReason: z.string().nullable(),
})

const ChangeCell = z.object({ code: CellCode, name: z.string().nullable(), areaM2: z.number(), area: Area })

export const GridChangeDetail = z.object({
  change: GridChange,
  /** Empty for changes older than the register of shapes. */
  before: z.array(ChangeCell),
  after: z.array(ChangeCell),
  /** Of a planned change: what it would bring as things are now. */
  impact: Impact.nullable(),
  undo: z.object({
    possible: z.boolean(),
    /** What stands in the way of undoing an effective change. */
    obstacle: Finding.nullable(),
  }),
})

const tag = '网格与地名'
const refusals = [
  'cell_not_found',
  'cell_codes_spent',
  'grid_shape_refused',
  'grid_cells_count',
  'grid_communities_differ',
  'grid_cell_too_new',
  'grid_day_unfit',
  'cell_planned',
]

export const listGridNeighbours = defineRoute({
  method: 'GET',
  path: '/api/grid/neighbours',
  tag,
  summary: { zh: '同社区相邻网格及公共边', en: 'Neighbours in the same community with the border in common' },
  access: 'place.write',
  query: z.strictObject({ code: CellCode }),
  reply: GridNeighbours,
  problems: ['cell_not_found'],
})

export const previewGridChange = defineRoute({
  method: 'GET',
  path: '/api/grid/preview',
  tag,
  summary: { zh: '网格调整的影响预览', en: 'What a change of cells would bring' },
  access: 'place.write',
  query: GridPreviewQuery,
  reply: GridPreview,
  problems: refusals,
})

export const publishGridChange = defineRoute({
  method: 'POST',
  path: '/api/grid/changes',
  tag,
  summary: {
    zh: '发布网格调整，今日起用或列入计划',
    en: 'Publish a change of cells, as of today or planned for a day',
  },
  access: 'place.write',
  body: GridChangeInput,
  reply: GridChange,
  problems: [...refusals, 'grid_changed_meanwhile', 'grid_not_whole'],
})

export const listGridChanges = defineRoute({
  method: 'GET',
  path: '/api/grid/changes',
  tag,
  summary: { zh: '网格调整的计划与记录', en: 'Changes of cells: planned, in effect, taken back' },
  access: 'place.read',
  query: z.strictObject({
    /** Only changes in which this cell came, went or got another shape. */
    cell: CellCode.optional(),
    state: z.enum(gridStates).optional(),
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({ items: z.array(GridChange), next: z.int().nullable() }),
})

const ChangeParams = z.strictObject({ number: z.coerce.number().int().min(1).max(2_000_000_000) })
const Reasoned = z.strictObject({ reason: Words(500).min(1) })

export const getGridChange = defineRoute({
  method: 'GET',
  path: '/api/grid/changes/:number',
  tag,
  summary: {
    zh: '一次网格调整：前后边界、影响、能否撤销',
    en: 'One change of cells, before and after, and whether it can be undone',
  },
  access: 'place.read',
  params: ChangeParams,
  reply: GridChangeDetail,
  problems: ['grid_change_not_found'],
})

export const withdrawGridChange = defineRoute({
  method: 'POST',
  path: '/api/grid/changes/:number/withdraw',
  tag,
  summary: { zh: '撤回尚未生效的网格调整', en: 'Withdraw a planned change of cells' },
  access: 'place.write',
  params: ChangeParams,
  body: Reasoned,
  reply: GridChange,
  problems: ['grid_change_not_found', 'grid_change_not_planned'],
})

export const undoGridChange = defineRoute({
  method: 'POST',
  path: '/api/grid/changes/:number/undo',
  tag,
  summary: { zh: '撤销最近生效的网格调整', en: 'Undo the change of cells that took effect last' },
  access: 'place.write',
  params: ChangeParams,
  body: Reasoned,
  reply: GridChange,
  problems: ['grid_change_not_found', 'grid_change_built_upon'],
})
