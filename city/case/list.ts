import type { Actor } from '#kernel/auth/actor.ts'
import { may, scopeOf } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Loose } from '#kernel/http/route.ts'
import { isId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import { blindFor, blindRow } from './blind.ts'
import type { CaseItem } from './contract.ts'
import { maskPersonal } from './mask.ts'
import { caseScope, scopeArms } from './scope.ts'
import { type Sought, soughtBy } from './sought.ts'
import { finalStages, type Stage, stageNames } from './state.ts'
import { worklists } from './worklists.ts'

export type CaseFilter = {
  list?: string | undefined
  stage?: string[] | undefined
  source?: string[] | undefined
  unit?: string | undefined
  street?: string | undefined
  community?: string | undefined
  category?: string | undefined
  late?: '1' | undefined
  q?: string | undefined
  from?: string | undefined
  to?: string | undefined
  sort: 'due' | 'reported' | 'changed'
  cursor?: string | undefined
  limit: number
}

type Row = Omit<Loose<CaseItem>, 'caseId' | 'stage' | 'description' | 'point'> & {
  caseId: string
  stage: Stage
  sortKey: string
  description: string
  lon: number | null
  lat: number | null
}

const columns = sql.raw(`
  c.case_id as "caseId", c.number, c.version, c.stage, c.source, c.urgency, c.kind, c.category,
  c.category_name as "categoryName", c.description, c.place[0] as lon, c.place[1] as lat, c.place_text as "placeText",
  c.cell_code as "cellCode", c.community_code as "communityCode", c.street_code as "streetCode",
  c.component_code as "componentCode", c.unit_id as "unitId", u.name as "unitName", c.collector_id as "collectorId",
  p.name as "collectorName", c.reported_at as "reportedAt", c.filed_at as "filedAt", c.handled_at as "handledAt",
  c.closed_at as "closedAt", c.clock, c.due_at as "dueAt", c.handled_in_time as "handledInTime", c.pending, c.returns,
  c.reworks, c.urges, c.rating, c.vetoes`)

const joins = sql.raw(`
  left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
  left join city.person p on p.district_id = c.district_id and p.person_id = c.collector_id`)

/** One order each; case_id breaks ties so that a page never repeats or skips a row. `due` puts cases without a clock last. */
const orders = {
  due: { key: sql.raw(`coalesce(c.due_at, 'infinity')`), descending: false },
  reported: { key: sql.raw('c.reported_at'), descending: true },
  changed: { key: sql.raw('c.changed_at'), descending: true },
} as const

/**
 * A page of cases in the actor's scope, by keyset. Descriptions are masked here, so that no list can forget to. The page is cut
 * before names are joined, from ranges each of which an index gives in order: one for every arm of the scope and, where the
 * order is that of deadlines, for every stage. So a page reads some fifty rows a range, however many cases there are. Helped cases
 * and those picked out by a rare text are few: they are gathered and sorted.
 */
export async function listCasesOf(db: Db, actor: Actor, filter: CaseFilter, now: Date) {
  const order = orders[filter.sort]
  const direction = sql.raw(order.descending ? 'desc' : 'asc')
  const { chosen, condition } = filter.q ? await soughtBy(db, actor, filter.q) : nothingSought
  const within = sql`${conditions(actor, filter, now)} and ${condition}`
  const source = chosen ? only(actor, chosen) : sql.raw('city.case')
  const range = (arm: Sql) => sql`
    select c.*, ${order.key} as sort_key
      from ${source} c
     where ${arm} and ${within} ${after(filter, order)}
     order by ${order.key} ${direction}, c.case_id ${direction}
     limit ${filter.limit + 1}`
  const arms = chosen
    ? [{ where: caseScope(actor, 'case.read'), isInOrder: false }]
    : scopeArms(actor, 'case.read', filter.unit)
  const ranges = arms.map(({ where, isInOrder }) =>
    filter.sort === 'due' && isInOrder
      ? sql`select range.* from unnest(${stagesOf(filter)}::text[]) as wanted(stage)
              cross join lateral (${range(sql`${where} and c.stage = wanted.stage`)}) range`
      : sql`(${range(where)})`,
  )
  const rows = await db.many<Row>(sql`
    select ${columns}, c.sort_key::text as "sortKey"
      from (select * from (${sql.join(ranges, ' union all ')}) ranges
             order by sort_key ${direction}, case_id ${direction}
             limit ${filter.limit + 1}) c
      ${joins}
     order by c.sort_key ${direction}, c.case_id ${direction}`)
  const items = rows.slice(0, filter.limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => itemOf(row, actor)),
    next: rows.length > filter.limit && last ? `${last.sortKey}|${last.caseId}` : null,
  }
}

/** How many cases a filter gives within the actor's scope. */
export async function countCasesOf(
  db: Db,
  actor: Actor,
  filter: Omit<CaseFilter, 'cursor' | 'limit'>,
  now: Date,
): Promise<number> {
  const { chosen, condition } = filter.q ? await soughtBy(db, actor, filter.q) : nothingSought
  const { total } = await db.one<{ total: number }>(sql`
    select count(*)::int as total
      from ${chosen ? only(actor, chosen) : sql.raw('city.case')} c
     where ${caseScope(actor, 'case.read')} and ${conditions(actor, filter, now)} and ${condition}`)
  return total
}

const nothingSought: Sought = { chosen: undefined, condition: sql`true` }

/** These cases, gathered before anything else is asked of them. */
const only = ({ districtId }: Actor, chosen: readonly string[]): Sql =>
  sql`(select * from city.case where district_id = ${districtId} and case_id = any(${chosen}::uuid[]) offset 0)`

