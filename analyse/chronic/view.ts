import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Stage } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import { scopeOf } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { intervalsOf } from './judge.ts'
import { chronicProblems } from './problems.ts'
import type { EntryKind, SpotState } from './store.ts'

type Row = {
  readonly spotId: string
  readonly number: string
  readonly version: number
  readonly category: string
  readonly categoryName: string
  readonly state: SpotState
  readonly lon: number
  readonly lat: number
  readonly radiusMetres: number
  readonly placeText: string
  readonly streetCode: string | null
  readonly streetName: string | null
  readonly communityName: string | null
  readonly ownerUnit: string | null
  readonly ownerUnitName: string | null
  readonly ownerPerson: string | null
  readonly ownerPersonName: string | null
  readonly targetOn: string | null
  readonly clearedReason: string | null
  readonly clearedAt: Date | null
  readonly foundAt: Date
  readonly firstCaseAt: Date
  readonly lastCaseAt: Date
  readonly cases: number
  readonly reopened: number
}

const columns = sql.raw(`
  s.spot_id as "spotId", s.number, s.version, s.category, s.category_name as "categoryName", s.state, s.place[0] as lon,
  s.place[1] as lat, s.radius_metres as "radiusMetres", s.place_text as "placeText", s.street_code as "streetCode",
  (select d.name from city.division d where d.district_id = s.district_id and d.code = s.street_code and d.valid_to is null
    limit 1) as "streetName",
  (select d.name from city.division d where d.district_id = s.district_id and d.code = s.community_code and d.valid_to is null
    limit 1) as "communityName",
  s.owner_unit as "ownerUnit", u.name as "ownerUnitName", s.owner_person as "ownerPerson", p.name as "ownerPersonName",
  s.target_on as "targetOn", s.cleared_reason as "clearedReason", s.cleared_at as "clearedAt", s.found_at as "foundAt",
  s.first_case_at as "firstCaseAt", s.last_case_at as "lastCaseAt", s.cases, s.reopened`)

const joins = sql.raw(`
  "analyse".chronic_spot s
  left join city.unit u on u.district_id = s.district_id and u.unit_id = s.owner_unit
  left join city.person p on p.district_id = s.district_id and p.person_id = s.owner_person`)

/** Spots that an actor may see: all of the district, or those that are theirs or hold a case in their sight. */
function spotScope(actor: Actor): Sql {
  const district = sql`s.district_id = ${actor.districtId}`
  if (scopeOf(actor, 'case.read') === 'district') return district
  return sql`${district} and (s.owner_unit = any(${actor.unitIds}::text[]) or s.owner_person::text = ${actor.personId}
    or exists (select 1 from "analyse".chronic_case m
                 join city.case c on c.district_id = m.district_id and c.case_id = m.case_id
                where m.district_id = s.district_id and m.spot_id = s.spot_id and ${caseScope(actor, 'case.read')}))`
}

const view = ({ lon, lat, ...row }: Row) => ({
  ...row,
  placeText: maskPersonal(row.placeText),
  point: { frame: 'CGCS2000' as const, lon, lat },
})

export type SpotFilter = {
  readonly state?: readonly SpotState[] | undefined
  readonly street?: string | undefined
  readonly unit?: string | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of spots, the one with the latest case first. */
export async function listSpotsOf(db: Db, actor: Actor, filter: SpotFilter) {
  const [at, id] = (filter.cursor ?? '').split('_')
  const pattern = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const rules = [
    filter.state ? sql`and s.state = any(${filter.state}::text[])` : sql.empty,
    filter.street ? sql`and s.street_code = ${filter.street}` : sql.empty,
    filter.unit ? sql`and s.owner_unit = ${filter.unit}` : sql.empty,
    filter.q
      ? sql`and (s.number ilike ${pattern} or s.place_text ilike ${pattern} or s.category_name ilike ${pattern})`
      : sql.empty,
    at && id
      ? sql`and (s.last_case_at < ${at}::timestamptz or (s.last_case_at = ${at}::timestamptz and s.spot_id > ${id}::uuid))`
      : sql.empty,
  ]
  const rows = await db.many<Row & { key: string }>(sql`
    select ${columns}, to_char(s.last_case_at, 'YYYY-MM-DD"T"HH24:MI:SS.USZ') as key
      from ${joins} where ${spotScope(actor)} ${sql.join(rules, ' ')}
     order by s.last_case_at desc, s.spot_id limit ${filter.limit + 1}`)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    items: page.map(({ key: _, ...row }) => view(row)),
    next: rows.length > filter.limit && last ? `${last.key}_${last.spotId}` : null,
  }
}

type Member = {
  readonly caseId: string
  readonly number: string
  readonly stage: Stage
  readonly description: string
  readonly lon: number
  readonly lat: number
  readonly occurredAt: Date
  readonly closedAt: Date | null
  readonly unitName: string | null
  readonly isVisible: boolean
}

type Entry = { seq: number; kind: EntryKind; at: Date; byName: string; body: Record<string, unknown> }

/** A spot whole: its cases as far as the actor may see them, the days between them, its history. Error: `spot_not_found`. */
export async function viewSpot(db: Db, actor: Actor, spotId: string) {
  const { districtId } = actor
  const row = await db.find<Row>(
    sql`select ${columns} from ${joins} where ${spotScope(actor)} and s.spot_id = ${spotId}`,
  )
  if (!row) throw chronicProblems.spot_not_found()
  const members = await db.many<Member>(sql`
    select c.case_id as "caseId", c.number, c.stage, c.description, c.place[0] as lon, c.place[1] as lat,
           m.occurred_at as "occurredAt", c.closed_at as "closedAt", u.name as "unitName",
           ${caseScope(actor, 'case.read')} as "isVisible"
      from "analyse".chronic_case m
      join city.case c on c.district_id = m.district_id and c.case_id = m.case_id
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where m.district_id = ${districtId} and m.spot_id = ${spotId} order by m.occurred_at, c.case_id`)
  const entries = await db.many<Entry>(sql`
    select seq, kind, at, by_name as "byName", body from "analyse".chronic_entry
     where district_id = ${districtId} and spot_id = ${spotId} order by seq desc`)
  const visible = members.filter(({ isVisible }) => isVisible)
  return {
    ...view(row),
    intervals: intervalsOf(members.map(({ occurredAt }) => occurredAt)),
    occurrences: members.map(({ occurredAt }) => occurredAt),
    members: visible.map(({ lon, lat, isVisible: _, ...member }) => ({
      ...member,
      description: maskPersonal(member.description),
      point: { frame: 'CGCS2000' as const, lon, lat },
    })),
    hidden: members.length - visible.length,
    entries: entries.map((entry) => ({ ...entry, body: shown(entry.body, members) })),
  }
}

/** A case that may not be seen is not named in the spot's history either; free words are masked. */
function shown(body: Record<string, unknown>, members: readonly Member[]): Record<string, unknown> {
  const isVisible = members.some((member) => member.isVisible && member.caseId === body.caseId)
  const { caseId, number, ...rest } = body
  const tidy = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, typeof value === 'string' ? maskPersonal(value) : value]),
  )
  return isVisible ? { ...tidy, caseId, number } : tidy
}

/** The spot a case belongs to, if it does; whoever may see the case may know it. */
export async function findSpotOfCase(db: Db, actor: Actor, caseId: string) {
  const row = await db.find<Row>(sql`
    select ${columns} from ${joins}
      join "analyse".chronic_case m on m.district_id = s.district_id and m.spot_id = s.spot_id
     where s.district_id = ${actor.districtId} and m.case_id = ${caseId}`)
  return row ? view(row) : null
}
