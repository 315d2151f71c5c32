import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { CaseFacts } from './facts.ts'
import type { Frozen } from './frozen.ts'
import { figuresRule } from './measure.ts'
import type { Period, PeriodKind } from './period.ts'

/** A report as the list shows it. */
export type ReportHead = {
  readonly reportId: string
  readonly kind: PeriodKind
  readonly starts: string
  readonly ends: string
  readonly askedAt: Date
  readonly askedBy: string
  readonly progress: number
  readonly failedAt: Date | null
  readonly madeAt: Date | null
  readonly cutOff: Date | null
  readonly rule: string | null
  readonly sha256: string | null
}

const head = sql.raw(`
  report_id as "reportId", kind, starts_on as starts, ends_on as ends, asked_at as "askedAt", asked_by as "askedBy",
  progress, failed_at as "failedAt", made_at as "madeAt", cut_off as "cutOff", rule, sha256`)

/** The newest periods first; of those that end on one day the longest. */
export const listReports = (
  db: Db,
  districtId: string,
  { kind, limit }: { kind?: PeriodKind | undefined; limit: number },
): Promise<ReportHead[]> =>
  db.many<ReportHead>(sql`
    select ${head} from supervise.period_report
     where district_id = ${districtId} and (${kind ?? null}::text is null or kind = ${kind ?? null})
     order by ends_on desc, starts_on, kind limit ${limit}`)

export const findReport = (db: Db, districtId: string, reportId: string): Promise<ReportHead | undefined> =>
  db.find<ReportHead>(sql`
    select ${head} from supervise.period_report where district_id = ${districtId} and report_id = ${reportId}`)

/** Enters that a period's report is wanted; a period has one report, however often it is asked for. */
export async function askReport(
  tx: Db,
  districtId: string,
  asked: { reportId: string; period: Period; by: string; now: Date },
): Promise<{ reportId: string; madeAt: Date | null }> {
  const { reportId, period, by, now } = asked
  await tx.run(sql`
    insert into supervise.period_report (district_id, report_id, kind, starts_on, ends_on, asked_at, asked_by)
    values (${districtId}, ${reportId}, ${period.kind}, ${period.starts}, ${period.ends}, ${now}, ${by})
    on conflict (district_id, kind, starts_on) do nothing`)
  return tx.one(sql`
    select report_id as "reportId", made_at as "madeAt" from supervise.period_report
     where district_id = ${districtId} and kind = ${period.kind} and starts_on = ${period.starts}`)
}

export const noteProgress = (db: Db, districtId: string, reportId: string, percent: number): Promise<number> =>
  db.run(sql`
    update supervise.period_report set progress = ${percent}, failed_at = null
     where district_id = ${districtId} and report_id = ${reportId} and made_at is null`)

export const noteFailure = (db: Db, districtId: string, reportId: string, now: Date): Promise<number> =>
  db.run(sql`
    update supervise.period_report set failed_at = ${now}
     where district_id = ${districtId} and report_id = ${reportId} and made_at is null`)

/** Freezes a report with the cases behind it. Whoever comes second changes nothing; says whether this was the first. */
export async function freezeReport(
  tx: Tx,
  districtId: string,
  made: { reportId: string; frozen: Frozen; facts: readonly CaseFacts[]; cutOff: Date; now: Date },
): Promise<boolean> {
  const { reportId, frozen, facts, cutOff, now } = made
  const first = await tx.run(sql`
    update supervise.period_report
       set figures = ${frozen.text}, sha256 = ${frozen.sha256}, rule = ${figuresRule}, cut_off = ${cutOff},
           made_at = ${now}, progress = 100, failed_at = null
     where district_id = ${districtId} and report_id = ${reportId} and made_at is null`)
  if (first === 0) return false
  await copyRows(
    tx,
    'supervise.period_report_case',
    factColumns,
    facts.map((each) => factRow(districtId, reportId, each)),
  )
  return true
}

/** The frozen text of a report that has been made. */
export const findFrozen = (db: Db, districtId: string, reportId: string): Promise<Frozen | undefined> =>
  db.find<Frozen>(sql`
    select figures as text, sha256 from supervise.period_report
     where district_id = ${districtId} and report_id = ${reportId} and made_at is not null`)

const factColumns = {
  district_id: 'text',
  report_id: 'uuid',
  number: 'text',
  case_id: 'uuid',
  source: 'text',
  stage: 'text',
  category: 'text',
  category_name: 'text',
  street: 'text',
  community: 'text',
  cell: 'text',
  place_text: 'text',
  unit: 'text',
  marks: 'text[]',
  returned_by: 'text[]',
  reported_at: 'timestamptz',
  filed_at: 'timestamptz',
  closed_at: 'timestamptz',
  due_at: 'timestamptz',
  hours: 'jsonb',
} as const

const factRow = (districtId: string, reportId: string, facts: CaseFacts): unknown[] => [
  districtId,
  reportId,
  facts.number,
  facts.caseId,
  facts.source,
  facts.stage,
  facts.category,
  facts.categoryName,
  facts.street,
  facts.community,
  facts.cell,
  facts.placeText,
  facts.unit,
  facts.marks,
  facts.returnedBy,
  facts.reportedAt,
  facts.filedAt,
  facts.closedAt,
  facts.dueAt,
  facts.hours,
]

const facts = sql.raw(`
  f.case_id as "caseId", f.number, f.source, f.stage, f.category, f.category_name as "categoryName", f.street, f.community,
  f.cell, f.place_text as "placeText", f.unit, f.marks, f.returned_by as "returnedBy", f.reported_at as "reportedAt",
  f.filed_at as "filedAt", f.closed_at as "closedAt", f.due_at as "dueAt", f.hours`)

/** The cases behind a report, in the order of their numbers. */
export const listFacts = (db: Db, districtId: string, reportId: string): Promise<CaseFacts[]> =>
  db.many<CaseFacts>(sql`
    select ${facts} from supervise.period_report_case f
     where f.district_id = ${districtId} and f.report_id = ${reportId} order by f.number collate "C"`)

/** What the report of a period counted, if it was made by the same rule. */
export async function findMadeFacts(
  db: Db,
  districtId: string,
  { kind, starts }: Period,
): Promise<CaseFacts[] | undefined> {
  const made = await db.find<{ reportId: string }>(sql`
    select report_id as "reportId" from supervise.period_report
     where district_id = ${districtId} and kind = ${kind} and starts_on = ${starts} and rule = ${figuresRule}`)
  return made && listFacts(db, districtId, made.reportId)
}
