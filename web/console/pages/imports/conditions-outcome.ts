import type { importConditions } from '#city/catalogue/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'
import type { Outcome } from '#web/kit/import/outcome.ts'

/** The outcome of a filing standard: each sheet counts its own rows, and a row is refused once however much is wrong with it. */
export function outcomeOfConditions(report: ReplyOf<typeof importConditions>): Outcome {
  const refused = new Set(report.refused.map(({ sheet, row }) => `${sheet}\n${row}`)).size
  const asFinding = (isRefusal: boolean) => (note: (typeof report.refused)[number]) => ({
    ...note,
    code: '',
    problem: note.code,
    isRefusal,
  })
  return {
    total: report.accepted + refused,
    accepted: report.accepted,
    refused,
    isCommitted: report.versionId !== null,
    findings: [...report.refused.map(asFinding(true)), ...report.noticed.map(asFinding(false))],
    omitted: 0,
  }
}
