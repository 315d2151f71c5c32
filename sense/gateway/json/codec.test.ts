import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instantOf, isMapping, Malformed, mapped, mappingFault, pathOf, reportsOf } from './codec.ts'
import { interpretJson } from './interpret.ts'
import { samples } from './samples.ts'

const now = new Date('2026-01-02T03:05:00Z')
const device = { sender: 'd1', kind: 'manhole', dictionaries: [], units: {} }
const said = (document: unknown, mapping?: unknown) =>
  interpretJson(Buffer.from(JSON.stringify(document)), { ...device, mapping }, now)

test('each sample says what stands beside it', () => {
  for (const { about, document, mapping, reports } of samples) {
    const read = mapping ? mapped(document, mapping) : reportsOf(document)
    assert.deepEqual(read.reports, reports, about)
  }
})

test('a report with its own time, units and qualities is taken as it is', () => {
  const {
    samples: values,
    tracks,
    facts,
  } = said({
    at: '2026-01-02T11:04:05+08:00',
    values: { waterLevel: { value: 1.25, unit: 'm', quality: 'bad' }, battery: 3.6, open: true },
    place: { lon: 107.5, lat: 31.2, speed: 12 },
    facts: { firmware: '1.2' },
  })
  const at = new Date('2026-01-02T03:04:05Z')
  assert.deepEqual(values, [
    { metric: 'waterLevel', unit: 'm', at, value: 1.25, quality: 'bad' },
    { metric: 'battery', unit: '', at, value: 3.6, quality: 'ok' },
    { metric: 'open', unit: '', at, value: 1, quality: 'ok' },
  ])
  assert.deepEqual([tracks.length, tracks[0]?.speed, facts], [1, 12, { firmware: '1.2' }])
})

test('without a time of its own a value is of the moment it came, of unknown quality, and that is counted', () => {
  const { samples: values, deviations } = said({ level: 7 })
  assert.deepEqual(values, [{ metric: 'level', unit: '', at: now, value: 7, quality: 'unknown' }])
  assert.deepEqual(deviations, ['no time of its own'])
  assert.deepEqual(said({ at: '2016-01-01T00:00:00Z', values: { level: 7 } }).deviations, ['clock'])
})

test('the unit that a device is registered with stands before the one that it says', () => {
  const bytes = Buffer.from(JSON.stringify({ ts: now.getTime(), values: { pm10: { value: 0.05, unit: 'mg' } } }))
  const [one] = interpretJson(bytes, { ...device, units: { pm10: 'mg/m³' } }, now).samples
  assert.equal(one?.unit, 'mg/m³')
})

test('a time is read as devices write it', () => {
  const expected = new Date('2026-01-02T03:04:05Z')
  for (const one of [
    1767323045,
    1767323045000,
    '1767323045',
    '1767323045000',
    '2026-01-02T03:04:05Z',
    '20260102T030405Z',
    '2026-01-02T11:04:05+08:00',
    '2026-01-02 11:04:05',
    '20260102110405',
  ])
    assert.deepEqual(instantOf(one), expected, String(one))
  for (const one of ['2026-02-30T00:00:00Z', '2026-01-02T25:00:00Z', 'yesterday', '', null, {}, Number.NaN, 1e300])
    assert.equal(instantOf(one), undefined, String(one))
})

test('a mapping whose path is none is refused at its place', () => {
  const value = { metric: 'a', unit: '' }
  assert.deepEqual(mappingFault({ values: [{ ...value, path: 'a.b' }] }), undefined)
  assert.deepEqual(mappingFault({ values: [{ ...value, path: 'a..b' }] }), { at: 'values.0.path', path: 'a..b' })
  assert.deepEqual(mappingFault({ each: '[', values: [] }), { at: 'each', path: '[' })
  assert.ok(!isMapping({ values: [{ path: 1 }] }))
})

test('what a document has from its language and not from its maker is never found', () => {
  const mapping = {
    values: ['__proto__.x', 'constructor.name', 'length'].map((path) => ({ path, metric: 'm', unit: '' })),
  }
  assert.deepEqual(mapped({ a: [] }, mapping).reports[0]?.values, [])
})

test('whatever is published breaks nothing and gives finite numbers', () => {
  const anyPath = fc.oneof(fc.constantFrom('a', 'a.b', 'values', '[0]', 'a[b=1].c'), fc.string({ maxLength: 12 }))
  const mappings = fc.option(
    fc.record({
      values: fc.array(fc.record({ path: anyPath, metric: fc.constant('m'), unit: fc.constant('') }), { maxLength: 4 }),
    }),
  )
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), mappings, (text, mapping) => {
      try {
        const found = interpretJson(Buffer.from(text), { ...device, mapping: mapping ?? undefined }, now)
        for (const { value } of found.samples) assert.ok(Number.isFinite(value))
      } catch (fault) {
        assert.ok(fault instanceof Malformed)
      }
    }),
    { numRuns: 1_000 },
  )
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (text) => pathOf(text) === undefined || text.length <= 200))
})
