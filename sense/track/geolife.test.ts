import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { distanceMetres } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { buildRoadNet } from '#city/place/road-net.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { cutDay } from './cut-day.ts'
import { rulesOf } from './rules.ts'
import type { RawFix } from './verdict.ts'

const folder = sharedData('gps-geolife-beijing')
const rules = rulesOf()
const now = Date.parse('2026-01-01T00:00:00Z')

/** Positions by person and Beijing day. */
function daysOf(text: string): Map<string, RawFix[]> {
  const days = new Map<string, RawFix[]>()
  for (const line of text.split('\n').slice(1)) {
    const [lat, lon, time, uid] = line.trim().split(',')
    if (!uid || !time) continue
    const at = Date.parse(`${time.replace(' ', 'T')}Z`)
    const key = `${uid} ${new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)}`
    const fix = { at, lon: Number(lon), lat: Number(lat), speed: null, fixed: true }
    const day = days.get(key)
    if (day) day.push(fix)
    else days.set(key, [fix])
  }
  return days
}

test('months of two people in Beijing come to trips, stops and gaps in which nobody teleports', {
  skip: folder ? false : 'gps-geolife-beijing is not here',
}, (t) => {
  const days = daysOf(gunzipSync(readFileSync(join(folder!, 'geolife_sample.csv.gz'))).toString('utf8'))
  const net = buildRoadNet([])
  const sums = { fixes: 0, ok: 0, bad: 0, trips: 0, stops: 0, gaps: 0, cut: 0, plain: 0 }
  const began = performance.now()
  for (const [key, fixes] of days) {
    const cut = cutDay(fixes, net, rules, now)
    sums.fixes += fixes.length
    sums.ok += cut.fixes.ok
    sums.bad += cut.fixes.bad
    for (const part of cut.parts) {
      sums[`${part.kind}s`]++
      if (part.kind !== 'trip') continue
      assert.ok(part.rawMetres / ((part.to - part.from) / 3_600) <= rules.mostKmh, `${key} teleports`)
      sums.cut += part.rawMetres
      const [a, b] = [part.start, part.end].map(([lon, lat]) => point(lon, lat))
      assert.ok(part.rawMetres >= distanceMetres(a!, b!) * 0.99)
    }
    const stops = cut.parts.filter(({ kind }) => kind === 'stop')
    sums.plain += fixes.slice(1).reduce((metres, fix, n) => {
      const before = fixes[n]!
      const step = distanceMetres(point(before.lon, before.lat), point(fix.lon, fix.lat))
      const seconds = (fix.at - before.at) / 1000
      // What is walked within a stop is the noise of a receiver that stands.
      if (stops.some(({ from, to }) => before.at >= from && fix.at <= to)) return metres
      return metres + (seconds <= rules.gapSeconds && step * 3.6 <= rules.mostKmh * seconds ? step : 0)
    }, 0)
  }
  t.diagnostic(`${JSON.stringify(sums)} in ${Math.round(performance.now() - began)} ms`)
  assert.ok(sums.ok / sums.fixes > 0.95)
  assert.ok(sums.trips > 100 && sums.stops > 100 && sums.gaps > 50)
  assert.ok(Math.abs(sums.cut / sums.plain - 1) < 0.02, `${sums.cut} against ${sums.plain}`)
})
