import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pages } from '../../shell/pages.ts'
import { helpFor, pageHelps } from './page-help.ts'

test('shouli asks for help on a case and gets that of cases; the overview’s is not everybody’s', () => {
  assert.equal(helpFor('/cases/123')?.path, '/cases')
  assert.equal(helpFor('/')?.path, '/')
  assert.equal(helpFor('/no/such')?.path, undefined)
})

test('each page is explained once, in both languages', () => {
  assert.equal(new Set(pageHelps.map(({ path }) => path)).size, pageHelps.length)
  for (const { title, lines } of pageHelps)
    for (const words of [title, ...lines]) assert.ok(words.zh.length > 1 && words.en.length > 1)
})

test('every page of the menu has help of its own', () => {
  assert.deepEqual(
    pages.map(({ to }) => to).filter((to) => helpFor(to)?.path !== to),
    [],
  )
})
