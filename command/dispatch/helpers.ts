import { dispatchProblems } from './problems.ts'

/**
 * Refuses helping units among which the lead is, or one of them twice: each has a clock of its own, and no unit may have two on one
 * case. `lead` is undefined where it is not known yet. Errors: `lead_is_helper`, `helper_twice`, at the entry under `field`.
 */
export function mustBeOthers(
  lead: string | undefined,
  helpers: readonly string[],
  field: 'body.coUnitIds' | 'body.input.coUnitIds',
): void {
  for (const [at, unitId] of helpers.entries()) {
    if (unitId === lead) throw dispatchProblems.lead_is_helper({}, `${field}.${at}`)
    if (helpers.indexOf(unitId) < at) throw dispatchProblems.helper_twice({}, `${field}.${at}`)
  }
}
