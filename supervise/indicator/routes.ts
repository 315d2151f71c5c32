import type { Industry } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import { industryProblems } from '#city/industry/problems.ts'
import { findDistrict } from '#city/organisation/district.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { behindOf, boardOf, boardUpTo } from './board.ts'
import { getBehindIndicator, getIndicatorBoard, printIndicators } from './contract.ts'
import { indicatorsPdf, reportColumns, reportRows } from './print.ts'
import { indicatorProblems } from './problems.ts'

/** The board of what industries are measured by, with the rows behind each number. */
export const indicatorRoutes = (industries: readonly Industry[], typesetter: Typesetter): readonly Route[] => [
  route(getIndicatorBoard, async ({ tx, actor, query, now }) => {
    const on = await industriesOn(tx, actor.districtId, industries)
    const at = { districtId: actor.districtId, now, months: query.months }
    const boards = on.map(async (one) => ({ id: one.id, title: one.title, indicators: await boardOf(tx, one, at) }))
    return { asOf: now, industries: await Promise.all(boards) }
  }),
  route(printIndicators, async ({ tx, actor, params, query: { period, format }, response, now }) => {
    const { districtId } = actor
    const industry = await mustBeOn(tx, districtId, industries, params.industryId)
    const district = await findDistrict(tx, districtId)
    const indicators = await boardUpTo(tx, industry, { districtId, now, period, months: 6 })
    const report = { district: district?.name ?? '', industry: industry.title.zh, period, indicators }
    const name = encodeURIComponent(`${industry.title.zh}指标-${period}.${format}`)
    response.header('content-disposition', `${format === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    if (format === 'pdf') return response.type('application/pdf').send(indicatorsPdf(typesetter, report, now))
    const rows = reportRows(report)
    if (format === 'csv')
      return response
        .type('text/csv; charset=utf-8')
        .send(Buffer.from(writeCsv([reportColumns.map(({ title }) => title), ...rows])))
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return response.send(Buffer.from(writeWorkbook([{ name: period, columns: reportColumns, rows }])))
  }),
  route(getBehindIndicator, async ({ tx, actor, params, query }) => {
    const industry = await mustBeOn(tx, actor.districtId, industries, params.industryId)
    const indicator = industry.supervise.indicators.find(({ id }) => id === params.indicatorId)
    if (!indicator) throw indicatorProblems.indicator_unknown({ id: params.indicatorId }, 'params.indicatorId')
    const at = { districtId: actor.districtId, period: query.period }
    return { period: query.period, ...(await behindOf(tx, indicator, at)) }
  }),
]

/** Problems: `industry_unknown`, `industry_off`. */
async function mustBeOn(db: Db, districtId: string, industries: readonly Industry[], id: string): Promise<Industry> {
  const industry = industries.find((one) => one.id === id)
  if (!industry) throw industryProblems.industry_unknown({ id }, 'params.industryId')
  if (!(await industriesOn(db, districtId, [industry])).length)
    throw industryProblems.industry_off({ title: industry.title.zh })
  return industry
}
