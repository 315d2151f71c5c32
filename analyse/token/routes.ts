import { type Permission, permissionNames } from '#city/organisation/permissions.ts'
import { type Actor, may, scopeOf } from '#kernel/auth/actor.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { permissionOf } from './actor.ts'
import { issueAccessToken, listAccessTokens, revokeAccessToken } from './contract.ts'
import { tokenProblems } from './problems.ts'
import { type AccessToken, countInForce, insertToken, listTokens, revokeToken } from './store.ts'
import { digestOf, newToken } from './token.ts'

const MOST = 20
const DAY_MS = 24 * 60 * 60 * 1000

/** Whose tokens somebody may deal with: their own, or everybody's. */
const reachOf = (actor: Actor, permission: Permission): string | undefined =>
  scopeOf(actor, permission) === 'district' ? undefined : actor.personId

const stateOf = ({ revokedAt, expiresAt }: AccessToken, now: Date) =>
  revokedAt ? ('revoked' as const) : expiresAt <= now ? ('expired' as const) : ('in_force' as const)

/** Tokens for programs that cannot sign in with a browser. */
export const tokenRoutes: readonly Route[] = [
  route(listAccessTokens, async ({ tx, actor, now }) => {
    const tokens = await listTokens(tx, actor.districtId, { personId: reachOf(actor, 'token.read'), now })
    const items = tokens.map(({ personId, ...token }) => ({
      ...token,
      isMine: personId === actor.personId,
      state: stateOf({ personId, ...token }, now),
    }))
    return { items }
  }),
  route(issueAccessToken, async ({ tx, actor, body: { name, reads, days }, now, requestId }) => {
    const { districtId, personId } = actor
    const beyond = reads.find((each) => !may(actor, permissionOf[each]))
    if (beyond) {
      const what = permissionNames[permissionOf[beyond] as Permission].replace('查看', '')
      throw tokenProblems.token_reads_beyond({ what }, 'body.reads')
    }
    if ((await countInForce(tx, districtId, personId, now)) >= MOST) throw tokenProblems.token_too_many({ most: MOST })
    const [tokenId, token] = [newId(), newToken(districtId)]
    const expiresAt = new Date(now.getTime() + days * DAY_MS)
    const made = { tokenId, personId, name, reads: [...new Set(reads)], issuedAt: now, expiresAt }
    if ((await insertToken(tx, districtId, { ...made, hash: digestOf(token) })) === 0)
      throw tokenProblems.token_name_taken({ name }, 'body.name')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { name, reads: made.reads, expiresAt: expiresAt.toISOString() }
    await audit(tx, { ...entry, act: 'access token issued', target: tokenId, detail })
    return { tokenId, token, expiresAt }
  }),
  route(revokeAccessToken, async ({ tx, actor, params: { tokenId }, now }) => {
    const personId = reachOf(actor, 'token.revoke')
    const revoked = await revokeToken(tx, actor.districtId, { tokenId, personId, by: actor.name, now })
    if (!revoked) throw tokenProblems.token_not_found()
    return { tokenId }
  }),
]
