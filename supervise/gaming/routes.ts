import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { explainFinding, getFinding, listFindings, setThresholds } from './contract.ts'
import type { Thresholds } from './kinds.ts'
import { gamingProblems } from './problems.ts'
import {
  addNote,
  findFinding,
  findNewestRun,
  listFindings as list,
  listNotes,
  putThresholds,
  thresholdsOf,
} from './store.ts'
import { gamingLook } from './watch.ts'

/** Patterns with their evidence, what was said about them, and the thresholds they are found by. */
export const gamingRoutes = (enqueue: Enqueue): readonly Route[] => [
  route(listFindings, async ({ tx, actor }) => {
    const [run, inForce] = await Promise.all([findNewestRun(tx, actor.districtId), thresholdsOf(tx, actor.districtId)])
    const findings = run ? await list(tx, actor.districtId, run.runId) : []
    return { run: run ?? null, findings, ...inForce }
  }),
  route(getFinding, async ({ tx, actor, params }) => {
    const finding = await findingOf(tx, actor.districtId, params.findingId)
    return { ...finding, history: await listNotes(tx, actor.districtId, finding) }
  }),
  route(explainFinding, async ({ tx, actor, params: { findingId }, body, now }) => {
    const { kind, subjectId } = await findingOf(tx, actor.districtId, findingId)
    const by = { byId: actor.personId, byName: actor.name }
    await addNote(tx, actor.districtId, { findingId, kind, subjectId, ...by, text: body.text, now })
    return { findingId }
  }),
  route(setThresholds, async ({ tx, actor, body, now }) => {
    const { version } = await thresholdsOf(tx, actor.districtId)
    const put = {
      version: body.basedOn + 1,
      thresholds: body.thresholds as Thresholds,
      reason: body.reason,
      by: actor.name,
      now,
    }
    if (version !== body.basedOn || (await putThresholds(tx, actor.districtId, put)) === 0)
      throw gamingProblems.thresholds_changed_meanwhile()
    await enqueue(tx, gamingLook, { districtId: actor.districtId }, { singletonKey: actor.districtId })
    return { version: put.version }
  }),
]

async function findingOf(tx: Db, districtId: string, findingId: string) {
  const finding = await findFinding(tx, districtId, findingId)
  if (!finding) throw gamingProblems.finding_not_found()
  return finding
}
