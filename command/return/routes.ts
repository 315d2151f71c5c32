import { currentCalendar } from '#city/calendar/store.ts'
import { dayNumberOf, instantOf, localDay } from '#city/calendar/zone.ts'
import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { findUnit, listUnits } from '#city/organisation/store.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { arbitrateCase, listReturns } from './contract.ts'
import { arbitrationProblems } from './problems.ts'
import { returnsByUnit, returnsOf } from './return.ts'
import { listReturned } from './store.ts'

const step = stepsOf('command')
const usualDays = 30

/** The ledger of returns, and the decision who was right. */
export const returnRoutes: readonly Route[] = [
  route(listReturns, async ({ tx, actor, query, now }) => {
    const calendar = await currentCalendar(tx, actor.districtId)
    const { timeZone } = calendar.definition
    const today = localDay(timeZone, now.getTime())
    const from = instantOf(timeZone, query.from ? dayNumberOf(query.from) : today - usualDays, 0)
    const to = instantOf(timeZone, query.to ? dayNumberOf(query.to) : today + 1, 0)
    const [cases, units] = await Promise.all([
      listReturned(tx, actor, new Date(from), query.caseId),
      listUnits(tx, actor.districtId),
    ])
    const nameOf = (id: string | null) => id && (units.find(({ unitId }) => unitId === id)?.name ?? id)
    const all = cases
      .flatMap(({ turns, ...about }) => returnsOf(turns, calendar, now).map((entry) => ({ ...about, ...entry })))
      .filter(({ returnedAt }) => returnedAt.getTime() >= from && returnedAt.getTime() < to)
      .sort((a, b) => b.returnedAt.getTime() - a.returnedAt.getTime() || a.caseId.localeCompare(b.caseId))
    const wanted = all.filter(
      ({ unitId, right }) =>
        (query.unitId === undefined || unitId === query.unitId) &&
        (query.right === undefined || (right ?? 'open') === query.right),
    )
    const page = wanted.slice(query.after, query.after + query.limit)
    const end = query.after + page.length
    return {
      items: page.map(({ streetCode: _, stage, unitId, nextUnitId, finalUnitId, ruling, ...entry }) => ({
        ...entry,
        unitId,
        unitName: nameOf(unitId) ?? unitId,
        nextUnitName: nameOf(nextUnitId),
        finalUnitName: nameOf(finalUnitId),
        ruling: ruling && { ...ruling, unitName: nameOf(ruling.unitId) ?? ruling.unitId },
        isOpen: stage === 'returned' && nextUnitId === null,
      })),
      total: wanted.length,
      after: end < wanted.length ? end : null,
      units: returnsByUnit(all).map((row) => ({ ...row, unitName: nameOf(row.unitId) ?? row.unitId })),
    }
  }),
  step(arbitrateCase, 'arbitrated', async ({ inTheRight, unitId, reason }, { tx, actor, state }) => {
    if (!(await findUnit(tx, actor.districtId, unitId))) throw caseProblems.unknown_unit({ unitId }, 'body.unitId')
    const returned = state.lastUnitId ?? ''
    if ((inTheRight === 'dispatcher') !== (unitId === returned)) {
      const unit = await findUnit(tx, actor.districtId, returned)
      throw arbitrationProblems.arbitration_contradicts({ unit: unit?.name ?? returned }, 'body.unitId')
    }
    return { inTheRight, unitId, reason }
  }),
]
