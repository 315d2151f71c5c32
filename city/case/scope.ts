import { type Actor, scopeOf } from '#kernel/auth/actor.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { CaseState } from './state.ts'

/**
 * The cases an actor may touch under a permission, as a condition on `city.case c`. The same condition serves list, search,
 * counts, detail, files and export. Error: `not_permitted`.
 */
export const caseScope = (actor: Actor, permission: string): Sql =>
  sql`(${sql.join(
    scopeArms(actor, permission).map(({ where }) => where),
    ' or ',
  )})`

/** A part of a scope. One that is not in order holds few cases: an index gathers all of them, and they are sorted then. */
export type ScopeArm = { readonly where: Sql; readonly isInOrder: boolean }

/**
 * The same scope taken apart into conditions that exclude each other, each of which one index answers. Where only cases of one
 * `unit` are wanted, arms that hold none of it are left out. Error: `not_permitted`.
 */
export function scopeArms(actor: Actor, permission: string, unit?: string): readonly ScopeArm[] {
  const { districtId, personId, unitIds } = actor
  const district = sql`c.district_id = ${districtId}`
  // Citizens have no account, so the index of reporters leaves them out.
  const reported = sql`${district} and c.reported_by = ${personId} and c.reported_by <> 'citizen'`
  switch (scopeOf(actor, permission)) {
    case 'district':
      return [inOrder(district)]
    case 'unit': {
      const own = unitIds.filter((each) => unit === undefined || unit === each)
      const shared = sql`${district} and c.co_unit_ids <> '{}' and c.co_unit_ids && ${unitIds}
        and (c.unit_id is null or c.unit_id <> all(${unitIds}))`
      const arms = own.map((each) => inOrder(sql`${district} and c.unit_id = ${each}`))
      return unit !== undefined && own.length > 0 ? arms : [...arms, { where: shared, isInOrder: false }]
    }
    case 'task':
      return [
        inOrder(sql`${district} and c.collector_id = ${personId}`),
        inOrder(sql`${reported} and c.collector_id is distinct from ${personId}`),
      ]
    case 'own':
      return [inOrder(reported)]
  }
}

const inOrder = (where: Sql): ScopeArm => ({ where, isInOrder: true })

/** What the scope of a case is judged by. */
export type Scoped = Pick<CaseState, 'unitId' | 'coUnitIds' | 'collectorId' | 'reportedBy'>

/** The same rule for a folded case, or for as much of it as an event tells. */
export function inScope(actor: Actor, permission: string, state: Scoped): boolean {
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
