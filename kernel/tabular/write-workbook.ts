import { strToU8, zipSync } from 'fflate'
import { columnName } from './sheet.ts'
import { escapeText } from './text.ts'

/** Numbers and booleans stay what they are; text is always stored as text, so long ids and `=…` are never reinterpreted. */
export type CellValue = string | number | boolean | null | undefined

/** One column: its heading, how wide it is (in characters) and, when only some values may be chosen, which. */
export type ColumnOut = {
  readonly title: string
  readonly width?: number
  readonly choices?: readonly string[]
  /** How numbers of the column are shown; they stay numbers. */
  readonly format?: NumberFormat
}

/** `1,234`, `12.3%` (of a share from 0 to 1), `1.5`. */
export type NumberFormat = 'integer' | 'percent' | 'decimal'

/** A cell at fault: `row` counts data rows from 0, `column` from 0. Its cell is filled red and `text` is written at the row's end. */
export type CellFault = { readonly row: number; readonly column: number; readonly text: string }

export type SheetOut = {
  readonly name: string
  readonly columns: readonly ColumnOut[]
  readonly rows: readonly (readonly CellValue[])[]
  /** When given, even empty, a last column 错误原因 is added. */
  readonly faults?: readonly CellFault[]
  /** Lines above the headings, each merged over the sheet's width: what the table is, its unit, its period. */
  readonly caption?: readonly string[]
}

/** The heading of the column that says why a row was refused. */
export const faultHeading = '错误原因'

const style = {
  heading: 1,
  text: 2,
  number: 3,
  fault: 4,
  integer: 5,
  percent: 6,
  decimal: 7,
  title: 8,
  caption: 9,
} as const
const choicesSheet = '_选项'
const longestCell = 32_767

/**
 * Writes an .xlsx: bold frozen heading row, text cells typed and formatted as text, drop-down lists for columns with
 * choices, refused cells in red. The same input gives the same bytes.
 */
export function writeWorkbook(sheets: readonly SheetOut[]): Uint8Array {
  const names = uniqueNames(sheets.map((sheet) => sheet.name))
  const lists: string[][] = []
  const bodies = sheets.map((sheet) => sheetXml(sheet, lists))
  if (lists.length > 0) {
    names.push(choicesSheet)
    bodies.push(choicesXml(lists))
  }
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(bodies.length)),
    '_rels/.rels': strToU8(rootRelations),
    'xl/workbook.xml': strToU8(workbookXml(names, lists.length > 0)),
    'xl/_rels/workbook.xml.rels': strToU8(workbookRelations(bodies.length)),
    'xl/styles.xml': strToU8(stylesXml),
  }
  bodies.forEach((body, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(body)
  })
  // A fixed date: zip keeps local time without a zone, and equal content should give equal bytes.
  return zipSync(files, { mtime: new Date(2020, 0, 1), level: 3 })
}

