import { digestOf } from './canonical.ts'
import type { SubjectKind } from './counts.ts'
import type { CountedPeriod } from './period.ts'
import type { SheetRow } from './row.ts'

/** What a run is computed from besides the facts. */
export type RunHead = CountedPeriod & {
  readonly districtId: string
  readonly timeZone: string
  readonly ruleVersion: number
  readonly ruleHash: string
  readonly definition: number
  readonly cutOff: number
}

export type Sheets = readonly { readonly kind: SubjectKind; readonly rows: readonly SheetRow[] }[]

/** The whole of a run as canonical content: whoever computes it anew and gets the same bytes has the same scores. */
export const documentOf = (head: RunHead, sheets: Sheets) => ({
  format: 'yiwang-score/1',
  district: head.districtId,
  from: head.from,
  to: head.to,
  countedTo: head.countedTo,
  timeZone: head.timeZone,
  ruleVersion: head.ruleVersion,
  ruleHash: head.ruleHash,
  definition: head.definition,
  cutOff: head.cutOff,
  sheets: ordered(sheets),
})

/** SHA-256 over what went in (counts and givens) and over the whole document. */
export function hashesOf(head: RunHead, sheets: Sheets): { inputsHash: string; resultHash: string } {
  const inputs = ordered(sheets).map(({ kind, rows }) => ({
    kind,
    subjects: rows.map(({ subject, name, counts }) => ({ subject, name, counts })),
  }))
  return { inputsHash: digestOf(inputs), resultHash: digestOf(documentOf(head, sheets)) }
}

const ordered = (sheets: Sheets) =>
  [...sheets]
    .filter(({ rows }) => rows.length > 0)
    .sort((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(({ kind, rows }) => ({ kind, rows: [...rows].sort((a, b) => (a.subject < b.subject ? -1 : 1)) }))
