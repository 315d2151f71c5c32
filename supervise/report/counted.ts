import { maskPersonal } from '#city/case/mask.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Stage } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Grouping, Measure } from './measure.ts'

export type CasesWanted = {
  readonly measure?: Measure | undefined
  readonly by?: Grouping | 'cell' | 'returned' | undefined
  readonly key?: string | undefined
  /** A part of the period: cases reported, filed or closed within it. */
  readonly during?: { readonly from: Date; readonly to: Date } | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export type Counted = {
  readonly caseId: string
  readonly number: string
  readonly stageThen: Stage
  readonly stage: Stage
  readonly categoryName: string | null
  readonly placeText: string
  readonly unitName: string | null
  readonly reportedAt: Date
  readonly dueAt: Date | null
  readonly marks: string[]
}

const columns: Readonly<Record<Exclude<CasesWanted['by'], undefined | 'returned'>, Sql>> = {
  source: sql.raw('f.source'),
  stage: sql.raw('f.stage'),
  category: sql.raw('f.category'),
  street: sql.raw('f.street'),
  community: sql.raw('f.community'),
  unit: sql.raw('f.unit'),
  cell: sql.raw('f.cell'),
}

/** The frozen cases that a number counted, within what the actor may see, with the stage they stand at today. */
export async function listCounted(
  db: Db,
  actor: Actor,
  reportId: string,
  wanted: CasesWanted,
): Promise<{ total: number; items: Counted[]; next: string | null }> {
  const from = sql`
    from supervise.period_report_case f
    join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
   where f.district_id = ${actor.districtId} and f.report_id = ${reportId} and ${caseScope(actor, 'case.read')}
     and ${conditions(wanted)}`
  const [{ total }, rows] = await Promise.all([
    db.one<{ total: number }>(sql`select count(*) as total ${from}`),
    db.many<Counted>(sql`
      select f.case_id as "caseId", f.number, f.stage as "stageThen", c.stage, f.category_name as "categoryName",
             f.place_text as "placeText", u.name as "unitName", f.reported_at as "reportedAt", f.due_at as "dueAt", f.marks
        from (select f.* ${from}
                 and f.number > ${wanted.cursor ?? ''} order by f.number limit ${wanted.limit + 1}) f
        join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
        left join city.unit u on u.district_id = f.district_id and u.unit_id = f.unit
       order by f.number`),
  ])
  const items = rows.slice(0, wanted.limit).map((row) => ({ ...row, placeText: maskPersonal(row.placeText) }))
  return { total, items, next: rows.length > wanted.limit ? (items.at(-1)?.number ?? null) : null }
}

const moments: Readonly<Partial<Record<Measure, Sql>>> = {
  reported: sql.raw('f.reported_at'),
  filed: sql.raw('f.filed_at'),
  closed: sql.raw('f.closed_at'),
}

function conditions({ measure, by, key, during }: CasesWanted): Sql {
  const all: Sql[] = [sql`true`]
  if (measure) all.push(sql`f.marks @> array[${measure}]`)
  if (by === 'returned') all.push(key ? sql`f.returned_by @> array[${key}]` : sql`f.returned_by <> '{}'`)
  else if (by) all.push(key ? sql`${columns[by]} = ${key}` : sql`${columns[by]} is null`)
  const moment = measure && moments[measure]
  if (during && moment) all.push(sql`${moment} >= ${during.from} and ${moment} < ${during.to}`)
  return sql.join(all, ' and ')
}
