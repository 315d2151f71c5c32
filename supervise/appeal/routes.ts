import { stepsOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { appealOf } from '#city/case/state.ts'
import { getDistrict } from '#city/place/store.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { countAppeals, endorseAppeal, exportAppeals, listAppeals } from './contract.ts'
import { appealsWorkbook } from './export.ts'
import { countByUnit, listAppealRows } from './store.ts'

const step = stepsOf('supervise')

/** Appeals against lateness: the first of two consents, and what was decided. */
export const appealRoutes: readonly Route[] = [
  step(
    endorseAppeal,
    ({ approve }) => (approve ? 'endorsed' : 'appeal_decided'),
    ({ approve, note }, { state }) => {
      if (!appealOf(state)) throw caseProblems.nothing_to_endorse()
      return approve ? { what: 'appeal', note } : { upheld: false, reason: note || '初审不同意' }
    },
  ),
  route(listAppeals, ({ tx, actor, query: { cursor, limit, ...filter } }) =>
    listAppealRows(tx, actor, filter, { cursor, limit }),
  ),
  route(countAppeals, async ({ tx, actor, query }) => ({ units: await countByUnit(tx, actor, query) })),
  route(exportAppeals, async ({ tx, actor, query, response }) => {
    const { timeZone } = await getDistrict(tx, actor.districtId)
    const bytes = await appealsWorkbook(tx, actor, query, timeZone)
    response.header('content-disposition', 'attachment; filename="appeals.xlsx"')
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return response.send(Buffer.from(bytes))
  }),
]
