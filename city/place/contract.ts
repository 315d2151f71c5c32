import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'
import { frames } from './frame.ts'

/** The frame functions that screens need; conversion happens at their edge and nowhere else. */
export { convert, type Frame, type Point, point, pointFault, pointIn, toCgcs2000 } from './frame.ts'

/** Text of a person, at most so many characters; a zero character fits no column. */
export const Words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\0]*$/)

export const FrameName = z.enum(frames as ['CGCS2000', 'WGS84', 'GCJ02', 'BD09'])

/** A point on the wire: degrees in a named frame, CGCS2000 unless said. */
export const PointInput = z.object({
  lon: z.coerce.number(),
  lat: z.coerce.number(),
  frame: FrameName.default('CGCS2000'),
})

/** A point in a reply, always CGCS2000. */
export const PointReply = z.object({ frame: z.literal('CGCS2000'), lon: z.number(), lat: z.number() })

/** How a file's coordinates are to be read. */
export const DeclaredFrame = z.union([
  FrameName,
  z.object({
    plane: z.object({
      zoneWidth: z.union([z.literal(3), z.literal(6)]).optional(),
      centralMeridian: z.number().min(73).max(136).optional(),
    }),
  }),
])

export const DivisionCode = z.string().regex(/^[0-9]{9}([0-9]{3})?$/)
export const CellCode = z.string().regex(/^[0-9]{12}[0-9A-Z]{3}$/)
export const Day = z.iso.date()

export const Located = z.object({
  cellCode: CellCode,
  communityCode: z.string(),
  communityName: z.string(),
  streetCode: z.string(),
  streetName: z.string(),
  beatId: z.uuid().optional(),
})

/** The cells of a day past or to come, of today unless said. */
export const LocateQuery = PointInput.extend({ day: Day.optional() })
export const LocateReply = z.object({ point: PointReply, located: Located.nullable() })

export const GeocodeQuery = z.object({ text: Words(120).min(1) })
export const GeocodeReply = z.object({
  candidates: z.array(
    z.object({
      kind: z.enum(['coordinates', 'component', 'cell', 'crossing', 'door', 'place', 'road']),
      label: z.string(),
      point: PointReply,
      reason: z.object({ zh: z.string(), en: z.string() }),
      strength: z.union([z.literal(1), z.literal(2), z.literal(3)]),
      located: Located.optional(),
    }),
  ),
})

const NamedDistance = z.object({ name: z.string(), metres: z.number() })
export const ReverseQuery = PointInput
export const ReverseReply = z.object({
  text: z.string(),
  road: NamedDistance.optional(),
  place: NamedDistance.optional(),
  located: Located.optional(),
})

export const CellSearchQuery = z.object({
  prefix: z
    .string()
    .regex(/^[0-9]{0,15}$/)
    .optional(),
  beatId: z.uuid().optional(),
  day: Day.optional(),
  after: CellCode.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export const CellSummary = z.object({
  code: CellCode,
  name: z.string().nullable(),
  areaM2: z.number(),
  label: PointReply,
  validFrom: Day,
  validTo: Day.nullable(),
  succeededBy: z.array(z.string()),
  beatId: z.uuid().nullable(),
})
export const CellSearchReply = z.object({ items: z.array(CellSummary), next: z.string().nullable() })

const Position = z.tuple([z.number(), z.number()]).rest(z.number())
const Ring = z.array(Position)
export const Area = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }),
])
export const CellDetail = CellSummary.extend({ area: Area, note: z.string().nullable() })

export const DivisionReply = z.object({
  divisions: z.array(
    z.object({ code: DivisionCode, name: z.string(), level: z.enum(['street', 'community']), parentCode: z.string() }),
  ),
})

export const BeatInput = z.object({
  name: Words(50).min(1),
  note: Words(500).nullable().default(null),
  cellCodes: z.array(CellCode).max(500),
  day: Day,
})
export const BeatReply = z.object({
  beatId: z.uuid(),
  name: z.string(),
  note: z.string().nullable(),
  cellCodes: z.array(z.string()),
})

/** The declarations that go with a file of cells; the file itself is the body. */
export const CellImportQuery = z.object({
  frame: FrameName.optional(),
  centralMeridian: z.coerce.number().optional(),
  plane: z.stringbool().default(false),
  day: Day,
  commit: z.stringbool().default(false),
  acceptValid: z.stringbool().default(false),
  frameConfirmed: z.stringbool().default(false),
  gapsConfirmed: z.stringbool().default(false),
})

export const RowFinding = z.object({
  row: z.number().int(),
  code: z.string().optional(),
  field: z.string(),
  problem: z.string(),
  severity: z.enum(['refused', 'warning']),
  zh: z.string(),
  en: z.string(),
})

export const ImportReport = z.object({
  total: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
  committed: z.boolean(),
  findings: z.array(RowFinding),
  findingsOmitted: z.number().int(),
  suspicion: z
    .object({ suspected: FrameName, medianOffsetMetres: z.number(), bearing: z.number(), sharePct: z.number() })
    .optional(),
})

const tag = '网格与地名'

export const locatePlace = defineRoute({
  method: 'GET',
  path: '/api/places/locate',
  tag,
  summary: { zh: '点位所在单元网格、社区、街道', en: 'The cell, community and street of a point' },
  access: 'place.read',
  query: LocateQuery,
  reply: LocateReply,
})

export const geocodePlace = defineRoute({
  method: 'GET',
  path: '/api/places/geocode',
  tag,
  summary: { zh: '按路名、门牌、地名、部件码或坐标找地点', en: 'Places that a text may mean' },
  access: 'place.read',
  query: GeocodeQuery,
  reply: GeocodeReply,
})

export const reversePlace = defineRoute({
  method: 'GET',
  path: '/api/places/reverse',
  tag,
  summary: { zh: '点位的地址描述', en: 'Words for a point' },
  access: 'place.read',
  query: ReverseQuery,
  reply: ReverseReply,
})

export const searchCells = defineRoute({
  method: 'GET',
  path: '/api/cells',
  tag,
  summary: { zh: '单元网格', en: 'Cells' },
  access: 'place.read',
  query: CellSearchQuery,
  reply: CellSearchReply,
})

export const getCell = defineRoute({
  method: 'GET',
  path: '/api/cells/:code',
  tag,
  summary: { zh: '一个单元网格及其边界', en: 'One cell with its surface' },
  access: 'place.read',
  params: z.strictObject({ code: CellCode }),
  reply: CellDetail,
})

export const listDivisions = defineRoute({
  method: 'GET',
  path: '/api/divisions',
  tag,
  summary: { zh: '街道与社区', en: 'Streets and communities' },
  access: 'place.read',
  reply: DivisionReply,
})

export const importCells = defineRoute({
  method: 'POST',
  path: '/api/imports/cells',
  tag: '导入',
  summary: { zh: '导入单元网格（GeoJSON），先试后入', en: 'Import cells from GeoJSON; dry run first' },
  access: 'place.write',
  query: CellImportQuery,
  bytes: true,
  reply: ImportReport,
})
