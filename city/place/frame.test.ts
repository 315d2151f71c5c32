import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceMetres } from './distance.ts'
import { convert, type Frame, frameOfCrs, frames, point, pointFault, pointIn, toCgcs2000 } from './frame.ts'

const inland = { lon: fc.double({ min: 90, max: 122, noNaN: true }), lat: fc.double({ min: 22, max: 42, noNaN: true }) }
const anyFrame = fc.constantFrom<Frame>(...frames)

test('a point converted to any frame and back has moved by less than a centimetre', () => {
  fc.assert(
    fc.property(inland.lon, inland.lat, anyFrame, (lon, lat, frame) => {
      const start = point(lon, lat)
      assert.ok(distanceMetres(start, toCgcs2000(convert(start, frame))) < 0.01)
    }),
  )
})

test('every pair of frames leads through the same place', () => {
  fc.assert(
    fc.property(inland.lon, inland.lat, anyFrame, anyFrame, (lon, lat, from, to) => {
      const direct = toCgcs2000(convert(pointIn(from, lon, lat), to))
      assert.ok(distanceMetres(direct, toCgcs2000(pointIn(from, lon, lat))) < 0.01)
    }),
  )
})

const shifts: [city: string, lon: number, lat: number, gcjMetres: number][] = [
  ['北京', 116.3913, 39.9075, 555],
  ['杭州', 120.155, 30.274, 524],
  ['广州', 113.264, 23.129, 622],
  ['成都', 104.066, 30.658, 364],
  ['乌鲁木齐', 87.617, 43.825, 266],
]
for (const [city, lon, lat, metres] of shifts)
  test(`in ${city} GCJ02 lies about ${metres} m off and BD09 about a kilometre`, () => {
    const truth = point(lon, lat)
    const off = (frame: Frame) => {
      const { lon: x, lat: y } = convert(truth, frame)
      return distanceMetres(truth, point(x, y))
    }
    assert.ok(Math.abs(off('GCJ02') - metres) < 25, `${off('GCJ02')}`)
    assert.ok(off('BD09') > 800 && off('BD09') < 1_450, `${off('BD09')}`)
  })

test('WGS84 is taken for CGCS2000, and abroad nothing is shifted', () => {
  assert.deepEqual(convert(pointIn('WGS84', 107.5, 31.2), 'CGCS2000'), point(107.5, 31.2))
  assert.deepEqual(convert(point(2.35, 48.85), 'GCJ02'), pointIn('GCJ02', 2.35, 48.85))
})

const faults: [lon: number, lat: number, fault: ReturnType<typeof pointFault>][] = [
  [107.5, 31.2, undefined],
  [31.2, 107.5, 'swapped'],
  [0, 0, 'zero'],
  [0.0000001, 0, 'zero'],
  [Number.NaN, 31, 'not_a_number'],
  [107, Number.POSITIVE_INFINITY, 'not_a_number'],
  [2.35, 48.85, 'outside_china'],
  [0, 31.2, 'outside_china'],
  [109.3, 18.2, undefined],
]
for (const [lon, lat, fault] of faults)
  test(`the pair ${lon}, ${lat} is ${fault ?? 'believed'}`, () => assert.equal(pointFault(lon, lat), fault))

test('the frame of a GeoJSON crs is recognised only if it is one of ours', () => {
  assert.equal(frameOfCrs('urn:ogc:def:crs:EPSG::4490'), 'CGCS2000')
  assert.equal(frameOfCrs('urn:ogc:def:crs:OGC:1.3:CRS84'), 'WGS84')
  assert.equal(frameOfCrs('EPSG:4326'), 'WGS84')
  assert.equal(frameOfCrs('gcj-02'), 'GCJ02')
  assert.equal(frameOfCrs('EPSG:2381'), undefined)
})
