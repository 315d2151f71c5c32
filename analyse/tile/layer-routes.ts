import type { FastifyReply } from 'fastify'
import { type Call, type Route, route } from '#kernel/http/route.ts'
import { Problem } from '#kernel/problem.ts'
import { makeTileBuilder, type TileBuilder } from './builder.ts'
import { caseTile, cellTile, componentTile, listTileLayers, type TileLayerId } from './layer-contract.ts'

/** Tiles of the city as it is; what somebody may see is in the contract's permission and in the layer's scope. */
export const layerRoutes = (builder: TileBuilder = makeTileBuilder()): readonly Route[] => [
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

/** What a browser holds of a version stays right; the version is another one for whoever sees something else. */
function send(response: FastifyReply, { etag, body }: { etag: string; body: Buffer | undefined }, known: unknown) {
  response.header('cache-control', 'private, max-age=31536000, immutable').header('etag', etag)
  if (known === etag) return response.code(304).send()
  if (!body) return response.code(204).send()
  return response.header('content-encoding', 'gzip').type(MVT).send(body)
}
