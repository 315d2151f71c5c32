import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { point } from '#city/place/frame.ts'
import { canonicalKey, sameKeys } from './category.ts'
import { judge, reasonsOf, usualRule } from './judge.ts'
import { textLikeness } from './text.ts'

const now = new Date('2026-03-02T10:00:00+08:00')
const manhole = '2026/component/01003'
const report = { point: point(107.5, 31.2), at: now, text: '人民路雨水井盖缺了一角', category: manhole }
const known = (metres: number, hours: number, more: Partial<typeof report & { isOpen: boolean }> = {}) => ({
  ...report,
  point: point(107.5 + metres / 95_400, 31.2),
  at: new Date(now.getTime() - hours * 3_600_000),
  isOpen: true,
  ...more,
})
const judged = (...given: Parameters<typeof known>) => judge(report, known(...given), null, usualRule)

test('the same category within fifty metres and a day may be one problem; farther or of another kind it is not', () => {
  assert.ok(judged(49, 23))
  assert.equal(judged(51, 1), undefined)
  assert.equal(judged(10, 1, { category: '2026/matter/06013' }), undefined)
})

test('an older case counts while it is open, and no longer when it is closed', () => {
  assert.ok(judged(10, 24 * 40))
  assert.equal(judged(10, 25, { isOpen: false }), undefined)
  assert.equal(judged(10, -25), undefined, 'nor what came a day after')
})

test('a report without a category is told by its words, one of another category by its picture alone', () => {
  const unsorted = { ...report, category: null as unknown as string }
  assert.ok(judge(unsorted, known(10, 1), null, usualRule))
  assert.equal(judge(unsorted, known(10, 1, { text: '夜间施工噪声' }), null, usualRule), undefined)
  assert.ok(judge(report, known(10, 1, { category: '2026/matter/06013' }), 0.9, usualRule))
})

test('nearer, newer and more alike comes first; a picture that is alike outweighs the rest', () => {
  const score = (...given: Parameters<typeof known>) => judged(...given)?.score ?? 0
  assert.ok(score(5, 1) > score(40, 1))
  assert.ok(score(5, 1) > score(5, 20))
  assert.ok(score(5, 1) > score(5, 1, { text: '路边护栏倒了' }))
  const far = known(45, 20, { text: '路边护栏倒了' })
  assert.ok((judge(report, far, 0.95, usualRule)?.score ?? 0) > (judge(report, far, null, usualRule)?.score ?? 1))
})

test('the reasons are words for a person, in both languages', () => {
  const reasons = reasonsOf(judged(12, 3)!, true)
  assert.deepEqual(
    reasons.map(({ zh }) => zh),
    ['同小类', '12 m', '3 小时前', '描述相似 1.00', '在办'],
  )
  assert.equal(reasonsOf(judged(12, 0)!, false)[2]?.en, 'just now')
  assert.equal(reasonsOf(judged(12, 72)!, false)[2]?.zh, '3 天前')
})

test('how alike two texts are does not depend on their order, and is whole for one text only', () => {
  const words = fc.array(fc.constantFrom(...'井盖路灯破损缺失人民滨河不亮垃圾堆放'), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [one, other] = [a.join(''), b.join('')]
      const likeness = textLikeness(one, other)
      assert.ok(likeness >= 0 && likeness <= 1)
      assert.equal(likeness, textLikeness(other, one))
      assert.equal(textLikeness(one, one), 1)
    }),
  )
})

test('what people say of one thing is more alike than what they say of two, punctuation and politeness aside', () => {
  assert.ok(textLikeness('人民路12号门前井盖松动', '人民路 12 号，井盖松了') > 0.5)
  assert.ok(textLikeness('请尽快处理路灯不亮的问题', '路灯不亮，请处理') > 0.5)
  assert.ok(textLikeness('人民路12号门前井盖松动', '夜市烧烤占道，油烟大') < 0.1)
  assert.equal(textLikeness('', '井盖'), 0)
})

test('categories of three editions meet under one key, and only those that mean the same', () => {
  const of2013 = canonicalKey({ edition: '2013', kind: 'component', code: '0103' })
  assert.equal(of2013, manhole)
  assert.ok(sameKeys(manhole).includes('2013/component/0103'))
  assert.equal(sameKeys(manhole).includes('2013/component/0101'), false)
  assert.deepEqual(sameKeys('2026/matter/99999'), ['2026/matter/99999'])
})
