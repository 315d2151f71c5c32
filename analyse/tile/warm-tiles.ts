import type { IncomingMessage, ServerResponse } from 'node:http'
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
  /** How often a session was ended here: passes given before are void. */
  readonly sessions: { endings(): number }
  /** An answer was sent; how many seconds it took. */
  readonly answered: (route: string, status: number, seconds: number) => void
}

/** That somebody may be sent a layer's held tiles under a version, and whose they are. */
type Pass = {
  readonly given: number
  readonly endings: number
  readonly squares: string
  readonly scope: string
  readonly route: string
}

/** With the time for which a session and its posts are remembered it makes a second: nothing is sent on them later. */
const PASS_MS = 100
const MOST_PASSES = 2_000
const address = /^\/api\/tiles\/((?:component|case|cell)\/[0-9a-z.-]{1,60})\/([0-9]{1,2}\/[0-9]{1,7}\/[0-9]{1,7})$/

/**
 * Tiles that are held, sent before the framework has looked at the request. Who asks, what the post may see and whether the version
 * is the present one are asked as for any other request, for a map's burst of tiles once; whatever is not plainly in order is left
 * to the route.
 */
export function warmTiles({ builder, db, clock, identify, sessions, answered }: Deps): Quick {
  const passes = new Map<string, Pass>()

  const send = (request: IncomingMessage, response: ServerResponse, pass: Pass, square: string, began: number) => {
    const tile = builder.cache.held(`${pass.squares}/${square}`, pass.scope)
    if (!tile || response.destroyed) return false
    const reply = tileReply(tile, request.headers['if-none-match'])
    answerQuickly(response, reply)
    answered(pass.route, reply.status, (performance.now() - began) / 1000)
    return true
  }

  const passFor = async (request: IncomingMessage, name: string): Promise<Pass | undefined> => {
    const [layer, version] = name.split('/') as [TileLayerId, string]
    const [now, before] = [clock.now(), sessions.endings()]
    const actor = await identify(request)
    const scope = actor && (await builder.scopeOf({ db, actor, now }, layer, version))
    if (!actor || scope === undefined) return undefined
    const squares = `${actor.districtId}/${layer}`
    return { given: now.getTime(), endings: before, squares, scope, route: `/api/tiles/${layer}/:version/:z/:x/:y` }
  }

  return (request, response) => {
    const found = request.method === 'GET' && request.url ? address.exec(request.url) : null
    if (!found) return undefined
    const began = performance.now()
    const [, layer, square] = found as unknown as [string, string, string]
    // Without a cookie there is nothing to know the next request by.
    const { cookie } = request.headers
    const key = cookie && `${layer} ${cookie}`
    const held = key && passes.get(key)
    const at = clock.now().getTime()
    if (held && at >= held.given && at - held.given < PASS_MS && held.endings === sessions.endings())
      return send(request, response, held, square, began) || undefined
    return passFor(request, layer).then((pass) => {
      if (!pass) return false
      if (passes.size >= MOST_PASSES) passes.clear()
      if (key) passes.set(key, pass)
      return send(request, response, pass, square, began)
    })
  }
}
