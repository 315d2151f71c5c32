import type { Box } from '#city/place/distance.ts'
import type { Point } from '#city/place/frame.ts'
import { boxSql, pointText } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { CategoryKey } from '../duplicate/category.ts'
import type { ChronicRule, Occurrence } from './judge.ts'

const SPOT_LOCK = 1_918_333

/** One at a time in a district, so that two cases that come at once do not found one spot twice. */
export const lockSpots = (tx: Tx, districtId: string): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${SPOT_LOCK}, hashtext(${districtId}))`)

export type CaseRow = {
  readonly caseId: string
  readonly number: string
  readonly edition: string | null
  readonly kind: string | null
  readonly category: string | null
  readonly categoryName: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly placeText: string
  readonly streetCode: string | null
  readonly communityCode: string | null
  readonly reportedAt: Date
  /** Filed, with a place and a category, and neither merged nor refused nor void. */
  readonly counts: boolean
  readonly spotId: string | null
}

const counting = sql.raw(`
  (c.filed_at is not null and c.place is not null and c.category is not null and c.stage not in ('merged', 'refused', 'void'))`)

const caseColumns = sql.raw(`
  c.case_id as "caseId", c.number, c.edition, c.kind, c.category, c.category_name as "categoryName", c.place[0] as lon,
  c.place[1] as lat, c.place_text as "placeText", c.street_code as "streetCode", c.community_code as "communityCode",
  c.reported_at as "reportedAt"`)

export const findCase = (tx: Tx, districtId: string, caseId: string): Promise<CaseRow | undefined> =>
  tx.find<CaseRow>(sql`
    select ${caseColumns}, ${counting} as counts, m.spot_id as "spotId"
      from city.case c
      left join "analyse".chronic_case m on m.district_id = c.district_id and m.case_id = c.case_id
     where c.district_id = ${districtId} and c.case_id = ${caseId}`)

/** Cases of one kind around a place and an instant that belong to no spot yet. */
export async function listOccurrences(
  tx: Tx,
  districtId: string,
  { box, keys, from, to }: { box: Box; keys: readonly CategoryKey[]; from: Date; to: Date },
): Promise<Occurrence[]> {
  const rows = await tx.many<{ caseId: string; lon: number; lat: number; at: Date }>(sql`
    select c.case_id as "caseId", c.place[0] as lon, c.place[1] as lat, c.reported_at as at
      from city.case c
     where c.district_id = ${districtId} and c.place <@ ${boxSql(box)} and ${counting}
       and c.reported_at between ${from} and ${to}
       and c.edition || '/' || c.kind || '/' || c.category = any(${keys}::text[])
       and not exists (select 1 from "analyse".chronic_case m where m.district_id = c.district_id and m.case_id = c.case_id)
     order by c.reported_at desc limit 2000`)
  return rows.map(({ caseId, lon, lat, at }) => ({ caseId, at, point: { frame: 'CGCS2000', lon, lat } }))
}

/**
 * Cases since an instant that a sweep has to look at again: those that count and belong to no spot, and those that belong to
 * one and count no longer.
 */
export const listUnsettled = async (
  db: Db,
  districtId: string,
  since: Date,
): Promise<(Occurrence & { key: string })[]> => {
  const rows = await db.many<{ caseId: string; lon: number; lat: number; at: Date; key: string }>(sql`
    select c.case_id as "caseId", c.place[0] as lon, c.place[1] as lat, c.reported_at as at,
           c.edition || '/' || c.kind || '/' || c.category as key
      from city.case c
      left join "analyse".chronic_case m on m.district_id = c.district_id and m.case_id = c.case_id
     where c.district_id = ${districtId} and c.reported_at >= ${since} and ${counting} and m.spot_id is null
     order by c.reported_at, c.case_id`)
  return rows.map(({ lon, lat, ...row }) => ({ ...row, point: { frame: 'CGCS2000', lon, lat } }))
}

export const listFallen = async (db: Db, districtId: string): Promise<string[]> => {
  const rows = await db.many<{ caseId: string }>(sql`
    select m.case_id as "caseId" from "analyse".chronic_case m
      join city.case c on c.district_id = m.district_id and c.case_id = m.case_id
     where m.district_id = ${districtId} and not ${counting}`)
  return rows.map(({ caseId }) => caseId)
}

export type SpotState = 'open' | 'watched' | 'cleared'

export type SpotRow = {
  readonly spotId: string
  readonly number: string
  readonly category: CategoryKey
  readonly state: SpotState
  readonly clearedAt: Date | null
  readonly lon: number
  readonly lat: number
  readonly radiusMetres: number
  readonly version: number
}

const spotColumns = sql.raw(`
  s.spot_id as "spotId", s.number, s.category, s.state, s.cleared_at as "clearedAt", s.place[0] as lon, s.place[1] as lat,
  s.radius_metres as "radiusMetres", s.version`)

/** Spots of one kind whose middle lies in a box. */
export const listSpotsIn = (tx: Tx, districtId: string, category: CategoryKey, box: Box): Promise<SpotRow[]> =>
  tx.many<SpotRow>(sql`
    select ${spotColumns} from "analyse".chronic_spot s
     where s.district_id = ${districtId} and s.category = ${category} and s.place <@ ${boxSql(box)}`)

export const lockSpot = (tx: Tx, districtId: string, spotId: string): Promise<SpotRow | undefined> =>
  tx.find<SpotRow>(sql`
    select ${spotColumns} from "analyse".chronic_spot s
     where s.district_id = ${districtId} and s.spot_id = ${spotId} for update`)

export type NewSpot = {
  readonly spotId: string
  readonly category: CategoryKey
  readonly categoryName: string
  readonly at: Point
  readonly radiusMetres: number
  readonly of: CaseRow
  readonly foundAt: Date
  readonly year: string
}

/** Founds a spot without cases; numbers count up within a year. */
export const insertSpot = (tx: Tx, districtId: string, spot: NewSpot): Promise<number> =>
  tx.run(sql`
    insert into "analyse".chronic_spot (district_id, spot_id, number, category, category_name, place, radius_metres,
           place_text, street_code, community_code, state, found_at, first_case_at, last_case_at, cases, version)
    select ${districtId}, ${spot.spotId}, '顽' || ${spot.year} || '-' || lpad((count(*) + 1)::text, 4, '0'),
           ${spot.category}, ${spot.categoryName}, ${pointText(spot.at)}::text::point, ${spot.radiusMetres},
           ${spot.of.placeText}, ${spot.of.streetCode}, ${spot.of.communityCode}, 'open', ${spot.foundAt},
           ${spot.foundAt}, ${spot.foundAt}, 0, 1
      from "analyse".chronic_spot where district_id = ${districtId} and starts_with(number, '顽' || ${spot.year} || '-')`)

export const insertMember = (
  tx: Tx,
  districtId: string,
  spotId: string,
  { caseId, at }: Pick<Occurrence, 'caseId' | 'at'>,
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".chronic_case (district_id, case_id, spot_id, occurred_at)
    values (${districtId}, ${caseId}, ${spotId}, ${at}) on conflict do nothing`)

