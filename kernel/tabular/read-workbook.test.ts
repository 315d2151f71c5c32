import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { Problem } from '#kernel/problem.ts'
import { defaultLimits } from './limits.ts'
import { readWorkbook } from './read-workbook.ts'
import { fillMerged, getSheet } from './sheet.ts'
import { writeWorkbook } from './write-workbook.ts'

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relation = (id: string, kind: string, target: string, more = '') =>
  `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"${more}/>`

type Files = Record<string, string | Uint8Array>

/** A small workbook of one sheet; `files` replace or join its parts. */
function workbook(sheetData: string, files: Files = {}): Uint8Array {
  const parts: Files = {
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', '/xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="${relationships}"><sheets><sheet name="部件" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s1', 'worksheet', 'worksheets/sheet1.xml')}${relation('t', 'sharedStrings', '../xl/sharedStrings.xml')}${relation('y', 'styles', 'styles.xml')}${relation('x', 'externalLink', 'file:///etc/passwd', ' TargetMode="External"')}</Relationships>`,
    'xl/sharedStrings.xml':
      '<sst><si><t>供水</t></si><si><r><t>井</t></r><r><t>盖</t></r><rPh><t>jing</t></rPh></si></sst>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="180" formatCode="000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="180"/></cellXfs></styleSheet>',
    'xl/worksheets/sheet1.xml': `<worksheet>${sheetData}</worksheet>`,
    ...files,
  }
  return zip(parts)
}

const zip = (files: Files) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([k, v]) => [k, typeof v === 'string' ? strToU8(v) : v])))

const refuses = (bytes: Uint8Array, code: string, limits = defaultLimits) =>
  assert.rejects(readWorkbook(bytes, limits), (error) => error instanceof Problem && error.code === code)

test('every kind of cell is read as the text a person sees', async () => {
  const cells = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="C1" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>',
    '<c r="D1"><v>1.5</v></c>',
    '<c r="E1" t="b"><v>1</v></c>',
    '<c r="F1" s="1"><v>46204</v></c>',
    '<c r="G1" s="2"><v>7</v></c>',
    '<c r="H1" t="str"><f>A1&amp;"x"</f><v>供水x</v></c>',
    '<c r="I1"><f>1+1</f><v>2</v></c>',
    '<c r="J1" t="e"><v>#N/A</v></c>',
    '<c r="L1" t="d"><v>2026-07-01T08:30:00Z</v></c>',
  ]
  const [sheet] = await readWorkbook(workbook(`<sheetData><row r="1">${cells.join('')}</row></sheetData>`))
  assert.deepEqual(sheet!.rows, [
    ['供水', '井盖', '甲 乙', '1.5', 'TRUE', '2026-07-01', '007', '供水x', '2', '#N/A', '', '2026-07-01 08:30:00'],
  ])
})

test('rows and cells without references follow one another, empty tails are dropped', async () => {
  const data =
    '<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c><v>4</v></c><c r="ZZ4" s="1"/></row><row r="1048576"><c s="1"/></row></sheetData>'
  const [sheet] = await readWorkbook(workbook(data))
  assert.deepEqual(sheet!.rows, [['1', '', '3'], [], [], ['4']])
})

test('merged cells are told and can be spread', async () => {
  const data =
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
  const [sheet] = await readWorkbook(workbook(data))
  assert.deepEqual(sheet!.merges[0], { top: 0, left: 0, bottom: 1, right: 0 })
  assert.deepEqual(fillMerged(sheet!), [
    ['供水', '1'],
    ['供水', '2'],
  ])
})

test('a merge that would cover millions of cells is refused', () => {
  const rows = Array.from({ length: 1000 }, () => ['x'])
  const merges = Array.from({ length: 100 }, () => ({ top: 0, left: 0, bottom: 999, right: 255 }))
  assert.throws(
    () => fillMerged({ name: '表', hidden: false, rows, merges }),
    (error) => error instanceof Problem && error.code === 'workbook_merges_too_large',
  )
})

test('a missing sheet is named', async () => {
  const sheets = await readWorkbook(workbook('<sheetData/>'))
  assert.equal(getSheet(sheets, '部件').name, '部件')
  assert.throws(() => getSheet(sheets, '事件'), /事件/)
})

