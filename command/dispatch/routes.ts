import { addWork } from '#city/calendar/arithmetic.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { readClause, viewPlaceOfCase } from '#city/case/store.ts'
import { findUnit, matchDuty } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { decideExtension, decideSuspension, dispatchCase, proposeUnit, resumeCase, sendBackCase } from './contract.ts'
import { openCasesOf } from './store.ts'

const step = stepsOf('command')

/** The command centre: who handles it, and what it may grant. */
export const dispatchRoutes: readonly Route[] = [
  route(proposeUnit, async ({ tx, actor, params, now }) => {
    const place = await viewPlaceOfCase(tx, actor, params.id)
    const [proposals, limit, calendar] = await Promise.all([
      proposalsFor(tx, actor.districtId, place, now),
      readClause(tx, actor.districtId, params.id),
      currentCalendar(tx, actor.districtId),
    ])
    const dueIfNow = limit ? new Date(addWork(calendar, now.getTime(), limit.limit)).toISOString() : null
    return { proposals, dueIfNow }
  }),
  step(dispatchCase, 'dispatched', async ({ unitId, coUnitIds, note }, { tx, actor, state, now }) => {
    const unit = await mustHaveUnit(tx, actor.districtId, unitId)
    const coUnitNames: string[] = []
    for (const each of coUnitIds) coUnitNames.push((await mustHaveUnit(tx, actor.districtId, each)).name)
    const where = { kind: state.category?.kind ?? null, category: state.category?.code ?? null, ...state.place }
    const [best] = await proposalsFor(tx, actor.districtId, where, now)
    const reason = best?.unitId === unitId ? best.reason.zh : '派遣员指定'
    return { unitId, unitName: unit.name, coUnitIds, coUnitNames, note, reason }
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

async function mustHaveUnit(db: Db, districtId: string, unitId: string) {
  const unit = await findUnit(db, districtId, unitId)
  if (!unit) throw caseProblems.unknown_unit({ unitId }, 'body.unitId')
  return unit
}

type Where = {
  readonly kind: 'component' | 'matter' | null
  readonly category: string | null
  readonly cellCode: string | null
  readonly communityCode: string | null
  readonly streetCode: string | null
}

/** What the duty table says, each with its reason and present load. */
async function proposalsFor(db: Db, districtId: string, where: Where, now: Date) {
  const areaCode = where.cellCode ?? where.communityCode ?? where.streetCode ?? ''
  const matches = await matchDuty(db, districtId, {
    kind: where.kind ?? 'matter',
    category: where.category ?? '',
    areaCode,
    on: now,
  })
  const load = await openCasesOf(
    db,
    districtId,
    matches.map((match) => match.unitId),
  )
  return matches.map((match) => ({
    unitId: match.unitId,
    unitName: match.unitName,
    openCases: load.get(match.unitId) ?? 0,
    reason: {
      zh: `职责表：类别 ${match.category || '全部'}、区域 ${match.areaCode || '全区'}（${match.basis}）`,
      en: `Duty table: category ${match.category || 'any'}, area ${match.areaCode || 'whole district'} (${match.basis})`,
    },
  }))
}
