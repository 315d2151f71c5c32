import { readFileSync } from 'node:fs'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import type { Figures } from './figures.ts'
import { type Frozen, thaw } from './frozen.ts'
import { type Layout, layoutOf, type Section, wallTime } from './layout.ts'
import { summaryOf } from './summary.ts'
import { workbookOf } from './workbook.ts'

export type Printed = { readonly name: string; readonly type: string; readonly bytes: Buffer | string }
export type PrintHead = { readonly madeAt: Date; readonly cutOff: Date }

const template = readFileSync(new URL('report.typ', import.meta.url), 'utf8')

/** Rows a table on paper may have; the workbook holds all of them. */
const LONGEST = 20

/** A frozen report as a file; printing it again gives the same bytes. */
export function printed(
  typesetter: Typesetter,
  head: PrintHead,
  frozen: Frozen,
  form: 'pdf' | 'xlsx' | 'json',
): Printed {
  const figures = thaw(frozen)
  const layout = layoutOf(figures)
  const name = `${layout.title}-${figures.starts}`
  if (form === 'json') return { name: `${name}.json`, type: 'application/json; charset=utf-8', bytes: frozen.text }
  if (form === 'xlsx') {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { name: `${name}.xlsx`, type, bytes: Buffer.from(workbookOf(figures, layout, frozen.sha256)) }
  }
  const data = paperOf(figures, layout, head, frozen.sha256)
  return { name: `${name}.pdf`, type: 'application/pdf', bytes: typesetter.pdf({ template, data, at: head.madeAt }) }
}

/** What the template reads: words only, so that nothing is counted or rounded on paper. */
export function paperOf(figures: Figures, layout: Layout, head: PrintHead, sha256: string) {
  const { zone, series } = figures
  return {
    title: layout.title,
    period: layout.period,
    cutOff: wallTime(head.cutOff, zone),
    madeAt: wallTime(head.madeAt, zone),
    rule: figures.rule,
    sha256,
    summary: summaryOf(figures).zh,
    series: {
      labels: series.map(({ label }) => label),
      top: niceTop(Math.max(1, ...series.flatMap((step) => [step.reported, step.filed, step.closed]))),
      lines: [
        { name: '上报', values: series.map((step) => step.reported) },
        { name: '立案', values: series.map((step) => step.filed) },
        { name: '结案', values: series.map((step) => step.closed) },
      ],
    },
    sections: layout.sections.filter(({ id }) => id !== 'series').map(paperSection),
    notes: layout.notes,
  }
}

function paperSection({ id, title, unit, columns, rows, bar }: Section) {
  const shown = bar === undefined ? rows : rows.slice(0, LONGEST)
  const values = bar === undefined ? [] : shown.map((row) => Number(row[bar]?.value ?? 0))
  const top = Math.max(1, ...values)
  return {
    id,
    title,
    unit,
    columns: columns.map((column) => ({ title: column.title, isText: column.format === 'text' })),
    rows: shown.map((row) => row.map((cell) => cell.text)),
    bars: values.map((value) => value / top),
    left: rows.length - shown.length,
  }
}

const steps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80]

/** The least round number not below a value that four even steps of whole numbers lead to. */
export function niceTop(value: number): number {
  for (let unit = 1; ; unit *= 10) for (const step of steps) if (unit * step * 4 >= value) return unit * step * 4
}
