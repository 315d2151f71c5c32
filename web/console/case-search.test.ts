import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasFilters, parseSearch, readCaseSearch, stringifySearch, withChange, withoutFilters } from './case-search.ts'

test('an address is plain pairs and reads back as it was written', () => {
  const search = readCaseSearch({ list: 'to-file', q: '井盖 12 号', late: '1' })
  assert.equal(stringifySearch(search), '?list=to-file&late=1&q=%E4%BA%95%E7%9B%96+12+%E5%8F%B7')
  assert.deepEqual(readCaseSearch(parseSearch(stringifySearch(search))), search)
})

test('what an address does not know is left out', () => {
  assert.deepEqual(readCaseSearch({ list: 'open', admin: 'yes', q: '', stage: 7 }), { list: 'open' })
})

test('a filter taken away leaves the address', () => {
  assert.deepEqual(withChange({ list: 'open', late: '1' }, { late: undefined }), { list: 'open' })
})

test('clearing the filters keeps the list and its order', () => {
  const search = { list: 'open', sort: 'reported', q: 'x', open: 'id' }
  assert.equal(hasFilters(search), true)
  assert.deepEqual(withoutFilters(search), { list: 'open', sort: 'reported' })
})
