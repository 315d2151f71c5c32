import type { CaseEvent } from '#city/case/event.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { CountName } from './counts.ts'
import type { Fact, FactKind } from './teller.ts'

/** Where a district's counting stands. */
export type Roll = {
  readonly roll: number
  readonly rolledAt: Date
  readonly definition: number
  readonly lastRunRoll: number
}

/** The facts of one case about one subject, as they are kept. */
export type FactRow = { readonly kind: FactKind; readonly subject: string; readonly facts: readonly Fact[] }

/** Locks a district's counting; of two who count at once the second waits. The first time there is nothing counted yet. */
export async function lockRoll(tx: Tx, districtId: string, now: Date): Promise<Roll> {
  await tx.run(sql`
    insert into supervise.score_roll (district_id, roll, rolled_at, definition) values (${districtId}, 0, ${now}, 0)
        on conflict do nothing`)
  return tx.one<Roll>(sql`
    select roll, rolled_at as "rolledAt", definition, last_run_roll as "lastRunRoll"
      from supervise.score_roll where district_id = ${districtId} for update`)
}

export const findRoll = (db: Db, districtId: string): Promise<Roll | undefined> =>
  db.find<Roll>(sql`
    select roll, rolled_at as "rolledAt", definition, last_run_roll as "lastRunRoll"
      from supervise.score_roll where district_id = ${districtId}`)

export const setRoll = (tx: Tx, districtId: string, roll: number, now: Date, definition: number): Promise<number> =>
  tx.run(sql`
    update supervise.score_roll set roll = ${roll}, rolled_at = ${now}, definition = ${definition}
     where district_id = ${districtId}`)

/** Remembers that a run needs what was counted up to now. */
export const keepForRun = (tx: Tx, districtId: string, roll: number): Promise<number> =>
  tx.run(sql`update supervise.score_roll set last_run_roll = ${roll} where district_id = ${districtId}`)

/** Cases of a district, each at an instant, in any order. */
export const markDirty = (
  tx: Db,
  districtId: string,
  changed: readonly { readonly caseId: string; readonly at: Date }[],
): Promise<number> =>
  tx.run(sql`
    insert into supervise.score_dirty (district_id, case_id, marked_at)
    select ${districtId}, given.case_id, min(given.at)
      from unnest(${changed.map(({ caseId }) => caseId)}::uuid[], ${changed.map(({ at }) => at)}::timestamptz[])
           as given (case_id, at)
     group by given.case_id order by given.case_id
        on conflict do nothing`)

/** Every case of the district is to be counted: at first, and when a count has got another meaning. */
export const markAll = (tx: Tx, districtId: string, now: Date): Promise<number> =>
  tx.run(sql`
    insert into supervise.score_dirty (district_id, case_id, marked_at)
    select c.district_id, c.case_id, ${now} from city.case c where c.district_id = ${districtId}
        on conflict do nothing`)

/** Cases whose history has grown past what was counted, however that came about (an import tells nobody). */
export const markForgotten = (tx: Tx, districtId: string, now: Date): Promise<number> =>
  tx.run(sql`
    insert into supervise.score_dirty (district_id, case_id, marked_at)
    select c.district_id, c.case_id, ${now}
      from city.case c
      left join supervise.score_case s on s.district_id = c.district_id and s.case_id = c.case_id and s.to_roll is null
     where c.district_id = ${districtId} and c.version is distinct from s.version
        on conflict do nothing`)

export const countDirty = async (db: Db, districtId: string): Promise<number> =>
  (
    await db.one<{ waiting: number }>(sql`
    select count(*) as waiting from supervise.score_dirty where district_id = ${districtId}`)
  ).waiting

/** Takes marks off; a case that changes meanwhile waits for this transaction and is marked again. */
export const takeDirty = async (tx: Tx, districtId: string, limit: number): Promise<string[]> =>
  (
    await tx.many<{ caseId: string }>(sql`
    delete from supervise.score_dirty d
     using (select case_id from supervise.score_dirty where district_id = ${districtId} order by case_id limit ${limit}) taken
     where d.district_id = ${districtId} and d.case_id = taken.case_id
    returning d.case_id as "caseId"`)
  ).map(({ caseId }) => caseId)

