import type { Clock } from '#kernel/clock.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Identify } from '#kernel/http/app.ts'
import { answerQuickly, type Quick } from '#kernel/http/quick.ts'
import type { TileBuilder } from './builder.ts'
import type { TileLayerId } from './layer-contract.ts'
import { tileReply } from './layer-routes.ts'

type Deps = {
  readonly builder: TileBuilder
  readonly db: Db
  readonly clock: Clock
  readonly identify: Identify
  /** An answer was sent; how many seconds it took. */
  readonly answered: (route: string, status: number, seconds: number) => void
}

const address = /^\/api\/tiles\/(component|case|cell)\/([0-9a-z.-]{1,60})\/([0-9]{1,2})\/([0-9]{1,7})\/([0-9]{1,7})$/

/**
 * Tiles that are held, sent before the framework has looked at the request. Who asks, what the post may see and whether the version
 * is the present one are asked as for any other request; whatever is not plainly in order is left to the route.
 */
export const warmTiles =
  ({ builder, db, clock, identify, answered }: Deps): Quick =>
  (request, response) => {
    const found = request.method === 'GET' && request.url ? address.exec(request.url) : null
    if (!found) return undefined
    const began = performance.now()
    const [, layer, version, z, x, y] = found
    const square = { z: Number(z), x: Number(x), y: Number(y) }
    const send = async () => {
      const actor = await identify(request)
      if (!actor) return false
      const tile = await builder.held({ db, actor, now: clock.now() }, layer as TileLayerId, version!, square)
      if (!tile || response.destroyed) return false
      const reply = tileReply(tile, request.headers['if-none-match'])
      answerQuickly(response, reply)
      answered(`/api/tiles/${layer}/:version/:z/:x/:y`, reply.status, (performance.now() - began) / 1000)
      return true
    }
    return send()
  }
