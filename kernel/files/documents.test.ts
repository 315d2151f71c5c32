import assert from 'node:assert/strict'
import { test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { documentType } from './documents.ts'

const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code
const sheet = (more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.xml': strToU8('<workbook/>'), ...more })

/** A workbook whose directory claims that its last entry unpacks to so many bytes. */
function claiming(bytes: number): Buffer {
  const whole = Buffer.from(sheet({ 'xl/bomb.xml': strToU8('x') }))
  whole.writeUInt32LE(bytes, whole.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24)
  return whole
}

test('a PDF and a workbook are known by their contents', () => {
  assert.equal(documentType(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')), 'application/pdf')
  assert.match(documentType(sheet()), /spreadsheetml\.sheet$/)
})

test('other archives, programs and pages are not attachments', () => {
  for (const bytes of [zipSync({ 'run.sh': strToU8('rm') }), Buffer.from('MZ\x90'), Buffer.from('<html>')])
    assert.throws(() => documentType(bytes), refused('attachment_refused'))
})

test('half a document is refused', () => {
  const whole = sheet()
  assert.throws(() => documentType(whole.subarray(0, whole.length - 30)), refused('attachment_damaged'))
  assert.throws(() => documentType(Buffer.from('%PDF-1.7\n1 0 obj\n')), refused('attachment_damaged'))
})

test('documents that act by themselves are refused', () => {
  const scripted = '%PDF-1.7\n1 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n%%EOF'
  assert.throws(() => documentType(Buffer.from(scripted)), refused('attachment_unsafe'))
  assert.throws(() => documentType(sheet({ 'xl/vbaProject.bin': strToU8('x') })), refused('attachment_unsafe'))
  assert.throws(() => documentType(claiming(220 * 1_048_576)), refused('attachment_unsafe'))
})

test('a name that merely begins like an action is no offence', () => {
  const named = '%PDF-1.7\n1 0 obj\n<< /JSONLike (x) /LaunchPad 3 >>\nendobj\n%%EOF'
  assert.equal(documentType(Buffer.from(named)), 'application/pdf')
})
