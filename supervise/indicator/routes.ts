import type { Industry } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import { industryProblems } from '#city/industry/problems.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { behindOf, boardOf } from './board.ts'
import { getBehindIndicator, getIndicatorBoard } from './contract.ts'
import { indicatorProblems } from './problems.ts'

/** The board of what industries are measured by, with the rows behind each number. */
export const indicatorRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(getIndicatorBoard, async ({ tx, actor, query, now }) => {
    const on = await industriesOn(tx, actor.districtId, industries)
    const at = { districtId: actor.districtId, now, months: query.months }
    const boards = on.map(async (one) => ({ id: one.id, title: one.title, indicators: await boardOf(tx, one, at) }))
    return { asOf: now, industries: await Promise.all(boards) }
  }),
  route(getBehindIndicator, async ({ tx, actor, params, query }) => {
    const industry = industries.find(({ id }) => id === params.industryId)
    if (!industry) throw industryProblems.industry_unknown({ id: params.industryId }, 'params.industryId')
    if (!(await industriesOn(tx, actor.districtId, [industry])).length)
      throw industryProblems.industry_off({ title: industry.title.zh })
    const indicator = industry.supervise.indicators.find(({ id }) => id === params.indicatorId)
    if (!indicator) throw indicatorProblems.indicator_unknown({ id: params.indicatorId }, 'params.indicatorId')
    const at = { districtId: actor.districtId, period: query.period }
    return { period: query.period, ...(await behindOf(tx, indicator, at)) }
  }),
]
