import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attemptOf, type Draft, emptyDraft, hasPlace, hasWords, reportBody } from './draft.ts'
import { fitWithin } from './shrink.ts'

const category = { edition: '2026', kind: 'matter', code: '0101', name: '暴露垃圾' } as const
const filled: Draft = { ...emptyDraft, description: '垃圾满了', placeText: '汉兴大道 120 号' }

test('sending the same report again uses the same key, so it is registered once', () => {
  const first = attemptOf(filled)
  assert.equal(attemptOf({ ...filled, attempt: first }).key, first.key)
})

test('a report changed after a failure is another submission', () => {
  const first = attemptOf(filled)
  assert.notEqual(attemptOf({ ...filled, description: '垃圾满了三天', attempt: first }).key, first.key)
})

test('a category alone is enough words', () => {
  const draft = { ...emptyDraft, category }
  assert.equal(hasWords(draft), true)
  assert.equal(reportBody(draft).description, '暴露垃圾')
})

test('one character is not a description, and nothing is not a place', () => {
  assert.equal(hasWords({ ...emptyDraft, description: '坏' }), false)
  assert.equal(hasPlace(emptyDraft), false)
})

test('no telephone number, no reporter', () => {
  assert.equal(reportBody(filled).reporter, null)
  assert.deepEqual(reportBody({ ...filled, phone: ' 13800000000 ' }).reporter, { phone: '13800000000' })
})

test('a photo is made smaller but never larger, in its own proportions', () => {
  assert.deepEqual(fitWithin(4000, 3000, 1600), { width: 1600, height: 1200 })
  assert.deepEqual(fitWithin(800, 600, 1600), { width: 800, height: 600 })
  assert.deepEqual(fitWithin(20000, 2, 1600), { width: 1600, height: 1 })
})