/** Histories of cases, each up to a version where one is given. */
export async function readHistories(
  db: Db,
  districtId: string,
  cases: readonly { readonly caseId: string; readonly version?: number }[],
): Promise<{ caseId: string; history: CaseEvent[] }[]> {
  const rows = await db.many<CaseEvent & { caseId: string }>(sql`
    select e.case_id as "caseId", e.seq, e.kind, e.at, e.by_id as "byId", e.by_name as "byName", e.by_unit as "byUnit",
           e.calendar_version as "calendarVersion", e.body
      from unnest(${cases.map(({ caseId }) => caseId)}::uuid[],
                  ${cases.map(({ version }) => version ?? null)}::int[]) as wanted (case_id, version)
      join city.case_event e on e.district_id = ${districtId} and e.case_id = wanted.case_id
     where wanted.version is null or e.seq <= wanted.version
     order by e.case_id, e.seq`)
  return [...Map.groupBy(rows, (row) => row.caseId)].map(([caseId, events]) => ({
    caseId,
    history: events.map(({ caseId: _, ...event }) => event as CaseEvent),
  }))
}

type Kept = {
  caseId: string
  kind: FactKind
  subject: string
  counts: CountName[]
  ats: Date[]
  amounts: number[]
}

/** The facts in force of many cases. */
export async function readFacts(
  db: Db,
  districtId: string,
  caseIds: readonly string[],
): Promise<Map<string, FactRow[]>> {
  const rows = await db.many<Kept>(sql`
    select case_id as "caseId", kind, subject, counts, ats, amounts
      from supervise.score_fact
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and to_roll is null`)
  const byCase = new Map<string, FactRow[]>()
  for (const { caseId, kind, subject, counts, ats, amounts } of rows) {
    const facts = counts.map((count, at) => ({ kind, subject, count, at: ats[at]!, amount: amounts[at]! }))
    const own = byCase.get(caseId)
    if (own) own.push({ kind, subject, facts })
    else byCase.set(caseId, [{ kind, subject, facts }])
  }
  return byCase
}

export type Superseded = { readonly caseId: string; readonly kind: FactKind; readonly subject: string }

/** Ends rows of facts with a roll: those that a run saw are kept, the others go. */
export async function endFacts(tx: Tx, districtId: string, { roll, lastRunRoll }: Roll, rows: readonly Superseded[]) {
  const which = sql`
    from unnest(${rows.map(({ caseId }) => caseId)}::uuid[], ${rows.map(({ kind }) => kind)}::text[],
                ${rows.map(({ subject }) => subject)}::text[]) as gone (case_id, kind, subject)`
  const same = sql`f.district_id = ${districtId} and f.case_id = gone.case_id and f.kind = gone.kind
     and f.subject = gone.subject and f.to_roll is null`
  await tx.run(sql`
    update supervise.score_fact f set to_roll = ${roll} ${which} where ${same} and f.from_roll <= ${lastRunRoll}`)
  await tx.run(sql`delete from supervise.score_fact f using (select gone.* ${which}) gone where ${same}`)
}

/** The same for what says up to which event a case was counted. */
export async function endCases(tx: Tx, districtId: string, { roll, lastRunRoll }: Roll, caseIds: readonly string[]) {
  await tx.run(sql`
    update supervise.score_case set to_roll = ${roll}
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and to_roll is null
       and from_roll <= ${lastRunRoll}`)
  await tx.run(sql`
    delete from supervise.score_case
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and to_roll is null`)
}

export const writeCounted = (tx: Tx, districtId: string, roll: number, cases: readonly [string, number][]) =>
  copyRows(
    tx,
    'supervise.score_case',
    { district_id: 'text', case_id: 'uuid', from_roll: 'bigint', version: 'int' },
    cases.map(([caseId, version]) => [districtId, caseId, roll, version]),
  )

const factColumns = {
  district_id: 'text',
  case_id: 'uuid',
  kind: 'text',
  subject: 'text',
  from_roll: 'bigint',
  first_at: 'timestamptz',
  last_at: 'timestamptz',
  counts: 'text[]',
  ats: 'timestamptz[]',
  amounts: 'int[]',
} as const

export const writeFacts = (tx: Tx, districtId: string, roll: number, rows: readonly (FactRow & { caseId: string })[]) =>
  copyRows(
    tx,
    'supervise.score_fact',
    factColumns,
    rows.map(({ caseId, kind, subject, facts }) => {
      const times = facts.map(({ at }) => at.getTime())
      const [first, last] = [new Date(Math.min(...times)), new Date(Math.max(...times))]
      const [counts, amounts] = [facts.map(({ count }) => count), facts.map(({ amount }) => amount)]
      return [districtId, caseId, kind, subject, roll, first, last, counts, facts.map(({ at }) => at), amounts]
    }),
  )
