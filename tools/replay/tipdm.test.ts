import assert from 'node:assert/strict'
import { test } from 'node:test'
import { collectFindings } from './findings.ts'
import { startProgress } from './progress.ts'
import { readRecords, withIdentifier } from './source.ts'
import { messageOf } from './tipdm.ts'

const blank = {
  n: '7',
  msg_id: '',
  time: '',
  subject: '',
  detail: '',
  label: '城乡建设',
  subject_score: '',
  detail_score: '',
}

test('subject and detail are registered on lines of their own, character for character', () => {
  const findings = collectFindings()
  const values = { ...blank, subject: ' 路灯***不亮 ', detail: '电话*****\r\n请回复' }
  const message = messageOf({ row: 9, values }, findings)
  assert.equal(message?.text, ' 路灯***不亮 \n电话*****\r\n请回复')
  assert.deepEqual(message?.foreign, { label: '城乡建设' })
  assert.deepEqual(findings.all(), [])
})

test('a message with a subject only is registered and noticed; one with nothing is refused', () => {
  const findings = collectFindings()
  assert.equal(messageOf({ row: 2, values: { ...blank, subject: '有主题' } }, findings)?.text, '有主题')
  assert.equal(messageOf({ row: 3, values: blank }, findings), undefined)
  assert.deepEqual(
    findings.all().map(({ row, code, severity }) => [row, code, severity]),
    [
      [2, 'replay_detail_missing', 'noticed'],
      [3, 'replay_text_missing', 'refused'],
    ],
  )
})

test('a file says how many records it holds, and those that cannot be read are refused by row', () => {
  const findings = collectFindings()
  const { total, rows } = readRecords(Buffer.from('n,text\n1,a\n2\n\n3,"c\nd"\n'), ['n', 'text'], findings)
  assert.equal(total, 3)
  assert.deepEqual(
    rows.map(({ values }) => values),
    [
      { n: '1', text: 'a' },
      { n: '3', text: 'c\nd' },
    ],
  )
  assert.deepEqual(
    findings.all().map(({ row, code }) => [row, code]),
    [[3, 'replay_columns_differ']],
  )
  assert.equal(findings.refused, 1)
})

test('a file without a needed column is refused whole', () => {
  assert.throws(() => readRecords(Buffer.from('a,b\n1,2\n'), ['a', 'n'], collectFindings()), {
    code: 'replay_columns_missing',
  })
})

test('of two records with one identifier the second is refused, and so is one without', () => {
  const findings = collectFindings()
  const row = (number: number, n: string) => ({ row: number, values: { n } })
  const kept = withIdentifier([row(2, '1'), row(3, '1'), row(4, '')], 'n', findings)
  assert.deepEqual(
    kept.map((one) => one.row),
    [2],
  )
  assert.deepEqual(
    findings.all().map(({ row: at, code }) => [at, code]),
    [
      [3, 'replay_id_repeated'],
      [4, 'replay_id_missing'],
    ],
  )
})

test('progress is a line at every tenth, and a bar drawn over itself where a person watches', () => {
  const said: string[] = []
  const screen = { line: (text: string) => void said.push(text), write: (text: string) => void said.push(text) }
  const plain = startProgress({ ...screen, isTerminal: false }, '登记', 4)
  for (let at = 0; at < 4; at++) plain.step(1)
  assert.deepEqual(said.splice(0), ['登记 0%', '登记 20%', '登记 50%', '登记 70%', '登记 100%'])
  const bar = startProgress({ ...screen, isTerminal: true }, '登记', 2)
  bar.step(2)
  bar.end()
  assert.match(said.join(''), /^\r登记 \[·{30}\] 0% 0\/2\r登记 \[█{30}\] 100% 2\/2\n$/)
})