const allStages = Object.keys(stageNames) as Stage[]

/** The stages that a filter leaves over, each a range of its own in the order of deadlines. */
function stagesOf(filter: CaseFilter): readonly string[] {
  const list = worklists.find((each) => each.id === filter.list)
  const late = filter.late !== undefined || list?.late !== undefined
  const wanted: readonly string[] = filter.stage && filter.stage.length > 0 ? [...new Set(filter.stage)] : allStages
  return wanted.filter((stage) => {
    if (list && !(list.stages as readonly string[]).includes(stage)) return false
    return !late || !(finalStages as readonly string[]).includes(stage)
  })
}

/** A row as it travels: the point with its frame, personal numbers masked, and blind where its reader must be. */
export function itemOf({ sortKey: _, lon, lat, ...row }: Row, actor: Actor) {
  const point = lon === null || lat === null ? null : { frame: 'CGCS2000' as const, lon, lat }
  return blindRow({ ...row, point, description: maskPersonal(row.description) }, blindFor(actor, row.stage))
}

function after({ cursor }: CaseFilter, order: { key: Sql; descending: boolean }): Sql {
  if (!cursor) return sql.empty
  const [key, id] = cursor.split('|')
  if (!key || !id || !isId(id)) throw kernelProblems.bad_input({}, 'query.cursor')
  const than = sql.raw(order.descending ? '<' : '>')
  return sql`and (${order.key}, c.case_id) ${than} (${key}::timestamptz, ${id}::uuid)`
}

function conditions(actor: Actor, f: Omit<CaseFilter, 'cursor' | 'limit'>, now: Date): Sql {
  const list = worklists.find((each) => each.id === f.list)
  if (f.list && (!list || !may(actor, list.permission)))
    throw kernelProblems.not_permitted({ permission: f.list }, 'query.list')
  const all: (Sql | false | undefined)[] = [
    sql`true`,
    list && sql`c.stage = any(${list.stages})`,
    list?.pending && sql`c.pending = any(${list.pending})`,
    (list?.late || f.late) && lateAt(now),
    list?.helping && sql`c.co_open_ids && ${actor.unitIds}`,
    list?.id === 'my-tasks' && sql`c.collector_id = ${actor.personId}`,
    f.stage && f.stage.length > 0 && sql`c.stage = any(${f.stage})`,
    f.source && f.source.length > 0 && sql`c.source = any(${f.source})`,
    f.unit !== undefined && sql`c.unit_id = ${f.unit}`,
    // Nor may a filter tell the verifier whose work it is.
    f.unit !== undefined && scopeOf(actor, 'case.read') === 'task' && sql`c.stage <> 'verifying'`,
    f.street !== undefined && sql`c.street_code = ${f.street}`,
    f.community !== undefined && sql`c.community_code = ${f.community}`,
    f.category !== undefined && sql`starts_with(c.category, ${f.category})`,
    f.from !== undefined && sql`c.reported_at >= ${dayBegins(actor.districtId, f.from)}`,
    f.to !== undefined && sql`c.reported_at < ${dayBegins(actor.districtId, f.to)} + interval '1 day'`,
  ]
  return sql.join(
    all.filter((each): each is Sql => Boolean(each)),
    ' and ',
  )
}

const lateAt = (now: Date): Sql => sql`${orders.due.key} < ${now} and c.stage <> all(${finalStages})`

type Count = { stage: string; pending: string; mine: boolean; helping: boolean; late: boolean; total: number }

/** How many wait in each of the actor's lists, and how many of those are late: one pass over the open cases. */
export async function countWorklists(db: Db, actor: Actor, now: Date) {
  const own = worklists.filter((list) => may(actor, list.permission))
  const open = [...new Set(own.flatMap((list) => list.stages))].filter((stage) => !finalStages.includes(stage))
  const rows = await db.many<Count>(sql`
    select c.stage, c.pending, coalesce(c.collector_id = ${actor.personId}, false) as mine,
           c.co_open_ids && ${actor.unitIds} as helping, coalesce(c.due_at < ${now}, false) as late, count(*) as total
      from city.case c
     where ${caseScope(actor, 'case.read')} and (c.stage = any(${open}) or c.pending = any('{veto,appeal}'))
     group by 1, 2, 3, 4, 5`)
  const lists = own.map((list) => {
    const inside = rows.filter(
      (row) =>
        (list.stages as readonly string[]).includes(row.stage) &&
        (!list.pending || (list.pending as readonly string[]).includes(row.pending)) &&
        (!list.late || row.late) &&
        (!list.helping || row.helping) &&
        (list.id !== 'my-tasks' || row.mine),
    )
    const sum = (some: typeof rows) => some.reduce((total, row) => total + row.total, 0)
    return { id: list.id, zh: list.zh, en: list.en, total: sum(inside), late: sum(inside.filter((row) => row.late)) }
  })
  return { lists }
}

/** One case's row in the actor's scope, or undefined: what may not be seen does not exist. */
export const findCaseRow = (db: Db, actor: Actor, caseId: string): Promise<Row | undefined> =>
  db.find<Row>(sql`
    select ${columns}, '' as "sortKey"
      from (select c.* from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = ${caseId}) c
      ${joins}`)

/** The instant at which a calendar day begins where the district is. */
const dayBegins = (districtId: string, day: string): Sql =>
  sql`(${day}::date::timestamp at time zone (select time_zone from city.district where district_id = ${districtId}))`
