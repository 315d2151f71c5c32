import { addWork } from '#city/calendar/arithmetic.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { foldCase } from '#city/case/state.ts'
import { readClause, readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import { findUnit, listPeople } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import {
  decideExtension,
  decideSuspension,
  dispatchCase,
  nearDeadlines,
  proposeUnit,
  resumeCase,
  sendBackCase,
} from './contract.ts'
import { mustBeOthers } from './helpers.ts'
import { nearDeadlinesOf } from './near.ts'
import { type Proposal, proposalsFor } from './proposal.ts'

const step = stepsOf('command')

/** The command centre: who handles it, and what it may grant. */
export const dispatchRoutes: readonly Route[] = [
  route(proposeUnit, async ({ tx, actor, params, now }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    const state = foldCase(await readHistory(tx, actor.districtId, params.id))
    const [proposals, limit, calendar] = await Promise.all([
      proposalsFor(tx, actor.districtId, state, now),
      readClause(tx, actor.districtId, params.id),
      currentCalendar(tx, actor.districtId),
    ])
    const dueIfNow = limit ? new Date(addWork(calendar, now.getTime(), limit.limit)).toISOString() : null
    return { proposals, dueIfNow }
  }),
  route(nearDeadlines, ({ tx, actor, query, now }) => nearDeadlinesOf(tx, actor, query, now)),
  step(dispatchCase, 'dispatched', async (input, { tx, actor, state, now }) => {
    const { unitId, coUnitIds, note, personId } = input
    const { districtId } = actor
    mustBeOthers(unitId, coUnitIds, 'body.coUnitIds')
    const unit = await mustHaveUnit(tx, districtId, unitId, 'body.unitId')
    const helping = []
    for (const [at, each] of coUnitIds.entries())
      helping.push((await mustHaveUnit(tx, districtId, each, `body.coUnitIds.${at}`)).name)
    const person = personId ? await mustHavePerson(tx, districtId, unitId, personId) : undefined
    const proposals = await proposalsFor(tx, districtId, state, now)
    return {
      ...{ unitId, unitName: unit.name, coUnitIds, coUnitNames: helping, note },
      ...(person ? { personId: person.personId, personName: person.name } : {}),
      ...groundsFor(unitId, proposals),
    }
  }),
  step(sendBackCase, 'sent_back', ({ reason }) => ({ reason })),
  step(
    decideExtension,
    ({ approve }) => (approve ? 'extension_approved' : 'extension_refused'),
    ({ approve, limit, note }, { state }) =>
      approve ? { limit: limit ?? state.pendingExtension!.limit, note } : { reason: note || '不同意延期' },
  ),
  step(
    decideSuspension,
    ({ approve }) => (approve ? 'suspension_approved' : 'suspension_refused'),
    ({ approve, note }, { state }) =>
      approve ? { until: state.pendingSuspension!.until, note } : { reason: note || '不同意挂账' },
  ),
  step(resumeCase, 'resumed', ({ reason }) => ({ reason, automatic: false })),
]

async function mustHaveUnit(db: Db, districtId: string, unitId: string, field: string) {
  const unit = await findUnit(db, districtId, unitId)
  if (!unit) throw caseProblems.unknown_unit({ unitId }, field)
  return unit
}

async function mustHavePerson(db: Db, districtId: string, unitId: string, personId: string) {
  const person = (await listPeople(db, districtId)).find((each) => each.personId === personId && each.active)
  if (!person?.posts.some((post) => post.unitId === unitId))
    throw caseProblems.unknown_person({ personId }, 'body.personId')
  return person
}

/** What is kept of the proposal with the fact: why this unit, by which rule, and who came second or would have come first. */
function groundsFor(unitId: string, proposals: readonly Proposal[]) {
  const own = proposals.find((each) => each.unitId === unitId)
  const other = proposals.find((each) => each.unitId !== unitId)
  const isFirst = own !== undefined && own === proposals[0]
  return {
    reason: isFirst ? own.reason.zh : '派遣员指定',
    ...(isFirst && own.rule ? { ruleSet: own.rule } : {}),
    ...(other ? { runnerUp: { unitId: other.unitId, reason: (other.whyNot ?? other.reason).zh } } : {}),
  }
}
