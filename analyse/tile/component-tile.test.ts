import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import fc from 'fast-check'
import { PbfReader } from 'pbf'
import { componentStates } from '#city/component/state.ts'
import { point } from '#city/place/frame.ts'
import {
  type ComponentColumns,
  codeAt,
  sortedColumns,
  stateAt,
  type TileComponent,
  withChanges,
} from './component-columns.ts'
import { componentTileOf, featureIdOf } from './component-tile.ts'
import { squareAt, stepsOf, type TileSquare, within } from './mercator.ts'

const component = fc.record({
  code: fc
    .tuple(fc.constantFrom('01003', '0203', '05011'), fc.integer({ min: 1, max: 60 }))
    .map(([kind, n]) => `513399${kind}${String(n).padStart(6, '0')}`),
  state: fc.constantFrom(...componentStates.filter((state) => state !== 'removed')),
  place: fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
    .map(([x, y]) => point(107.5 + x * 0.0004, 31.2 + y * 0.0004)),
})
const register = fc.uniqueArray(component, { selector: ({ code }) => code, maxLength: 80 })

const held = (columns: ComponentColumns) =>
  Array.from(
    { length: columns.length },
    (_, row) => `${codeAt(columns, row)} ${stateAt(columns, row)} ${columns.x[row]} ${columns.y[row]}`,
  ).sort()

const expected = (all: readonly TileComponent[]) =>
  all.map(({ code, state, place }) => `${code} ${state} ${stepsOf(place).x} ${stepsOf(place).y}`).sort()

test('columns that were changed are those that would have been sorted anew, and nothing is out of order', async () => {
  await fc.assert(
    fc.asyncProperty(register, register, fc.array(fc.nat(79), { maxLength: 10 }), async (before, put, dropped) => {
      const changes = new Map<string, TileComponent | undefined>(put.map((each) => [each.code, each]))
      for (const at of dropped) if (before[at]) changes.set(before[at].code, undefined)
      const after = new Map<string, TileComponent>(before.map((each) => [each.code, each]))
      for (const [code, each] of changes) each ? after.set(code, each) : after.delete(code)
      const { columns } = withChanges(await sortedColumns([before]), changes)
      assert.deepEqual(held(columns), expected([...after.values()]))
      for (let row = 1; row < columns.length; row++) assert.ok(columns.key[row - 1]! <= columns.key[row]!)
    }),
  )
})

test('exactly the places of what has really changed are touched', async () => {
  const lamp = { code: '51339901003000001', state: 'intact' as const, place: point(107.5, 31.2) }
  const columns = await sortedColumns([[lamp]])
  const touchedBy = (now: TileComponent | undefined) => withChanges(columns, new Map([[lamp.code, now]])).touched
  assert.deepEqual(touchedBy(lamp), [])
  const moved = { ...lamp, place: point(107.6, 31.3) }
  assert.deepEqual(touchedBy(moved), [stepsOf(lamp.place), stepsOf(moved.place)])
  assert.deepEqual(touchedBy(undefined), [stepsOf(lamp.place)])
})

const read = (tile: Uint8Array | undefined, name: string) => {
  const layer = tile && new VectorTile(new PbfReader(tile)).layers[name]
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => layer!.feature(at))
}

test('a tile holds what lies in its square, by a plain count over all', async () => {
  await fc.assert(
    fc.asyncProperty(register, fc.integer({ min: 10, max: 18 }), async (all, z) => {
      const columns = await sortedColumns([all])
      const square = (({ x, y }) => squareAt(x, y, z))(stepsOf(point(107.508, 31.208)))
      const inside = all.filter(({ place }) => {
        const { x, y } = stepsOf(place)
        const at = squareAt(x, y, z)
        return at.x === square.x && at.y === square.y
      })
      const tile = componentTileOf(columns, square, new Map())
      if (z < 16) {
        const groups = read(tile, z < 14 ? 'density' : 'cluster')
        assert.equal(
          groups.reduce((sum, { properties }) => sum + Number(properties.n), 0),
          inside.length,
        )
        return
      }
      const shown = read(tile, 'component').map((each) => {
        const [at] = each.loadGeometry()[0]!
        return `${each.id} ${each.properties.code} ${each.properties.state} ${at!.x} ${at!.y}`
      })
      const wanted = inside.map(({ code, state, place }) => {
        const { x, y } = stepsOf(place)
        return `${featureIdOf(code)} ${code} ${state} ${within(x, z)} ${within(y, z)}`
      })
      assert.deepEqual(shown.sort(), wanted.sort())
    }),
  )
})

test('a crowded tile draws no more than a screen can, the damaged first, and counts what it leaves out', async () => {
  const crowd: TileComponent[] = Array.from({ length: 3_000 }, (_, n) => ({
    code: `51339901003${String(n + 1).padStart(6, '0')}`,
    state: n % 100 === 0 ? 'damaged' : 'intact',
    place: point(107.5 + (n % 60) * 0.00001, 31.2 + Math.floor(n / 60) * 0.00001),
  }))
  const columns = await sortedColumns([crowd])
  const squares = (z: number): TileSquare[] => [
    ...new Map(
      crowd.map(({ place }) => {
        const { x, y } = stepsOf(place)
        const at = squareAt(x, y, z)
        return [`${at.x}/${at.y}`, at]
      }),
    ).values(),
  ]
  const drawnAt = (z: number) =>
    squares(z).flatMap((square) => {
      const tile = componentTileOf(columns, square, new Map())
      const single = read(tile, 'component')
      assert.ok(z === 18 || single.length <= 400)
      return [{ single, left: read(tile, 'cluster').reduce((sum, { properties }) => sum + Number(properties.n), 0) }]
    })
  const codes = (z: number) =>
    new Set(drawnAt(z).flatMap(({ single }) => single.map(({ properties }) => properties.code)))
  for (const z of [16, 17, 18])
    assert.equal(
      drawnAt(z).reduce((sum, { single, left }) => sum + single.length + left, 0),
      crowd.length,
    )
  for (const { code, state } of crowd) if (state === 'damaged') assert.ok(codes(16).has(code))
  for (const code of codes(16)) assert.ok(codes(17).has(code), 'nothing vanishes on the way in')
  assert.equal(codes(18).size, crowd.length)
})
