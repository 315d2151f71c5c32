import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileText } from './compile.ts'
import { evaluate } from './evaluate.ts'
import { bounds, parseExpression } from './expression.ts'
import { format, whole } from './fraction.ts'
import { locateJson } from './json-lines.ts'
import { defaultRulesText } from './rule-store.ts'

const faultsOf = (change: (text: string) => string) => {
  const text = change(defaultRulesText)
  assert.notEqual(text, defaultRulesText, 'the change found its place')
  const result = compileText(text)
  return 'faults' in result
    ? result.faults.map(({ line, name, zh }) => ({ name, zh, said: text.split('\n')[line - 1] }))
    : []
}

const firstOf = (change: (text: string) => string) => faultsOf(change)[0]

test('the default rules are valid, and every sheet has its weights, bands and grades', () => {
  assert.ok('compiled' in compileText(defaultRulesText))
})

test('an unknown name is refused with its line', () => {
  const fault = firstOf((text) => text.replace('"value": "close / needClose"', '"value": "close / nedClose"'))
  assert.match(fault?.zh ?? '', /“closeRate”用到了不存在的名称“nedClose”/)
  assert.match(fault?.said ?? '', /nedClose/)
})

test('weights that do not add up to 100 % are refused by the sheet’s name', () => {
  const fault = firstOf((text) => text.replace('"weight": "25%"', '"weight": "26%"'))
  assert.deepEqual([fault?.name, fault?.zh], ['intake', '“intake”的权重合计为 101%，须为 100%'])
})

test('bands that overlap, leave a gap or end are refused at the step', () => {
  const step = '{ "from": 51, "to": 101, "score": 90 }'
  const as = (other: string) => firstOf((text) => text.replace(step, other))
  assert.match(as('{ "from": 40, "to": 101, "score": 90 }')?.zh ?? '', /“unitFiled”第 2 段与前一段重叠/)
  assert.match(as('{ "from": 52, "to": 101, "score": 90 }')?.zh ?? '', /“unitFiled”第 2 段之前有缺口/)
  const ended = firstOf((text) =>
    text.replace('{ "from": 1001, "to": null, "score": 0 }', '{ "from": 1001, "to": 9000, "score": 0 }'),
  )
  assert.match(ended?.zh ?? '', /最后一段须无上限/)
})

test('definitions that lead back to themselves are refused with the circle', () => {
  const fault = firstOf((text) =>
    text
      .replace('"expression": "dispose + overtimeToDispose"', '"expression": "onTimeDispose + 1"')
      .replace('"expression": "inTimeDispose"', '"expression": "needClose"'),
  )
  assert.match(fault?.zh ?? '', /循环引用：needClose → onTimeDispose → needClose/)
})

test('a count that a kind of subject does not have is refused on its sheet', () => {
  const fault = firstOf((text) => text.replace('"value": "operate",', '"value": "patrolReport",'))
  assert.match(fault?.zh ?? '', /对象“intake”没有计数“patrolReport”/)
})

test('definitions that grow without bound when written out are refused', () => {
  const chain = Array.from({ length: 14 }, (_, at) => ({
    name: `d${at}`,
    title: { zh: 'd', en: 'd' },
    choices: [
      { id: 'a', expression: at === 0 ? 'inst' : `d${at - 1} * d${at - 1}`, note: { zh: 'd', en: 'd' }, source: '推' },
    ],
    chosen: 'a',
  }))
  const rules = JSON.parse(defaultRulesText)
  const result = compileText(JSON.stringify({ ...rules, definitions: [...rules.definitions, ...chain] }))
  assert.ok('faults' in result && result.faults.some(({ zh }) => /展开后过大/.test(zh)))
})

test('text that is no JSON is refused at its line', () => {
  const fault = firstOf((text) => text.replace('"definitions": [', '"definitions": ['.concat(',')))
  assert.equal(fault?.zh, '这一行不是合法的 JSON')
})

test('whatever the text, reading an expression ends, and what it reads is arithmetic', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: bounds.characters + 20 }), (text) => {
      const read = parseExpression(text)
      if ('expression' in read) evaluate(read.expression, { valueOf: () => whole(2), bandOf: () => whole(1) })
    }),
  )
  assert.ok('fault' in parseExpression(`${'('.repeat(40)}1${')'.repeat(40)}`), 'nested too deeply')
  assert.ok('fault' in parseExpression('1 '.repeat(600)), 'too long')
  assert.ok('fault' in parseExpression('constructor(1, 2)'), 'nothing of the language below can be called')
})

const value = (text: string): string => {
  const read = parseExpression(text)
  if ('fault' in read) return `${read.fault.column}: ${read.fault.en}`
  const result = evaluate(read.expression, {
    valueOf: (name) => (name === '无' ? undefined : whole(3)),
    bandOf: () => whole(7),
  })
  return result ? format(result, 3) : '—'
}

test('a printed formula is read as it stands: percentages, full-width brackets, Chinese names', () => {
  assert.equal(value('（按期结案率*100%+超期结案率*40%）*80%'), '3.360')
  assert.equal(value('1 - 2 - 3'), '-4.000')
  assert.equal(value('8 ÷ 2 × 4'), '16.000')
  assert.equal(value('1 / (三 - 3)'), '—', 'nothing is divided by zero')
  assert.equal(value('无 + 1'), '—', 'what is made of nothing is nothing')
  assert.equal(value('orElse(无, 5)'), '5.000')
  assert.equal(value('round(2 / 3, 2)'), '0.670')
  assert.equal(value('max(1, 2, band(段, 4))'), '7.000')
  assert.equal(value('1 + * 2'), '5: “*” is out of place')
  assert.equal(value('2 +'), '4: the expression ends too early')
})

test('the line of every value is the line on which it begins', () => {
  const text = '{\n "a": [\n  1,\n  { "b": "x" }\n ]\n}'
  const located = locateJson(text)
  assert.ok('value' in located)
  assert.deepEqual(
    [['a'], ['a', 0], ['a', 1], ['a', 1, 'b'], ['a', 7]].map((path) => located.lineOf(path)),
    [2, 3, 4, 4, 2],
  )
  fc.assert(
    fc.property(fc.json(), (json) => {
      const read = locateJson(json)
      if ('value' in read) assert.deepEqual(read.value, JSON.parse(json))
    }),
  )
})
