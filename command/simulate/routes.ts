import { compileCalendar } from '#city/calendar/compile.ts'
import { currentCalendar, draftedCalendar } from '#city/calendar/store.ts'
import { catalogueProblems } from '#city/catalogue/problems.ts'
import { listUnits } from '#city/organisation/store.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { readCondition } from '../rule/language.ts'
import { ruleProblems } from '../rule/problems.ts'
import { getDraft } from '../rule/store.ts'
import { askSimulation } from './ask.ts'
import {
  assumptions,
  cancelSimulation,
  getSimulation,
  listSimulatedCases,
  listSimulations,
  publishCalendar,
  publishLimits,
  simulateCalendar,
  simulateLimits,
  simulateRuleDraft,
} from './contract.ts'
import { simulationProblems } from './problems.ts'
import { signCalendar, signLimits } from './publish.ts'
import type { Report } from './report.ts'
import * as store from './store.ts'
import type { LimitTable } from './subject.ts'

type ConditionLimits = LimitTable['conditions']

/** Trying a draft on the past before it is signed. */
export const simulationRoutes: readonly Route[] = [
  route(listSimulations, async ({ tx, actor, query }) => ({
    items: await store.listSimulations(tx, actor.districtId, query.subject),
  })),
  route(getSimulation, async ({ tx, actor, params }) => {
    const { report, ...simulation } = await store.getSimulation(tx, actor.districtId, params.simulationId)
    const assumption = assumptions[simulation.subject === 'rules' ? 'rules' : 'clocks']
    return { ...simulation, assumption, report: report && (await shown(tx, actor, report)) }
  }),
  route(cancelSimulation, async ({ tx, actor, params, now }) => {
    await store.cancelSimulation(tx, actor.districtId, params.simulationId, now)
    const { report: _, ...simulation } = await store.getSimulation(tx, actor.districtId, params.simulationId)
    return simulation
  }),
  route(listSimulatedCases, async ({ tx, actor, params, query }) => {
    await store.getSimulation(tx, actor.districtId, params.simulationId)
    const items = await store.listChanged(tx, actor.districtId, params.simulationId, query)
    return { items, after: items.length === query.limit ? (items.at(-1)?.ordinal ?? null) : null }
  }),
  route(simulateRuleDraft, async ({ tx, actor, params, body, now }) => {
    const { title, rules, revision, savedBy, savedAt } = await getDraft(tx, actor.districtId, params.draftId)
    if (revision !== body.revision)
      throw ruleProblems.rule_draft_changed_meanwhile({ by: savedBy, at: savedAt.toISOString() }, 'body.revision')
    for (const rule of rules) {
      const read = readCondition(rule.when)
      if (!read.ok)
        throw simulationProblems.simulation_input_unsound({ reason: `${rule.title || rule.id}：${read.finding.zh}` })
    }
    const input = { subject: 'rules', rules: rules.map((rule) => ({ ...rule, coUnits: [...rule.coUnits] })) } as const
    return askSimulation(tx, actor, title, input, now)
  }),
  route(simulateCalendar, async ({ tx, actor, body, now }) => {
    const { definition } = await currentCalendar(tx, actor.districtId)
    compileCalendar(await draftedCalendar(tx, body.calendar, definition))
    return askSimulation(tx, actor, body.title, { subject: 'calendar', calendar: body.calendar }, now)
  }),
  route(simulateLimits, async ({ tx, actor, body, now }) => {
    const { title, stages, conditions } = body
    if (Object.keys(stages).length + conditions.length === 0)
      throw simulationProblems.simulation_input_unsound({ reason: '没有改动任何时限' })
    const limits = await worded(tx, actor.districtId, conditions)
    return askSimulation(tx, actor, title, { subject: 'limits', stages, conditions: limits }, now)
  }),
  route(publishCalendar, ({ tx, actor, body, now }) => signCalendar(tx, actor, body, now)),
  route(publishLimits, ({ tx, actor, body, now }) => signLimits(tx, actor, body, now)),
]

/** The report with names of units; single cases only for those who may read cases. */
async function shown(db: Db, actor: Actor, report: Report) {
  const names = new Map((await listUnits(db, actor.districtId)).map(({ unitId, name }) => [unitId, name]))
  const units = report.units.map((row) => ({ ...row, unitName: names.get(row.unitId) ?? row.unitId }))
  if (report.subject === 'rules') return { ...report, units }
  return { ...report, units, sample: may(actor, 'case.read') ? report.sample : [] }
}

/** Error: `condition_not_found`. */
async function worded(
  db: Db,
  districtId: string,
  limits: readonly Omit<ConditionLimits[number], 'kind' | 'code' | 'condition'>[],
): Promise<ConditionLimits> {
  const ids = limits.map(({ conditionId }) => conditionId)
  const rows = await db.many<Pick<ConditionLimits[number], 'conditionId' | 'kind' | 'code' | 'condition'>>(sql`
    select condition_id as "conditionId", kind, major || minor as code, condition from city.filing_condition
     where district_id = ${districtId} and condition_id = any(${ids}::uuid[])`)
  const known = new Map(rows.map((row) => [row.conditionId, row]))
  return limits.map((each) => {
    const row = known.get(each.conditionId)
    if (!row) throw catalogueProblems.condition_not_found()
    return { ...each, ...row }
  })
}
