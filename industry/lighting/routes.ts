import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { dayOf, nightOf } from './calendar.ts'
import {
  addGroup,
  changeGroup,
  decideSwitching,
  endSwitching,
  enterSample,
  listGroups,
  listLamps,
  placeLamps,
  switchLamps,
} from './contract.ts'
import { agreementOf, darkensAll, desiredOf } from './desired.ts'
import { lightingProblems } from './problems.ts'
import {
  decide,
  endOne,
  type GroupRow,
  insertGroup,
  insertSample,
  insertSwitching,
  isNameTaken,
  lampsAmong,
  listGroupRows,
  listLampRows,
  listOpenSwitchings,
  lockGroups,
  lockSwitching,
  putLamps,
  replaceGroup,
  whereIs,
} from './store.ts'

const longestMs = 24 * 3_600_000

const mustHave = async (db: Db, districtId: string, groupId: string): Promise<GroupRow> => {
  const group = (await listGroupRows(db, districtId)).find((one) => one.groupId === groupId)
  if (!group) throw lightingProblems.lighting_group_unknown({}, 'params.groupId')
  return group
}

/** Lamps with what each should do now beside what it says it does. */
async function lampsNow(db: Db, districtId: string, groups: readonly GroupRow[], now: Date, groupId?: string) {
  const [where, lamps, open] = await Promise.all([
    whereIs(db, districtId),
    listLampRows(db, districtId, groupId),
    listOpenSwitchings(db, districtId, now),
  ])
  const calendars = new Map(groups.map((one) => [one.groupId, one.calendar]))
  const holding = open.filter(({ state }) => state === 'in_force')
  // Lamps of a group that rest alike are desired alike: the sun is asked once for each.
  const known = new Map<string, boolean>()
  return lamps.map((lamp) => {
    const key = `${lamp.groupId} ${lamp.isHalf}`
    const calendar = calendars.get(lamp.groupId)
    const desired = known.get(key) ?? (calendar ? desiredOf({ ...lamp, calendar }, holding, now, where) : false)
    known.set(key, desired)
    const reported = lamp.lit === null || lamp.litAt === null ? undefined : { lit: lamp.lit === 1, at: lamp.litAt }
    const agreement = agreementOf(desired, reported, { silentAfter: lamp.silentAfter, now })
    return { ...lamp, desired, reported, agreement }
  })
}

async function groupsNow(db: Db, districtId: string, now: Date) {
  const [groups, where] = await Promise.all([listGroupRows(db, districtId), whereIs(db, districtId)])
  const lamps = Map.groupBy(await lampsNow(db, districtId, groups, now), ({ groupId }) => groupId)
  const today = dayOf(now, where.timeZone)
  return groups.map((group) => {
    const own = lamps.get(group.groupId) ?? []
    const count = (how: 'agree' | 'differ' | 'unknown') => own.filter(({ agreement }) => agreement === how).length
    const counts = { agree: count('agree'), differ: count('differ'), unknown: count('unknown') }
    return { ...group, tonight: nightOf(today, group.calendar, where), lamps: own.length, ...counts }
  })
}

