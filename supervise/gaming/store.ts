import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { EvidenceCase, Finding } from './finding.ts'
import type { Window } from './gather.ts'
import { type FindingKind, type Thresholds, usualThresholds } from './kinds.ts'

export type InForce = { readonly version: number; readonly thresholds: Thresholds }
export type Run = InForce & {
  readonly runId: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly madeAt: Date
  readonly tested: Readonly<Record<string, number>>
}
export type FindingRow = Omit<Finding, 'subject' | 'cases'> & {
  readonly findingId: string
  readonly subjectId: string
  readonly subjectName: string
  /** How often this kind of finding about the same subject was explained so far. */
  readonly notes: number
}
export type Note = { readonly noteId: string; readonly at: Date; readonly byName: string; readonly text: string }

/** The thresholds that hold now; the usual ones as version 0 where a district has decided nothing. */
export async function thresholdsOf(db: Db, districtId: string): Promise<InForce> {
  const found = await db.find<InForce>(sql`
    select version, thresholds from supervise.gaming_threshold
     where district_id = ${districtId} order by version desc limit 1`)
  return found ?? { version: 0, thresholds: usualThresholds }
}

/** Puts new thresholds in force; nothing where another version came between. */
export const putThresholds = (
  tx: Db,
  districtId: string,
  put: InForce & { reason: string; by: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into supervise.gaming_threshold (district_id, version, thresholds, reason, changed_at, changed_by)
    values (${districtId}, ${put.version}, ${JSON.stringify(put.thresholds)}, ${put.reason}, ${put.now}, ${put.by})
    on conflict do nothing`)

export const hasRun = async (db: Db, districtId: string, endsAt: Date, version: number): Promise<boolean> =>
  (await db.find(sql`
    select 1 as found from supervise.gaming_run
     where district_id = ${districtId} and ends_at = ${endsAt} and version = ${version}`)) !== undefined

const findingColumns = {
  district_id: 'text',
  finding_id: 'uuid',
  run_id: 'uuid',
  kind: 'text',
  subject_id: 'text',
  subject_name: 'text',
  hits: 'int',
  sample: 'int',
  base: 'double precision',
  expected: 'double precision',
  lower_bound: 'double precision',
  chance: 'double precision',
  cases: 'jsonb',
} as const

/** Keeps a run with what it found; a second run of the same window by the same thresholds changes nothing. */
export async function keepRun(
  tx: Tx,
  districtId: string,
  run: InForce & { window: Window; tested: Record<string, number>; findings: readonly Finding[]; now: Date },
): Promise<boolean> {
  const runId = newId()
  const { window, version, thresholds, tested, findings, now } = run
  const added = await tx.run(sql`
    insert into supervise.gaming_run (district_id, run_id, starts_at, ends_at, version, thresholds, tested, made_at)
    values (${districtId}, ${runId}, ${window.from}, ${window.to}, ${version}, ${JSON.stringify(thresholds)},
            ${JSON.stringify(tested)}, ${now})
    on conflict do nothing`)
  if (added === 0) return false
  const rows = findings.map((f) => [
    ...[districtId, newId(), runId, f.kind, f.subject.id, f.subject.name, f.hits, f.sample],
    ...[f.base, f.expected, f.lowerBound, f.chance, JSON.stringify(f.cases)],
  ])
  await copyRows(tx, 'supervise.gaming_finding', findingColumns, rows)
  return true
}

/** The newest run: of the latest window the one by the newest thresholds. */
export const findNewestRun = (db: Db, districtId: string): Promise<Run | undefined> =>
  db.find<Run>(sql`
    select run_id as "runId", starts_at as "startsAt", ends_at as "endsAt", version, thresholds, tested, made_at as "madeAt"
      from supervise.gaming_run
     where district_id = ${districtId} order by ends_at desc, version desc limit 1`)

const columns = sql.raw(`
  f.finding_id as "findingId", f.kind, f.subject_id as "subjectId", f.subject_name as "subjectName", f.hits, f.sample, f.base,
  f.expected, f.lower_bound as "lowerBound", f.chance,
  (select count(*) from supervise.gaming_note n
    where n.district_id = f.district_id and n.kind = f.kind and n.subject_id = f.subject_id) as notes`)

export const listFindings = (db: Db, districtId: string, runId: string): Promise<FindingRow[]> =>
  db.many<FindingRow>(sql`
    select ${columns} from supervise.gaming_finding f
     where f.district_id = ${districtId} and f.run_id = ${runId} order by f.kind, f.chance nulls last, f.subject_name`)

export const findFinding = (
  db: Db,
  districtId: string,
  findingId: string,
): Promise<(FindingRow & { cases: EvidenceCase[] }) | undefined> =>
  db.find(sql`
    select ${columns}, f.cases from supervise.gaming_finding f
     where f.district_id = ${districtId} and f.finding_id = ${findingId}`)

/** All that was ever said about a kind of finding and a subject, oldest first. */
export const listNotes = (db: Db, districtId: string, of: { kind: FindingKind; subjectId: string }): Promise<Note[]> =>
  db.many<Note>(sql`
    select note_id as "noteId", at, by_name as "byName", text from supervise.gaming_note
     where district_id = ${districtId} and kind = ${of.kind} and subject_id = ${of.subjectId} order by at, note_id`)

export const addNote = (
  tx: Db,
  districtId: string,
  note: {
    findingId: string
    kind: FindingKind
    subjectId: string
    byId: string
    byName: string
    text: string
    now: Date
  },
): Promise<number> =>
  tx.run(sql`
    insert into supervise.gaming_note (district_id, note_id, finding_id, kind, subject_id, at, by_id, by_name, text)
    values (${districtId}, ${newId()}, ${note.findingId}, ${note.kind}, ${note.subjectId}, ${note.now}, ${note.byId},
            ${note.byName}, ${note.text})`)
