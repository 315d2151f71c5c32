import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeCsv } from '#kernel/tabular/csv.ts'

type Worded = { readonly code: string; readonly zh: string; readonly en: string }

/** One thing said of one row: refused, or taken with something a person should know. */
export type Finding = Worded & {
  readonly row: number
  readonly field: string
  readonly severity: 'refused' | 'noticed'
  readonly value: string
}

export type Findings = {
  refuse(row: number, field: string, problem: Worded, value?: string): void
  notice(row: number, field: string, problem: Worded, value?: string): void
  isRefused(row: number): boolean
  /** How many rows are refused. */
  readonly refused: number
  /** How often a code was said. */
  count(code: string): number
  all(): Finding[]
}

/** Collects what is said of rows. */
export function collectFindings(): Findings {
  const list: Finding[] = []
  const refused = new Set<number>()
  const counts = new Map<string, number>()
  const add = (severity: Finding['severity'], row: number, field: string, { code, zh, en }: Worded, value: string) => {
    list.push({ row, field, code, severity, value, zh, en })
    counts.set(code, (counts.get(code) ?? 0) + 1)
    if (severity === 'refused') refused.add(row)
  }
  return {
    refuse: (row, field, problem, value = '') => add('refused', row, field, problem, value),
    notice: (row, field, problem, value = '') => add('noticed', row, field, problem, value),
    isRefused: (row) => refused.has(row),
    get refused() {
      return refused.size
    },
    count: (code) => counts.get(code) ?? 0,
    all: () => list.toSorted((a, b) => a.row - b.row),
  }
}

/** Writes the findings as CSV beside the data and returns the path; a file of an earlier run is replaced. */
export function writeErrorFile(dataDir: string, name: string, findings: Findings): string {
  const folder = join(dataDir, 'replay')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}-errors.csv`)
  const heading = ['row', 'field', 'code', 'severity', 'value', 'reason_zh', 'reason_en']
  const rows = findings.all().map((f) => [f.row, f.field, f.code, f.severity, f.value, f.zh, f.en])
  writeFileSync(path, writeCsv([heading, ...rows]))
  return path
}
