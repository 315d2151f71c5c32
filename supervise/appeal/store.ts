import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { isId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { AppealItem, AppealOutcome } from './contract.ts'

export type AppealFilter = {
  readonly outcome: AppealOutcome
  readonly unit?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

type Said = { readonly byName: string; readonly at: Date }

export type AppealRow = Omit<AppealItem, 'askedAt' | 'endorsed' | 'decided'> & {
  readonly askedAt: Date
  readonly endorsed: (Said & { readonly note: string }) | null
  readonly decided: (Said & { readonly upheld: boolean; readonly reason: string }) | null
}

/**
 * Each appeal with its decision, if it has one: a case has one appeal, which may be asked and decided in different rounds. A
 * step of the case is found by the key of the case; which cases have an appeal, by the index of these kinds alone.
 */
const appeals = (actor: Actor): Sql => sql`
    select c.case_id, c.number, c.category_name, c.place_text, d.time_zone, asked.by_unit as unit_id, asked.by_name,
           asked.at as asked_at, asked.body, decided.at as decided_at, decided.by_name as decided_by,
           decided.body as decision, coalesce(decided.at, asked.at) as at
      from city.case_event asked
      join city.case c on c.district_id = asked.district_id and c.case_id = asked.case_id
      join city.district d on d.district_id = c.district_id
      left join city.case_event decided on decided.district_id = asked.district_id
       and decided.case_id = asked.case_id and decided.kind = 'appeal_decided'
     where asked.district_id = ${actor.districtId} and asked.kind = 'appealed' and ${caseScope(actor, 'appeal.read')}`

const outcomes: Readonly<Record<AppealOutcome, Sql>> = {
  decided: sql`a.decision is not null`,
  upheld: sql`(a.decision ->> 'upheld')::boolean`,
  dismissed: sql`not (a.decision ->> 'upheld')::boolean`,
  waiting: sql`a.decision is null`,
}

const during = ({ from, to }: Pick<AppealFilter, 'from' | 'to'>): Sql[] => [
  ...(from === undefined ? [] : [sql`a.at >= ${from}::date::timestamp at time zone a.time_zone`]),
  ...(to === undefined ? [] : [sql`a.at < (${to}::date + 1)::timestamp at time zone a.time_zone`]),
]

/** A page of appeals in the actor's scope: the latest decision first, while they wait the latest appeal. */
export async function listAppealRows(
  db: Db,
  actor: Actor,
  filter: AppealFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: AppealRow[]; next: string | null }> {
  const where = [
    outcomes[filter.outcome],
    ...(filter.unit === undefined ? [] : [sql`a.unit_id = ${filter.unit}`]),
    ...during(filter),
    ...(page.cursor ? [after(page.cursor)] : []),
  ]
  const rows = await db.many<AppealRow & { sortedBy: Date }>(sql`
    with a as (${appeals(actor)})
    select a.case_id as "caseId", a.number, a.category_name as "categoryName", a.place_text as "placeText",
           a.unit_id as "unitId", coalesce(u.name, a.unit_id, '') as "unitName", a.by_name as "askedBy",
           a.asked_at as "askedAt", a.body ->> 'reason' as reason, jsonb_array_length(a.body -> 'files') as files,
           (select jsonb_build_object('byName', e.by_name, 'at', e.at, 'note', e.body ->> 'note')
              from city.case_event e
             where e.district_id = ${actor.districtId} and e.case_id = a.case_id and e.kind = 'endorsed'
               and e.body ->> 'what' = 'appeal' limit 1) as endorsed,
           case when a.decision is not null then jsonb_build_object('byName', a.decided_by, 'at', a.decided_at,
             'upheld', (a.decision ->> 'upheld')::boolean, 'reason', a.decision ->> 'reason') end as decided,
           a.at as "sortedBy"
      from a left join city.unit u on u.district_id = ${actor.districtId} and u.unit_id = a.unit_id
     where ${sql.join(where, ' and ')}
     order by a.at desc, a.case_id desc limit ${page.limit + 1}`)
  const items = rows.slice(0, page.limit).map(({ sortedBy: _, ...row }) => row)
  const last = rows[page.limit - 1]
  const next = rows.length > page.limit && last ? `${last.sortedBy.toISOString()}|${last.caseId}` : null
  return { items, next }
}

function after(cursor: string): Sql {
  const [at, id] = cursor.split('|')
  if (!at || Number.isNaN(Date.parse(at)) || !isId(id)) throw kernelProblems.bad_input({}, 'query.cursor')
  return sql`(a.at, a.case_id) < (${at}::timestamptz, ${id}::uuid)`
}

/** How many appeals each unit made, by what became of them. */
export const countByUnit = (
  db: Db,
  actor: Actor,
  days: Pick<AppealFilter, 'from' | 'to'>,
): Promise<{ unitId: string; unitName: string; upheld: number; dismissed: number; waiting: number }[]> =>
  db.many(sql`
    with a as (${appeals(actor)})
    select u.unit_id as "unitId", u.name as "unitName", count(*) filter (where ${outcomes.upheld}) as upheld,
           count(*) filter (where ${outcomes.dismissed}) as dismissed,
           count(*) filter (where ${outcomes.waiting}) as waiting
      from a join city.unit u on u.district_id = ${actor.districtId} and u.unit_id = a.unit_id
     where ${sql.join([sql`true`, ...during(days)], ' and ')}
     group by u.unit_id, u.name order by count(*) desc, u.name`)
