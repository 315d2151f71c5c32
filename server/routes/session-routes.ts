import { findDistrict } from '#city/organisation/district.ts'
import { postNames } from '#city/organisation/policy.ts'
import { listUnits, loadActor } from '#city/organisation/store.ts'
import { findAccount } from '#kernel/auth/accounts.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import { changePassword, signIn, signOut, whoAmI } from '#kernel/auth/contract.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import type { Db } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { kernelProblems } from '#kernel/problems.ts'

/** Signing in and out, and what the screen may know of who is signed in. */
export const sessionRoutes = (sessions: Sessions, onSignedOut: (personId: string) => void): readonly Route[] => [
  route(signIn, async ({ tx, body, now, request, response, requestId }) => {
    const account = await sessions.signIn(body.username, body.password).catch(async (error: unknown) => {
      const known = await findAccount(tx, body.username)
      const refused = {
        districtId: known?.districtId ?? 'none',
        actorId: 'anonymous',
        target: body.username,
        now,
        requestId,
        ip: request.ip,
      }
      await audit(tx, { ...refused, act: 'signed in', outcome: 'refused' })
      throw error
    })
    const actor = await loadActor(tx, account.districtId, account.personId, now)
    if (!actor) throw kernelProblems.sign_in_refused()
    const entry = {
      districtId: actor.districtId,
      actorId: account.accountId,
      target: account.accountId,
      now,
      requestId,
      ip: request.ip,
    }
    await audit(tx, { ...entry, act: 'signed in' })
    response.header('set-cookie', [...account.cookies])
    return me(tx, account.passwordDue ? { ...actor, grants: new Map(), passwordDue: true } : actor)
  }),
  route(signOut, async ({ tx, actor, request, response, now, requestId }) => {
    response.header('set-cookie', [...(await sessions.signOut(request.headers.cookie ?? ''))])
    const entry = {
      districtId: actor.districtId,
      actorId: actor.accountId,
      target: actor.accountId,
      now,
      requestId,
      ip: request.ip,
    }
    await audit(tx, { ...entry, act: 'signed out' })
    onSignedOut(actor.personId)
    return null
  }),
  route(changePassword, async ({ tx, actor, body, request, now, requestId }) => {
    const { districtId, accountId, personId } = actor
    const entry = {
      districtId,
      actorId: accountId,
      target: accountId,
      act: 'password changed',
      now,
      requestId,
      ip: request.ip,
    }
    await sessions.changeOwn(request.headers.cookie ?? '', accountId, body).catch(async (error: unknown) => {
      await audit(tx, { ...entry, outcome: 'refused' })
      throw error
    })
    await audit(tx, entry)
    const free = await loadActor(tx, districtId, personId, now)
    if (!free) throw kernelProblems.not_signed_in()
    return me(tx, free)
  }),
  route(whoAmI, ({ tx, actor }) => me(tx, actor)),
]

async function me(db: Db, actor: Actor) {
  const [district, units] = [await findDistrict(db, actor.districtId), await listUnits(db, actor.districtId)]
  return {
    personId: actor.personId,
    name: actor.name,
    districtId: actor.districtId,
    districtName: district?.name ?? actor.districtId,
    posts: actor.posts.map((post) => ({ post, name: postNames[post as keyof typeof postNames] ?? post })),
    units: units.filter((unit) => actor.unitIds.includes(unit.unitId)).map(({ unitId, name }) => ({ unitId, name })),
    passwordDue: actor.passwordDue ?? false,
    permissions: Object.fromEntries(actor.grants),
  }
}
