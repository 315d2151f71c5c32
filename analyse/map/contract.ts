import { z } from 'zod'
import { StageName } from '#city/case/contract.ts'
import { CellCode, Day, PointInput, PointReply } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'

export {
  areaText,
  circleRing,
  lengthMetres,
  MOST_RADIUS_METRES,
  MOST_SQUARE_METRES,
  pointOf,
  readArea,
  ringSquareMetres,
  type SelectedArea,
  simplified,
  squareMetresOf,
} from './area.ts'

const tag = '一张图'
const Lon = z.coerce.number().min(-180).max(180)
const Lat = z.coerce.number().min(-85).max(85)
const BoxInput = { west: Lon, south: Lat, east: Lon, north: Lat }
const Period = { from: Day.optional(), to: Day.optional() }

/** A case as the map shows it. */
export const MapCase = z.object({
  caseId: Id,
  number: z.string(),
  stage: StageName,
  category: z.string().nullable(),
  categoryName: z.string().nullable(),
  placeText: z.string(),
  point: PointReply,
  reportedAt: Instant,
  dueAt: Instant.nullable(),
  urgent: z.boolean(),
  late: z.boolean(),
})
export type MapCase = z.output<typeof MapCase>

export const MapComponent = z.object({
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  state: z.enum(['intact', 'damaged', 'lost', 'disused', 'removed']),
  address: z.string().nullable(),
  point: PointReply,
})
export type MapComponent = z.output<typeof MapComponent>

export const casesInView = defineRoute({
  method: 'GET',
  path: '/api/map/cases',
  tag,
  summary: { zh: '视野内的案件，按岗位范围', en: 'Cases in view, within one’s scope' },
  access: 'case.read',
  query: z.strictObject({
    ...BoxInput,
    ...Period,
    /** Without a period only open cases are shown; with one, all that were reported in it. */
    limit: z.coerce.number().int().min(1).max(1_000).default(200),
  }),
  reply: z.object({
    items: z.array(MapCase),
    /** How many there are, counted up to 10 000. */
    total: z.int(),
  }),
})

export const reportDays = defineRoute({
  method: 'GET',
  path: '/api/map/days',
  tag,
  summary: { zh: '视野内逐日上报数', en: 'Reports in view by day' },
  access: 'case.read',
  query: z.strictObject({ ...BoxInput, days: z.coerce.number().int().min(7).max(366).default(90) }),
  reply: z.object({ from: Day, to: Day, items: z.array(z.object({ day: Day, total: z.int() })) }),
})

export const nearOnMap = defineRoute({
  method: 'GET',
  path: '/api/map/near',
  tag,
  summary: {
    zh: '点选：某点最近的案件、部件与所在网格',
    en: 'What is nearest to a point: cases, components, the cell',
  },
  access: 'place.read',
  query: PointInput.extend({ metres: z.coerce.number().min(1).max(2_000).default(30), ...Period }),
  reply: z.object({
    cases: z.array(MapCase.extend({ metres: z.number() })),
    components: z.array(MapComponent.extend({ metres: z.number() })),
    cell: z.object({ code: CellCode, street: z.string(), community: z.string() }).nullable(),
  }),
})

export const insideArea = defineRoute({
  method: 'GET',
  path: '/api/map/inside',
  tag,
  summary: { zh: '圈选：范围内各类数量与清单', en: 'Counts by class and a list within a drawn surface' },
  access: 'place.read',
  query: z.strictObject({
    /** `ring:lon,lat;…` with at most 60 corners, or `circle:lon,lat,metres`; CGCS2000 degrees. */
    area: z.string().max(2_400),
    ...Period,
  }),
  reply: z.object({
    squareMetres: z.number(),
    /** Absent where no post of the reader opens the list. */
    cases: z
      .object({
        total: z.int(),
        late: z.int(),
        groups: z.array(
          z.object({ category: z.string().nullable(), name: z.string().nullable(), total: z.int(), late: z.int() }),
        ),
        items: z.array(MapCase),
      })
      .nullable(),
    components: z
      .object({
        total: z.int(),
        faulty: z.int(),
        groups: z.array(z.object({ kind: z.string(), name: z.string(), total: z.int(), faulty: z.int() })),
        items: z.array(MapComponent),
      })
      .nullable(),
  }),
  problems: ['map_area_invalid', 'map_area_too_large'],
})

export const cellIndicators = ['open', 'late', 'lateShare', 'components'] as const
export type CellIndicator = (typeof cellIndicators)[number]

export const cellValues = defineRoute({
  method: 'GET',
  path: '/api/map/cells',
  tag,
  summary: { zh: '各单元网格的指标值', en: 'An indicator by cell' },
  access: 'case.read',
  query: z.strictObject({ by: z.enum(cellIndicators) }),
  reply: z.object({
    by: z.enum(cellIndicators),
    items: z.array(z.object({ code: z.string(), value: z.number() })),
  }),
})

export const nearestResources = defineRoute({
  method: 'GET',
  path: '/api/map/resources',
  tag,
  summary: { zh: '谁最近：附近采集员与属地单位', en: 'Who is nearest: collectors and the units in charge here' },
  access: 'resource.read',
  query: PointInput,
  reply: z.object({
    collectors: z.array(
      z.object({
        personId: Id,
        name: z.string(),
        onDutyUntil: Instant.nullable(),
        nextShiftAt: Instant.nullable(),
        beat: z.object({ name: z.string(), holdsPoint: z.boolean(), metres: z.number() }).nullable(),
        /** Where they last reported from, in the last twelve hours; nothing is known of where they are now. */
        lastSeen: z.object({ point: PointReply, at: Instant, metres: z.number() }).nullable(),
        /** Along our roads, to where they were last seen or else to their beat; absent where no road leads there. */
        roadMetres: z.number().nullable(),
        openTasks: z.int(),
      }),
    ),
    units: z.array(z.object({ unitId: z.string(), name: z.string(), duties: z.int(), open: z.int(), late: z.int() })),
  }),
})
