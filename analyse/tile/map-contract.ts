import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'

/** Where the base map of one's district is, and where it opens. Bounds are CGCS2000 degrees. */
export const mapConfig = defineRoute({
  method: 'GET',
  path: '/api/map',
  tag: '地图',
  summary: { zh: '底图地址与本区范围', en: 'Base map address and extent' },
  access: 'public',
  unmetered: true,
  query: z.strictObject({ district: z.string().regex(/^[a-z0-9-]{2,40}$/) }),
  reply: z.object({
    /** Absent where no base map has been built. */
    tiles: z.string().nullable(),
    minZoom: z.int(),
    maxZoom: z.int(),
    centre: z.object({ frame: z.literal('CGCS2000'), lon: z.number(), lat: z.number() }),
    bounds: z.object({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  }),
  problems: ['district_not_found'],
})

export const baseTile = defineRoute({
  method: 'GET',
  path: '/tiles/base/:district/:version/:z/:x/:file',
  tag: '地图',
  summary: { zh: '底图矢量瓦片', en: 'A base map vector tile' },
  access: 'public',
  unmetered: true,
  params: z.strictObject({
    district: z.string().regex(/^[a-z0-9-]{2,40}$/),
    version: z.string().regex(/^[0-9a-f]{16}$/),
    z: z.coerce.number().int().min(0).max(22),
    x: z.coerce.number().int().min(0),
    file: z.string().regex(/^[0-9]+\.mvt$/),
  }),
  rawReply: true,
  reply: z.unknown(),
})
