import { caseRoutes } from '#city/case/routes.ts'
import { dispatchRoutes } from '#command/dispatch/routes.ts'
import { recallRoutes } from '#command/recall/routes.ts'
import type { Route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { deskRoutes } from '#supervise/desk/routes.ts'

/** The single steps that may be ordered for many cases at once, and the proposal of a unit that goes with one of them. */
export const bulkSteps = (sealer: Sealer): readonly Route[] => [
  ...caseRoutes,
  ...dispatchRoutes,
  ...recallRoutes,
  ...deskRoutes(sealer),
]
