import { mustHaveFiles } from '#city/case/attachments.ts'
import { usualDecline } from '#city/case/decline.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { system, takerOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { type District, findDistrict } from '#city/organisation/district.ts'
import { believedPoint } from '#city/place/check.ts'
import { point } from '#city/place/frame.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { Problem } from '#kernel/problem.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { allowanceOf, mustBeWithin, noteDecline } from '../decline/hand-back.ts'
import { declinersOf } from '../decline/store.ts'
import { judgePresence } from '../desk/presence.ts'
import { answerSampleTask, declineSampleTask, getSample, listSamples, listSampleTasks } from './contract.ts'
import { stratified, wilson } from './estimate.ts'
import { redrawDeclined } from './make.ts'
import { drawProblems } from './problems.ts'
import {
  answerTask,
  type Counted,
  listOwnTasks,
  listStrata,
  listTasks,
  lockOwnTask,
  type SampleRow,
  listSamples as samplesOf,
} from './sample-store.ts'

const take = takerOf('supervise')
const MOST_SAMPLES = 260

/** The weekly second look: what was drawn, what was found, and what follows from it for all that was closed. */
export const sampleRoutes = (sealer: Sealer): readonly Route[] => [
  route(listSamples, async ({ tx, actor }) => {
    const samples = await samplesOf(tx, actor.districtId, MOST_SAMPLES)
    const strata = await listStrata(
      tx,
      actor.districtId,
      samples.map(({ sampleId }) => sampleId),
    )
    return {
      items: samples.map((row) =>
        summary(
          row,
          strata.filter(({ sampleId }) => sampleId === row.sampleId),
        ),
      ),
    }
  }),
  route(getSample, async ({ tx, actor, params: { sampleId } }) => {
    const row = (await samplesOf(tx, actor.districtId, MOST_SAMPLES)).find((each) => each.sampleId === sampleId)
    if (!row) throw drawProblems.sample_not_found()
    const strata = await listStrata(tx, actor.districtId, [sampleId])
    return {
      ...summary(row, strata),
      strata: strata.map(({ sampleId: _, ...each }) => ({
        ...each,
        estimate: wilson(each.solved, each.solved + each.notSolved),
      })),
      tasks: (await listTasks(tx, actor, sampleId)).map((task) => ({ ...task, note: maskPersonal(task.note) })),
    }
  }),
  route(listSampleTasks, async ({ tx, actor, now }) => ({
    decline: await allowance(tx, actor, now),
    items: (await listOwnTasks(tx, actor)).map(({ lon, lat, caseId: _, ...task }) => ({
      ...task,
      description: maskPersonal(task.description),
      point: lon === null || lat === null ? null : point(lon, lat),
    })),
  })),
  route(declineSampleTask, async ({ tx, actor, params: { sampleId, line }, body: said, now }) => {
    const task = await lockOwnTask(tx, actor, sampleId, line)
    if (!task) throw drawProblems.sample_task_not_found()
    if (task.answer !== null) throw drawProblems.sample_task_answered()
    const district = await getDistrictOf(tx, actor.districtId)
    const rules = district.settings.rules.decline ?? usualDecline
    if (!rules.tasks.includes('sample')) throw caseProblems.decline_closed()
    if (!rules.reasons.includes(said.reason)) throw caseProblems.decline_reason_closed({}, 'body.reason')
    await mustBeWithin(tx, actor, said, rules, now)
    const declined = [...(await declinersOf(tx, actor.districtId, sampleId, line)), actor.personId]
    const { caseId, cellCode } = task
    const replaced = await redrawDeclined(tx, sealer, district, { sampleId, line, caseId, cellCode, declined }, now)
    await noteDecline(tx, actor, { task: 'sample', caseId, sample: { sampleId, line }, replaced }, said, now)
    return { replaced }
  }),
  route(answerSampleTask, async ({ tx, actor, params: { sampleId, line }, body, now }) => {
    const task = await lockOwnTask(tx, actor, sampleId, line)
    if (!task) throw drawProblems.sample_task_not_found()
    if (task.answer !== null) throw drawProblems.sample_task_answered()
    const { answer, note, files, fixAt, accuracyMetres } = body
    if (answer !== 'solved' && note.length < 2) throw drawProblems.sample_note_needed({}, 'body.note')
    await mustHaveFiles(tx, actor, files, now)
    const place = task.lon === null || task.lat === null ? null : point(task.lon, task.lat)
    const fix = {
      point: body.point ? believedPoint(body.point, 'body.point') : null,
      accuracyMetres: accuracyMetres ?? null,
      fixAt: fixAt ? new Date(fixAt) : null,
    }
    const district = await getDistrictOf(tx, actor.districtId)
    const presence = judgePresence(place, fix, now, district.settings.presence)
    await answerTask(tx, actor.districtId, sampleId, line, { answer, note, files, presence, at: now })
    // Whoever was elsewhere undoes nothing: the finding stands, and the supervisor decides on the case.
    const isFound = answer === 'not_solved' && presence.verdict !== 'away'
    const acting = { districtId: actor.districtId, caseId: task.caseId, sampleId, reason: `抽样复查未解决：${note}` }
    return { reopened: isFound && (await reopen(tx, acting, now)) }
  }),
]

async function getDistrictOf(db: Db, districtId: string): Promise<District> {
  const district = await findDistrict(db, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  return district
}

/** How often somebody may still hand a second look back; nothing where the district does not let them. */
async function allowance(db: Db, actor: Actor, now: Date) {
  const rules = (await getDistrictOf(db, actor.districtId)).settings.rules.decline ?? usualDecline
  return rules.tasks.includes('sample') ? allowanceOf(db, actor, rules, now) : null
}

/** The closing is undone by supervision; a case that is open again already stays as it is. */
async function reopen(
  tx: Tx,
  { districtId, caseId, sampleId, reason }: { districtId: string; caseId: string; sampleId: string; reason: string },
  now: Date,
): Promise<boolean> {
  try {
    await take(tx, { districtId, caseId, doer: { ...system, name: '抽样复查' }, now }, 'reopened', { reason, sampleId })
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'step_refused') return false
    throw error
  }
}

function summary(row: SampleRow, strata: readonly Counted[]) {
  const sum = (of: (each: Counted) => number) => strata.reduce((all, each) => all + of(each), 0)
  const judged = strata.map(({ population, solved, notSolved }) => ({ population, solved, judged: solved + notSolved }))
  return {
    ...row,
    population: sum(({ population }) => population),
    answered: sum(({ solved, notSolved, cannotTell }) => solved + notSolved + cannotTell),
    notSolved: sum(({ notSolved }) => notSolved),
    overall: stratified(judged),
  }
}
