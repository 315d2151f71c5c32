import assert from 'node:assert/strict'
import { test } from 'node:test'
import { convert, type Frame, type Point, point, pointIn } from './frame.ts'
import { suspectFromPairs, suspectFromReference } from './offset.ts'

const truth = Array.from({ length: 60 }, (_, i) => point(107.5 + (i % 10) * 0.0011, 31.2 + Math.floor(i / 10) * 0.0012))

/** The numbers a file in `real` would hold, under the frame it claims. */
const asFile = (real: Frame, claimed: Frame): Point<Frame>[] =>
  truth.map((p) => {
    const { lon, lat } = convert(p, real)
    return pointIn(claimed, lon, lat)
  })

const pairs = (real: Frame, claimed: Frame) =>
  asFile(real, claimed).map((imported, at) => ({ imported, known: truth[at]! }))

test('components that come back in GCJ02 claimed as CGCS2000 are found out, with distance and bearing', () => {
  const suspicion = suspectFromPairs(pairs('GCJ02', 'CGCS2000'))
  assert.equal(suspicion?.suspected, 'GCJ02')
  assert.ok(suspicion.medianOffsetMetres > 250 && suspicion.medianOffsetMetres < 700)
  assert.equal(suspicion.sharePct, 100)
})

test('BD09 claimed as WGS84 is found out as BD09, and plain numbers claimed as GCJ02 too', () => {
  assert.equal(suspectFromPairs(pairs('BD09', 'WGS84'))?.suspected, 'BD09')
  assert.equal(suspectFromPairs(pairs('CGCS2000', 'GCJ02'))?.suspected, 'CGCS2000')
})

test('honest files and scattered ones are left in peace', () => {
  assert.equal(suspectFromPairs(pairs('GCJ02', 'GCJ02')), undefined)
  assert.equal(suspectFromPairs(pairs('CGCS2000', 'CGCS2000')), undefined)
  const scattered = truth.map((known, i) => ({
    imported: point(known.lon + 0.004 * Math.sin(i), known.lat + 0.004 * Math.cos(i)),
    known,
  }))
  assert.equal(suspectFromPairs(scattered), undefined)
  assert.equal(suspectFromPairs(pairs('GCJ02', 'CGCS2000').slice(0, 7)), undefined)
})

test('points that lie on the roads only when read as GCJ02 are suspected', () => {
  const onThing = (p: Point) => truth.some((t) => Math.abs(t.lon - p.lon) < 2e-4 && Math.abs(t.lat - p.lat) < 2e-4)
  const suspicion = suspectFromReference(asFile('GCJ02', 'CGCS2000'), { onThing })
  assert.equal(suspicion?.suspected, 'GCJ02')
  assert.equal(suspectFromReference(asFile('CGCS2000', 'CGCS2000'), { onThing }), undefined)
  assert.equal(suspectFromReference(asFile('BD09', 'BD09'), { onThing }), undefined)
})
