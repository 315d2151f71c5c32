import type { Industry } from '#city/industry/industry.ts'
import { listDivisions } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { listVersions, standingOfVersion } from './change/store.ts'
import {
  exportPlan,
  getPlan,
  listPlanItems,
  listPlans,
  makePlan,
  mostComponents,
  previewPlan,
  turnPlan,
} from './contract.ts'
import { inspectionsOf } from './due.ts'
import { itemColumns, itemRows } from './export.ts'
import { findKind, kindsOn, shownKind } from './kinds.ts'
import { inspectionProblems } from './problems.ts'
import { mustFind, mustHaveOwner, soundKind } from './sound.ts'
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
  someInScope,
} from './store.ts'

/** Plans of inspection: what is due of them follows from the ledger. */
export const planRoutes = (industries: readonly Industry[]): readonly Route[] => [
  ...readRoutes(industries),
  route(previewPlan, async ({ tx, actor: { districtId }, body, now }) => {
    const { kind } = await soundKind(tx, districtId, industries, body)
    const [components, some] = await Promise.all([
      countInScope(tx, districtId, kind.components, body.scope),
      someInScope(tx, districtId, kind.components, body.scope),
    ])
    const planned = await countPlanned(tx, districtId, body, kind.components, await todayOf(tx, districtId, now))
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
    const today = await todayOf(tx, actor.districtId, now)
    if (!(await findPlan(tx, actor, planId, today, 'inspection.write')))
      throw inspectionProblems.inspection_plan_unknown()
    const [last] = await listTurns(tx, actor.districtId, planId)
    if (last?.isOn === isOn) throw inspectionProblems.inspection_plan_already({ isOn }, 'body.isOn')
    await insertTurn(tx, actor.districtId, { planId, seq: (last?.seq ?? 0) + 1, isOn, reason, at: now, by: actor.name })
    return { isOn }
  }),
]

const readRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(listPlans, async ({ tx, actor, now }) => {
    const today = await todayOf(tx, actor.districtId, now)
    const [plans, kinds] = await Promise.all([
      listPlanRows(tx, actor, today),
      kindsOn(tx, actor.districtId, industries),
    ])
    const items = plans.map(async (plan) => {
      const kind = findKind(kinds, plan)
      const { counts, claimed } = await progressOf(tx, actor.districtId, plan, kind, today)
      return { ...plan, kind: kind?.kind.title ?? null, counts, claimed }
    })
    return { today: today.day, items: await Promise.all(items), kinds: kinds.map(shownKind) }
  }),
  route(getPlan, async ({ tx, actor, params: { planId }, now }) => {
    const today = await todayOf(tx, actor.districtId, now)
    const { plan, kind } = await mustFind(tx, actor, planId, industries, today)
    const [{ counts, claimed, streets }, turns, versions, divisions] = await Promise.all([
      progressOf(tx, actor.districtId, plan, kind, today),
      listTurns(tx, actor.districtId, planId),
      listVersions(tx, actor.districtId, planId),
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
      versions: versions.map((one) => ({ ...one, standing: standingOfVersion(one, plan.version) })),
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
  const today = await todayOf(db, actor.districtId, now)
  const { plan, kind } = await mustFind(db, actor, planId, industries, today)
  const all = await standingsOf(db, actor.districtId, plan, kind, today)
  return all.filter(
    (one) => (!state || one.state === state) && (!areaCode || one.cellCode?.startsWith(areaCode) === true),
  )
}
