import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readNationalCategories } from './national.ts'
import { syllablesOf } from './pinyin.ts'
import { searchCategories } from './search.ts'

const categories = readNationalCategories()
  .filter((c) => c.edition === '2026')
  .map((c) => ({ ...c, pinyin: syllablesOf(c.name) }))
const first = (typed: string) => searchCategories(categories, typed)[0]
const names = (typed: string) => searchCategories(categories, typed).map((hit) => hit.category.name)

const samples: [typed: string, name: string, by: string][] = [
  ['供水井盖', '供水井盖', 'name'],
  ['gongshuijinggai', '供水井盖', 'pinyin'],
  ['gsjg', '供水井盖', 'pinyin'],
  ['gongsjg', '供水井盖', 'pinyin'],
  ['GSJG', '供水井盖', 'pinyin'],
  ['shuijing', '水井', 'pinyin'],
  ['06010', '暴露垃圾', 'code'],
  ['暴露', '暴露垃圾', 'name_start'],
  ['bllj', '暴露垃圾', 'pinyin'],
  ['xingdaoshu', '行道树', 'pinyin'],
  ['sos', '紧急报警点SOS', 'name_part'],
  ['占消防道', '占用消防通道', 'letters'],
  ['lvdi', '绿地', 'pinyin'],
  ['井盖 dianli', '电力井盖', 'pinyin'],
]

for (const [typed, name, by] of samples) {
  test(`typing ${typed} finds ${name} first`, () => {
    const hit = first(typed)
    assert.deepEqual([hit?.category.name, hit?.by], [name, by])
  })
}

test('the exact name comes before names that begin with it, those before names that hold it', () => {
  assert.deepEqual(names('路灯').slice(0, 3), ['路灯', '路灯井盖', '路灯异常'])
  assert.ok(names('井盖').every((name) => name.includes('井盖')))
})

test('every category is found by its own name, syllables, initials and code', () => {
  fc.assert(
    fc.property(fc.constantFrom(...categories), (category) => {
      const initials = category.pinyin
        .split(' ')
        .map((syllable) => syllable[0])
        .join('')
      for (const typed of [category.name, category.pinyin.replaceAll(' ', ''), initials, category.code]) {
        const hits = searchCategories(categories, typed, { limit: 500 })
        assert.ok(
          hits.some((hit) => hit.category === category),
          `${typed} should find ${category.name}`,
        )
      }
    }),
  )
})

test('a category whose conditions mention the text comes last', () => {
  const hits = searchCategories(categories, '积雪', { inConditions: (c) => c.code === '02008' })
  assert.deepEqual(hits.map((hit) => hit.by).slice(-2), ['condition', 'condition'])
  assert.equal(hits[0]?.category.name, '道路积雪、结冰')
})

test('nothing typed finds nothing, nonsense finds nothing and is quick', () => {
  assert.deepEqual(searchCategories(categories, '  '), [])
  assert.deepEqual(searchCategories(categories, 'x'.repeat(60)), [])
  assert.deepEqual(searchCategories(categories, '不存在的东西'), [])
})
