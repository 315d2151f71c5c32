import { caseProblems } from '#city/case/problems.ts'
import { caseScope } from '#city/case/scope.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { listUnits } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Choice } from './decide.ts'
import { decideNow } from './decision-store.ts'
import { readCondition } from './language.ts'
import { reasonOf, whyNot } from './reason.ts'
import type { Rule } from './rule.ts'

/**
 * Tries rules on a case by its number, at the instant before it was first dispatched (now, while it was not), so that one sees which
 * rule decides and what became of each. Rules that cannot be read are passed over and said to be. Error: `case_not_found`.
 */
export async function tryOn(db: Db, actor: Actor, number: string, rules: readonly Rule[], now: Date) {
  const { districtId } = actor
  const found = await db.find<{ caseId: string }>(sql`
    select c.case_id as "caseId" from city.case c where ${caseScope(actor, 'case.read')} and c.number = ${number}`)
  if (!found) throw caseProblems.case_not_found()
  const history = await readHistory(db, districtId, found.caseId)
  const first = history.findIndex(({ kind }) => kind === 'dispatched')
  const at = first > 0 ? history[first]!.at : now
  const state = foldCase(first > 0 ? history.slice(0, first) : history)
  const readable = rules.filter(({ when }) => readCondition(when).ok)
  const [decision, units] = await Promise.all([
    decideNow(db, districtId, state, at, readable),
    listUnits(db, districtId),
  ])
  const { chosen, runnerUp, values, facts } = decision
  const said = (choice: Choice, reason: { zh: string; en: string }) => ({
    unitId: choice.unitId,
    unitName: units.find(({ unitId }) => unitId === choice.unitId)?.name ?? choice.unitId,
    ruleId: choice.rule?.id ?? null,
    reason,
  })
  const outcomes = new Map(decision.asked.map((asked) => [asked.ruleId, asked]))
  return {
    caseId: found.caseId,
    number,
    at,
    facts: Object.entries(facts).map(([name, value]) => ({ name, value: String(value) })),
    chosen: chosen && said(chosen, reasonOf(chosen, values)),
    runnerUp: chosen && runnerUp && said(runnerUp, whyNot(runnerUp, chosen)),
    asked: rules.map(({ id }) => outcomes.get(id) ?? { ruleId: id, outcome: 'unreadable' as const, unitId: null }),
  }
}
