import { dateOf, dayNumberOf } from '#city/calendar/zone.ts'
import type { Industry } from '#city/industry/industry.ts'
import { dayOf } from '#city/place/answer.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import { settle } from './acceptance.ts'
import {
  acceptOrder,
  assignOrder,
  beginOrder,
  cancelOrder,
  countOrders,
  exportOrders,
  finishOrder,
  getOrder,
  listOrders,
  listReplacements,
  planOrder,
  sendBackOrder,
  signPoint,
} from './contract.ts'
import { append, assigneeOf, doingOf, openOrder, takeFiles, takeOrderStep, tellOf } from './engine.ts'
import { orderColumns, orderTable } from './export.ts'
import { getJob, jobsOn, shownJob } from './jobs.ts'
import { orderProblems } from './problems.ts'
import type { Order } from './state.ts'
import { type After, countByState, listAgeing, listOrderRows } from './store.ts'
import { viewOrder } from './view.ts'

const mostShown = 200

/** Work orders: planned, assigned, done point by point, and accepted by somebody else. */
export const workOrderRoutes = (industries: readonly Industry[]): readonly Route[] => [
  ...readRoutes(industries),
  ...planRoutes(industries),
  ...stepRoutes,
  route(acceptOrder, ({ tx, actor, params, body: { seen, words }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'accepted', async (order, doing) => {
      const declared = industries.find(({ id }) => id === order.plan.industryId)
      const job = declared?.command.jobs.find(({ id }) => id === order.plan.jobId)
      return { words, changed: job ? await settle(doing, order, job.onAcceptance) : [] }
    }),
  ),
]

const readRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(listOrders, async ({ tx, actor, query: { after, limit, ...wanted }, now }) => {
    const items = await listOrderRows(tx, actor, wanted, { now, after: positionOf(after), limit })
    const last = items.length === limit ? items.at(-1) : undefined
    return { items, next: last ? `${last.plannedAt.toISOString()} ${last.orderId}` : null }
  }),
  route(countOrders, async ({ tx, actor, now }) => {
    const [rows, jobs] = await Promise.all([countByState(tx, actor, now), jobsOn(tx, actor.districtId, industries)])
    const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
    const counts = {
      ...{ planned: of('planned'), assigned: of('assigned'), begun: of('begun'), done: of('done') },
      ...{ accepted: of('accepted'), cancelled: of('cancelled'), late: rows.reduce((sum, { late }) => sum + late, 0) },
    }
    return { counts, jobs: jobs.map(shownJob) }
  }),
  route(exportOrders, async ({ tx, actor, query: { format, ...wanted }, response, now }) => {
    const rows = await orderTable(tx, actor, wanted, now)
    response.header('content-disposition', `attachment; filename="work-orders.${format}"`)
    if (format === 'csv')
      return response
        .type('text/csv; charset=utf-8')
        .send(Buffer.from(writeCsv([orderColumns.map(({ title }) => title), ...rows])))
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return response.send(Buffer.from(writeWorkbook([{ name: '工单', columns: orderColumns, rows }])))
  }),
  route(getOrder, ({ tx, actor, params, now }) => viewOrder(tx, actor, params.workId, now)),
  route(listReplacements, async ({ tx, actor, query: { withinDays, ...named }, now }) => {
    const { job, industry, kinds } = await getJob(tx, actor.districtId, industries, named, 'query.jobId')
    if (!job.cycle) throw orderProblems.order_job_unknown({ job: job.id }, 'query.jobId')
    const { everyDays } = job.cycle
    const today = await dayOf(tx, actor.districtId, undefined, now)
    const until = dateOf(dayNumberOf(today) + withinDays)
    const of = { industryId: industry.id, jobId: job.id, kinds, everyDays }
    return { everyDays, ...(await listAgeing(tx, actor.districtId, of, { until, most: mostShown })) }
  }),
]

const planRoutes = (industries: readonly Industry[]): readonly Route[] => [
  route(planOrder, async ({ tx, actor, body: { assign, ...body }, now }) => {
    const job = await getJob(tx, actor.districtId, industries, body, 'body.jobId')
    const doing = doingOf({ tx, actor, now })
    const assignee = assign ? await assigneeOf(doing, assign, 'body.assign.') : undefined
    const { orderId, number, order } = await openOrder(doing, job, body)
    if (assignee) await tellOf(doing, await append(doing, orderId, order, 'assigned', assignee), 'assigned')
    return { orderId, number }
  }),
]

const stepRoutes: readonly Route[] = [
  route(assignOrder, ({ tx, actor, params, body: { seen, ...to }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'assigned', (_, doing) => assigneeOf(doing, to, 'body.')),
  ),
  route(beginOrder, ({ tx, actor, params, body: { seen }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'begun', () => ({})),
  ),
  route(signPoint, ({ tx, actor, params, body: { seen, ...signature }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'signed', async (order, doing) => {
      mustHavePoints(order, [signature.point], 'body.point')
      await takeFiles(doing, signature.files)
      return signature
    }),
  ),
  route(finishOrder, ({ tx, actor, params, body: { seen, ...body }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'done', async (_, doing) => {
      await takeFiles(doing, body.files)
      return body
    }),
  ),
  route(sendBackOrder, ({ tx, actor, params, body: { seen, ...body }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'sent_back', (order) => {
      mustHavePoints(order, body.points, 'body.points')
      return body
    }),
  ),
  route(cancelOrder, ({ tx, actor, params, body: { seen, reason }, now }) =>
    takeOrderStep({ tx, actor, now, ...params, seen }, 'cancelled', () => ({ reason })),
  ),
]

function mustHavePoints({ points }: Order, wanted: readonly number[], field: string): void {
  const unknown = wanted.find((point) => point >= points.length)
  if (unknown !== undefined) throw orderProblems.order_point_unknown({ point: unknown + 1 }, field)
}

const position = /^(\S+) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function positionOf(after: string | undefined): After | undefined {
  const [, at = '', orderId = ''] = position.exec(after ?? '') ?? []
  const instant = new Date(at)
  return Number.isNaN(instant.getTime()) ? undefined : { at: instant, orderId }
}
