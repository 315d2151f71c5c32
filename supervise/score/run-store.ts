import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { SubjectKind } from './counts.ts'
import type { Sheets } from './document.ts'
import type { CountedPeriod } from './period.ts'
import type { SheetRow } from './row.ts'

/** A run as it stands in the list. */
export type Run = CountedPeriod & {
  readonly runId: string
  readonly ruleVersion: number
  readonly ruleHash: string
  readonly definition: number
  readonly cutOff: number
  readonly cutOffAt: Date
  readonly inputsHash: string
  readonly resultHash: string
  readonly madeByName: string
  readonly madeAt: Date
}

export type Check = {
  readonly checkId: string
  readonly runId: string
  readonly equal: boolean
  readonly computedHash: string
  readonly cases: number
  readonly checkedByName: string
  readonly checkedAt: Date
}

const columns = sql.raw(`
  r.run_id as "runId", r.from_day as "from", r.to_day as "to", r.counted_to as "countedTo",
  r.rule_version as "ruleVersion", r.rule_hash as "ruleHash", r.definition, r.cut_off as "cutOff",
  r.cut_off_at as "cutOffAt", r.inputs_hash as "inputsHash", r.result_hash as "resultHash",
  r.made_by_name as "madeByName", r.made_at as "madeAt"`)

export async function insertRun(tx: Tx, districtId: string, run: Run, madeBy: string, sheets: Sheets): Promise<void> {
  await tx.run(sql`
    insert into supervise.score_run (district_id, run_id, from_day, to_day, counted_to, rule_version, rule_hash,
           definition, cut_off, cut_off_at, inputs_hash, result_hash, made_by, made_by_name, made_at)
    values (${districtId}, ${run.runId}, ${run.from}, ${run.to}, ${run.countedTo}, ${run.ruleVersion}, ${run.ruleHash},
            ${run.definition}, ${run.cutOff}, ${run.cutOffAt}, ${run.inputsHash}, ${run.resultHash}, ${madeBy},
            ${run.madeByName}, ${run.madeAt})`)
  await copyRows(
    tx,
    'supervise.score_row',
    { district_id: 'text', run_id: 'uuid', kind: 'text', subject: 'text', body: 'jsonb' },
    sheets.flatMap(({ kind, rows }) => rows.map((row) => [districtId, run.runId, kind, row.subject, row])),
  )
}

export const findRun = (db: Db, districtId: string, runId: string): Promise<Run | undefined> =>
  db.find<Run>(sql`
    select ${columns} from supervise.score_run r where r.district_id = ${districtId} and r.run_id = ${runId}`)

/** The newest run of exactly this period. */
export const latestRun = (db: Db, districtId: string, from: string, to: string): Promise<Run | undefined> =>
  db.find<Run>(sql`
    select ${columns} from supervise.score_run r
     where r.district_id = ${districtId} and r.from_day = ${from}::date and r.to_day = ${to}::date
     order by r.made_at desc, r.run_id desc limit 1`)

/** Runs of a district, the newest first, each with its last check. */
export const listRuns = (db: Db, districtId: string, limit: number): Promise<(Run & { lastCheck: Check | null })[]> =>
  db.many<Run & { lastCheck: Check | null }>(sql`
    select ${columns}, (
           select jsonb_build_object('checkId', k.check_id, 'runId', k.run_id, 'equal', k.equal,
                    'computedHash', k.computed_hash, 'cases', k.cases, 'checkedByName', k.checked_by_name,
                    'checkedAt', to_char(k.checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
             from supervise.score_check k
            where k.district_id = r.district_id and k.run_id = r.run_id
            order by k.checked_at desc limit 1) as "lastCheck"
      from supervise.score_run r where r.district_id = ${districtId}
     order by r.made_at desc, r.run_id desc limit ${limit}`)

/** The lines of a run, of one kind of subject or of all. */
export const readRows = (
  db: Db,
  districtId: string,
  runId: string,
  kind?: SubjectKind,
): Promise<{ kind: SubjectKind; body: SheetRow }[]> =>
  db.many(sql`
    select kind, body from supervise.score_row
     where district_id = ${districtId} and run_id = ${runId} ${kind ? sql`and kind = ${kind}` : sql.empty}
     order by kind, subject`)

export const insertCheck = (tx: Db, districtId: string, check: Check, checkedBy: string): Promise<number> =>
  tx.run(sql`
    insert into supervise.score_check (district_id, check_id, run_id, equal, computed_hash, cases, checked_by,
           checked_by_name, checked_at)
    values (${districtId}, ${check.checkId}, ${check.runId}, ${check.equal}, ${check.computedHash}, ${check.cases},
            ${checkedBy}, ${check.checkedByName}, ${check.checkedAt})`)
