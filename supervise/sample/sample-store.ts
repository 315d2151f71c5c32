import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Allocation } from './allocate.ts'

export type Answer = 'solved' | 'not_solved' | 'cannot_tell'

/** A case closed as solved that may be looked at again. */
export type ClosedCase = {
  readonly caseId: string
  readonly stratum: string
  readonly name: string
  readonly cellCode: string | null
}

/** What was closed as solved on the days of a half-open range and still is, by unit and kind of thing or by street. */
export const listClosed = (
  db: Db,
  districtId: string,
  { from, to, by, zone }: { from: string; to: string; by: 'unit' | 'street'; zone: string },
): Promise<ClosedCase[]> =>
  db.many<ClosedCase>(sql`
    select c.case_id as "caseId", c.cell_code as "cellCode",
           case when ${by} = 'street' then coalesce(c.street_code, '-')
                else coalesce(c.unit_id, '-') || '/' || coalesce(c.kind, '-') end as stratum,
           case when ${by} = 'street' then coalesce(d.name, '—')
                else coalesce(u.name, '—') || case c.kind when 'component' then ' 部件' else ' 事项' end end as name
      from city.case c
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
      left join city.division d on d.district_id = c.district_id and d.code = c.street_code and d.valid_to is null
     where c.district_id = ${districtId} and c.stage = 'closed' and c.pending <> 'veto'
       and c.closed_at >= ${from}::date::timestamp at time zone ${zone}
       and c.closed_at < ${to}::date::timestamp at time zone ${zone}
       and (select e.body ->> 'outcome' from city.case_event e
             where e.district_id = c.district_id and e.case_id = c.case_id and e.kind in ('closed', 'force_closed')
             order by e.seq desc limit 1) = 'solved'
     order by c.case_id`)

/** The share still solved in each stratum as the samples of the last quarter found it. */
export async function lastShares(db: Db, districtId: string, since: string): Promise<Map<string, number>> {
  const rows = await db.many<{ stratum: string; share: number }>(sql`
    select t.stratum, avg((t.answer = 'solved')::int)::float8 as share
      from supervise.sample_task t
      join supervise.sample s on s.district_id = t.district_id and s.sample_id = t.sample_id
     where t.district_id = ${districtId} and s.closed_from >= ${since}::date and t.answer in ('solved', 'not_solved')
     group by t.stratum`)
  return new Map(rows.map(({ stratum, share }) => [stratum, share]))
}

export type NewSample = {
  readonly sampleId: string
  readonly from: string
  readonly to: string
  readonly size: number
  readonly by: 'unit' | 'street'
  readonly allocation: Allocation
  readonly seedDay: string
  readonly seedDigest: string
  readonly madeAt: Date
}

export const findSampleOf = (db: Db, districtId: string, from: string): Promise<{ sampleId: string } | undefined> =>
  db.find(sql`
    select sample_id as "sampleId" from supervise.sample
     where district_id = ${districtId} and closed_from = ${from}::date`)

export const insertSample = (tx: Tx, districtId: string, s: NewSample): Promise<number> =>
  tx.run(sql`
    insert into supervise.sample (district_id, sample_id, closed_from, closed_to, size, stratified, allocation, seed_day,
           seed_digest, made_at)
    values (${districtId}, ${s.sampleId}, ${s.from}::date, ${s.to}::date, ${s.size}, ${s.by}, ${s.allocation},
            ${s.seedDay}::date, ${s.seedDigest}, ${s.madeAt})`)

export type StratumRow = {
  readonly stratum: string
  readonly name: string
  readonly population: number
  readonly size: number
}

export const insertStrata = (tx: Tx, districtId: string, sampleId: string, strata: readonly StratumRow[]) =>
  tx.run(sql`
    insert into supervise.sample_stratum (district_id, sample_id, stratum, name, population, size)
    select ${districtId}, ${sampleId}, s.stratum, s.name, s.population, s.size
      from jsonb_to_recordset(${JSON.stringify(strata)}::jsonb)
           as s(stratum text, name text, population int, size int)`)

export type NewTask = {
  readonly line: number
  readonly stratum: string
  readonly caseId: string
  readonly collectorId: string | null
}

export const insertTasks = (tx: Tx, districtId: string, sampleId: string, tasks: readonly NewTask[]) =>
  tx.run(sql`
    insert into supervise.sample_task (district_id, sample_id, line, stratum, case_id, collector_id)
    select ${districtId}, ${sampleId}, t.line, t.stratum, t."caseId", t."collectorId"
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
           as t(line int, stratum text, "caseId" uuid, "collectorId" uuid)`)

export type Unassigned = Omit<ClosedCase, 'name'> & { readonly sampleId: string; readonly line: number }

/** What nobody could be sent to when it was drawn, and is still closed; of samples of cases closed on a day or later. */
export const lockUnassigned = (tx: Tx, districtId: string, since: string): Promise<Unassigned[]> =>
  tx.many<Unassigned>(sql`
    select t.sample_id as "sampleId", t.line, t.stratum, t.case_id as "caseId", c.cell_code as "cellCode"
      from supervise.sample_task t
      join supervise.sample s on s.district_id = t.district_id and s.sample_id = t.sample_id
      join city.case c on c.district_id = t.district_id and c.case_id = t.case_id
     where t.district_id = ${districtId} and t.collector_id is null and t.answer is null and c.stage = 'closed'
       and s.closed_from >= ${since}::date
     order by s.closed_from, t.line for update of t`)

