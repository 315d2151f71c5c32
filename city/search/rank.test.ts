import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FoundItem } from './contract.ts'
import { groupOf, ordered, strengthOf } from './rank.ts'

const item = (kind: FoundItem['kind'], title: string, strength: FoundItem['strength']): FoundItem => ({
  kind,
  id: title,
  title,
  detail: '',
  point: null,
  strength,
})

test('the very name is better than its beginning, that better than its middle', () => {
  const rate = (name: string) => strengthOf(name, '南坝路')
  assert.deepEqual(['南坝路', '南坝路口', '北南坝路', '滨河路'].map(rate), [3, 2, 1, undefined])
})

test('a name is found by initials, by pinyin and by a mix of both', () => {
  const syllables = ['nan', 'ba', 'lu']
  for (const typed of ['nbl', 'nanbalu', 'nanbl', 'NBL']) assert.equal(strengthOf('南坝路', typed, syllables), 2, typed)
  assert.equal(strengthOf('南坝路', 'bl', syllables), 1)
  assert.equal(strengthOf('南坝路', 'nx', syllables), undefined)
})

test('one letter is no pinyin, or half a register would answer it', () => {
  assert.equal(strengthOf('南坝路', 'n', ['nan', 'ba', 'lu']), undefined)
})

test('the group with the most certain find comes first, empty groups not at all', () => {
  const groups = [
    groupOf('case', [item('case', '井盖', 1)], 5),
    groupOf('component', [], 5),
    groupOf('place', [item('place', '井盖厂', 2)], 5),
  ]
  assert.deepEqual(
    ordered(groups).map(({ kind }) => kind),
    ['place', 'case'],
  )
})

test('a group is cut at its limit and says so', () => {
  const { items, more } = groupOf('unit', [item('unit', '乙所', 1), item('unit', '甲', 2), item('unit', '丙所', 1)], 2)
  assert.equal(items[0]?.title, '甲')
  assert.equal(items.length, 2)
  assert.ok(more)
})
