import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from '#city/place/contract.ts'
import { parseSearch, stringifySearch } from './case-search.ts'
import { type MapView, readMapSearch, searchOf, viewOf } from './map-address.ts'

const views: readonly MapView[] = [
  {
    centre: point(107.5, 31.2),
    zoom: 15.25,
    layers: ['case', 'component'],
    hidden: ['verify', '01003'],
    cells: 'late',
  },
  { pick: { kind: 'component', id: '51339901003000001' }, from: '2026-03-01', to: '2026-03-07' },
  { pick: { kind: 'place', point: point(107.501, 31.2), label: '南坝路 & 滨河路' }, layers: [] },
  { area: { kind: 'circle', centre: point(107.5, 31.2), metres: 500 } },
  { area: { kind: 'ring', ring: [point(107.5, 31.2), point(107.51, 31.2), point(107.51, 31.21)] } },
]

const filled = (view: MapView) => Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))

test('a shared address opens the view it was made from', () => {
  for (const view of views) {
    const address = stringifySearch(searchOf(view))
    assert.deepEqual(filled(viewOf(readMapSearch(parseSearch(address)))), filled(view), address)
  }
})

test('what an address says wrongly is left out, the rest still opens', () => {
  const view = viewOf({
    at: 'x,31.2',
    layers: 'case.secret',
    cells: 'names',
    pick: 'case:1',
    area: 'ring:1,2;3,4',
    from: 'today',
  })
  assert.deepEqual(filled(view), { layers: ['case'] })
})

test('a surface with too many corners or beyond the earth is none', () => {
  const corner = '107.5,31.2'
  assert.equal(viewOf({ area: `ring:${Array(61).fill(corner).join(';')}` }).area, undefined)
  assert.equal(viewOf({ area: 'circle:190,31,50' }).area, undefined)
  assert.equal(viewOf({ area: 'circle:107,31,0' }).area, undefined)
})
