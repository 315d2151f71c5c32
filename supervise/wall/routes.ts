import { inScope } from '#city/case/scope.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { endPush, issueWall, listWalls, pushToWall, revokeWall, setPlaylist } from './contract.ts'
import { WALL_CHANGED, type WallChanged } from './port.ts'
import { wallProblems } from './problems.ts'
import {
  endPushNow,
  insertDevice,
  insertPush,
  listDevices,
  listPushes,
  playlistOf,
  putPlaylist,
  revokeDevice,
} from './store.ts'
import { digestOf, newToken } from './token.ts'

/** Walls from the console: tokens and playlist by the system administrator, pushes by whoever directs. */
export const wallRoutes: readonly Route[] = [
  route(listWalls, async ({ tx, actor: { districtId }, now }) => {
    const [devices, playlist, pushes] = await Promise.all([
      listDevices(tx, districtId),
      playlistOf(tx, districtId),
      listPushes(tx, districtId, now),
    ])
    const nameOf = new Map(devices.map(({ deviceId, name }) => [deviceId, name]))
    const shown = pushes.map(({ deviceId, ...push }) => ({ ...push, wall: nameOf.get(deviceId ?? '') ?? null }))
    return { devices, playlist, pushes: shown }
  }),
  route(issueWall, async ({ tx, actor, body: { name }, now, requestId }) => {
    const { districtId } = actor
    const [deviceId, token] = [newId(), newToken()]
    const issued = { deviceId, name, issuedAt: now, issuedBy: actor.name, tokenHash: digestOf(token) }
    if ((await insertDevice(tx, districtId, issued)) === 0) throw wallProblems.wall_name_taken({ name }, 'body.name')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'wall token issued', target: deviceId, detail: { name } })
    return { deviceId, address: `/wall/#${districtId}.${token}` }
  }),
  route(revokeWall, async ({ tx, actor, params: { deviceId }, now }) => {
    if ((await revokeDevice(tx, actor.districtId, { deviceId, by: actor.name, now })) === 0)
      throw wallProblems.wall_not_found()
    await tell(tx, actor.districtId, { revoked: deviceId })
    return { deviceId }
  }),
  route(setPlaylist, async ({ tx, actor, body: { basedOn, items }, now }) => {
    const { version } = await playlistOf(tx, actor.districtId)
    const put = { version: basedOn + 1, items, by: actor.name, now }
    if (version !== basedOn || (await putPlaylist(tx, actor.districtId, put)) === 0)
      throw wallProblems.wall_playlist_changed()
    await tell(tx, actor.districtId, { revoked: null })
    return { version: put.version }
  }),
  route(pushToWall, async ({ tx, actor, body: { deviceId, theme, caseNumber, view, minutes }, now }) => {
    if ([theme, caseNumber, view].filter(Boolean).length !== 1) throw wallProblems.wall_push_empty({}, 'body.theme')
    const devices = deviceId ? await listDevices(tx, actor.districtId) : []
    if (deviceId && !devices.some((each) => each.deviceId === deviceId && !each.revokedAt))
      throw wallProblems.wall_not_found({}, 'body.deviceId')
    const caseId = caseNumber === '' ? null : await caseOf(tx, actor, caseNumber)
    const until = new Date(now.getTime() + minutes * 60_000)
    const push = { deviceId, theme, caseId, view, pushedBy: actor.name, until, now }
    const pushId = await insertPush(tx, actor.districtId, push)
    await tell(tx, actor.districtId, { revoked: null })
    return { pushId, until }
  }),
  route(endPush, async ({ tx, actor, params: { pushId }, now }) => {
    if ((await endPushNow(tx, actor.districtId, pushId, now)) === 0) throw wallProblems.wall_push_over()
    await tell(tx, actor.districtId, { revoked: null })
    return { pushId }
  }),
]

const tell = (tx: Tx, districtId: string, payload: WallChanged) =>
  outbox.add(tx, { districtId, topic: WALL_CHANGED, key: 'wall', payload })

/** A case by its number, as long as the actor may see it. */
async function caseOf(db: Db, actor: Actor, number: string): Promise<string> {
  const found = await db.find<{ caseId: string }>(sql`
    select case_id as "caseId" from city.case where district_id = ${actor.districtId} and number = ${number}`)
  const state = found && foldCase(await readHistory(db, actor.districtId, found.caseId))
  if (!state || !inScope(actor, 'case.read', state)) throw wallProblems.wall_case_unknown({ number }, 'body.caseNumber')
  return found.caseId
}
