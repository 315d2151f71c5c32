import { calendarRoutes } from '#city/calendar/routes.ts'
import { catalogueRoutes } from '#city/catalogue/routes.ts'
import { versionRoutes } from '#city/catalogue/version-routes.ts'
import { componentBulkRoutes } from '#city/component/bulk/routes.ts'
import { componentRoutes } from '#city/component/routes.ts'
import { componentCandidates } from '#city/component/search.ts'
import { districtRulesRoutes } from '#city/district-rules/routes.ts'
import { dutyRoutes } from '#city/duty/routes.ts'
import { gridRoutes } from '#city/grid/routes.ts'
import { organisationRoutes } from '#city/organisation/routes.ts'
import { placeRoutes } from '#city/place/routes.ts'
import { searchRoutes } from '#city/search/routes.ts'
import type { Route } from '#kernel/http/route.ts'

/** The city model's own questions. */
export const cityRoutes: readonly Route[] = [
  ...placeRoutes([componentCandidates]),
  ...componentRoutes,
  ...componentBulkRoutes,
  ...gridRoutes,
  ...calendarRoutes,
  ...catalogueRoutes,
  ...versionRoutes,
  ...organisationRoutes,
  ...dutyRoutes,
  ...districtRulesRoutes,
  ...searchRoutes,
]
