import type { FastifyReply } from 'fastify'
import { type Call, type Route, route } from '#kernel/http/route.ts'
import { Problem } from '#kernel/problem.ts'
import type { TileBuilder } from './builder.ts'
import { caseTile, cellTile, componentTile, listTileLayers, type TileLayerId } from './layer-contract.ts'
import type { BuiltTile } from './tile-cache.ts'

/** Tiles of the city as it is; what somebody may see is in the contract's permission and in the layer's scope. */
export const layerRoutes = (builder: TileBuilder): readonly Route[] => [
  route(listTileLayers, async ({ tx, actor, now }) => {
    const own = await builder.layers({ db: tx, actor, now })
    const items = own.map(({ layer: { id, title, minZoom, maxZoom }, version }) => ({
      layer: id,
      title,
      minZoom,
      maxZoom,
      version,
    }))
    return { items }
  }),
  route(componentTile, (call) => answerTile(builder, 'component', call)),
  route(caseTile, (call) => answerTile(builder, 'case', call)),
  route(cellTile, (call) => answerTile(builder, 'cell', call)),
]

const MVT = 'application/vnd.mapbox-vector-tile'

async function answerTile(builder: TileBuilder, layer: TileLayerId, call: Call<typeof componentTile>) {
  const { version, ...square } = call.params
  const asking = { db: call.tx, actor: call.actor, now: call.now }
  const tile = await builder.tile(asking, layer, version, square).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'tile_version_past')
      call.response.header(
        'location',
        `/api/tiles/${layer}/${error.detail.version}/${square.z}/${square.x}/${square.y}`,
      )
    throw error
  })
  return send(call.response, tile, call.request.headers['if-none-match'])
}

function send(response: FastifyReply, tile: BuiltTile, known: unknown) {
  const { status, headers, body } = tileReply(tile, known)
  response.code(status)
  for (let at = 0; at < headers.length; at += 2) response.header(headers[at]!, headers[at + 1])
  return response.send(body)
}

/**
 * A tile as it is answered, to somebody who may know its tag already. What a browser holds of a version stays right; the version is
 * another one for whoever sees something else.
 */
export function tileReply({ etag, body }: BuiltTile, known: unknown) {
  const kept = ['cache-control', 'private, max-age=31536000, immutable', 'etag', etag]
  if (known === etag) return { status: 304, headers: kept, body: undefined }
  if (!body) return { status: 204, headers: kept, body: undefined }
  return { status: 200, headers: [...kept, 'content-encoding', 'gzip', 'content-type', MVT], body }
}
