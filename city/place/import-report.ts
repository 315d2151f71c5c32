import type { Problem } from '#kernel/problem.ts'
import type { FrameSuspicion } from './offset.ts'

/** One thing said of one row; row 1 is the first feature or data row, row 0 the file as a whole. */
export type RowFinding = {
  readonly row: number
  readonly code?: string
  readonly field: string
  readonly problem: string
  readonly severity: 'refused' | 'warning'
  readonly zh: string
  readonly en: string
}

/** What an import would do or has done. `committed` is false for a dry run and whenever nothing was changed. */
export type ImportReport = {
  readonly total: number
  readonly accepted: number
  readonly refused: number
  readonly committed: boolean
  /** The first 1 000 findings, by row. */
  readonly findings: readonly RowFinding[]
  readonly findingsOmitted: number
  readonly suspicion?: FrameSuspicion
}

const MOST_FINDINGS = 1_000

/** Collects findings while rows are judged. */
export type Findings = {
  add(
    row: number,
    problem: Problem,
    options?: { code?: string; field?: string; severity?: RowFinding['severity'] },
  ): void
  isRefused(row: number): boolean
  /** The file as a whole is refused. */
  fileRefused(): boolean
  report(total: number, committed: boolean, suspicion?: FrameSuspicion): ImportReport
}

export function collectFindings(): Findings {
  const all: RowFinding[] = []
  const refused = new Set<number>()
  return {
    add(row, problem, { code, field = problem.field ?? '', severity = 'refused' } = {}) {
      all.push({
        row,
        ...(code ? { code } : {}),
        field,
        problem: problem.code,
        severity,
        zh: problem.zh,
        en: problem.en,
      })
      if (severity === 'refused') refused.add(row)
    },
    isRefused: (row) => refused.has(row),
    fileRefused: () => refused.has(0),
    report(total, committed, suspicion) {
      const rows = refused.has(0) ? total : refused.size
      const findings = all.sort((a, b) => a.row - b.row).slice(0, MOST_FINDINGS)
      return {
        total,
        accepted: total - rows,
        refused: rows,
        committed,
        findings,
        findingsOmitted: all.length - findings.length,
        ...(suspicion ? { suspicion } : {}),
      }
    },
  }
}
