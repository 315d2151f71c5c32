import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldedWords, pairsOf, wordsOfCase } from './words.ts'

test('whatever contains a text holds all of its pairs', () => {
  const whole = new Set(pairsOf(wordsOfCase('南坝路 12 号门前井盖松动', '翠屏街道')))
  for (const part of ['井盖', '12号', '南坝路12号门前', '翠屏街道'])
    assert.ok(
      pairsOf(foldedWords(part)).every((pair) => whole.has(pair)),
      part,
    )
  assert.ok(!pairsOf('盖井').every((pair) => whole.has(pair)))
})

test('no pair spans description and place', () => {
  assert.ok(!pairsOf(wordsOfCase('松动', '翠屏')).includes(pairsOf('动翠')[0]!))
})

test('full-width letters, capitals and blanks make no difference', () => {
  assert.equal(foldedWords('ＡＢ　1２ c'), 'ab12c')
})

test('letters beyond the basic plane still fit an integer of the database', () => {
  for (const pair of pairsOf('𠮷野家😀😀')) assert.ok(pair >= -2_147_483_648 && pair <= 2_147_483_647)
  assert.deepEqual(pairsOf('一'), [])
})
