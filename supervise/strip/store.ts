import { caseScope } from '#city/case/scope.ts'
import { finalStages, type Stage } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { FindingKind } from '../stuck/finding.ts'

export type CaseRow = {
  readonly caseId: string
  readonly number: string
  readonly stage: Stage
  readonly category: string | null
  readonly description: string
  readonly unit: string | null
  readonly dueAt: Date | null
}

export type StuckRow = CaseRow & {
  readonly kind: FindingKind
  readonly detail: { readonly zh: string; readonly en: string }
  readonly provenAt: Date
  readonly all: number
}

const columns = sql.raw(`c.case_id as "caseId", c.number, c.stage, c.category_name as category, c.description,
  u.name as unit, c.due_at as "dueAt", count(*) over () as "all"`)
const unit = sql.raw('left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id')

/** What the last proof found in cases that nobody has moved since; those without a next actor first. */
export const listStuck = (db: Db, actor: Actor, limit: number): Promise<StuckRow[]> =>
  db.many<StuckRow>(sql`
    with run as (
      select run_id, at from supervise.stuck_run where district_id = ${actor.districtId} order by at desc limit 1)
    select f.kind, f.detail, run.at as "provenAt", ${columns}
      from run
      join supervise.stuck_finding f on f.district_id = ${actor.districtId} and f.run_id = run.run_id
      join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
      ${unit}
     where ${caseScope(actor, 'case.read')} and c.changed_at <= run.at and c.stage <> all(${finalStages})
     order by f.kind = 'very_late', c.due_at nulls first, c.case_id limit ${limit}`)

export const lastProof = (db: Db, districtId: string): Promise<{ at: Date } | undefined> =>
  db.find(sql`select at from supervise.stuck_run where district_id = ${districtId} order by at desc limit 1`)

/** Open cases whose deadline comes by an instant, the nearest first. */
export const listSoon = (
  db: Db,
  actor: Actor,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<(CaseRow & { all: number })[]> =>
  db.many(sql`
    select ${columns} from city.case c ${unit}
     where ${caseScope(actor, 'case.read')} and c.stage <> all(${finalStages})
       and c.due_at >= ${now} and c.due_at <= ${until}
     order by c.due_at, c.case_id limit ${limit}`)

export type PlaceRow = {
  readonly componentCode: string | null
  readonly placeText: string
  readonly cellCode: string | null
  readonly category: string
  readonly count: number
  readonly caseId: string
}

/** Where one kind of thing was reported so often since an instant: at one component, or in one cell. */
export const listGathered = (db: Db, actor: Actor, since: Date, least: number): Promise<PlaceRow[]> =>
  db.many<PlaceRow>(sql`
    select max(c.component_code) as "componentCode", max(c.cell_code) as "cellCode",
           (array_agg(c.place_text order by c.reported_at desc))[1] as "placeText",
           max(c.category_name) as category, count(*) as count,
           (array_agg(c.case_id order by c.reported_at desc))[1] as "caseId"
      from city.case c
     where ${caseScope(actor, 'case.read')} and c.reported_at >= ${since} and c.category is not null
       and coalesce(c.component_code, c.cell_code) is not null and c.stage <> 'merged'
     group by coalesce(c.component_code, c.cell_code), c.category
    having count(*) >= ${least}
     order by count(*) desc, 6 limit 6`)

export type CategoryRow = {
  readonly code: string
  readonly category: string
  readonly count: number
  /** A mean day of the two weeks before. */
  readonly mean: number
  readonly caseId: string
}

/** Each category reported since an instant, with its mean day in the two weeks before. */
export const listCategories = (db: Db, actor: Actor, since: Date): Promise<CategoryRow[]> =>
  db.many<CategoryRow>(sql`
    select c.category as code, max(c.category_name) as category,
           count(*) filter (where c.reported_at >= ${since}) as count,
           count(*) filter (where c.reported_at < ${since}) / 14.0::float8 as mean,
           (array_agg(c.case_id order by c.reported_at desc))[1] as "caseId"
      from city.case c
     where ${caseScope(actor, 'case.read')} and c.category is not null
       and c.reported_at >= ${since}::timestamptz - interval '14 days'
     group by c.category having count(*) filter (where c.reported_at >= ${since}) > 0
     order by 3 desc, 1`)