export const deleteMember = (tx: Tx, districtId: string, caseId: string): Promise<number> =>
  tx.run(sql`delete from "analyse".chronic_case where district_id = ${districtId} and case_id = ${caseId}`)

/** Brings a spot's counts to what its cases say and gives how many there are. */
export const recount = (tx: Tx, districtId: string, spotId: string): Promise<{ cases: number }> =>
  tx.one(sql`
    update "analyse".chronic_spot s
       set cases = m.cases, first_case_at = coalesce(m.first, s.first_case_at),
           last_case_at = coalesce(m.last, s.last_case_at), version = s.version + 1
      from (select count(*)::int as cases, min(occurred_at) as first, max(occurred_at) as last
              from "analyse".chronic_case where district_id = ${districtId} and spot_id = ${spotId}) m
     where s.district_id = ${districtId} and s.spot_id = ${spotId}
    returning s.cases`)

export const setState = (
  tx: Tx,
  districtId: string,
  spotId: string,
  { state, reason, at }: { state: SpotState; reason: string | null; at: Date },
): Promise<number> =>
  tx.run(sql`
    update "analyse".chronic_spot
       set state = ${state}, cleared_at = ${state === 'cleared' ? at : null}, version = version + 1,
           cleared_reason = ${state === 'cleared' ? reason : null}
     where district_id = ${districtId} and spot_id = ${spotId}`)

