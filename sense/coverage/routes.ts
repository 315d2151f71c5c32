import { dateOf, localDay } from '#city/calendar/zone.ts'
import { roadsFor } from '#city/place/roads.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import {
  amendPlan,
  createPlan,
  downloadCoverage,
  endPlan,
  getCoverage,
  listCoverage,
  listPlanRoads,
  listPlans,
  type PlanInput,
} from './contract.ts'
import { type CoverDay, countsOf, coverDay } from './cover-day.ts'
import { coverageFile, overlap } from './export.ts'
import { findPlan, listPlanRows, namesOfDevices, type PlanBody, type PlanRow, putPlan } from './plan-store.ts'
import { coverageProblems } from './problems.ts'
import { metresOf, segmentsOf } from './segments.ts'

const mostRoads = 200

/** Which roads are to be cleaned when, and how that was kept. */
export const coverageRoutes: readonly Route[] = [
  route(listPlans, async ({ tx, actor: { districtId } }) => ({
    items: (await listPlanRows(tx, districtId)).map(planReply),
  })),
  route(listPlanRoads, async ({ tx, actor: { districtId }, query: { text } }) => {
    const { roads, net } = await roadsFor(tx, districtId)
    const metres = roads.map(() => 0)
    for (const segment of net.segments) metres[segment.line]! += segment.metres
    const items = roads
      .map(({ roadId, name }, at) => ({ roadId, name, metres: metres[at]! }))
      .filter(({ name }) => name.includes(text))
      .sort((a, b) => b.metres - a.metres)
    return { items: items.slice(0, mostRoads) }
  }),
  route(createPlan, async ({ tx, actor, body, now, requestId }) => {
    const planId = newId()
    const { districtId, name: by } = actor
    const plan = await bodyOf(tx, districtId, body)
    await putPlan(tx, districtId, {
      planId,
      basedOn: 0,
      fromDay: await today(tx, districtId, now),
      body: plan,
      reason: '',
      by,
      now,
    })
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'cleaning plan made', target: planId, detail: { ...body } })
    return { planId }
  }),
  route(amendPlan, async ({ tx, actor, params: { planId }, body: { basedOn, ...given }, now, requestId }) => {
    const { districtId, name: by } = actor
    const before = await held(tx, districtId, planId)
    const body = await bodyOf(tx, districtId, given)
    const fromDay = await today(tx, districtId, now)
    if (!(await putPlan(tx, districtId, { planId, basedOn, fromDay, body, reason: '', by, now })))
      throw coverageProblems.plan_changed({}, 'body.basedOn')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { before: { ...before.body, segments: before.body.segments.length }, after: given }
    await audit(tx, { ...entry, act: 'cleaning plan changed', target: planId, detail })
    return { revision: basedOn + 1 }
  }),
  route(endPlan, async ({ tx, actor, params: { planId }, body: { basedOn, reason }, now, requestId }) => {
    const { districtId, name: by } = actor
    await held(tx, districtId, planId)
    const fromDay = await today(tx, districtId, now)
    if (!(await putPlan(tx, districtId, { planId, basedOn, fromDay, body: null, reason, by, now })))
      throw coverageProblems.plan_changed({}, 'body.basedOn')
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'cleaning plan ended', target: planId, detail: { reason } })
    return { revision: basedOn + 1 }
  }),
  route(listCoverage, async ({ tx, actor: { districtId }, query: { day }, now }) => {
    const { timeZone } = await getDistrict(tx, districtId)
    const items = []
    for (const plan of await listPlanRows(tx, districtId, day))
      items.push(dayReply(await coverDay(tx, plan, { districtId, timeZone, day, now })))
    return { items }
  }),
  route(getCoverage, async ({ tx, actor: { districtId }, params: { planId }, query: { day }, now }) => {
    const { timeZone } = await getDistrict(tx, districtId)
    const plan = await held(tx, districtId, planId, day)
    const cover = await coverDay(tx, plan, { districtId, timeZone, day, now })
    return {
      ...dayReply(cover),
      segments: cover.segments.map((one) => segmentReply(one, cover)),
      rulesRevision: cover.rulesRevision,
      sides: plan.body.sides ?? 'one',
      vehicles: plan.body.deviceIds.map((deviceId) => ({
        ...{ deviceId, device: cover.names.get(deviceId) ?? '', sign: cover.signs.get(deviceId)?.name ?? null },
      })),
    }
  }),
  route(downloadCoverage, async ({ tx, actor, params: { planId, file }, query: { day }, now, requestId, response }) => {
    const { districtId } = actor
    const { timeZone } = await getDistrict(tx, districtId)
    const plan = await held(tx, districtId, planId, day)
    const cover = await coverDay(tx, plan, { districtId, timeZone, day, now })
    const { type, bytes } = coverageFile({ cover, day, timeZone }, file)
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'coverage exported', target: planId, detail: { day, file } })
    response.header('content-disposition', `attachment; filename="coverage-${day}.${file}"`).type(type)
    return response.send(Buffer.from(bytes))
  }),
]

