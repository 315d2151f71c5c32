import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { isId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import { areaKinds, type CountName, type SubjectKind } from './counts.ts'

/** Which facts: of a subject, in a stretch of instants, as they stood at a cut-off or as they stand. */
export type FactsWanted = {
  readonly kind: SubjectKind
  readonly subject: string
  readonly counts: readonly CountName[]
  readonly begins: Date
  readonly ends: Date
  readonly cutOff: number | undefined
}

export type CountedCase = {
  readonly caseId: string
  readonly number: string
  readonly stage: string
  readonly categoryName: string | null
  readonly placeText: string
  readonly unitName: string | null
  readonly at: Date
  readonly counted: readonly { readonly count: CountName; readonly amount: number }[]
}

/** A page of the cases behind a number, in the order in which they count, within the actor's scope. */
export async function listCountedCases(
  db: Db,
  actor: Actor,
  wanted: FactsWanted,
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ items: CountedCase[]; next: string | null }> {
  const rows = await db.many<CountedCase & { sortKey: string }>(sql`
    select c.case_id as "caseId", c.number, c.stage, c.category_name as "categoryName", c.place_text as "placeText",
           u.name as "unitName", f.at, f.counted, f.at::text as "sortKey"
      from (${factsOfCases(actor.districtId, wanted)}) f
      join city.case c on c.district_id = ${actor.districtId} and c.case_id = f.case_id
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where ${caseScope(actor, 'case.read')} ${after(cursor)}
     order by f.at, f.case_id limit ${limit + 1}`)
  const items = rows.slice(0, limit).map(({ sortKey: _, ...item }) => item)
  const last = rows[limit - 1]
  return { items, next: rows.length > limit && last ? `${last.sortKey}|${last.caseId}` : null }
}

/** What the number comes to, and how much of that the actor may not look into. */
export const sumCountedCases = (
  db: Db,
  actor: Actor,
  wanted: FactsWanted,
): Promise<{ amount: number; hidden: number }> =>
  db.one(sql`
    select coalesce(sum(f.amount), 0)::int as amount,
           coalesce(sum(f.amount) filter (where not (${caseScope(actor, 'case.read')})), 0)::int as hidden
      from (${factsOfCases(actor.districtId, wanted)}) f
      join city.case c on c.district_id = ${actor.districtId} and c.case_id = f.case_id`)

function factsOfCases(districtId: string, { kind, subject, counts, begins, ends, cutOff }: FactsWanted): Sql {
  const inForce =
    cutOff === undefined
      ? sql`s.to_roll is null`
      : sql`s.from_roll <= ${cutOff} and (s.to_roll is null or s.to_roll > ${cutOff})`
  return sql`
    select told.case_id, min(told.at) as at, sum(told.amount)::int as amount,
           jsonb_agg(jsonb_build_object('count', told.count, 'amount', told.amount) order by told.count) as counted
      from (select s.case_id, t.count, min(t.at) as at, sum(t.amount) as amount
              from supervise.score_fact s, unnest(s.counts, s.ats, s.amounts) as t (count, at, amount)
             where s.district_id = ${districtId} and ${about(kind, subject, districtId)} and s.last_at >= ${begins}
               and s.first_at < ${ends} and ${inForce} and t.count = any(${counts}) and t.at >= ${begins}
               and t.at < ${ends}
             group by s.case_id, t.count) told
     group by told.case_id`
}

/** An area's facts are those of every code that begins with its own. */
function about(kind: SubjectKind, subject: string, districtId: string): Sql {
  if (!(areaKinds as readonly SubjectKind[]).includes(kind)) return sql`s.kind = ${kind} and s.subject = ${subject}`
  if (kind === 'district') return sql`s.kind = 'area' and ${subject}::text = ${districtId}`
  return sql`s.kind = 'area' and s.subject >= ${subject} and s.subject < ${`${subject}~`}`
}

function after(cursor: string | undefined): Sql {
  if (!cursor) return sql.empty
  const [at, id] = cursor.split('|')
  if (!at || !id || !isId(id) || Number.isNaN(Date.parse(at))) throw kernelProblems.bad_input({}, 'query.cursor')
  return sql`and (f.at, f.case_id) > (${at}::timestamptz, ${id}::uuid)`
}
