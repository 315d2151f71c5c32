import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TrackDay } from '#sense/track/contract.ts'
import { clock, momentAt, played, spanAt, spansOf } from './playback.ts'

const begin = '2026-11-25T16:00:00.000Z'
const at = (second: number) => new Date(Date.parse(begin) + second * 1000).toISOString()
const place = { frame: 'CGCS2000' as const, lon: 107.5, lat: 31.2 }
const part = (kind: 'trip' | 'stop' | 'gap', from: number, to: number): TrackDay['parts'][number] => ({
  kind,
  from: at(from),
  to: at(to),
  start: place,
  end: place,
  rawMetres: 0,
  matchedMetres: 0,
  offRoadMetres: 0,
  mostKmh: 0,
  why: kind === 'gap' ? 'silent' : null,
})
const spans = spansOf({
  begin,
  parts: [part('trip', 100, 200), part('stop', 200, 500), part('gap', 500, 900), part('trip', 900, 1_000)],
})
const paths: TrackDay['paths'] = [
  {
    part: 0,
    points: [
      [100, 107.5, 31.2, 10, 1],
      [200, 107.6, 31.2, 10, 1],
    ],
  },
  {
    part: 3,
    points: [
      [900, 107.7, 31.2, 20, 1],
      [1_000, 107.8, 31.2, 20, 1],
    ],
  },
]

test('half way in time a truck is half way along, at a stop it stands, and in a gap it is nowhere', () => {
  const half = momentAt(spans, paths, 150)
  assert.ok(half && Math.abs(half.lon - 107.55) < 1e-9 && half.kmh === 10)
  assert.equal(momentAt(spans, paths, 300)?.kmh, 0)
  assert.equal(momentAt(spans, paths, 600), null)
  assert.equal(momentAt(spans, paths, 20), null)
  assert.equal(momentAt(spans, paths, 1_000)?.lon, 107.8)
})

test('where two parts meet the later one holds, and the very last second still belongs to the day', () => {
  assert.deepEqual(
    [99, 100, 200, 500, 1_000, 1_001].map((second) => spanAt(spans, second)),
    [-1, 0, 1, 2, 3, -1],
  )
})

test('a playback that passes over what does not move goes on at the next trip, and never beyond the end', () => {
  assert.equal(played(spans, 150, 10, true), 160)
  assert.equal(played(spans, 199, 40, true), 500)
  assert.equal(played(spans, 500, 60, true), 900)
  assert.equal(played(spans, 500, 60, false), 560)
  assert.equal(played(spans, 990, 60, true), 1_000)
})

test('seconds read as a clock', () => {
  assert.deepEqual(
    [clock(0), clock(34_205), clock(34_205, true), clock(86_400), clock(88_800)],
    ['00:00', '09:30', '09:30:05', '24:00', '+00:40'],
  )
})
