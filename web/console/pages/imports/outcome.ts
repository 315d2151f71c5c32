import type { importConditions } from '#city/catalogue/contract.ts'
import type { importComponents } from '#city/component/contract.ts'
import type { ReplyOf } from '#kernel/http/contract.ts'

/** One line of the list of errors, the same for all kinds of import; row 0 is the file as a whole. */
export type Finding = {
  readonly sheet: string
  readonly row: number
  readonly code: string
  readonly field: string
  readonly problem: string
  readonly isRefusal: boolean
  readonly zh: string
  readonly en: string
}

/** What an import would do, or has done. */
export type Outcome = {
  readonly total: number
  readonly accepted: number
  readonly refused: number
  readonly isCommitted: boolean
  readonly findings: readonly Finding[]
  readonly omitted: number
}

/** The file as a whole is refused: no row of it can be taken. */
export const isFileRefused = ({ findings }: Outcome): boolean =>
  findings.some(({ row, isRefusal }) => row === 0 && isRefusal)

/** The outcome of cells or components. */
export const outcomeOfRows = (report: ReplyOf<typeof importComponents>): Outcome => ({
  total: report.total,
  accepted: report.accepted,
  refused: report.refused,
  isCommitted: report.committed,
  findings: report.findings.map(({ row, code = '', field, problem, severity, zh, en }) => ({
    sheet: '',
    row,
    code,
    field,
    problem,
    isRefusal: severity === 'refused',
    zh,
    en,
  })),
  omitted: report.findingsOmitted,
})

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

/** The list as CSV that a Chinese Excel opens: byte-order mark, CRLF, and nothing that a cell could run as a formula. */
export function findingsCsv(
  findings: readonly Finding[],
  heads: readonly string[],
  kinds: readonly [string, string],
): string {
  const lines = findings.map(({ sheet, row, code, field, isRefusal, zh, en }) => [
    sheet,
    String(row),
    code,
    field,
    isRefusal ? kinds[0] : kinds[1],
    zh,
    en,
  ])
  return `\uFEFF${[heads, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
