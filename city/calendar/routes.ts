import { type Route, route } from '#kernel/http/route.ts'
import { getCalendar, getLimits } from './contract.ts'
import { listLimitTables } from './limit-table.ts'
import { currentCalendar, draftOf, listStageLimits, listVersions } from './store.ts'
import { getHolidays } from './year/contract.ts'

/** What a district counts time by. */
export const calendarRoutes: readonly Route[] = [
  route(getCalendar, async ({ tx, actor }) => {
    const [{ definition }, versions] = await Promise.all([
      currentCalendar(tx, actor.districtId),
      listVersions(tx, actor.districtId),
    ])
    return { version: definition.version, calendar: draftOf(definition), versions }
  }),
  route(getHolidays, async ({ tx, actor }) => {
    const { definition } = await currentCalendar(tx, actor.districtId)
    return { holidays: definition.holidays, years: definition.holidayYears }
  }),
  route(getLimits, async ({ tx, actor }) => {
    const [stages, versions] = await Promise.all([
      listStageLimits(tx, actor.districtId),
      listLimitTables(tx, actor.districtId),
    ])
    return { version: versions[0]?.version ?? 0, stages, versions }
  }),
]