/** Groups of lamps, their calendars, what burns against what should, and hands that switch. */
export const lightingRoutes: readonly Route[] = [
  route(listGroups, async ({ tx, actor: { districtId }, now }) => ({
    items: await groupsNow(tx, districtId, now),
    switchings: await listOpenSwitchings(tx, districtId, now),
  })),
  route(listLamps, async ({ tx, actor: { districtId }, params: { groupId }, now }) => {
    const group = await mustHave(tx, districtId, groupId)
    const lamps = await lampsNow(tx, districtId, [group], now, groupId)
    return {
      items: lamps.map(({ deviceId, name, isHalf, desired, reported, agreement }) => ({
        ...{ deviceId, name, isHalf, desired, reportedAt: reported?.at ?? null },
        reported: agreement === 'unknown' || !reported ? null : reported.lit,
      })),
    }
  }),
  route(addGroup, async ({ tx, actor, body, now }) => {
    const groupId = await insertGroup(tx, actor.districtId, body, { by: actor.name, now })
    if (!groupId) throw lightingProblems.lighting_name_taken({ name: body.name }, 'body.name')
    return { groupId }
  }),
  route(changeGroup, async ({ tx, actor, params: { groupId }, body, now }) => {
    const before = await mustHave(tx, actor.districtId, groupId)
    if (await isNameTaken(tx, actor.districtId, body.name, groupId))
      throw lightingProblems.lighting_name_taken({ name: body.name }, 'body.name')
    const changed = await replaceGroup(tx, actor.districtId, { ...body, groupId }, { by: actor.name, now })
    if (changed === 0 || before.revision !== body.basedOn) throw lightingProblems.lighting_group_changed()
    return { revision: body.basedOn + 1 }
  }),
  route(placeLamps, async ({ tx, actor: { districtId }, params: { groupId }, body }) => {
    await mustHave(tx, districtId, groupId)
    const given = [...new Set(body.deviceIds)]
    const unknown = given.length - (await lampsAmong(tx, districtId, given)).length
    if (unknown > 0) throw lightingProblems.lighting_lamp_unknown({ count: unknown }, 'body.deviceIds')
    return { lamps: await putLamps(tx, districtId, { groupId, deviceIds: given, isHalf: body.isHalf }) }
  }),
  route(switchLamps, async ({ tx, actor, body, now }) => {
    const untilAt = new Date(body.untilAt)
    const left = untilAt.getTime() - now.getTime()
    if (left <= 0 || left > longestMs) throw lightingProblems.lighting_until_wrong({}, 'body.untilAt')
    if (body.groupId !== null) await mustHave(tx, actor.districtId, body.groupId)
    const needsSecond = !body.isOn && (await wouldDarkenAll(tx, actor.districtId, body.groupId, now))
    const asked = { askedBy: actor.personId, askedName: actor.name, now }
    const switchingId = await insertSwitching(tx, actor.districtId, { ...body, ...asked, untilAt, needsSecond })
    return { switchingId, state: needsSecond ? ('waiting' as const) : ('in_force' as const) }
  }),
  route(decideSwitching, async ({ tx, actor, params: { stateId }, body, now }) => {
    const one = await mustBeOpen(tx, actor.districtId, stateId, now)
    if (one.state !== 'waiting') throw lightingProblems.lighting_switching_over()
    if (one.askedBy === actor.personId) throw lightingProblems.lighting_second_person()
    const state = body.agrees ? ('in_force' as const) : ('refused' as const)
    await decide(tx, actor.districtId, { switchingId: stateId, state, by: actor.personId, name: actor.name, now })
    return { state }
  }),
  route(endSwitching, async ({ tx, actor, params: { stateId }, now }) => {
    await mustBeOpen(tx, actor.districtId, stateId, now)
    if ((await endOne(tx, actor.districtId, stateId)) === 0) throw lightingProblems.lighting_switching_over()
    return { state: 'ended' as const }
  }),
  route(enterSample, async ({ tx, actor, body, now }) => {
    const sampledAt = new Date(body.sampledAt)
    if (body.lit > body.lamps || sampledAt > now) throw lightingProblems.lighting_sample_wrong({}, 'body.lit')
    return { sampleId: await insertSample(tx, actor.districtId, { ...body, sampledAt, by: actor.name }) }
  }),
]

async function wouldDarkenAll(tx: Tx, districtId: string, groupId: string | null, now: Date): Promise<boolean> {
  await lockGroups(tx, districtId)
  const open = await listOpenSwitchings(tx, districtId, now)
  const lamps = Map.groupBy(await listLampRows(tx, districtId), (one) => one.groupId)
  const groups = [...lamps].map(([id, own]) => ({ groupId: id, lamps: own.length }))
  return darkensAll(
    groups,
    open.filter(({ state }) => state === 'in_force'),
    groupId,
  )
}

async function mustBeOpen(tx: Tx, districtId: string, switchingId: string, now: Date) {
  const one = await lockSwitching(tx, districtId, switchingId)
  if (!one) throw lightingProblems.lighting_switching_unknown({}, 'params.stateId')
  if (one.untilAt <= now || one.state === 'refused' || one.state === 'ended')
    throw lightingProblems.lighting_switching_over()
  return one
}
