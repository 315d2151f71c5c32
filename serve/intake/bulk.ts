import { maskName, maskPhone } from '#city/case/mask.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { newTrackingCode, sealContext } from './intake.ts'
import { reportColumns } from './store.ts'

export type BulkReport = {
  readonly caseId: string
  readonly channel: string
  readonly name: string
  readonly phone: string
  readonly foreignId: string | null
  readonly reportedAt: Date
}

/** Writes who reported many cases at once, sealed as one at a time. */
export const writeReports = (
  tx: Tx,
  sealer: Sealer,
  districtId: string,
  reports: readonly BulkReport[],
): Promise<number> =>
  copyRows(
    tx,
    'serve.report',
    reportColumns,
    reports.map((report) => row(sealer, districtId, report)),
  )

/** Tells the planner of reports just written, as `analyzeCases` does of their cases. */
export const analyzeReports = (db: Db): Promise<number> => db.run(sql`analyze serve.report`)

function row(
  sealer: Sealer,
  districtId: string,
  { caseId, channel, name, phone, foreignId, reportedAt }: BulkReport,
): unknown[] {
  const reportId = newId()
  const seal = (plain: string, field: string) =>
    plain === '' ? null : `\\x${sealer.seal(plain, sealContext(districtId, reportId, field)).toString('hex')}`
  return [
    districtId,
    reportId,
    caseId,
    newTrackingCode(),
    channel,
    maskName(name),
    maskPhone(phone),
    seal(name, 'name'),
    seal(phone, 'phone'),
    phone === '' ? null : sealer.fingerprint(phone.replace(/\D/g, '')),
    foreignId,
    reportedAt,
  ]
}
