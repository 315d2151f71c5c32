import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseStyle } from './style.ts'

for (const theme of ['light', 'dark'] as const)
  test(`the ${theme} style needs nothing from outside: one tile address, no glyphs, no sprite`, () => {
    const style = baseStyle({ tiles: '/tiles/base/v1/{z}/{x}/{y}', theme, cells: true })
    assert.deepEqual(style.sources.base!.tiles, ['/tiles/base/v1/{z}/{x}/{y}'])
    assert.ok(!('glyphs' in style) && !('sprite' in style))
    assert.doesNotMatch(JSON.stringify(style), /https?:|undefined|null/)
  })

test('layer ids are unique and lettering comes after lines and fills', () => {
  const ids = baseStyle({ tiles: 't' }).layers.map((l) => l.id)
  assert.equal(new Set(ids).size, ids.length)
  assert.ok(ids.findIndex((id) => id.startsWith('label-')) > ids.indexOf('bridge'))
})

test('cells are drawn only when asked for', () => {
  const has = (cells: boolean) => baseStyle({ tiles: 't', cells }).layers.some((l) => l.id === 'cells')
  assert.deepEqual([has(false), has(true)], [false, true])
})
