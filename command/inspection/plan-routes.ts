import { caseProblems } from '#city/case/problems.ts'
import type { Industry } from '#city/industry/industry.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { listDivisions } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import {
  exportPlan,
  getPlan,
  listPlanItems,
  listPlans,
  makePlan,
  mostComponents,
  type PlanBody,
  previewPlan,
  turnPlan,
} from './contract.ts'
import { inspectionsOf } from './due.ts'
import { itemColumns, itemRows } from './export.ts'
import { type DeclaredKind, findKind, getKind, kindsOn, shownKind } from './kinds.ts'
import { inspectionProblems } from './problems.ts'
import { progressOf, shownItem, standingsOf, todayOf } from './standing.ts'
import {
  countInScope,
  countPlanned,
  findPlan,
  insertPlan,
  insertTurn,
  listPlanRows,
  listTurns,
  lockPlan,
  type Plan,
  someInScope,
  unknownCodes,
} from './store.ts'

/** Plans of inspection: what is due of them follows from the ledger. */
export const planRoutes = (industries: readonly Industry[]): readonly Route[] => [
  ...readRoutes(industries),
  route(previewPlan, async ({ tx, actor: { districtId }, body }) => {
    const { kind } = await soundKind(tx, districtId, industries, body)
    const [components, some] = await Promise.all([
      countInScope(tx, districtId, kind.components, body.scope),
      someInScope(tx, districtId, kind.components, body.scope),
    ])
    const planned = await countPlanned(tx, districtId, body, kind.components)
    const { days, total } = inspectionsOf(body, components)
    return { components, planned, days, inspections: total, perDay: Math.round((10 * total) / days) / 10, some }
  }),
  route(makePlan, async ({ tx, actor, body, now }) => {
    const { districtId } = actor
    const { kind } = await soundKind(tx, districtId, industries, body)
    await mustHaveOwner(tx, districtId, body)
    const components = await countInScope(tx, districtId, kind.components, body.scope)
    if (components === 0) throw inspectionProblems.inspection_nothing({}, 'body.scope')
    if (components > mostComponents)
      throw inspectionProblems.inspection_too_much({ most: mostComponents }, 'body.scope')
    const planId = await insertPlan(tx, districtId, body, { now, by: actor.name })
    if (!planId) throw inspectionProblems.inspection_name_taken({ name: body.name }, 'body.name')
    return { planId, components }
  }),
  route(turnPlan, async ({ tx, actor, params: { planId }, body: { isOn, reason }, now }) => {
    await lockPlan(tx, actor.districtId, planId)
    if (!(await findPlan(tx, actor, planId, 'inspection.write'))) throw inspectionProblems.inspection_plan_unknown()
    const [last] = await listTurns(tx, actor.districtId, planId)
    if (last?.isOn === isOn) throw inspectionProblems.inspection_plan_already({ isOn }, 'body.isOn')
    await insertTurn(tx, actor.districtId, { planId, seq: (last?.seq ?? 0) + 1, isOn, reason, at: now, by: actor.name })
    return { isOn }
  }),
]

const readRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(listPlans, async ({ tx, actor, now }) => {
    const [plans, kinds, today] = await Promise.all([
      listPlanRows(tx, actor),
      kindsOn(tx, actor.districtId, industries),
      todayOf(tx, actor.districtId, now),
    ])
    const items = plans.map(async (plan) => {
      const kind = findKind(kinds, plan)
      const { counts, claimed } = await progressOf(tx, actor.districtId, plan, kind, today)
      return { ...plan, kind: kind?.kind.title ?? null, counts, claimed }
    })
    return { today: today.day, items: await Promise.all(items), kinds: kinds.map(shownKind) }
  }),
  route(getPlan, async ({ tx, actor, params: { planId }, now }) => {
    const { plan, kind } = await mustFind(tx, actor, planId, industries)
    const today = await todayOf(tx, actor.districtId, now)
    const [{ counts, claimed, streets }, turns, divisions] = await Promise.all([
      progressOf(tx, actor.districtId, plan, kind, today),
      listTurns(tx, actor.districtId, planId),
      listDivisions(tx, actor.districtId, today.day),
    ])
    const byStreet = [...streets].map(([code, own]) => ({
      ...own,
      code,
      name: divisions.find((one) => one.code === code)?.name ?? null,
    }))
    return {
      ...plan,
      ...{ kind: kind?.kind.title ?? null, counts, claimed },
      streets: byStreet.toSorted((a, b) => b.overdue - a.overdue || b.total - a.total),
      turns: turns.map(({ isOn, reason, at, by }) => ({ isOn, reason, at, by })),
    }
  }),
  route(listPlanItems, async ({ tx, actor, params: { planId }, query: { after, limit, ...wanted }, now }) => {
    const all = await itemsOf(tx, actor, planId, industries, wanted, now)
    const from = after ? all.findIndex(({ code }) => code === after) + 1 : 0
    const items = all.slice(from, from + limit)
    const next = from + limit < all.length ? (items.at(-1)?.code ?? null) : null
    return { items: items.map(shownItem), next }
  }),
  route(exportPlan, async ({ tx, actor, params: { planId }, query: { format, ...wanted }, response, now }) => {
    const rows = itemRows(await itemsOf(tx, actor, planId, industries, wanted, now))
    response.header('content-disposition', `attachment; filename="inspection-plan.${format}"`)
    if (format === 'csv')
      return response
        .type('text/csv; charset=utf-8')
        .send(Buffer.from(writeCsv([itemColumns.map(({ title }) => title), ...rows])))
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return response.send(Buffer.from(writeWorkbook([{ name: '巡检计划', columns: itemColumns, rows }])))
  }),
]

type Filter = { readonly state?: string | undefined; readonly areaCode?: string | undefined }

async function itemsOf(
  db: Db,
  actor: Actor,
  planId: string,
  industries: readonly Industry[],
  { state, areaCode }: Filter,
  now: Date,
) {
  const { plan, kind } = await mustFind(db, actor, planId, industries)
  const all = await standingsOf(db, actor.districtId, plan, kind, await todayOf(db, actor.districtId, now))
  return all.filter(
    (one) => (!state || one.state === state) && (!areaCode || one.cellCode?.startsWith(areaCode) === true),
  )
}

async function mustFind(
  db: Db,
  actor: Actor,
  planId: string,
  industries: readonly Industry[],
): Promise<{ plan: Plan; kind: DeclaredKind | undefined }> {
  const plan = await findPlan(db, actor, planId)
  if (!plan) throw inspectionProblems.inspection_plan_unknown()
  return { plan, kind: findKind(await kindsOn(db, actor.districtId, industries), plan) }
}

type Planned = Pick<PlanBody, 'industryId' | 'kindId' | 'scope' | 'startsOn' | 'endsOn'>

async function soundKind(
  db: Db,
  districtId: string,
  industries: readonly Industry[],
  body: Planned,
): Promise<DeclaredKind> {
  const found = getKind(await kindsOn(db, districtId, industries), body)
  if (body.endsOn !== null && body.endsOn < body.startsOn) throw inspectionProblems.inspection_days({}, 'body.endsOn')
  const unknown = await unknownCodes(db, districtId, found.kind.components, body.scope.codes)
  if (unknown.length > 0)
    throw inspectionProblems.inspection_components_unknown({ codes: unknown.join('、') }, 'body.scope.codes')
  return found
}

async function mustHaveOwner(db: Db, districtId: string, { unitId, personId }: PlanBody): Promise<void> {
  if (unitId !== null && !(await listUnits(db, districtId)).some((one) => one.unitId === unitId))
    throw caseProblems.unknown_unit({ unitId }, 'body.unitId')
  if (personId !== null && !(await listPeople(db, districtId)).some((one) => one.personId === personId && one.active))
    throw caseProblems.unknown_person({ personId }, 'body.personId')
}
