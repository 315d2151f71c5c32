import type { Kind } from './edition.ts'

/** A sheet of a workbook with its merges spread, or a CSV file under its name. */
export type ImportTable = { readonly name: string; readonly rows: readonly (readonly string[])[] }

/** The columns of a bureau's standard by the headings seen for each; the first is the one we speak of. */
export const headings = {
  major: ['大类代码', '大类编码', '大类码'],
  majorName: ['大类名称', '大类'],
  minor: ['小类代码', '小类编码', '小类码'],
  name: ['小类名称', '小类'],
  disposingUnits: ['处置单位', '处置部门', '责任单位'],
  supervisingUnits: ['主管部门', '监管部门', '监督单位'],
  condition: ['立案条件', '立案标准'],
  closing: ['结案条件', '结案标准'],
  limit: ['处置时限', '时限', '处理时限'],
  areaClass: ['区域类别', '区域类型'],
} as const satisfies Record<string, readonly [string, ...string[]]>

export type ImportField = keyof typeof headings

const fields = Object.keys(headings) as ImportField[]
const required: readonly ImportField[] = ['major', 'minor', 'condition', 'closing', 'limit']
const headingSearch = 20

export type Columns = {
  /** Index of the heading row. */
  readonly headingRow: number
  /** The cells of a row by field, without blanks at the ends and line breaks. */
  read(row: readonly string[]): Record<ImportField, string>
}

const listed: readonly ImportField[] = ['disposingUnits', 'supervisingUnits']

/** Units stand one a line or between signs; a line break between them is kept as a sign. */
function tidy(field: ImportField, text: string): string {
  const trimmed = text.trim()
  return (listed.includes(field) ? trimmed.replace(/\s*[\r\n]+\s*/g, '；') : trimmed).replace(/\s+/g, ' ')
}
const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** Finds the heading row among the first twenty, in whatever order its columns stand. */
export function columnsOf(rows: ImportTable['rows']): Columns | undefined {
  for (let i = 0; i < Math.min(rows.length, headingSearch); i++) {
    const cells = rows[i]!.map(bare)
    const at = new Map(
      fields.map((field) => [field, cells.findIndex((cell) => (headings[field] as readonly string[]).includes(cell))]),
    )
    if (!required.every((field) => at.get(field)! >= 0)) continue
    const read = (row: readonly string[]) =>
      Object.fromEntries(fields.map((field) => [field, tidy(field, row[at.get(field)!] ?? '')])) as Record<
        ImportField,
        string
      >
    return { headingRow: i, read }
  }
  return undefined
}

/** Components or matters: the sheet's name says so, else the title above the heading row. */
export function kindOf(table: ImportTable, headingRow: number): Kind | undefined {
  const title = table.rows.slice(0, headingRow).flat().join(' ')
  return kindIn(table.name) ?? kindIn(/[（(]([^（()）]*)[)）]\s*$/.exec(title)?.[1] ?? '') ?? kindIn(title)
}

function kindIn(text: string): Kind | undefined {
  const component = text.includes('部件')
  const matter = /事件|事项/.test(text)
  if (component === matter) return undefined
  return component ? 'component' : 'matter'
}
