import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '#kernel/problem.ts'
import { readCsv, writeCsv } from './csv.ts'
import { defaultLimits } from './limits.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytesOf = (...pieces: (string | number[])[]) =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))))
/** 大类,小类 / 供水井盖,破损 in GBK. */
const gbkHeading = [0xb4, 0xf3, 0xc0, 0xe0, 0x2c, 0xd0, 0xa1, 0xc0, 0xe0, 0x0a]
const gbkRow = [0xb9, 0xa9, 0xcb, 0xae, 0xbe, 0xae, 0xb8, 0xc7, 0x2c, 0xc6, 0xc6, 0xcb, 0xf0, 0x0a]
const refusedCode = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

test('UTF-8 is read with and without its mark', () => {
  const plain = readCsv(utf8('大类,小类\n01,001\n'))
  const marked = readCsv(utf8('\ufeff大类,小类\r\n01,001\r\n'))
  assert.deepEqual(plain, {
    encoding: 'utf-8',
    rows: [
      ['大类', '小类'],
      ['01', '001'],
    ],
    refused: [],
  })
  assert.deepEqual(marked, plain)
})

test('a GBK file saved by a Chinese spreadsheet is recognised', () => {
  const read = readCsv(bytesOf(gbkHeading, gbkRow))
  assert.equal(read.encoding, 'gb18030')
  assert.deepEqual(read.rows, [
    ['大类', '小类'],
    ['供水井盖', '破损'],
  ])
})

test('in a damaged UTF-8 file only the damaged rows are refused, by number', () => {
  const read = readCsv(bytesOf('名称,数\n井盖,1\n路', [0xe7, 0x81], ',2\n路灯,3\n', [0xff], ',4\n'))
  assert.equal(read.encoding, 'utf-8')
  assert.deepEqual(read.rows, [['名称', '数'], ['井盖', '1'], [], ['路灯', '3'], []])
  assert.deepEqual(
    read.refused.map((r) => [r.row, r.code]),
    [
      [3, 'csv_row_bytes'],
      [5, 'csv_row_bytes'],
    ],
  )
  assert.match(read.refused[0]!.zh, /第 3 行/)
  assert.match(read.refused[0]!.en, /Row 3/)
})

test('a replacement character left by an earlier program is damage too', () => {
  const read = readCsv(utf8('名称\n井\ufffd\n路灯\n'))
  assert.deepEqual(
    read.refused.map((r) => [r.row, r.code]),
    [[2, 'csv_row_bytes']],
  )
})

test('in a damaged GBK file only the damaged rows are refused', () => {
  const read = readCsv(bytesOf(gbkHeading, gbkRow, [0xb9, 0xff, 0x2c, 0x31, 0x0a], gbkRow))
  assert.equal(read.encoding, 'gb18030')
  assert.deepEqual(
    read.refused.map((r) => r.row),
    [3],
  )
  assert.deepEqual(read.rows[3], ['供水井盖', '破损'])
})

test('damaged UTF-8 that happens to decode as GB18030 is not taken for it', () => {
  const read = readCsv(bytesOf('市容环境,立案条件\n道路破损', [0xe7], '\n'))
  assert.equal(read.encoding, 'utf-8')
  assert.deepEqual(read.rows[0], ['市容环境', '立案条件'])
  assert.deepEqual(
    read.refused.map((r) => r.row),
    [2],
  )
})

test('a workbook, a UTF-16 file and a binary are not CSV', () => {
  for (const bytes of [
    [0x50, 0x4b, 3, 4, 0],
    [0xff, 0xfe, 0x27, 0x59],
    [0x61, 0, 0x62],
  ]) {
    assert.throws(() => readCsv(Uint8Array.from(bytes)), refusedCode('csv_not_text'))
  }
})

test('tabs separate when the heading has tabs and no comma', () => {
  assert.deepEqual(readCsv(utf8('大类\t小类\n01\t0,1\n')).rows, [
    ['大类', '小类'],
    ['01', '0,1'],
  ])
})

test('a quote that never closes names the row it starts in', () => {
  assert.throws(
    () => readCsv(utf8('a,b\n1,2\n"3,4\n5,6\n')),
    (error) => error instanceof Problem && error.code === 'csv_grammar' && error.detail.row === 3,
  )
})

test('blank lines keep the numbering true', () => {
  assert.deepEqual(readCsv(utf8('a\n\nb\n')).rows, [['a'], [], ['b']])
})

test('size, rows and columns are bounded', () => {
  const limits = { ...defaultLimits, fileBytes: 100, rows: 3, columns: 2 }
  assert.throws(() => readCsv(utf8('x'.repeat(101)), limits), refusedCode('csv_too_large'))
  assert.throws(() => readCsv(utf8('1\n2\n3\n4\n'), limits), refusedCode('csv_too_many_rows'))
  assert.deepEqual(
    readCsv(utf8('1,2\n1,2,3\n'), limits).refused.map((r) => [r.row, r.code]),
    [[2, 'csv_row_columns']],
  )
})

const dangerous = /^[=+\-@\t\r＝＋－＠]/

test('whatever is written is read back, and nothing written runs as a formula', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\ufffd')),
    fc.constantFrom('"', 'a,b', '行\n二', '\r\n', '=cmd()', '-5', '+86', '@x'),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
      const read = readCsv(writeCsv([['头', '二'], ...rows])).rows.slice(1)
      const expected = rows.map((row) => {
        const safe = row.map((value) => (dangerous.test(value) && !/^-\d+(\.\d+)?$/.test(value) ? `'${value}` : value))
        return safe.every((value) => value === '') ? [] : safe
      })
      assert.deepEqual(read, expected)
    }),
  )
})

test('numbers keep their sign', () => {
  assert.equal(Buffer.from(writeCsv([[-5, 1.5, true, null]])).toString(), '\ufeff-5,1.5,true,\r\n')
})
