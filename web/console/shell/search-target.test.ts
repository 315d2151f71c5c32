import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from '#city/place/contract.ts'
import type { FoundGroup, FoundItem } from '#city/search/contract.ts'
import { certain, mapTargetOf, moved, targetOf } from './search-target.ts'

const found = (kind: FoundItem['kind'], strength: FoundItem['strength'], more: Partial<FoundItem> = {}): FoundItem => ({
  kind,
  id: `${kind}/1`,
  title: kind,
  detail: '',
  point: null,
  strength,
  ...more,
})
const group = (...items: FoundItem[]): FoundGroup => ({ kind: items[0]!.kind, items, more: false })

test('arrow keys walk round through the finds and the box itself', () => {
  assert.deepEqual(
    [moved(-1, 1, 3), moved(2, 1, 3), moved(-1, -1, 3), moved(0, -1, 3), moved(-1, 1, 0)],
    [0, -1, 2, -1, -1],
  )
})

test('Enter alone opens only what cannot be anything else', () => {
  const number = found('case', 3)
  assert.equal(certain([group(number), group(found('place', 1))]), number)
  assert.equal(certain([group(found('place', 3)), group(found('unit', 3))]), undefined)
  assert.equal(certain([group(found('case', 1), found('case', 1))]), undefined)
})

test('a find leads to its page, a place to the map, and to nothing where its reader may not go', () => {
  assert.deepEqual(targetOf(found('category', 1, { id: 'matter/06013' }), true), {
    to: '/cases',
    search: { list: 'open', category: '06013' },
  })
  assert.equal(targetOf(found('unit', 2, { unitId: 'roads' }), false), undefined)
  const place = targetOf(found('place', 2, { point: point(107.5, 31.2), title: '广场' }), false)
  assert.equal(place?.to, '/map')
  assert.equal(mapTargetOf(found('person', 3)), undefined)
})
