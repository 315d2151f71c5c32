import { dayNumberOf, instantOf } from '#city/calendar/zone.ts'
import { point } from '#city/place/frame.ts'
import { getDistrict } from '#city/place/store.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { deviceProblems } from '../device/problems.ts'
import { listLatest } from '../telemetry/latest.ts'
import {
  getTrackDay,
  getTrackRules,
  getWorkSign,
  listTrackDays,
  listVehicles,
  setTrackRules,
  setWorkSign,
  type VehicleState,
} from './contract.ts'
import { countDue, markAgain } from './due-store.ts'
import { trackProblems } from './problems.ts'
import { givenRules } from './rules.ts'
import { getRules, putRules } from './rules-store.ts'
import {
  findDay,
  findNamed,
  findRunningOn,
  listDayRows,
  listParts,
  listVehicleRows,
  type VehicleRow,
} from './view-store.ts'
import { findSign, markDevice, putSign } from './work-sign-store.ts'

const mostVehicles = 500

/** Vehicles: where they are, and their days in trips, stops and gaps. */
export const trackRoutes: readonly Route[] = [
  route(listVehicles, async ({ tx, actor: { districtId }, query: { day, text }, now }) => {
    const rows = await listVehicleRows(tx, districtId, { day, text, limit: mostVehicles + 1 })
    const { rules } = await getRules(tx, districtId)
    const items = rows.slice(0, mostVehicles).map(({ silentAfter, heardAt, lon, lat, ...row }) => ({
      ...row,
      place: point(lon, lat),
      state: stateOf({ ...row, silentAfter, heardAt }, rules.stillKmh, now),
    }))
    return { items, isCut: rows.length > mostVehicles }
  }),
  route(listTrackDays, async ({ tx, actor: { districtId }, params: { deviceId } }) => {
    if (!(await findNamed(tx, districtId, deviceId))) throw deviceProblems.device_not_found()
    return { items: await listDayRows(tx, districtId, deviceId) }
  }),
  route(getTrackDay, async ({ tx, actor: { districtId }, params: { deviceId, day } }) => {
    const named = await findNamed(tx, districtId, deviceId)
    if (!named) throw deviceProblems.device_not_found()
    const { timeZone } = await getDistrict(tx, districtId)
    const begin = new Date(instantOf(timeZone, dayNumberOf(day), 0))
    const found = await findDay(tx, districtId, deviceId, day)
    const before = (await findRunningOn(tx, districtId, deviceId, { day, begin })) ?? null
    if (!found) return { deviceId, ...named, day, begin, sum: null, parts: [], before, paths: [], dropped: [] }
    const parts = await listParts(tx, districtId, deviceId, day)
    const { paths, dropped, ...sum } = found
    const placed = parts.map(({ startLon, startLat, endLon, endLat, ...part }) => ({
      ...part,
      start: point(startLon, startLat),
      end: point(endLon, endLat),
    }))
    return { deviceId, ...named, day, begin, sum, parts: placed, before, paths, dropped }
  }),
  route(getTrackRules, async ({ tx, actor: { districtId } }) => {
    const { revision, rules, changedAt, changedBy } = await getRules(tx, districtId)
    const values = givenRules.map(({ name }) => ({ name, value: rules[name] }))
    return { revision, changedAt, changedBy, values, due: await countDue(tx, districtId) }
  }),
  route(setTrackRules, async ({ tx, actor, body: { basedOn, own, reason }, now, requestId }) => {
    const { districtId, name: by } = actor
    const before = await getRules(tx, districtId)
    const isPut = await putRules(tx, districtId, { basedOn, own, by, now })
    if (!isPut) throw trackProblems.track_rules_changed({}, 'body.basedOn')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, {
      ...entry,
      act: 'track rules changed',
      target: districtId,
      detail: { before: before.own, after: own, reason },
    })
    await markAgain(tx, districtId, now)
    return { revision: basedOn + 1, due: await countDue(tx, districtId) }
  }),
  route(getWorkSign, async ({ tx, actor: { districtId }, params: { deviceId } }) => {
    if (!(await findNamed(tx, districtId, deviceId))) throw deviceProblems.device_not_found()
    const held = await findSign(tx, districtId, deviceId)
    const latest = (await listLatest(tx, districtId, deviceId)).map(({ quality: _, ...one }) => one)
    return {
      ...{ revision: held?.revision ?? 0, sign: held?.sign ?? null, latest },
      ...{ changedAt: held?.changedAt ?? null, changedBy: held?.changedBy ?? null, reason: held?.reason ?? null },
    }
  }),
  route(setWorkSign, async ({ tx, actor, params: { deviceId }, body: { basedOn, sign, reason }, now, requestId }) => {
    const { districtId, name: by } = actor
    if (!(await findNamed(tx, districtId, deviceId))) throw deviceProblems.device_not_found()
    const before = await findSign(tx, districtId, deviceId)
    if (!(await putSign(tx, districtId, deviceId, { basedOn, sign, by, reason, now })))
      throw trackProblems.work_sign_changed({}, 'body.basedOn')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { before: before?.sign ?? null, after: sign, reason }
    await audit(tx, { ...entry, act: 'sign of work declared', target: deviceId, detail })
    return { revision: basedOn + 1, days: await markDevice(tx, districtId, deviceId, now) }
  }),
]

type Heard = Pick<VehicleRow, 'silentAfter' | 'heardAt' | 'placeAt' | 'speed'>

// Who is heard but tells no place is as silent about it as who is not heard.
function stateOf({ silentAfter, heardAt, placeAt, speed }: Heard, stillKmh: number, now: Date): VehicleState {
  const last = Math.min(heardAt.getTime(), placeAt.getTime())
  if (now.getTime() - last > silentAfter * 1000) return 'silent'
  return (speed ?? 0) >= stillKmh ? 'moving' : 'standing'
}
