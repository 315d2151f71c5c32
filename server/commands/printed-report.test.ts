import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#kernel/config.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { reproduce } from './printed-report.ts'
import { scoreCommand } from './score.ts'

const data = sharedData('report-yuncheng-2026-01')

test('a printed report’s formula, entered as rules, gives 26 of its 27 scores to the last digit', {
  skip: !data && 'the report is not here',
}, async () => {
  const lines: string[] = []
  const io = { isTerminal: false, line: (text: string) => void lines.push(text), write: () => undefined }
  const code = await scoreCommand.run(['check', data as string], { config: readConfig({ DATA_DIR: tmpdir() }), io })
  assert.equal(code, 0)
  assert.equal(lines.at(-1), 'reproduced 26 of 27')
  const other = reproduce(data as string).filter(({ equal }) => !equal)
  assert.deepEqual(
    other.map(({ printed, computed }) => [printed, computed]),
    [['99.96', '99.9536']],
  )
  assert.match(other[0]?.why?.en ?? '', /rates are printed to 0\.01 % only/)
})

test('a wrong score is not explained away by rounding, and a line without numbers is not scored', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-report-'))
  writeFileSync(
    join(folder, 'a.csv'),
    '单位,应结案数,结案数,超期率,系统分数\n甲,100,100,1.00%,99.52\n乙,100,100,1.00%,98.00\n丙,-,-,-,-\n',
  )
  const report = {
    files: [{ file: 'a.csv', subject: '单位', printed: '系统分数' }],
    needed: ['应结案数', '结案数'],
    rates: ['超期率'],
    givens: {},
    rules: {
      title: { zh: '例', en: 'example' },
      source: '例',
      withoutValue: 'lose',
      definitions: [],
      bands: [],
      indicators: [
        {
          name: '得分',
          title: { zh: '得分', en: 'score' },
          as: 'amount',
          value: '((结案数/应结案数-超期率)*100%+超期率*40%)*80%*100+20',
          score: 'value',
          source: '例',
        },
      ],
      sheets: [
        {
          name: '表',
          title: { zh: '表', en: 'sheet' },
          subjects: ['unit'],
          items: [{ indicator: '得分', source: '例' }],
          formula: '得分',
          minimum: { value: '应结案数', least: 0, title: { zh: '数', en: 'n' }, source: '例' },
          decimals: 2,
          source: '例',
        },
      ],
      grades: [{ letter: 'A', title: { zh: '优', en: 'good' }, from: 0, to: null, colour: 'green' }],
    },
  }
  try {
    const rows = reproduce(folder, report)
    assert.deepEqual(
      rows.map(({ unit, equal }) => [unit, equal]),
      [
        ['甲', true],
        ['乙', false],
      ],
    )
    assert.match(rows[1]?.why?.en ?? '', /^outside of/)
    assert.throws(() => reproduce(`${folder}/none`, report), { code: 'command_report_unreadable' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
