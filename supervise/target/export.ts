import { writeCsv } from '#kernel/tabular/csv.ts'
import { type ColumnOut, writeWorkbook } from '#kernel/tabular/write-workbook.ts'
import type { StandingTarget } from './register.ts'
import { actualColumns, rowsOf, targetColumns } from './table.ts'

const origins = { entered: '录入', imported: '导入', demo: '演示', counted: '自动计算' } as const

const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

/** The register as a table that can be read back: the claims, or what was reached. */
export function tableOf(
  targets: readonly StandingTarget[],
  { what, format }: { what: 'targets' | 'actuals'; format: 'csv' | 'xlsx' },
): Uint8Array {
  const columns: readonly ColumnOut[] = what === 'targets' ? targetColumns : actualColumns
  const rows =
    what === 'targets'
      ? targets.flatMap(({ body, ownerUnitName }) => rowsOf(body, ownerUnitName))
      : targets.flatMap(({ body, series }) => series.map((reached) => actualRow(body.name, reached)))
  if (format === 'csv') return writeCsv([columns.map(({ title }) => title), ...rows])
  return writeWorkbook([{ name: what === 'targets' ? '规划目标' : '实际值', columns, rows }])
}

const actualRow = (name: string, reached: StandingTarget['series'][number]) => [
  ...[name, reached.period, reached.value, reached.state],
  reached.isReached === null ? '' : reached.isReached ? '是' : '否',
  ...[reached.evidence, origins[reached.origin], reached.by ?? '', reached.at ? wall.format(reached.at) : ''],
]
