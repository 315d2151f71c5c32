import {
  DECLINE_DAYS,
  type Declinable,
  type DeclineReason,
  declineReasonNames,
  declineReasons,
} from '#city/case/decline.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { isId } from '#kernel/id.ts'
import { kernelProblems } from '#kernel/problems.ts'
import type { DeclineItem } from './contract.ts'

export type NewDecline = {
  readonly declineId: string
  readonly task: Declinable
  readonly caseId: string
  readonly sample: { readonly sampleId: string; readonly line: number } | null
  readonly collectorId: string
  readonly reason: DeclineReason
  readonly note: string
  readonly replaced: boolean
  readonly at: Date
}

export const insertDecline = (tx: Tx, districtId: string, row: NewDecline): Promise<number> =>
  tx.run(sql`
    insert into supervise.task_decline (district_id, decline_id, task, case_id, sample_id, line, collector_id, reason,
           note, replaced, at)
    values (${districtId}, ${row.declineId}, ${row.task}, ${row.caseId}, ${row.sample?.sampleId ?? null},
            ${row.sample?.line ?? null}, ${row.collectorId}, ${row.reason}, ${row.note}, ${row.replaced}, ${row.at})`)

/** Reasons that no limit is held against. */
const always = declineReasonNames.filter((reason) => declineReasons[reason].always)

/** Whether a decline `t` counts against the limit now. */
const counted = (now: Date): Sql => sql`
  t.at > ${now}::timestamptz - make_interval(days => ${DECLINE_DAYS}) and t.reason <> all(${always})`

/** Holds a person until the transaction ends, so that of two hand-backs at once the second counts the first. */
export const lockCollector = (
  tx: Tx,
  { districtId, personId }: Pick<Actor, 'districtId' | 'personId'>,
): Promise<number> =>
  tx.run(sql`select from city.person where district_id = ${districtId} and person_id = ${personId} for update`)

/** How many of the last seven days count against the limit of somebody. */
export const countUsed = async (
  db: Db,
  { districtId, personId }: Pick<Actor, 'districtId' | 'personId'>,
  now: Date,
): Promise<number> =>
  (
    await db.one<{ used: number }>(sql`
      select count(*) as used from supervise.task_decline t
       where t.district_id = ${districtId} and t.collector_id = ${personId} and ${counted(now)}`)
  ).used

type Days = { readonly from?: string | undefined; readonly to?: string | undefined }

const during = ({ from, to }: Days): Sql[] => [
  ...(from === undefined ? [] : [sql`t.at >= ${from}::date::timestamp at time zone d.time_zone`]),
  ...(to === undefined ? [] : [sql`t.at < (${to}::date + 1)::timestamp at time zone d.time_zone`]),
]

type Wanted = Days & {
  readonly collector?: string | undefined
  readonly task?: Declinable | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of hand-backs of cases within the actor's scope, the latest first. */
export async function listDeclineRows(db: Db, actor: Actor, wanted: Wanted) {
  const where = [
    sql`t.district_id = ${actor.districtId}`,
    caseScope(actor, 'decline.read'),
    ...during(wanted),
    ...(wanted.collector === undefined ? [] : [sql`t.collector_id = ${wanted.collector}`]),
    ...(wanted.task === undefined ? [] : [sql`t.task = ${wanted.task}`]),
    ...(wanted.cursor ? [after(wanted.cursor)] : []),
  ]
  const rows = await db.many<Omit<DeclineItem, 'at'> & { at: Date }>(sql`
    select t.decline_id as "declineId", t.task, t.case_id as "caseId", c.number, c.category_name as "categoryName",
           c.place_text as "placeText", t.collector_id as "collectorId", p.name as "collectorName", t.reason, t.note,
           t.replaced, t.at,
           not t.replaced and case t.task
             when 'confirm' then c.stage in ('reported', 'confirmed')
             when 'verify' then c.stage = 'handled'
             else exists (select 1 from supervise.sample_task k
                           where k.district_id = t.district_id and k.sample_id = t.sample_id and k.line = t.line
                             and k.collector_id is null and k.answer is null) end as "isWaiting"
      from supervise.task_decline t
      join city.district d on d.district_id = t.district_id
      join city.case c on c.district_id = t.district_id and c.case_id = t.case_id
      join city.person p on p.district_id = t.district_id and p.person_id = t.collector_id
     where ${sql.join(where, ' and ')}
     order by t.at desc, t.decline_id desc limit ${wanted.limit + 1}`)
  const items = rows.slice(0, wanted.limit)
  const last = items.at(-1)
  const next = rows.length > wanted.limit && last ? `${last.at.toISOString()}|${last.declineId}` : null
  return { items, next }
}

function after(cursor: string): Sql {
  const [at, id] = cursor.split('|')
  if (!at || Number.isNaN(Date.parse(at)) || !isId(id)) throw kernelProblems.bad_input({}, 'query.cursor')
  return sql`(t.at, t.decline_id) < (${at}::timestamptz, ${id}::uuid)`
}

/** How often each collector handed tasks back in some days, why, and how much of the limit is used up now. */
export const countByCollector = (
  db: Db,
  districtId: string,
  days: Days,
  now: Date,
): Promise<
  {
    collectorId: string
    name: string
    total: number
    inWeek: number
    reasons: { reason: DeclineReason; count: number }[]
  }[]
> =>
  db.many(sql`
    with r as (
      select t.collector_id, t.reason, count(*)::int as count,
             (count(*) filter (where ${counted(now)}))::int as in_week
        from supervise.task_decline t join city.district d on d.district_id = t.district_id
       where ${sql.join([sql`t.district_id = ${districtId}`, ...during(days)], ' and ')}
       group by t.collector_id, t.reason)
    select r.collector_id as "collectorId", p.name, sum(r.count)::int as total, sum(r.in_week)::int as "inWeek",
           jsonb_agg(jsonb_build_object('reason', r.reason, 'count', r.count) order by r.count desc, r.reason) as reasons
      from r join city.person p on p.district_id = ${districtId} and p.person_id = r.collector_id
     group by r.collector_id, p.name order by sum(r.count) desc, p.name`)

/** Who handed a line of a sample back so far. */
export const declinersOf = async (db: Db, districtId: string, sampleId: string, line: number): Promise<string[]> =>
  (
    await db.many<{ collectorId: string }>(sql`
      select collector_id as "collectorId" from supervise.task_decline
       where district_id = ${districtId} and sample_id = ${sampleId} and line = ${line} order by at`)
  ).map(({ collectorId }) => collectorId)