test('a part that inflates without end is stopped while inflating, wherever it is', async () => {
  const zeros = new Uint8Array(8 * 1024 * 1024)
  await refuses(workbook('<sheetData/>', { 'xl/worksheets/sheet1.xml': zeros }), 'workbook_bomb')
  await refuses(workbook('<sheetData/>', { 'xl/media/image1.png': zeros }), 'workbook_bomb')
  const spaces = workbook(`<sheetData>${' '.repeat(8 * 1024 * 1024)}</sheetData>`)
  await refuses(spaces, 'workbook_bomb')
})

test('headers that understate the size change nothing', async () => {
  const bytes = workbook('<sheetData/>', { 'xl/media/image1.png': new Uint8Array(8 * 1024 * 1024) })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 10, true)
  }
  await refuses(bytes, 'workbook_bomb')
})

test('parts that share one compressed body are each paid for', async () => {
  const body = new Uint8Array(900_000)
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`xl/media/${100 + i}.png`, body]))
  const bytes = workbook('<sheetData/>', files)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let first: number | undefined
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50 || view.getUint32(at + 24, true) !== body.length) continue
    first ??= view.getUint32(at + 42, true)
    view.setUint32(at + 42, first, true)
  }
  await refuses(bytes, 'workbook_bomb')
})

test('a zip of zips is no workbook and its inner zips are never opened', async () => {
  let nested = zip({ 'zero.bin': new Uint8Array(8 * 1024 * 1024) })
  for (let depth = 0; depth < 5; depth++) {
    nested = zip(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`lib ${i}.zip`, nested])))
  }
  await refuses(nested, 'workbook_not_xlsx')
  const [sheet] = await readWorkbook(workbook('<sheetData/>', { 'xl/embeddings/a.zip': nested }))
  assert.deepEqual(sheet!.rows, [])
})

test('a workbook cut short anywhere is refused in words, never read in part', async () => {
  const whole = writeWorkbook([{ name: '表', columns: [{ title: '甲' }], rows: [['1'], ['2']] }])
  for (let length = 0; length < whole.length; length += 37) {
    await assert.rejects(readWorkbook(whole.subarray(0, length)), (error) => error instanceof Problem)
  }
})

test('a flipped byte in a part is noticed', async () => {
  const bytes = zipSync({ 'xl/workbook.xml': [strToU8('<workbook><sheets/></workbook>'), { level: 0 }] })
  bytes[55] = bytes[55]! ^ 1
  await refuses(bytes, 'workbook_corrupt')
})

test('document types, and with them external entities, are refused', async () => {
  const xxe = '<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>'
  await refuses(workbook('<sheetData/>', { 'xl/sharedStrings.xml': xxe }), 'workbook_doctype')
  const undeclared = '<sst><si><t>&f;</t></si></sst>'
  await refuses(workbook('<sheetData/>', { 'xl/sharedStrings.xml': undeclared }), 'workbook_corrupt')
})

test('paths that leave the workbook are refused', async () => {
  for (const path of ['../evil.xml', '/etc/cron.d/x', 'C:\\x.xml', 'xl/..\\..\\x']) {
    await refuses(workbook('<sheetData/>', { [path]: 'x' }), 'workbook_path')
  }
  const climbing = `<Relationships>${relation('s1', 'worksheet', '../../x.xml')}</Relationships>`
  await refuses(workbook('<sheetData/>', { 'xl/_rels/workbook.xml.rels': climbing }), 'workbook_path')
})

test('old and encrypted workbooks are told apart from nonsense', async () => {
  await refuses(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'workbook_old_format')
  await refuses(strToU8('大类,小类\n'), 'workbook_not_xlsx')
  await refuses(zip({ 'readme.txt': 'hello' }), 'workbook_not_xlsx')
})

test('size, parts, rows and columns are bounded', async () => {
  const far = workbook('<sheetData><row r="9"><c r="A9"><v>1</v></c></row></sheetData>')
  const wide = workbook('<sheetData><row r="1"><c r="ZZ1"><v>1</v></c></row></sheetData>')
  await refuses(far, 'workbook_too_large', { ...defaultLimits, fileBytes: 10 })
  await refuses(far, 'workbook_too_many_parts', { ...defaultLimits, parts: 3 })
  await refuses(far, 'workbook_too_many_rows', { ...defaultLimits, rows: 8 })
  await refuses(wide, 'workbook_too_many_columns')
})

test('nonsense in row numbers and references does no harm', async () => {
  const data = '<sheetData><row r="0"><c r="??"><v>1</v></c></row><row r="x"><c r="A0"><v>2</v></c></row></sheetData>'
  const [sheet] = await readWorkbook(workbook(data))
  assert.deepEqual(sheet!.rows, [['1'], ['2']])
})
