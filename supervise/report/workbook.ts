import { writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import type { Figures } from './figures.ts'
import type { Column, Layout, Section } from './layout.ts'
import { wallTime } from './layout.ts'

/** A report as a workbook: a sheet for each table with its title, unit and cut-off above, numbers as numbers, the 口径 last. */
export function workbookOf(figures: Figures, layout: Layout, sha256: string): Uint8Array {
  const heading = `${layout.title}　${layout.period}`
  const cutOff = `数据截至 ${wallTime(figures.to, figures.zone)}　口径版本 ${figures.rule}`
  return writeWorkbook([
    ...layout.sections.map((section) => ({
      name: section.title,
      caption: [`${heading}　${section.title}`, `${cutOff}　单位：${section.unit}`],
      columns: section.columns.map((column, at) => ({
        title: column.title,
        width: widthOf(section, at),
        ...formatOf(column),
      })),
      rows: section.rows.map((row) => row.map(({ value }) => value ?? '—')),
    })),
    {
      name: '口径',
      caption: [`${heading}　口径`, `${cutOff}　SHA-256 ${sha256}`],
      columns: [
        { title: '指标', width: 16 },
        { title: '口径与来源标记', width: 90 },
      ],
      rows: layout.notes.map(({ name, text }) => [name, text]),
    },
  ])
}

const formatOf = ({ format }: Column) =>
  format === 'text'
    ? {}
    : {
        format:
          format === 'count' ? ('integer' as const) : format === 'share' ? ('percent' as const) : ('decimal' as const),
      }

/** Wide enough for the longest word of a column; a Han character takes two. */
function widthOf({ columns, rows }: Section, at: number): number {
  const words = [columns[at]?.title ?? '', ...rows.map((row) => row[at]?.text ?? '')]
  return Math.min(
    60,
    3 + Math.max(...words.map((word) => [...word].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0))),
  )
}