function sheetXml(sheet: SheetOut, lists: string[][]): string {
  const faults = faultsByRow(sheet.faults ?? [])
  const reasonColumn = sheet.faults ? sheet.columns.length : -1
  const columns: ColumnOut[] = sheet.faults
    ? [...sheet.columns, { title: faultHeading, width: 40 }]
    : [...sheet.columns]
  const caption = sheet.caption ?? []
  const top = caption.length
  const parts = [
    head,
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${top + 1}" topLeftCell="A${top + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    columnsXml(columns),
    '<sheetData>',
    ...caption.map((line, r) => rowXml(r, cellXml(r, 0, line, r === 0 ? style.title : style.caption))),
    rowXml(top, columns.map((column, i) => cellXml(top, i, column.title, style.heading)).join('')),
  ]
  sheet.rows.forEach((row, r) => {
    const own = faults.get(r)
    const at = top + 1 + r
    const cells = row.map((value, c) => cellXml(at, c, value, own?.has(c) ? style.fault : styleOf(columns[c], value)))
    // A refused cell may be an empty one, which would otherwise not be written at all.
    for (const c of own?.keys() ?? []) {
      if (c >= row.length && c < reasonColumn) cells.push(cellXml(at, c, '', style.fault))
    }
    if (own) cells.push(cellXml(at, reasonColumn, [...new Set(own.values())].join('；'), style.text))
    parts.push(rowXml(at, cells.join('')))
  })
  parts.push('</sheetData>', mergesXml(top, columns.length), validationsXml(sheet, lists, top), '</worksheet>')
  return parts.join('')
}

const styleOf = (column: ColumnOut | undefined, value: CellValue): number | undefined =>
  typeof value === 'number' && column?.format ? style[column.format] : undefined

function mergesXml(lines: number, columns: number): string {
  if (lines === 0 || columns < 2) return ''
  const last = columnName(columns - 1)
  return `<mergeCells count="${lines}">${times(lines, (n) => `<mergeCell ref="A${n}:${last}${n}"/>`)}</mergeCells>`
}

function faultsByRow(faults: readonly CellFault[]): Map<number, Map<number, string>> {
  const byRow = new Map<number, Map<number, string>>()
  for (const fault of [...faults].sort((a, b) => a.column - b.column)) {
    const own = byRow.get(fault.row) ?? new Map<number, string>()
    const earlier = own.get(fault.column)
    own.set(fault.column, earlier === undefined ? fault.text : `${earlier}；${fault.text}`)
    byRow.set(fault.row, own)
  }
  return byRow
}

const rowXml = (index: number, cells: string) => `<row r="${index + 1}">${cells}</row>`

function cellXml(row: number, column: number, value: CellValue, styleIndex?: number): string {
  const at = `${columnName(column)}${row + 1}`
  if (value === null || value === undefined || value === '') {
    return styleIndex === undefined ? '' : `<c r="${at}" s="${styleIndex}"/>`
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return `<c r="${at}" s="${styleIndex ?? style.number}"><v>${value}</v></c>`
  }
  if (typeof value === 'boolean')
    return `<c r="${at}" s="${styleIndex ?? style.number}" t="b"><v>${value ? 1 : 0}</v></c>`
  const text = String(value)
  if (text.length > longestCell)
    throw new RangeError(`cell ${at} holds ${text.length} characters, a workbook allows ${longestCell}`)
  return `<c r="${at}" s="${styleIndex ?? style.text}" t="inlineStr"><is><t${keepBlanks.test(text) ? preserve : ''}>${escapeText(text)}</t></is></c>`
}

const keepBlanks = /^\s|\s$|[\n\t]| {2}/
const preserve = ' xml:space="preserve"'

function columnsXml(columns: readonly ColumnOut[]): string {
  const cols = columns.map((column, i) => {
    const width = Math.min(100, column.width ?? Math.max(10, displayWidth(column.title) + 4))
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${style.text}" customWidth="1"/>`
  })
  return cols.length === 0 ? '' : `<cols>${cols.join('')}</cols>`
}

/** Width in Latin characters: a Han character takes two. */
const displayWidth = (text: string) => [...text].reduce((sum, char) => sum + (char > '\u2e7f' ? 2 : 1), 0)

/** Choices live in a hidden sheet, one column a list: written into the rule itself they may not exceed 255 characters. */
function validationsXml(sheet: SheetOut, lists: string[][], top: number): string {
  const rules = sheet.columns.flatMap((column, i) => {
    if (!column.choices || column.choices.length === 0) return []
    lists.push([...column.choices])
    const source = columnName(lists.length - 1)
    const range = `'${choicesSheet}'!$${source}$1:$${source}$${column.choices.length}`
    const target = columnName(i)
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${target}${top + 2}:${target}200000"><formula1>${range}</formula1></dataValidation>`,
    ]
  })
  return rules.length === 0 ? '' : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function choicesXml(lists: readonly string[][]): string {
  const height = Math.max(...lists.map((list) => list.length))
  const rows = Array.from({ length: height }, (_, r) =>
    rowXml(r, lists.map((list, c) => cellXml(r, c, list[r])).join('')),
  )
  return `${head}<sheetData>${rows.join('')}</sheetData></worksheet>`
}

/** Sheet names may not hold []:*?/\ nor exceed 31 characters, and differ without regard to case. */
function uniqueNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>([choicesSheet])
  return wanted.map((name, i) => {
    const clean = name
      .toWellFormed()
      .replace(/[[\]:*?/\\\p{Cc}\ufffe\uffff]/gu, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
    const base = clean.slice(0, 28).toWellFormed() || `Sheet${i + 1}`
    let candidate = base
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${base}_${n}`
    taken.add(candidate.toLowerCase())
    return candidate
  })
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const typePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const head = `${declaration}<worksheet xmlns="${main}">`

const contentTypes = (sheets: number) =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${typePrefix}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${typePrefix}.styles+xml"/>${times(
    sheets,
    (i) => `<Override PartName="/xl/worksheets/sheet${i}.xml" ContentType="${typePrefix}.worksheet+xml"/>`,
  )}</Types>`

const rootRelations = `${declaration}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const workbookRelations = (sheets: number) =>
  `${declaration}<Relationships xmlns="${packageRelations}">${times(
    sheets,
    (i) => `<Relationship Id="rId${i}" Type="${office}/worksheet" Target="worksheets/sheet${i}.xml"/>`,
  )}<Relationship Id="rId${sheets + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`

const workbookXml = (names: readonly string[], lastIsHidden: boolean) =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
    .map((name, i) => {
      const hidden = lastIsHidden && i === names.length - 1 ? ' state="hidden"' : ''
      return `<sheet name="${escapeText(name)}" sheetId="${i + 1}"${hidden} r:id="rId${i + 1}"/>`
    })
    .join('')}</sheets></workbook>`

const times = (count: number, write: (n: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i + 1)).join('')

const formats = [
  { id: 164, code: '0.0%' },
  { id: 165, code: '0.0' },
]
const font = (size: number, inner = '') => `<font>${inner}<sz val="${size}"/><name val="Calibri"/></font>`
const fonts = [font(11), font(11, '<b/>'), font(14, '<b/>'), font(9)]
const fill = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/></patternFill></fill>`
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  fill('FFE7E9ED'),
  fill('FFFFC7CE'),
]
const cellStyle = (format: number, fontId = 0, fillId = 0) =>
  `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`
// In the order of `style` above; format 49 is “@”, 3 is “#,##0”.
const cellStyles = [
  cellStyle(0),
  cellStyle(49, 1, 2),
  cellStyle(49),
  cellStyle(0),
  cellStyle(49, 0, 3),
  cellStyle(3),
  cellStyle(164),
  cellStyle(165),
  cellStyle(49, 2),
  cellStyle(49, 3),
]
const counted = (tag: string, parts: readonly string[]) => `<${tag} count="${parts.length}">${parts.join('')}</${tag}>`

const stylesXml = `${declaration}<styleSheet xmlns="${main}">${counted(
  'numFmts',
  formats.map(({ id, code }) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`),
)}${counted('fonts', fonts)}${counted('fills', fills)}<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${counted('cellXfs', cellStyles)}</styleSheet>`