async function held(tx: Tx, districtId: string, planId: string, day?: string): Promise<PlanRow> {
  const plan = await findPlan(tx, districtId, planId, day)
  if (!plan) throw coverageProblems.plan_not_found()
  return plan
}

const today = async (tx: Tx, districtId: string, now: Date): Promise<string> =>
  dateOf(localDay((await getDistrict(tx, districtId)).timeZone, now.getTime()))

async function bodyOf(tx: Tx, districtId: string, given: PlanInput): Promise<PlanBody> {
  const devices = await namesOfDevices(tx, districtId, given.deviceIds)
  if (given.deviceIds.some((id) => !devices.has(id))) throw coverageProblems.plan_device_unknown({}, 'body.deviceIds')
  const roads = await roadsFor(tx, districtId)
  const names = given.roadIds.map((id) => roads.roads.find(({ roadId }) => roadId === id)?.name)
  if (names.includes(undefined)) throw coverageProblems.plan_road_unknown({}, 'body.roadIds')
  return { ...given, roadNames: names.map((name) => name ?? ''), segments: segmentsOf(roads, given.roadIds) }
}

function planReply({ body: { segments, ...body }, ...row }: PlanRow) {
  const metres = segments.reduce((sum, segment) => sum + metresOf(segment), 0)
  return {
    ...row,
    ...body,
    sides: body.sides ?? 'one',
    roadNames: [...body.roadNames],
    segments: segments.length,
    metres,
  }
}

function dayReply({ plan, windows, segments }: CoverDay) {
  return {
    planId: plan.planId,
    name: plan.body.name,
    isDue: windows.length > 0,
    times: plan.body.times,
    windows: windows.map(([from, to]) => ({ from: new Date(from), to: new Date(to) })),
    ...countsOf(segments),
  }
}

function segmentReply(one: CoverDay['segments'][number], { names }: CoverDay) {
  const named = (deviceId: string) => ({ deviceId, device: names.get(deviceId) ?? '' })
  return {
    ...{ number: one.number, name: one.name, metres: one.metres, state: one.state, share: one.share, once: one.once },
    sides: one.sides ?? null,
    line: one.line.map(([lon, lat]): [number, number] => [lon, lat]),
    passes: one.passes.map(({ deviceId, from, to, count, bySign, isForward, ...pass }) => ({
      ...named(deviceId),
      from: new Date(from),
      to: new Date(to),
      metres: overlap(one, pass),
      ...{ by: bySign ? ('sign' as const) : ('speed' as const), isForward, count },
    })),
    silent: one.silent.map(({ deviceId, from, to }) => ({
      ...named(deviceId),
      from: new Date(from),
      to: new Date(to),
    })),
  }
}