export const assignTask = (tx: Tx, districtId: string, sampleId: string, line: number, collectorId: string | null) =>
  tx.run(sql`
    update supervise.sample_task set collector_id = ${collectorId}
     where district_id = ${districtId} and sample_id = ${sampleId} and line = ${line} and answer is null`)

const ownTask = sql.raw(`
  t.sample_id as "sampleId", t.line, c.case_id as "caseId", c.number, c.category_name as "categoryName", c.description,
  c.place_text as "placeText", c.place[0] as lon, c.place[1] as lat, c.closed_at as "closedAt"`)

export type OwnTask = {
  readonly sampleId: string
  readonly line: number
  readonly caseId: string
  readonly number: string
  readonly categoryName: string | null
  readonly description: string
  readonly placeText: string
  readonly lon: number | null
  readonly lat: number | null
  readonly closedAt: Date
}

/** What a collector has still to look at again. Whose work it was is not told. */
export const listOwnTasks = (db: Db, { districtId, personId }: Actor): Promise<OwnTask[]> =>
  db.many<OwnTask>(sql`
    select ${ownTask} from supervise.sample_task t
      join city.case c on c.district_id = t.district_id and c.case_id = t.case_id
     where t.district_id = ${districtId} and t.collector_id = ${personId} and t.answer is null and c.stage = 'closed'
     order by c.closed_at, t.line`)

type LockedTask = {
  readonly caseId: string
  readonly answer: Answer | null
  readonly lon: number | null
  readonly lat: number | null
  readonly cellCode: string | null
}

/** Locks a task of one's own; undefined where there is none. */
export const lockOwnTask = (
  tx: Tx,
  { districtId, personId }: Actor,
  sampleId: string,
  line: number,
): Promise<LockedTask | undefined> =>
  tx.find(sql`
    select t.case_id as "caseId", t.answer, c.place[0] as lon, c.place[1] as lat, c.cell_code as "cellCode"
      from supervise.sample_task t
      join city.case c on c.district_id = t.district_id and c.case_id = t.case_id
     where t.district_id = ${districtId} and t.sample_id = ${sampleId} and t.line = ${line}
       and t.collector_id = ${personId} for update of t`)

export const answerTask = (
  tx: Tx,
  districtId: string,
  sampleId: string,
  line: number,
  given: { answer: Answer; note: string; files: readonly string[]; presence: unknown; at: Date },
): Promise<number> =>
  tx.run(sql`
    update supervise.sample_task
       set answer = ${given.answer}, note = ${given.note}, files = ${given.files}::uuid[],
           presence = ${JSON.stringify(given.presence)}, answered_at = ${given.at}
     where district_id = ${districtId} and sample_id = ${sampleId} and line = ${line}`)

export type SampleRow = Omit<NewSample, 'by'> & { readonly by: 'unit' | 'street' }

const sampleColumns = sql.raw(`
  s.sample_id as "sampleId", to_char(s.closed_from, 'YYYY-MM-DD') as "from", to_char(s.closed_to, 'YYYY-MM-DD') as "to",
  s.size, s.stratified as "by", s.allocation, to_char(s.seed_day, 'YYYY-MM-DD') as "seedDay",
  s.seed_digest as "seedDigest", s.made_at as "madeAt"`)

export const listSamples = (db: Db, districtId: string, limit: number): Promise<SampleRow[]> =>
  db.many<SampleRow>(sql`
    select ${sampleColumns} from supervise.sample s
     where s.district_id = ${districtId} order by s.closed_from desc limit ${limit}`)

export type Counted = StratumRow & {
  readonly sampleId: string
  readonly solved: number
  readonly notSolved: number
  readonly cannotTell: number
}

/** The strata of some samples with what was answered in each so far. */
export const listStrata = (db: Db, districtId: string, sampleIds: readonly string[]): Promise<Counted[]> =>
  db.many<Counted>(sql`
    select s.sample_id as "sampleId", s.stratum, s.name, s.population, s.size,
           count(*) filter (where t.answer = 'solved') as solved,
           count(*) filter (where t.answer = 'not_solved') as "notSolved",
           count(*) filter (where t.answer = 'cannot_tell') as "cannotTell"
      from supervise.sample_stratum s
      left join supervise.sample_task t on t.district_id = s.district_id and t.sample_id = s.sample_id
       and t.stratum = s.stratum
     where s.district_id = ${districtId} and s.sample_id = any(${sampleIds}::uuid[])
     group by s.sample_id, s.stratum, s.name, s.population, s.size
     order by s.name, s.stratum`)

export type TaskRow = {
  readonly line: number
  readonly stratum: string
  readonly caseId: string
  readonly number: string
  readonly collectorName: string | null
  readonly answer: Answer | null
  readonly note: string
  readonly verdict: string | null
  readonly answeredAt: Date | null
}

export const listTasks = (db: Db, actor: Actor, sampleId: string): Promise<TaskRow[]> =>
  db.many<TaskRow>(sql`
    select t.line, t.stratum, t.case_id as "caseId", c.number, p.name as "collectorName", t.answer, t.note,
           t.presence ->> 'verdict' as verdict, t.answered_at as "answeredAt"
      from supervise.sample_task t
      join city.case c on c.district_id = t.district_id and c.case_id = t.case_id
      left join city.person p on p.district_id = t.district_id and p.person_id = t.collector_id
     where t.district_id = ${actor.districtId} and t.sample_id = ${sampleId} and ${caseScope(actor, 'case.read')}
     order by t.line`)
