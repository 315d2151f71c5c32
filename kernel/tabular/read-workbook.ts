import { defaultLimits, type TabularLimits } from './limits.ts'
import { builtInFormat, formatOf, type NumberFormat } from './number-format.ts'
import { tabularProblems as problems } from './problems.ts'
import type { Sheet } from './sheet.ts'
import { type SheetContext, sheetReader } from './sheet-reader.ts'
import { unescapeText } from './text.ts'
import { type XmlHandlers, xmlReader } from './xml.ts'
import { openZip, readPart, type Zip } from './zip.ts'

/**
 * Reads an .xlsx as text, sheet by sheet, within `limits`. Formulas give their cached value, dates YYYY-MM-DD[ HH:mm:ss].
 * Every part of the file is inflated and counted, also those not needed: what is stored afterwards is known to be harmless.
 * Throws the workbook_* problems of tabularProblems.
 */
export async function readWorkbook(bytes: Uint8Array, limits: TabularLimits = defaultLimits): Promise<Sheet[]> {
  const zip = openZip(bytes, limits)
  const root = await targets(zip, '_rels/.rels', '')
  const workbookPath = [...root.values()].find((r) => r.type.endsWith('/officeDocument'))?.path ?? 'xl/workbook.xml'
  if (!zip.parts.has(workbookPath.toLowerCase())) {
    await countTheRest(zip, new Set())
    throw problems.workbook_not_xlsx()
  }
  const book = await readBook(zip, workbookPath)
  const folder = workbookPath.includes('/') ? workbookPath.slice(0, workbookPath.lastIndexOf('/')) : ''
  const file = workbookPath.slice(folder === '' ? 0 : folder.length + 1)
  const related = await targets(zip, join(folder, `_rels/${file}.rels`), folder)
  const pathOf = (kind: string) => [...related.values()].find((r) => r.type.endsWith(`/${kind}`))?.path
  const shared = await readShared(zip, pathOf('sharedStrings'))
  const formats = await readFormats(zip, pathOf('styles'))
  const sheets: Sheet[] = []
  const seen = new Set([workbookPath, pathOf('sharedStrings'), pathOf('styles')].map((p) => p?.toLowerCase()))
  for (const entry of book.sheets) {
    const path = related.get(entry.relation)?.path
    if (path === undefined) throw problems.workbook_corrupt({ part: entry.name })
    seen.add(path.toLowerCase())
    const context = { name: entry.name, hidden: entry.hidden, shared, formats, from1904: book.from1904, limits }
    sheets.push(await readSheet(zip, path, context))
  }
  await countTheRest(zip, seen)
  return sheets
}

const nothing = () => {}

async function countTheRest(zip: Zip, read: ReadonlySet<string | undefined>): Promise<void> {
  for (const [key, part] of zip.parts) {
    const relations = key.endsWith('.rels')
    if (!read.has(key) && !relations) await readPart(zip, part, nothing)
  }
}

/** Parses the part at `path`; false when the workbook has none. */
async function parse(zip: Zip, path: string, handlers: XmlHandlers): Promise<boolean> {
  const part = zip.parts.get(path.toLowerCase())
  if (!part) return false
  const reader = xmlReader(part.name, handlers)
  await readPart(zip, part, reader.write)
  reader.end()
  return true
}

const join = (folder: string, path: string) => (folder === '' ? path : `${folder}/${path}`)

type Relation = { readonly type: string; readonly path: string }

/** Relations by id, paths resolved inside the package; external targets are never followed and are left out. */
async function targets(zip: Zip, path: string, folder: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>()
  await parse(zip, path, {
    open(name, a) {
      if (name !== 'Relationship' || a.TargetMode === 'External') return
      found.set(a.Id ?? '', { type: a.Type ?? '', path: resolve(folder, a.Target ?? '') })
    },
  })
  return found
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of join(folder, target).split('/')) {
    if (step === '..' && steps.pop() === undefined) throw problems.workbook_path({ part: target.slice(0, 120) })
    if (step !== '..' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

async function readBook(zip: Zip, path: string) {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let from1904 = false
  await parse(zip, path, {
    open(name, a) {
      if (name === 'workbookPr') from1904 = a.date1904 === '1' || a.date1904 === 'true'
      if (name !== 'sheet') return
      const relation = Object.entries(a).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = a.state !== undefined && a.state !== 'visible'
      sheets.push({ name: a.name ?? '', relation, hidden })
    },
  })
  return { sheets, from1904 }
}

/** Shared strings in order; phonetic guides (rPh) are not part of the text. */
async function readShared(zip: Zip, path: string | undefined): Promise<string[]> {
  const shared: string[] = []
  if (path === undefined) return shared
  let text = ''
  let inText = false
  let inGuide = false
  await parse(zip, path, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') inGuide = true
      inText = name === 't' && !inGuide
    },
    close(name) {
      if (name === 'si') shared.push(unescapeText(text))
      if (name === 'rPh') inGuide = false
      inText = false
    },
    text(piece) {
      if (inText) text += piece
    },
  })
  return shared
}

/** The number format of each cell style, by style index. */
async function readFormats(zip: Zip, path: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = []
  if (path === undefined) return formats
  const custom = new Map<number, NumberFormat>()
  let inCellStyles = false
  await parse(zip, path, {
    open(name, a) {
      if (name === 'numFmt') custom.set(Number(a.numFmtId), formatOf(a.formatCode ?? ''))
      if (name === 'cellXfs') inCellStyles = true
      if (name !== 'xf' || !inCellStyles) return
      const id = Number(a.numFmtId ?? 0)
      formats.push(custom.get(id) ?? builtInFormat(id))
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return formats
}

async function readSheet(zip: Zip, path: string, context: SheetContext): Promise<Sheet> {
  const reader = sheetReader(context)
  const found = await parse(zip, path, reader.handlers)
  if (!found) throw problems.workbook_corrupt({ part: path })
  return reader.sheet()
}
