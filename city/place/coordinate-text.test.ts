import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCoordinates } from './coordinate-text.ts'
import { distanceMetres } from './distance.ts'
import { convert, point } from './frame.ts'
import { toGaussKruger } from './gauss-kruger.ts'

const here = point(107.511845, 31.196118)
const gcj = convert(here, 'GCJ02')
const bd = convert(here, 'BD09')
const plane = toGaussKruger(here, 108)
const fixed = (n: number) => n.toFixed(7)

const texts: [text: string, frame: string, stated: boolean][] = [
  [`${here.lon}, ${here.lat}`, 'CGCS2000', false],
  [`${here.lat} ${here.lon}`, 'CGCS2000', false],
  [`经度：${here.lon}，纬度：${here.lat}`, 'CGCS2000', false],
  [`（${here.lon}；${here.lat}）CGCS2000`, 'CGCS2000', true],
  [`WGS84 ${here.lat}N ${here.lon}E`, 'WGS84', true],
  [`高德 ${fixed(gcj.lon)},${fixed(gcj.lat)}`, 'GCJ02', true],
  [`GCJ-02: ${fixed(gcj.lon)} ${fixed(gcj.lat)}`, 'GCJ02', true],
  [`百度坐标 ${fixed(bd.lon)},${fixed(bd.lat)}`, 'BD09', true],
  [`BD09 ${fixed(bd.lon)},${fixed(bd.lat)}`, 'BD09', true],
  [`东经107°30'42.642"，北纬31°11'46.0248"`, 'CGCS2000', false],
  [`31°11′46.0248″ 107°30′42.642″`, 'CGCS2000', false],
  [`１０７．５１１８４５，３１．１９６１１８`, 'CGCS2000', false],
  [`X=${plane.northing.toFixed(3)} Y=${(36_000_000 + plane.easting).toFixed(3)}`, 'GaussKruger', true],
  [`${plane.easting.toFixed(3)} ${plane.northing.toFixed(3)}`, 'GaussKruger', false],
]
for (const [text, frame, stated] of texts)
  test(`“${text}” is read as ${frame}${stated ? '' : ' unless another frame was meant'}`, () => {
    const [first] = readCoordinates(text, here)
    assert.ok(first)
    assert.deepEqual([first.frame, first.stated], [frame, stated])
    assert.ok(distanceMetres(first.point, here) < 0.2, `${distanceMetres(first.point, here)} m`)
  })

test('without a frame the text may mean three places, the unshifted one first', () => {
  const readings = readCoordinates('107.511845,31.196118', here)
  assert.deepEqual(
    readings.map((reading) => reading.frame),
    ['CGCS2000', 'GCJ02', 'BD09'],
  )
})

test('names, codes and telephone numbers are not coordinates', () => {
  for (const text of [
    '人民路128号',
    '511703001002003',
    '13800138000',
    '107.5',
    '1 2 3',
    '2.35 48.85',
    '达川区 107.5 31.2 附近',
    '',
  ])
    assert.deepEqual(readCoordinates(text, here), [])
})

test('any text is read without error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) =>
      assert.ok(Array.isArray(readCoordinates(text, here))),
    ),
  )
})
