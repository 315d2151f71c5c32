import { instantOf, localDay } from '#city/calendar/zone.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { findEmergency } from '#city/emergency/store.ts'
import { listUnits } from '#city/organisation/store.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { readRegister } from '../target/register.ts'
import type { WallTargets } from './contract.ts'
import { readCaseMap } from './map-store.ts'
import {
  countHours,
  countSince,
  countStages,
  countStreets,
  countToday,
  countUnits,
  countUrgent,
  findPushedCase,
  listLatest,
  listNext,
  readScores,
  type Sight,
} from './picture-store.ts'
import { listPushes, type Push, playlistOf } from './store.ts'

const A_DAY = 86_400_000

/** What every wall of a district shows alike, as of now; what was pushed is chosen for each. */
export async function readPicture(db: Db, districtId: string, now: Date) {
  const { name, timeZone } = await getDistrict(db, districtId)
  const midnight = new Date(instantOf(timeZone, localDay(timeZone, now.getTime()), 0))
  const sight: Sight = { districtId, now, midnight, timeZone }
  const [playlist, appearance, map, emergency, scores, targets] = await Promise.all([
    playlistOf(db, districtId),
    readAppearance(db, sight),
    readCaseMap(sight, db),
    readEmergency(db, sight),
    readScores(sight, db),
    readTargets(db, districtId),
  ])
  return { sight, at: now, district: name, playlist: playlist.items, appearance, map, emergency, scores, targets }
}

async function readAppearance(db: Db, sight: Sight) {
  const { now, midnight } = sight
  const weekAgo = new Date(midnight.getTime() - 7 * A_DAY)
  const [counts, stages, streets, latest, today, lastWeek] = await Promise.all([
    countToday(sight, db),
    countStages(sight, db),
    countStreets(sight, db),
    listLatest(sight, db),
    countHours(sight, db, midnight, now),
    countHours(sight, db, weekAgo, new Date(weekAgo.getTime() + A_DAY)),
  ])
  return { ...counts, stages, streets, latest, hours: { today, lastWeek } }
}

async function readEmergency(db: Db, sight: Sight) {
  const [inForce, urgent, units, next, names] = await Promise.all([
    findEmergency(db, sight.districtId),
    countUrgent(sight, db),
    countUnits(sight, db),
    listNext(sight, db),
    listUnits(db, sight.districtId),
  ])
  if (!inForce) return { ...urgent, units, next, inForce: null }
  const { name, level, effects, onAt } = inForce
  const nameOf = new Map(names.map((unit) => [unit.unitId, unit.name]))
  const teams = effects.teams.map(({ unitId, duty }) => ({
    unit: nameOf.get(unitId) ?? unitId,
    duty: maskPersonal(duty),
  }))
  const counts = await countSince(sight, db, onAt)
  return {
    ...urgent,
    units,
    next,
    inForce: { name, level, since: onAt, text: maskPersonal(effects.text), teams, ...counts },
  }
}

async function readTargets(db: Db, districtId: string): Promise<WallTargets> {
  const all = (await readRegister(db, districtId)).filter(({ body }) => !body.isRetired)
  const count = (wanted: string) => all.filter(({ standing }) => standing === wanted).length
  const shown = all.slice(0, 12).map(({ body, held, latest, standing }) => ({
    ...{ name: body.name, unit: body.unit, direction: body.direction, standing },
    goals: (held.length > 0 ? held.map(({ claim }) => claim) : body.claims).map(({ value, state }) => ({
      value,
      state,
    })),
    ...{ value: latest?.value ?? null, state: latest?.state ?? '', period: latest?.period ?? null },
    isDemo: latest?.origin === 'demo',
  }))
  return {
    ...{ met: count('met'), short: count('short'), disputed: count('disputed'), unknown: count('unknown') },
    items: shown,
  }
}

/** What somebody has put on this wall now: the latest push to it or to all. */
export async function readPush(db: Db, sight: Sight, deviceId: string) {
  const pushes = await listPushes(db, sight.districtId, sight.now)
  const push = pushes.find((each) => each.deviceId === null || each.deviceId === deviceId)
  if (!push) return null
  if (push.theme) return { until: push.until, theme: push.theme, case: null, view: null }
  if (push.view) return { until: push.until, theme: null, case: null, view: push.view }
  return { until: push.until, theme: null, case: await pushedCase(db, sight, push), view: null }
}

async function pushedCase(db: Db, sight: Sight, { caseId }: Push) {
  if (caseId === null) return null
  const [found, history] = await Promise.all([
    findPushedCase(sight, db, caseId),
    readHistory(db, sight.districtId, caseId),
  ])
  return found ? { ...found, steps: stagesOf(history) } : null
}

/** When the case came to each of its stages: the last eight changes. */
function stagesOf(history: Parameters<typeof foldCase>[0]): { stage: string; at: Date }[] {
  const steps = history.map(({ at }, index) => ({ at, stage: foldCase(history.slice(0, index + 1)).stage }))
  return steps.filter(({ stage }, index) => stage !== steps[index - 1]?.stage).slice(-8)
}
