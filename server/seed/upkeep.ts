import type { Organisation } from '#cities/dachuan/organisation.ts'
import type { Industry } from '#city/industry/industry.ts'
import { industriesOn } from '#city/industry/on.ts'
import { leadDays } from '#command/inspection/due.ts'
import { type DeclaredKind, kindsOn } from '#command/inspection/kinds.ts'
import { insertInspection, insertRound } from '#command/inspection/ledger-store.ts'
import { insertPlan } from '#command/inspection/store.ts'
import { append, type Doing, openOrder } from '#command/work-order/engine.ts'
import type { OrderState } from '#command/work-order/event.ts'
import { type DeclaredJob, jobsOn } from '#command/work-order/jobs.ts'
import type { Order } from '#command/work-order/state.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { soundIndustries } from '../industries/discover.ts'
import type { Hired } from './office.ts'

type World = {
  readonly districtId: string
  readonly organisation: Organisation
  readonly people: readonly Hired[]
  readonly now: Date
}

const dayMs = 86_400_000
const dayOf = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
/** As many components as one can walk to in a cycle. */
const usual = 120

/** Plans of every kind of inspection that is on, with what was done, is due and is overdue; and orders in every state. */
export async function seedUpkeep(tx: Tx, world: World): Promise<Record<string, number>> {
  const industries = await soundIndustries()
  const kinds = await kindsOn(tx, world.districtId, industries)
  let inspections = 0
  for (const [at, kind] of kinds.entries()) inspections += await seedPlan(tx, world, kind, at)
  const orders = await seedOrders(tx, world, industries)
  return { 巡检计划: kinds.length, 巡检: inspections, 工单: orders }
}

async function seedPlan(tx: Tx, world: World, { industry, kind }: DeclaredKind, at: number): Promise<number> {
  const { districtId, now, people, organisation } = world
  const area = await areaFor(tx, districtId, kind.components)
  if (!area) return 0
  const [unit, handler] = [municipalOf(organisation), personOf(people, 'unit_handler')]
  const isUnits = at % 2 === 0
  const startsAt = now.getTime() - Math.min(kind.everyDays * 3, 200) * dayMs
  const body = {
    ...{ industryId: industry.id, kindId: kind.id, name: `${area.name}${kind.title.zh}`, everyDays: kind.everyDays },
    ...{ scope: { areaCode: area.code, road: '', codes: [] }, onWorkdays: kind.everyDays > 14, personId: null },
    ...{ unitId: isUnits ? (unit ?? null) : null, window: kind.everyDays < 10 ? { from: '19:30', to: '23:00' } : null },
    ...{ startsOn: dayOf(startsAt), endsOn: null },
  }
  const planId = await insertPlan(tx, districtId, body, { now: new Date(startsAt), by: '何值' })
  if (!planId) return 0
  const by = isUnits ? handler : personOf(people, 'collector')
  const codes = await codesIn(tx, districtId, kind.components, area.code)
  let done = 0
  for (const [n, code] of codes.entries()) {
    const ago = agoOf(n, kind.everyDays)
    if (ago === undefined || !by) continue
    const when = new Date(Math.min(hourOf(now.getTime() - ago * dayMs, kind.everyDays, n), now.getTime()))
    const isFault = n % 23 === 5
    const points = kind.checklist.map((_, point) => ({ result: isFault && point === 0 ? 'fault' : 'ok', words: '' }))
    await insertInspection(tx, districtId, {
      ...{ inspectionId: newId(), planId, version: 1, industryId: industry.id, kindId: kind.id, code, at: when },
      ...{ day: dayOf(when.getTime()), byId: by.personId, byName: by.name, outcome: isFault ? 'fault' : 'ok', points },
      ...{ words: isFault ? '现场已处理' : '', files: [], place: null, caseId: null, orderId: null },
    })
    done++
  }
  const due = codes.filter((_, n) => n % 9 === 0).slice(0, 6)
  const taker = personOf(people, 'collector')
  if (!isUnits && taker && due.length > 0) {
    const untilAt = new Date(now.getTime() + dayMs)
    await insertRound(tx, districtId, {
      ...{ planId, version: 1, codes: due, now, untilAt },
      personId: taker.personId,
      name: taker.name,
    })
  }
  return done
}

/** In the working day, or in the evening where a round is a weekly one of lights. */
const hourOf = (at: number, everyDays: number, n: number): number =>
  Date.parse(`${dayOf(at)}T${everyDays < 10 ? '12' : '01'}:00:00Z`) + ((n * 37) % 170) * 60_000

/** How many days ago the nth component was seen: most within the cycle, some as it comes up, a few too long ago, one in nine never. */
function agoOf(n: number, everyDays: number): number | undefined {
  if (n % 9 === 0) return n % 27 === 0 ? everyDays + 1 + (n % 3) : undefined
  const rest = (n * 7919) % 100
  if (rest < 12) return everyDays + 1 + (rest % 4)
  if (rest < 28) return everyDays - (rest % (leadDays(everyDays) + 1))
  return Math.floor(((everyDays - leadDays(everyDays)) * (rest - 28)) / 73)
}

