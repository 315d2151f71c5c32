import { currentCalendar } from '#city/calendar/store.ts'
import type { CaseState } from '#city/case/state.ts'
import { findEmergency } from '#city/emergency/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Decision, decide } from './decide.ts'
import { dutiesFor } from './duty.ts'
import { factsOf, momentOf } from './facts.ts'
import { compileRules, type Rule } from './rule.ts'
import { ruleSetAt } from './store.ts'
import type { Facts } from './variables.ts'
import { findOwner, listDuties } from './world-store.ts'

/** A decision with the version of the rules that made it; null where the duty table alone decided. */
export type DecisionNow = Decision & { readonly version: number | null; readonly facts: Facts }

/** Who should have a case that stands like this now: by the rules in force, or by others that are tried. */
export async function decideNow(
  db: Db,
  districtId: string,
  state: CaseState,
  now: Date,
  tried?: readonly Rule[],
): Promise<DecisionNow> {
  const { componentCode } = state.place
  const [inForce, duties, calendar, owner, emergency] = await Promise.all([
    tried ? undefined : ruleSetAt(db, districtId, now),
    listDuties(db, districtId),
    currentCalendar(db, districtId),
    componentCode ? findOwner(db, districtId, componentCode) : null,
    findEmergency(db, districtId),
  ])
  const moment = momentOf(calendar, now, emergency ? [emergency] : [])
  const facts = factsOf(state, now, moment, owner)
  const rules = compileRules(tried ?? inForce?.rules ?? [])
  return {
    ...decide(rules, (question) => dutiesFor(duties, question), facts, moment),
    version: inForce?.version ?? null,
    facts,
  }
}
