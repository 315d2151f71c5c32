import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { Gathering } from '#kernel/db/gathering.ts'
import { sql } from '#kernel/db/sql.ts'

export type ReportRow = {
  readonly reportId: string
  readonly caseId: string
  readonly trackingCode: string
  readonly channel: string
  readonly nameMasked: string
  readonly phoneMasked: string
  readonly nameSealed: Buffer | null
  readonly phoneSealed: Buffer | null
}

/** A report as it is first written. */
export type NewReport = ReportRow & {
  readonly phoneFingerprint: string | null
  readonly foreignId: string | null
  readonly reportedAt: Date
}

/** The columns of a report, each with its type, for whoever writes many at once. */
export const reportColumns = {
  district_id: 'text',
  report_id: 'uuid',
  case_id: 'uuid',
  tracking_code: 'text',
  channel: 'text',
  name_masked: 'text',
  phone_masked: 'text',
  name_sealed: 'bytea',
  phone_sealed: 'bytea',
  phone_fingerprint: 'text',
  foreign_id: 'text',
  reported_at: 'timestamptz',
} as const

const reports = new Gathering<NewReport & { readonly districtId: string }, void>(async (tx, some) => {
  const rows = some.map((row) => [
    ...[row.districtId, row.reportId, row.caseId, row.trackingCode, row.channel, row.nameMasked, row.phoneMasked],
    ...[row.nameSealed, row.phoneSealed, row.phoneFingerprint, row.foreignId, row.reportedAt],
  ])
  await tx.run(
    sql.prepared(sql`
    insert into serve.report (${sql.join(Object.keys(reportColumns).map(sql.ident))}) ${rowsAsQuery(reportColumns, rows)}`),
  )
  return some.map(() => undefined)
})

export const insertReport = (tx: Tx, districtId: string, row: NewReport): Promise<void> =>
  reports.add(tx, { ...row, districtId })

const columns = sql.raw(`
  report_id as "reportId", case_id as "caseId", tracking_code as "trackingCode", channel, name_masked as "nameMasked",
  phone_masked as "phoneMasked", name_sealed as "nameSealed", phone_sealed as "phoneSealed"`)

/** The first who reported a case. */
export const findReportOfCase = (db: Db, districtId: string, caseId: string): Promise<ReportRow | undefined> =>
  db.find<ReportRow>(sql`
    select ${columns} from serve.report
     where district_id = ${districtId} and case_id = ${caseId} order by reported_at, report_id limit 1`)

export const findReportByCode = (db: Db, districtId: string, trackingCode: string): Promise<ReportRow | undefined> =>
  db.find<ReportRow>(sql`
    select ${columns} from serve.report where district_id = ${districtId} and tracking_code = ${trackingCode}`)

/** The cases of a channel by the identifier their records have in the system they come from. */
export async function listForeignIds(db: Db, districtId: string, channel: string): Promise<Map<string, string>> {
  const rows = await db.many<{ foreignId: string; caseId: string }>(sql`
    select foreign_id as "foreignId", case_id as "caseId" from serve.report
     where district_id = ${districtId} and channel = ${channel} and foreign_id is not null`)
  return new Map(rows.map((row) => [row.foreignId, row.caseId]))
}