export const countReopening = (tx: Tx, districtId: string, spotId: string): Promise<number> =>
  tx.run(sql`
    update "analyse".chronic_spot set reopened = reopened + 1 where district_id = ${districtId} and spot_id = ${spotId}`)

export type Owner = {
  readonly unitId: string | null
  readonly personId: string | null
  readonly targetOn: string | null
}

export const setOwner = (tx: Tx, districtId: string, spotId: string, owner: Owner): Promise<number> =>
  tx.run(sql`
    update "analyse".chronic_spot
       set owner_unit = ${owner.unitId}, owner_person = ${owner.personId}, target_on = ${owner.targetOn}, version = version + 1
     where district_id = ${districtId} and spot_id = ${spotId}`)

export type EntryKind = 'found' | 'grew' | 'shrank' | 'reopened' | 'owned' | 'watched' | 'cleared' | 'opened' | 'noted'

export type NewEntry = {
  readonly kind: EntryKind
  readonly at: Date
  readonly byId: string
  readonly byName: string
  readonly body: Readonly<Record<string, unknown>>
}

export const insertEntry = (tx: Tx, districtId: string, spotId: string, entry: NewEntry): Promise<number> =>
  tx.run(sql`
    insert into "analyse".chronic_entry (district_id, spot_id, seq, kind, at, by_id, by_name, body)
    select ${districtId}, ${spotId}, coalesce(max(seq), 0) + 1, ${entry.kind}, ${entry.at}, ${entry.byId}, ${entry.byName},
           ${JSON.stringify(entry.body)}::jsonb
      from "analyse".chronic_entry where district_id = ${districtId} and spot_id = ${spotId}`)

export type RuleRow = ChronicRule & {
  readonly category: CategoryKey | ''
  readonly basis: string
  readonly validFrom: Date
  readonly setBy: string
}

/** The rules in force, one a category; empty where the district has set none. */
export const listRules = (db: Db, districtId: string, at: Date): Promise<RuleRow[]> =>
  db.many(sql`
    select distinct on (r.category) r.category, r.times, r.within_days as "withinDays", r.radius_metres as "radiusMetres",
           r.basis, r.valid_from as "validFrom", coalesce(p.name, r.set_by) as "setBy"
      from "analyse".chronic_rule r
      left join city.person p on p.district_id = r.district_id and p.person_id::text = r.set_by
     where r.district_id = ${districtId} and r.valid_from <= ${at}
     order by r.category, r.valid_from desc`)

/** All spots of a district, for comparing many cases with them. */
export const listSpots = (db: Db, districtId: string): Promise<SpotRow[]> =>
  db.many<SpotRow>(sql`select ${spotColumns} from "analyse".chronic_spot s where s.district_id = ${districtId}`)

export const insertRule = (
  tx: Tx,
  districtId: string,
  rule: Pick<RuleRow, 'category' | 'times' | 'withinDays' | 'radiusMetres' | 'basis' | 'setBy'> & { ruleId: string },
  now: Date,
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".chronic_rule (district_id, rule_id, category, times, within_days, radius_metres, basis, valid_from, set_by)
    values (${districtId}, ${rule.ruleId}, ${rule.category}, ${rule.times}, ${rule.withinDays}, ${rule.radiusMetres},
            ${rule.basis}, ${now}, ${rule.setBy})
    on conflict (district_id, category, valid_from) do update
       set times = excluded.times, within_days = excluded.within_days, radius_metres = excluded.radius_metres,
           basis = excluded.basis`)
