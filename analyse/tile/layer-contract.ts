import { z } from 'zod'
import { defineRoute } from '#kernel/http/contract.ts'

/** The layers of the one map that are cut from what the city holds at this moment. */
export const TileLayerId = z.enum(['component', 'case', 'cell'])
export type TileLayerId = z.output<typeof TileLayerId>

export const TileLayerItem = z.object({
  layer: TileLayerId,
  title: z.object({ zh: z.string(), en: z.string() }),
  minZoom: z.int(),
  maxZoom: z.int(),
  /** A part of every tile's address; another one after every change of what the layer shows this person. */
  version: z.string(),
})

/** `/api/tiles/component/12/14/13100/6700`: Web Mercator tiles (EPSG:3857) of 4096 units. */
export const TileAddress = z.strictObject({
  version: z.string().regex(/^[0-9a-z.-]{1,60}$/),
  z: z.coerce.number().int().min(0).max(22),
  x: z.coerce.number().int().min(0),
  y: z.coerce.number().int().min(0),
})

const tag = '地图'

export const listTileLayers = defineRoute({
  method: 'GET',
  path: '/api/tiles',
  tag,
  summary: { zh: '本人可看的业务图层及其当前版本', en: 'Map layers one may see, with their present versions' },
  access: 'place.read',
  reply: z.object({ items: z.array(TileLayerItem) }),
})

const tileOf = (layer: TileLayerId, access: string, summary: { zh: string; en: string }) =>
  defineRoute({
    method: 'GET',
    path: `/api/tiles/${layer}/:version/:z/:x/:y`,
    tag,
    summary,
    access,
    params: TileAddress,
    rawReply: true,
    reply: z.unknown(),
    problems: ['tile_version_past'],
  })

/** `density` below zoom 14, `cluster` at 14 and 15, `component` from 16 on. */
export const componentTile = tileOf('component', 'component.read', { zh: '部件瓦片', en: 'A tile of components' })

/** `density` below zoom 13, `case` from 13 on: open cases in one's scope. */
export const caseTile = tileOf('case', 'case.read', { zh: '在办案件瓦片', en: 'A tile of open cases' })

/** `cell` and `cell_label`. */
export const cellTile = tileOf('cell', 'place.read', { zh: '单元网格瓦片', en: 'A tile of cells' })
