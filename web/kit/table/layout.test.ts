import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from './columns.ts'
import { arranged, moved, readLayout, usualLayout } from './layout.ts'

const column = (id: string, more: Partial<Column<object>> = {}): Column<object> => ({
  ...{ id, header: id, width: 100, cell: () => id },
  ...more,
})
const columns = [
  column('number', { fixed: true }),
  column('stage'),
  column('place', { grow: 2 }),
  column('unit', { hidden: true }),
]

test('a table that nobody has changed is as its page made it', () => {
  for (const kept of [null, '', '[]', '{"order":3,"shown":[],"widths":"x"}', '{'])
    assert.deepEqual(readLayout(kept, columns), usualLayout(columns), String(kept))
  assert.deepEqual(arranged(columns, usualLayout(columns)), columns)
})

test('a choice outlives a release: new columns appear, gone ones are forgotten', () => {
  const kept = JSON.stringify({
    shown: { gone: true, stage: false },
    order: ['unit', 'gone', 'number'],
    widths: { gone: 9 },
  })
  const layout = readLayout(kept, columns)
  assert.deepEqual(layout.order, ['unit', 'number', 'stage', 'place'])
  assert.deepEqual(layout.shown, { number: true, stage: false, place: true, unit: false })
  assert.deepEqual(layout.widths, {})
})

test('columns stand in the order chosen, while the box to choose with stays in front', () => {
  const layout = { ...usualLayout(columns), order: ['place', 'stage', 'number', 'unit'] }
  const ids = arranged([column('pick'), ...columns], layout).map(({ id }) => id)
  assert.deepEqual(ids, ['pick', 'place', 'stage', 'number', 'unit'])
})

test('a width that was chosen holds, within what can be read and seen', () => {
  const wide = (widths: Record<string, number>) => arranged(columns, { ...usualLayout(columns), widths })
  assert.deepEqual(
    wide({ place: 240.4 }).map(({ width, grow }) => [width, grow]),
    [
      [100, undefined],
      [100, undefined],
      [240, undefined],
      [100, undefined],
    ],
  )
  assert.equal(wide({ stage: 1 })[1]?.width, 60)
  assert.equal(wide({ stage: 10_000 })[1]?.width, 800)
})

test('a column moves by one place and not beyond the ends', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', 1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', -1), ['a', 'b', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'c', 1), ['a', 'b', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'x', 1), ['a', 'b', 'c'])
})
