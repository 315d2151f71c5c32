import { listMerged } from '#city/case/family.ts'
import { UNDO_WINDOW_MS } from '#city/case/undo-window.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Happened } from '../audience.ts'
import { caseParameters, saidIn } from '../params.ts'
import { notBefore } from '../quiet.ts'
import { renderSms, smsSegments } from '../template.ts'
import { findTemplate } from '../template-store.ts'
import { findSmsSetting } from './setting.ts'
import { insertSms, withdrawSms } from './store.ts'

/** What those who reported are told of, and in which template's words. Nothing but a text message reaches them. */
const reporterTemplates: Readonly<Record<string, string>> = {
  filed: 'reporter.filed',
  refused: 'reporter.refused',
  closed: 'reporter.closed',
}

/** Kinds of events that reporters may be texted of. */
export const textedKinds: readonly string[] = [...Object.keys(reporterTemplates), 'refusal_undone']

const QUIET = [1320, 480] as const

/** A refusal waits until it can no longer be undone, and some seconds more for the undoing to be heard of here. */
const heldUntil = (kind: string, now: Date): Date =>
  kind === 'refused' ? new Date(now.getTime() + 2 * UNDO_WINDOW_MS) : now

/** Whether the refusal was undone before it was heard of here. */
const isUndone = async (tx: Tx, districtId: string, caseId: string): Promise<boolean> =>
  (await tx.find(sql`
    select 1 from city.case where district_id = ${districtId} and case_id = ${caseId} and stage <> 'refused'`)) !==
  undefined

/**
 * Texts everybody who reported this case, or one merged into it, and left a telephone, where the district has switched that on. Gives how
 * many messages there are more, or by how many there are fewer.
 */
export async function textReporters(
  tx: Tx,
  at: { districtId: string; caseId: string; now: Date },
  happened: Happened,
): Promise<number> {
  if (happened.kind === 'refusal_undone') return -(await withdrawSms(tx, at.districtId, at.caseId, 'reporter.refused'))
  const name = Object.hasOwn(reporterTemplates, happened.kind) ? reporterTemplates[happened.kind] : undefined
  if (name === undefined) return 0
  const { districtId, caseId, now } = at
  if (happened.kind === 'refused' && (await isUndone(tx, districtId, caseId))) return 0
  const setting = await findSmsSetting(tx, districtId)
  if (!setting.enabled || !setting.toReporters) return 0
  const version = await findTemplate(tx, districtId, name)
  if (!version?.enabled || version.sms === '') return 0
  const merged = await listMerged(tx, districtId, caseId)
  const caseIds = [caseId, ...merged.map((each) => each.caseId)]
  const reports = await tx.many<{ reportId: string; phoneMasked: string }>(sql`
    select report_id as "reportId", phone_masked as "phoneMasked" from serve.report
     where district_id = ${districtId} and case_id = any(${caseIds}::uuid[]) and phone_sealed is not null`)
  if (reports.length === 0) return 0
  const text = renderSms(version.sms, { ...caseParameters(happened), said: saidIn(happened.body) })
  return insertSms(
    tx,
    districtId,
    reports.map((report) => ({
      ...report,
      smsId: newId(),
      personId: null,
      caseId,
      template: name,
      text,
      segments: smsSegments(text),
      notBefore: notBefore(heldUntil(happened.kind, now), happened.timeZone, ...QUIET),
      madeAt: now,
    })),
  )
}
