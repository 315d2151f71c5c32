import { loadActor } from '#city/organisation/store.ts'
import type { Actor, Scope } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Asker } from '#kernel/http/app.ts'
import type { Covered } from './contract.ts'
import { findInForce, noteUse } from './store.ts'
import { tokenIn } from './token.ts'

/** The permission that each thing covered stands for. */
export const permissionOf: Readonly<Record<Covered, string>> = { components: 'component.read', cases: 'case.read' }

/** Tokens open features and nothing else. */
const opens = (url: string | undefined): boolean => url !== undefined && /^\/ogc(?:[/?]|$)/.test(url)

/** Whether a request stands on a token rather than on a session. */
export const standsOnToken = ({ url, headers }: Asker): boolean => opens(url) && headers.authorization !== undefined

/**
 * Whoever a token speaks for: the person with what their posts grant at this moment, as far as the token covers it. Looked up for
 * each request, so that a token that was revoked is dead at once.
 */
export async function actorOfToken(db: Db, { headers }: Asker, now: Date): Promise<Actor | undefined> {
  const given = tokenIn(headers.authorization)
  const token = given && (await findInForce(db, given, now))
  const actor = token && (await loadActor(db, given.districtId, token.personId, now))
  if (!actor) return undefined
  await noteUse(db, given.districtId, token.tokenId, now)
  const kept = ['place.read', ...token.reads.map((each) => permissionOf[each])]
  const grants = kept.flatMap((permission): [string, Scope][] => {
    const scope = actor.grants.get(permission)
    return scope ? [[permission, scope]] : []
  })
  return { ...actor, grants: new Map(grants) }
}
