import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { CaseState } from './state.ts'

/**
 * The cases an actor may touch under a permission, as a condition on `city.case c`. The same condition serves list, search,
 * counts, detail, files and export. Error: `not_permitted`.
 */
export function caseScope(actor: Actor, permission: string): Sql {
  const district = sql`c.district_id = ${actor.districtId}`
  switch (scopeOf(actor, permission)) {
    case 'district':
      return district
    case 'unit':
      return sql`${district} and (c.unit_id = any(${actor.unitIds}) or c.co_unit_ids && ${actor.unitIds})`
    case 'task':
      return sql`${district} and (c.collector_id = ${actor.personId} or c.reported_by = ${actor.personId})`
    case 'own':
      return sql`${district} and c.reported_by = ${actor.personId}`
  }
}

/** The same rule for a folded case. */
export function inScope(actor: Actor, permission: string, state: CaseState): boolean {
  switch (scopeOf(actor, permission)) {
    case 'district':
      return true
    case 'unit':
      return [state.unitId, ...state.coUnitIds].some((unit) => unit !== null && actor.unitIds.includes(unit))
    case 'task':
      return state.collectorId === actor.personId || state.reportedBy === actor.personId
    case 'own':
      return state.reportedBy === actor.personId
  }
}
