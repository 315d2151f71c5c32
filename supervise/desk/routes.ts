import type { Limit } from '#city/calendar/unit.ts'
import { mustHaveFiles } from '#city/case/attachments.ts'
import type { Outcome } from '#city/case/event.ts'
import { doerOf, type StepCall, stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import { clauseOf } from '#city/catalogue/store.ts'
import { clauseNow } from '#city/emergency/store.ts'
import { type DistrictSettings, findDistrict } from '#city/organisation/district.ts'
import { listCollectors } from '#city/organisation/store.ts'
import { believedPoint } from '#city/place/check.ts'
import type { Frame } from '#city/place/frame.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { sendVerifier } from '../sample/verify-draw.ts'
import { openOrder, urgedBody } from '../urge/issue.ts'
import { collectorsFor } from './collectors.ts'
import {
  answerConfirm,
  answerVerify,
  askConfirm,
  askVerify,
  closeCase,
  decideAppeal,
  decideVeto,
  fileCase,
  forceCloseCase,
  proposeCollectors,
  refuseCase,
  reopenCase,
  reworkCase,
  undoRefusal,
  urgeCase,
  voidCase,
} from './contract.ts'
import { judgePresence } from './presence.ts'

const step = stepsOf('supervise')

async function taskFor(tx: Db, districtId: string, collectorId: string, note: string) {
  const collector = (await listCollectors(tx, districtId)).find((each) => each.personId === collectorId)
  if (!collector) throw caseProblems.unknown_collector({}, 'body.collectorId')
  return { collectorId, collectorName: collector.name, note }
}

type UrgeType = 'overdue' | 'leader' | 'important'

type Answer = {
  note: string
  files: string[]
  point?: { frame: Frame; lon: number; lat: number } | null | undefined
  accuracyMetres?: number | null | undefined
  fixAt?: string | null | undefined
}

/** What a collector says from the spot, with the judgement of where they were when they said it. */
async function answerOf({ tx, actor, now, state }: StepCall, { note, files, ...fix }: Answer) {
  await mustHaveFiles(tx, actor, files, now)
  const point = fix.point ? believedPoint(fix.point, 'body.point') : null
  const fixAt = fix.fixAt ? new Date(fix.fixAt) : null
  const { presence: rules } = await getDistrictOf(tx, actor.districtId)
  const told = { point, accuracyMetres: fix.accuracyMetres ?? null, fixAt }
  return { note, files, point, presence: judgePresence(state.place.point, told, now, rules) }
}

async function getDistrictOf(tx: Tx, districtId: string): Promise<DistrictSettings> {
  const district = await findDistrict(tx, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  return district.settings
}

/** Urges whoever has the case: an order with a clock of its own. Where no unit has it, there is nobody to answer one. */
async function urging(
  { type, text, limit }: { type: UrgeType; text: string; limit?: Limit | undefined },
  { tx, actor, now, caseId, state }: StepCall,
) {
  if (!state.unitId) return { type, text }
  const order = { type, text, instructedBy: '', unitId: state.unitId, caseIds: [caseId], limit }
  return urgedBody(order, await openOrder(tx, { districtId: actor.districtId, doer: doerOf(actor), now }, order))
}

/** Closing as solved on the word of somebody who was elsewhere is the duty chief's own decision, and says why. */
function closing({ outcome, note }: { outcome: Outcome; note: string }, { state }: StepCall) {
  const isDespite = outcome === 'solved' && state.verifiedAway
  if (isDespite && note.length < 2) throw caseProblems.verified_away({}, 'body.note')
  return { outcome, note, ...(isDespite ? { despite: 'away' as const } : {}) }
}

/** The supervision centre's desk: confirm, file, verify, close, and what only a duty chief may do. */
export const deskRoutes = (sealer: Sealer): readonly Route[] => [
  route(proposeCollectors, async ({ tx, actor, params, now }) => ({
    items: await collectorsFor(
      tx,
      actor.districtId,
      {
        caseId: params.id,
        place: await viewPlaceOfCase(tx, actor, params.id),
        history: await readHistory(tx, actor.districtId, params.id),
      },
      now,
    ),
  })),
  step(askConfirm, 'confirm_asked', ({ collectorId, note }, { tx, actor }) =>
    taskFor(tx, actor.districtId, collectorId, note),
  ),
  step(answerConfirm, 'confirm_answered', async ({ found, ...answer }, call) => ({
    found,
    ...(await answerOf(call, answer)),
  })),
  step(fileCase, 'filed', async ({ conditionId, areaClass, category, note }, { tx, actor, state }) => {
    const found = await clauseOf(tx, actor.districtId, conditionId, areaClass, category)
    const clause = await clauseNow(tx, actor.districtId, found)
    const same = state.category?.code === clause.code && state.category.edition === clause.edition && !category
    return { clause: same ? { ...clause, ...state.category } : clause, note }
  }),
  step(refuseCase, 'refused', ({ reason, basis }) => ({ reason, basis })),
  step(undoRefusal, 'refusal_undone', ({ reason }) => ({ reason })),
  step(askVerify, 'verify_asked', (wish, call) => sendVerifier(sealer, call, wish)),
  step(answerVerify, 'verify_answered', async ({ passed, ...answer }, call) => ({
    passed,
    ...(await answerOf(call, answer)),
  })),
  step(reworkCase, 'reworked', ({ reason }) => ({ reason })),
  step(closeCase, 'closed', closing),
  step(voidCase, 'voided', ({ reason }) => ({ reason })),
  step(forceCloseCase, 'force_closed', ({ reason }) => ({ reason })),
  step(urgeCase, 'urged', urging),
  step(reopenCase, 'reopened', ({ reason }) => ({ reason })),
  step(decideVeto, 'veto_decided', ({ upheld, reason }) => ({ upheld, reason })),
  step(decideAppeal, 'appeal_decided', ({ upheld, reason }) => ({ upheld, reason })),
]
