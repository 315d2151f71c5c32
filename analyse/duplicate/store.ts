import { caseScope } from '#city/case/scope.ts'
import type { Stage } from '#city/case/state.ts'
import type { Box } from '#city/place/distance.ts'
import { boxSql } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { CategoryKey } from './category.ts'
import { type DuplicateRule, usualRule } from './judge.ts'

export type NearRow = {
  readonly caseId: string
  readonly number: string
  readonly version: number
  readonly stage: Stage
  readonly edition: string | null
  readonly kind: 'component' | 'matter' | null
  readonly category: string | null
  readonly categoryName: string | null
  readonly description: string
  readonly placeText: string
  readonly lon: number
  readonly lat: number
  readonly unitName: string | null
  readonly reportedAt: Date
  readonly closedAt: Date | null
  /** Whether the asker may see the case at all. */
  readonly isVisible: boolean
  /** Photos of what was found: those of the report, of its confirmation and from before the handling. */
  readonly photos: readonly string[]
}

const columns = sql.raw(`
  c.case_id as "caseId", c.number, c.version, c.stage, c.edition, c.kind, c.category, c.category_name as "categoryName",
  c.description, c.place_text as "placeText", c.place[0] as lon, c.place[1] as lat, c.reported_at as "reportedAt",
  c.closed_at as "closedAt"`)

const photos = sql.raw(`
  array(select f.file_id from city.case_file f
         where f.district_id = c.district_id and f.case_id = c.case_id and f.purpose in ('report', 'confirm', 'before')
         order by f.seq, f.file_id limit 6) as photos`)

const MOST_NEAR = 300

export type Around = {
  readonly box: Box
  readonly from: Date
  readonly to: Date
  /** The keys of one category in all editions; null where the report has none yet. */
  readonly keys: readonly CategoryKey[] | null
  /** Cases whose photos look like the report's: they come whatever their category. */
  readonly alike: readonly string[]
  readonly except: string | null
}

/**
 * Cases in a box that were reported in a span of time, or before its end and are still open; never what is merged, refused or
 * void. The box leaves few even among a million cases; the latest come first, should a box hold very many.
 */
export const listAround = (db: Db, actor: Actor, { box, from, to, keys, alike, except }: Around): Promise<NearRow[]> =>
  db.many<NearRow>(sql`
    select ${columns}, u.name as "unitName", c."isVisible", ${photos}
      from (select c.*, ${caseScope(actor, 'case.read')} as "isVisible"
              from city.case c
             where c.district_id = ${actor.districtId} and c.place <@ ${boxSql(box)} and c.reported_at <= ${to}
               and c.stage not in ('merged', 'refused', 'void')
               and (c.reported_at >= ${from} or c.stage <> 'closed')
               and (${keys}::text[] is null or c.category is null
                    or c.edition || '/' || c.kind || '/' || c.category = any(${keys}::text[])
                    or c.case_id = any(${alike}::uuid[]))
               and c.case_id is distinct from ${except}::uuid
             order by c.reported_at desc limit ${MOST_NEAR}) c
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id`)

/** A case as the report that others are compared with, in the actor's scope. */
export const findReport = (db: Db, actor: Actor, caseId: string): Promise<NearRow | undefined> =>
  db.find<NearRow>(sql`
    select ${columns}, null as "unitName", true as "isVisible", ${photos}
      from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = ${caseId}`)

/** The cases to which these photos belong. */
export const listCasesOfFiles = async (db: Db, districtId: string, fileIds: readonly string[]): Promise<string[]> => {
  if (fileIds.length === 0) return []
  const rows = await db.many<{ caseId: string }>(sql`
    select distinct case_id as "caseId" from city.case_file
     where district_id = ${districtId} and file_id = any(${fileIds}::uuid[])`)
  return rows.map(({ caseId }) => caseId)
}

/** Which of these uploads this person brought. */
export const listOwnUploads = async (db: Db, actor: Actor, fileIds: readonly string[]): Promise<string[]> => {
  if (fileIds.length === 0) return []
  const rows = await db.many<{ fileId: string }>(sql`
    select file_id as "fileId" from kernel.file
     where district_id = ${actor.districtId} and file_id = any(${fileIds}::uuid[]) and uploaded_by = ${actor.personId}`)
  return rows.map(({ fileId }) => fileId)
}

export type RuleRow = DuplicateRule & {
  readonly category: CategoryKey | ''
  readonly basis: string
  readonly validFrom: Date
  readonly setBy: string
}

/** The rules in force, one a category; empty where the district has set none. */
export const listRules = (db: Db, districtId: string, at: Date): Promise<RuleRow[]> =>
  db.many(sql`
    select distinct on (r.category) r.category, r.radius_metres as "radiusMetres", r.within_hours as "withinHours", r.basis,
           r.valid_from as "validFrom", coalesce(p.name, r.set_by) as "setBy"
      from "analyse".duplicate_rule r
      left join city.person p on p.district_id = r.district_id and p.person_id::text = r.set_by
     where r.district_id = ${districtId} and r.valid_from <= ${at}
     order by r.category, r.valid_from desc`)

/** The rule of a category, else the district's own, else the usual one. */
export const ruleFor = (rules: readonly RuleRow[], category: CategoryKey | null): DuplicateRule =>
  rules.find((rule) => rule.category === category) ?? rules.find((rule) => rule.category === '') ?? usualRule

export const insertRule = (
  tx: Tx,
  { districtId, personId }: Actor,
  { category, radiusMetres, withinHours, basis }: Pick<RuleRow, 'category' | 'radiusMetres' | 'withinHours' | 'basis'>,
  now: Date,
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".duplicate_rule (district_id, rule_id, category, radius_metres, within_hours, basis, valid_from, set_by)
    values (${districtId}, ${newId()}, ${category}, ${radiusMetres}, ${withinHours}, ${basis}, ${now}, ${personId})
    on conflict (district_id, category, valid_from) do update
       set radius_metres = excluded.radius_metres, within_hours = excluded.within_hours, basis = excluded.basis`)
