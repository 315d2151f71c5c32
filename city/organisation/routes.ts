import { type Route, route } from '#kernel/http/route.ts'
import { listDuty, listPeople, listUnits } from './contract.ts'
import { matchDuty, listPeople as people, listUnits as units } from './store.ts'
import { unitRoutes } from './unit-routes.ts'

/** Who is who in one's own district. */
export const organisationRoutes: readonly Route[] = [
  ...unitRoutes,
  route(listUnits, async ({ tx, actor }) => ({ items: await units(tx, actor.districtId) })),
  route(listPeople, async ({ tx, actor }) => ({ items: await people(tx, actor.districtId) })),
  route(listDuty, async ({ tx, actor, query: { kind, category, area }, now }) => {
    const found = await matchDuty(tx, actor.districtId, { kind, category, areaCode: area, on: now })
    return { items: found.map(({ unitId, unitName, basis }) => ({ unitId, unitName, basis })) }
  }),
]
