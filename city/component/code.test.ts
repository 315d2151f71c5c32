import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type ComponentEdition,
  componentCodeFaults,
  composeComponentCode,
  parseComponentCode,
  splitKind,
} from './code.ts'
import { componentStates, mayBecome, stateOf, stateZh } from './state.ts'

const digits = (length: number) =>
  fc.integer({ min: 1, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'))
const parts = fc.constantFrom<ComponentEdition>('2026', '2013').chain((edition) =>
  fc.record({
    edition: fc.constant(edition),
    county: fc.constantFrom('511703', '110101', '440310'),
    major: digits(2),
    minor: digits(edition === '2026' ? 3 : 2),
    sequence: fc.integer({ min: 1, max: 999_999 }),
  }),
)

test('a composed code of either edition parses back to its parts', () => {
  fc.assert(
    fc.property(parts, (given) => {
      const code = composeComponentCode(given)
      assert.ok(code)
      assert.equal(code.length, given.edition === '2026' ? 17 : 16)
      assert.deepEqual(parseComponentCode(code), { ...given })
      assert.deepEqual(componentCodeFaults(code, given.county), [])
    }),
  )
})

test('any text is judged without error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => assert.ok(componentCodeFaults(text).length > 0 || parseComponentCode(text))),
  )
})

const faulty: [code: string, words: string[]][] = [
  ['3205080101000001', []],
  ['51170301001000001', []],
  ['5117030101000001', []],
  ['51170300001000001', ['第7–8位（大类）为“00”']],
  ['51170301000000000', ['第9–11位（小类）为“000”', '第12–17位（顺序码）为“000000”']],
  ['5.11703E+16', ['位数为“11”，应为 17（2026 版）或 16（2013 版）']],
  ['9917030101000001', ['第1–2位（省）为“99”']],
]
for (const [code, words] of faulty)
  test(`code ${code} is ${words.join('、') || 'well formed'}`, () =>
    assert.deepEqual(
      componentCodeFaults(code).map((fault) => fault.zh),
      words,
    ))

test('a code of another county is not ours', () => {
  assert.equal(componentCodeFaults('3205080101000001', '511703').length, 1)
})

test('a kind tells its edition by its length', () => {
  assert.deepEqual(splitKind('01001'), { edition: '2026', major: '01', minor: '001' })
  assert.deepEqual(splitKind('0101'), { edition: '2013', major: '01', minor: '01' })
  assert.equal(splitKind('101'), undefined)
})

test('states are known by the words of the standard, and a removed component becomes nothing more', () => {
  for (const state of componentStates) assert.equal(stateOf(` ${stateZh[state]} `), state)
  assert.equal(stateOf('坏了'), undefined)
  assert.deepEqual(mayBecome.removed, {})
  for (const state of componentStates) assert.equal(mayBecome[state][state], undefined)
})
