import { mustHaveFiles } from '#city/case/attachments.ts'
import { doerOf } from '#city/case/port.ts'
import { componentProblems } from '#city/component/problems.ts'
import { type Component, findComponent } from '#city/component/store.ts'
import type { Industry } from '#city/industry/industry.ts'
import { dayOf } from '#city/place/answer.ts'
import { believedPoint } from '#city/place/check.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { BodyOf } from '#kernel/http/contract.ts'
import { newId } from '#kernel/id.ts'
import { append, assigneeOf, doingOf, openOrder, tellOf } from '../work-order/engine.ts'
import { getJob } from '../work-order/jobs.ts'
import { fileFault } from './fault.ts'
import { type DeclaredKind, getKind, kindsOn } from './kinds.ts'
import { insertInspection, listRounds, listStandings } from './ledger-store.ts'
import { inspectionProblems } from './problems.ts'
import type { inspectOne } from './round/contract.ts'
import { mustHold } from './round.ts'
import type { Plan } from './store.ts'

type At = { readonly tx: Tx; readonly actor: Actor; readonly now: Date; readonly industries: readonly Industry[] }
type Body = BodyOf<typeof inspectOne>
type Outcome = 'ok' | 'fault' | 'could_not'

/**
 * Enters an inspection, and what a fault becomes with it: a case, an order of one's own, or nothing where it was mended on the
 * spot. Problems: those the contract names.
 */
export async function enterInspection(at: At, body: Body) {
  const { tx, actor, now, industries } = at
  const { districtId } = actor
  const day = await dayOf(tx, districtId, undefined, now)
  const plan = await mustHold(tx, actor, body.planId, { day, now, isInHandToo: true })
  const declared = getKind(await kindsOn(tx, districtId, industries), plan)
  const component = await findComponent(tx, districtId, body.code)
  if (!component) throw componentProblems.component_not_found({ code: body.code })
  const of = { districtId, plan, kinds: declared.kind.components, now }
  // What was taken under an earlier version is finished under it.
  const round = (await listRounds(tx, districtId, actor.personId, now)).find(
    ({ planId, codes }) => planId === plan.planId && codes.includes(component.code),
  )
  if (!round && (await listStandings(tx, of, [component.code])).length === 0)
    throw inspectionProblems.inspection_not_asked({}, 'body.code')
  const outcome = soundOutcome(body, declared)
  await mustHaveFiles(tx, { districtId, personId: actor.personId }, body.files, now)
  const inspectionId = newId()
  const words = wordsOf(body, declared)
  const become =
    outcome === 'fault' ? await becomes(at, body, { plan, declared, component, inspectionId, words }) : nothing
  await insertInspection(tx, districtId, {
    ...{
      inspectionId,
      planId: plan.planId,
      version: round?.version ?? plan.version,
      industryId: plan.industryId,
      kindId: plan.kindId,
      code: component.code,
    },
    ...{ at: now, day, byId: actor.personId, byName: actor.name, outcome },
    ...{ points: body.points, words: body.words, files: body.files, caseId: become.caseId, orderId: become.orderId },
    place: body.point ? believedPoint(body.point, 'body.point') : null,
  })
  return { inspectionId, outcome, caseNumber: become.caseNumber, orderNumber: become.orderNumber }
}

/** What the answers come to: one fault is a fault, one point that could not be seen leaves the whole undone. */
function soundOutcome({ points, words, files, becomes: next }: Body, { kind }: DeclaredKind): Outcome {
  const count = kind.checklist.length
  if (points.length !== count) throw inspectionProblems.inspection_points({ count }, 'body.points')
  const outcome = (['fault', 'could_not'] as const).find((bad) => points.some(({ result }) => result === bad)) ?? 'ok'
  const isSaid = words !== '' || points.some((point) => point.result === outcome && point.words !== '')
  if (outcome !== 'ok' && !isSaid) throw inspectionProblems.inspection_words({}, 'body.words')
  if (outcome === 'fault' && next !== 'mended' && files.length === 0)
    throw inspectionProblems.inspection_photo({}, 'body.files')
  return outcome
}

/** The points that are wrong in words, for whoever gets the case or the order. */
const wordsOf = ({ points, words }: Body, { kind }: DeclaredKind): string =>
  [
    ...points.flatMap(({ result, words: said }, index) =>
      result === 'fault' ? [`“${kind.checklist[index]?.zh ?? ''}”不合格${said ? `（${said}）` : ''}`] : [],
    ),
    ...(words ? [words] : []),
  ].join('；')

const nothing = { caseId: null, caseNumber: null, orderId: null, orderNumber: null }

type Found = {
  readonly plan: Plan
  readonly declared: DeclaredKind
  readonly component: Component
  readonly inspectionId: string
  readonly words: string
}

async function becomes(at: At, { becomes: next, files }: Body, found: Found) {
  const { tx, actor, now, industries } = at
  const { plan, declared, component, inspectionId, words } = found
  if (next === 'mended') return nothing
  const { kind } = declared
  if (next === 'order' && kind.job) {
    const job = await getJob(
      tx,
      actor.districtId,
      industries,
      { industryId: plan.industryId, jobId: kind.job },
      'body.becomes',
    )
    const doing = doingOf({ tx, actor, now })
    const given = { codes: [component.code], words, limit: null, takeover: null, inspectionId }
    const { orderId, number, order } = await openOrder(doing, job, given)
    if (plan.unitId) {
      const to = await assigneeOf(doing, { unitId: plan.unitId, personId: null, words: '' }, 'body.')
      await tellOf(doing, await append(doing, orderId, order, 'assigned', to), 'assigned')
    }
    return { ...nothing, orderId, orderNumber: number }
  }
  const fault = { kind, component, inspectionId, words, files }
  const finding = { districtId: actor.districtId, doer: doerOf(actor), now }
  const { caseId, number } = await fileFault(tx, finding, fault)
  return { ...nothing, caseId, caseNumber: number }
}
