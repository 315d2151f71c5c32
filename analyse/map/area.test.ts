import assert from 'node:assert/strict'
import { test } from 'node:test'
import { point } from '#city/place/frame.ts'
import {
  areaText,
  circleRing,
  lengthMetres,
  readArea,
  ringSquareMetres,
  type SelectedArea,
  simplified,
} from './area.ts'

const square = [point(107.5, 31.2), point(107.51, 31.2), point(107.51, 31.21), point(107.5, 31.21)]

test('a surface reads back as it was written', () => {
  const areas: SelectedArea[] = [
    { kind: 'ring', ring: square },
    { kind: 'circle', centre: point(107.5, 31.2), metres: 500 },
  ]
  for (const area of areas) assert.deepEqual(readArea(areaText(area)), area)
})

test('what is no surface, or too much of one, is refused', () => {
  const corner = '107.5,31.2'
  for (const text of [
    '',
    'ring:1,2;3,4',
    'circle:107,31,0',
    'circle:107,31,6000',
    'circle:190,31,50',
    'ring:a,b;c,d;e,f',
  ])
    assert.equal(readArea(text), undefined, text)
  assert.equal(readArea(`ring:${Array(61).fill(corner).join(';')}`), undefined)
})

test('surface and length agree with a square of known sides', () => {
  const [wide, high] = [lengthMetres(square.slice(0, 2)), lengthMetres(square.slice(1, 3))]
  assert.ok(Math.abs(wide - 953) < 1, `${wide}`)
  assert.ok(Math.abs(high - 1109) < 1, `${high}`)
  assert.ok(Math.abs(ringSquareMetres(square) / (wide * high) - 1) < 1e-3)
  assert.ok(Math.abs(ringSquareMetres(square) / ringSquareMetres(square.toReversed()) - 1) < 1e-3)
})

test('a drawn circle is as large as it says, within a hundredth', () => {
  const metres = 300
  assert.ok(Math.abs(ringSquareMetres(circleRing(point(107.5, 31.2), metres)) / (Math.PI * metres ** 2) - 1) < 0.01)
})

test('a lasso of a thousand corners keeps its shape in sixty', () => {
  const drawn = Array.from({ length: 1000 }, (_, at) => {
    const angle = (at / 1000) * 2 * Math.PI
    return point(107.5 + 0.004 * Math.cos(angle), 31.2 + 0.003 * Math.sin(angle))
  })
  const kept = simplified(drawn)
  assert.equal(kept.length, 60)
  assert.ok(Math.abs(ringSquareMetres(kept) / ringSquareMetres(drawn) - 1) < 0.01)
  assert.deepEqual(simplified(square), square)
})
