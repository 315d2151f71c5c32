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
    /** A base map of others that may be chosen instead; absent where none is set. */
    outer: z.object({ choices: z.array(z.array(z.string())), attribution: z.string() }).nullable(),
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

/** A tile of the outer base map, fetched by the server: browsers see neither its address nor its key. */
export const outerTile = defineRoute({
  method: 'GET',
  path: '/tiles/outer/:layer/:z/:x/:y',
  tag: '地图',
  summary: { zh: '外部底图瓦片（如天地图）', en: 'A tile of the outer base map' },
  access: 'place.read',
  params: z.strictObject({
    layer: z.string().regex(/^[a-zA-Z0-9_-]{1,40}$/),
    z: z.coerce.number().int().min(0).max(20),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  }),
  rawReply: true,
  reply: z.unknown(),
  problems: ['outer_map_absent', 'outer_map_unavailable'],
})
