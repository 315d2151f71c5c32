import type { Industry } from '#city/industry/industry.ts'
import type { Route } from '#kernel/http/route.ts'
import { changeRoutes } from './change/routes.ts'
import { fieldRoutes } from './field-routes.ts'
import { planRoutes } from './plan-routes.ts'

/** Plans of inspection, and inspecting by them. */
export const inspectionRoutes = (industries: readonly Industry[]): readonly Route[] => [
  ...planRoutes(industries),
  ...changeRoutes(industries),
  ...fieldRoutes(industries),
]
