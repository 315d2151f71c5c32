import { FAULT_HEADING } from '#city/table-import/contract.ts'

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

/** The refused rows as they came, to be corrected and sent again. */
export type RefusedRows = {
  readonly headings: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

/** What an import would do, or has done. */
export type Outcome = {
  readonly total: number
  readonly accepted: number
  readonly refused: number
  readonly isCommitted: boolean
  readonly findings: readonly Finding[]
  readonly omitted: number
  readonly returned?: RefusedRows
}

/** The file as a whole is refused: no row of it can be taken. */
export const isFileRefused = ({ findings }: Outcome): boolean =>
  findings.some(({ row, isRefusal }) => row === 0 && isRefusal)

/** What the server says of an import by rows. */
type RowReport = {
  readonly total: number
  readonly accepted: number
  readonly refused: number
  readonly committed: boolean
  readonly findings: readonly {
    readonly row: number
    readonly code?: string | undefined
    readonly field: string
    readonly problem: string
    readonly severity: 'refused' | 'warning'
    readonly zh: string
    readonly en: string
  }[]
  readonly findingsOmitted: number
  readonly headings?: readonly string[]
  readonly refusedRows?: RefusedRows['rows']
}

export const outcomeOfRows = (report: RowReport): Outcome => ({
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
  ...(report.headings && report.refusedRows && report.refusedRows.length > 0
    ? { returned: { headings: report.headings, rows: report.refusedRows } }
    : {}),
})

/** The list as CSV that a Chinese Excel opens. */
export const findingsCsv = (
  findings: readonly Finding[],
  heads: readonly string[],
  kinds: readonly [string, string],
): string =>
  csvOf([
    heads,
    ...findings.map(({ sheet, row, code, field, isRefusal, zh, en }) => [
      sheet,
      String(row),
      code,
      field,
      isRefusal ? kinds[0] : kinds[1],
      zh,
      en,
    ]),
  ])

/** The refused rows under the file's own headings, each with what is wrong in a last column that is no data when it comes back. */
export function returnedCsv({ headings, rows }: RefusedRows, findings: readonly Finding[]): string {
  const byRow = Map.groupBy(
    findings.filter(({ isRefusal }) => isRefusal),
    ({ row }) => row,
  )
  const kept = headings.map((heading, at) => ({ heading, at })).filter(({ heading }) => heading !== FAULT_HEADING)
  const reasons = (row: number) => (byRow.get(row) ?? []).map(({ zh }) => zh).join('；')
  return csvOf([
    [...kept.map(({ heading }) => heading), FAULT_HEADING],
    ...rows.map(({ row, cells }) => [...kept.map(({ at }) => cells[at] ?? ''), reasons(row)]),
  ])
}

// Byte-order mark, CRLF, and nothing that a cell could run as a formula.
const csvOf = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
