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
}

/** A cell at fault: `row` counts data rows from 0, `column` from 0. Its cell is filled red and `text` is written at the row's end. */
export type CellFault = { readonly row: number; readonly column: number; readonly text: string }

export type SheetOut = {
  readonly name: string
  readonly columns: readonly ColumnOut[]
  readonly rows: readonly (readonly CellValue[])[]
  /** When given, even empty, a last column 错误原因 is added. */
  readonly faults?: readonly CellFault[]
}

/** The heading of the column that says why a row was refused. */
export const faultHeading = '错误原因'

const style = { heading: 1, text: 2, number: 3, fault: 4 } as const
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
  const parts = [
    head,
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    columnsXml(columns),
    '<sheetData>',
    rowXml(0, columns.map((column, i) => cellXml(0, i, column.title, style.heading)).join('')),
  ]
  sheet.rows.forEach((row, r) => {
    const own = faults.get(r)
    const cells = row.map((value, c) => cellXml(r + 1, c, value, own?.has(c) ? style.fault : undefined))
    // A refused cell may be an empty one, which would otherwise not be written at all.
    for (const c of own?.keys() ?? []) {
      if (c >= row.length && c < reasonColumn) cells.push(cellXml(r + 1, c, '', style.fault))
    }
    if (own) cells.push(cellXml(r + 1, reasonColumn, [...new Set(own.values())].join('；'), style.text))
    parts.push(rowXml(r + 1, cells.join('')))
  })
  parts.push('</sheetData>', validationsXml(sheet, lists), '</worksheet>')
  return parts.join('')
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
function validationsXml(sheet: SheetOut, lists: string[][]): string {
  const rules = sheet.columns.flatMap((column, i) => {
    if (!column.choices || column.choices.length === 0) return []
    lists.push([...column.choices])
    const source = columnName(lists.length - 1)
    const range = `'${choicesSheet}'!$${source}$1:$${source}$${column.choices.length}`
    const target = columnName(i)
    return [
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${target}2:${target}200000"><formula1>${range}</formula1></dataValidation>`,
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

// Cell styles by index: plain, heading (bold on grey), text (format 49 = “@”), number, refused (white on red, text).
const stylesXml = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E9ED"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="3" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/></cellXfs></styleSheet>`