/** The community that has about as many of these as a round of a cycle takes. */
const areaFor = (
  tx: Tx,
  districtId: string,
  kinds: readonly string[],
): Promise<{ code: string; name: string } | undefined> =>
  tx.find(sql`
    select c.community_code as code, d.name
      from city.component c
      join city.division d on d.district_id = c.district_id and d.code = c.community_code and d.valid_to is null
     where c.district_id = ${districtId} and c.kind = any(${[...kinds]}::text[]) and c.state not in ('removed', 'disused')
     group by 1, 2 order by abs(count(*) - ${usual}::int), 1 limit 1`)

const codesIn = async (tx: Tx, districtId: string, kinds: readonly string[], areaCode: string): Promise<string[]> =>
  (
    await tx.many<{ code: string }>(sql`
      select code from city.component
       where district_id = ${districtId} and kind = any(${[...kinds]}::text[]) and cell_code like ${`${areaCode}%`}
         and state not in ('removed', 'disused') order by code limit 400`)
  ).map(({ code }) => code)

const municipalOf = ({ departments }: Organisation): string | undefined =>
  departments.find(({ key }) => key === 'municipal')?.code

const personOf = (people: readonly Hired[], post: string): Hired | undefined =>
  people.find(({ posts }) => (posts as readonly string[]).includes(post))

/** How far each of the demo's orders has come, and how long ago it was planned. */
const stages: readonly { state: OrderState; daysAgo: number; isBack?: boolean }[] = [
  { state: 'planned', daysAgo: 0.05 },
  { state: 'assigned', daysAgo: 0.3 },
  { state: 'assigned', daysAgo: 6 },
  { state: 'begun', daysAgo: 0.4 },
  { state: 'begun', daysAgo: 2, isBack: true },
  { state: 'done', daysAgo: 0.6 },
  { state: 'accepted', daysAgo: 9 },
  { state: 'accepted', daysAgo: 16 },
  { state: 'cancelled', daysAgo: 4 },
]

async function seedOrders(tx: Tx, world: World, industries: readonly Industry[]): Promise<number> {
  const { districtId, now } = world
  const jobs = await jobsOn(tx, districtId, industries)
  let made = 0
  for (const industry of await industriesOn(tx, districtId, industries)) {
    const own = jobs.filter((job) => job.industry === industry)
    const codes = await codesIn(tx, districtId, own[0]?.kinds ?? [], '')
    for (const [at, stage] of stages.entries()) {
      const job = own[at % Math.max(own.length, 1)]
      const code = codes[at * 7]
      if (!job || !code) continue
      await seedOrder(tx, world, job, { code, ...stage, from: now.getTime() - stage.daysAgo * dayMs })
      made++
    }
  }
  return made
}

type Wanted = { readonly code: string; readonly state: OrderState; readonly isBack?: boolean; readonly from: number }

async function seedOrder(tx: Tx, world: World, job: DeclaredJob, { code, state, isBack, from }: Wanted): Promise<void> {
  const { districtId, people, organisation, now } = world
  const [dispatcher, handler, chief] = ['dispatcher', 'unit_handler', 'duty_chief'].map((post) =>
    personOf(people, post),
  )
  const unitId = municipalOf(organisation)
  const unit = organisation.departments.find((one) => one.code === unitId)
  if (!dispatcher || !handler || !chief || !unit) return
  let clock = from
  const doing = (by: Hired): Doing => {
    const at = new Date(Math.min(clock, now.getTime()))
    clock += 25 * 60_000
    return { tx, districtId, by: { id: by.personId, name: by.name }, now: at }
  }
  const takeover = job.job.onAcceptance.takesOver ? { ownerName: unit.name, ownerCode: null } : null
  const opened = await openOrder(doing(dispatcher), job, { codes: [code], words: '演示工单', limit: null, takeover })
  const { orderId } = opened
  let order: Order = opened.order
  if (state === 'planned') return
  if (state === 'cancelled') {
    await append(doing(dispatcher), orderId, order, 'cancelled', { reason: '与另一张工单重复' })
    return
  }
  const to = { unitId: unit.code, unitName: unit.name, personId: null, personName: null, words: '' }
  order = await append(doing(dispatcher), orderId, order, 'assigned', to)
  if (state === 'assigned') return
  order = await append(doing(handler), orderId, order, 'begun', {})
  const sign = async (point: number): Promise<void> => {
    const body = { point, result: 'ok' as const, words: '', files: [] }
    order = await append(doing(handler), orderId, order, 'signed', body)
  }
  if (state === 'begun' && !isBack) return sign(0)
  for (const point of order.points.keys()) await sign(point)
  order = await append(doing(handler), orderId, order, 'done', { words: '已完工，请验收', files: [] })
  if (isBack)
    await append(doing(chief), orderId, order, 'sent_back', {
      reason: '复核未通过，请重做',
      points: [order.points.length - 1],
    })
  if (state === 'accepted')
    await append(doing(chief), orderId, order, 'accepted', { words: '现场复核合格', changed: [] })
}
