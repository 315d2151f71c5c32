import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTypesetter } from './typesetter.ts'

const typesetter = openTypesetter()
const template = '#set text(font: "Noto Sans SC")\n#let d = json("data.json")\n= #d.title\n#d.words'
const at = new Date('2026-11-25T00:00:00Z')

test('the same document printed twice gives the same bytes', () => {
  const data = { title: '达川区月报', words: '超时 12 件' }
  const first = typesetter.pdf({ template, data, at })
  typesetter.pdf({ template, data: { title: '别的', words: '' }, at })
  assert.ok(first.subarray(0, 5).equals(Buffer.from('%PDF-')))
  assert.ok(typesetter.pdf({ template, data, at }).equals(first))
})

test('what people wrote is text and never a command of the typesetter', (t) => {
  if (spawnSync('pdftotext', ['-v']).error) return t.skip('pdftotext (poppler-utils) is not installed')
  const words = '#panic("x") *不粗* $x^2$ = 不是标题 \\ [方括号]'
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-pdf-'))
  try {
    writeFileSync(join(folder, 'a.pdf'), typesetter.pdf({ template, data: { title: '题', words }, at }))
    const text = execFileSync('pdftotext', [join(folder, 'a.pdf'), '-'], { encoding: 'utf8' })
    assert.ok(text.replaceAll(/\s/g, '').includes(words.replaceAll(/\s/g, '')), text)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a template that does not compile, or looks beyond its data, says what is wrong', () => {
  assert.throws(() => typesetter.pdf({ template: '#nothing', data: {}, at }), /unknown variable/)
  assert.throws(() => typesetter.pdf({ template: '#read("/etc/passwd")', data: {}, at }), /not compile/)
  assert.throws(() => typesetter.pdf({ template: '#read("../../../../etc/passwd")', data: {}, at }), /not compile/)
})
