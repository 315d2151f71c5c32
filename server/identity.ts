import type { FastifyInstance } from 'fastify'
import { actorOfToken, standsOnToken } from '#analyse/token/actor.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Identify } from '#kernel/http/app.ts'

/** Together with what is concluded from it (analyse/tile/warm-tiles.ts) a second. */
const REMEMBERED_MS = 900

/**
 * Who asks: by a token where features are asked for with one, else by the session. Whose session it is is remembered for not quite a second,
 * so that a screen's burst of questions costs one look-up.
 */
export function makeIdentify(pool: Pool, sessions: Sessions, clock: Clock): Identify {
  const known = new Map<string, { at: number; actor: Promise<Actor | undefined> }>()
  return async (request) => {
    if (standsOnToken(request)) return actorOfToken(pool, request, clock.now())
    const account = await sessions.identify(request.headers.cookie)
    if (!account) return undefined
    const at = clock.now().getTime()
    if (account.passwordDue) return barred(await loadActor(pool, account.districtId, account.personId, clock.now()))
    const held = known.get(account.accountId)
    if (held && at - held.at < REMEMBERED_MS) return held.actor
    if (known.size > 5_000) known.clear()
    const actor = loadActor(pool, account.districtId, account.personId, clock.now())
    actor.catch(() => known.delete(account.accountId))
    known.set(account.accountId, { at, actor })
    return actor
  }
}

/** Somebody who has to change a password first: known, and granted nothing. */
const barred = (actor: Actor | undefined): Actor | undefined =>
  actor && { ...actor, grants: new Map(), passwordDue: true }

/** Map programs send a name and a password once they are asked for them (RFC 7235 3.1). */
export function askForTokens(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 401 && request.url.startsWith('/ogc'))
      reply.header('www-authenticate', 'Basic realm="Yiwang OGC API", charset="UTF-8"')
  })
}
