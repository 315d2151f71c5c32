import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Malformed } from '../bytes/malformed.ts'
import {
  calendar,
  controlProgram,
  deviceIn,
  loggerConfigs,
  overrideCommand,
  readDevices,
  readEnvelope,
  readLogReport,
} from './codec.ts'
import { interpretTalq } from './interpret.ts'
import { deviceSample, lamp, logSample, logSays } from './samples.ts'

const now = new Date('2026-03-02T15:00:00Z')
const cms = '7b1f6a52-0c7d-4d7e-9a53-2f60a4e8bccc'
const device = { sender: lamp, kind: 'lamp-controller', dictionaries: [], units: {} }
const said = (document: unknown) => interpretTalq(Buffer.from(JSON.stringify(document)), device, now)

test('a log report says what stands beside it, each value with its device', () => {
  const { entries, unread } = readLogReport(logSample(now.toISOString()))
  assert.equal(unread, 0)
  const all = entries.flatMap(({ device: of, values }) =>
    values.map(({ metric, unit, value }) => [of, metric, unit, value]),
  )
  assert.deepEqual(all, logSays)
})

test('of a report only the device’s own entries become its values, at their own time', () => {
  const { samples } = said(logSample('2026-03-02T22:58:00+08:00'))
  assert.deepEqual(
    samples.map(({ metric, value, at, quality }) => [metric, value, at.toISOString(), quality]),
    [
      ['level', 70, '2026-03-02T14:58:00.000Z', 'ok'],
      ['lit', 1, '2026-03-02T14:58:00.000Z', 'ok'],
      ['load', 84.5, '2026-03-02T14:58:00.000Z', 'ok'],
      ['event:lampFailure', 1, '2026-03-02T14:58:00.000Z', 'ok'],
    ],
  )
})

test('an announced device tells its place, its software and its level', () => {
  const { samples, tracks, facts } = said(deviceSample)
  assert.deepEqual([tracks.length, facts.swVersion, facts.class], [1, '1.4', 'Lamp'])
  assert.deepEqual(
    samples.map(({ metric, quality }) => [metric, quality]),
    [
      ['level', 'unknown'],
      ['lit', 'unknown'],
    ],
  )
})

test('a request without version, address or number is told what it lacks', () => {
  const ask = (version: string | undefined, query: string, isChange = true) => {
    const read = readEnvelope({ version, query: new URLSearchParams(query), isChange })
    return 'error' in read ? read.error[0]?.key : read.client
  }
  assert.equal(ask(undefined, ''), 'headerMissing')
  assert.equal(ask('1.0.0', ''), 'headerValueNotValid')
  assert.equal(ask('2.6.0', ''), 'parameterMissing')
  assert.equal(ask('2.7.1', 'clientAddress=me'), 'parameterValueNotValid')
  assert.equal(ask('2.7.1', `clientAddress=${cms}`), 'parameterMissing')
  assert.equal(ask('2.7.1', `clientAddress=${cms}`, false), cms)
})

test('hours of a night become a program in the order of the clock, and a wrong hour is refused', () => {
  const program = controlProgram('p', cms, { on: '18:20', off: '06:50', restFrom: '23:30', restTo: '05:00' })
  assert.deepEqual(program.activePeriods, [
    { name: 'AbsoluteActivePeriod', startTime: '18:20:00', endTime: '06:50:00' },
  ])
  assert.deepEqual(
    program.fixedTimeControls.map(({ startTime, command }) => [startTime, command.state.level]),
    [
      ['05:00:00', 100],
      ['18:20:00', 100],
      ['23:30:00', 0],
    ],
  )
  assert.throws(() => controlProgram('p', cms, { on: '25:00', off: '06:50' }), Malformed)
  assert.throws(() => overrideCommand([], { id: 'i', level: 101, start: now, expiration: now }), Malformed)
  assert.deepEqual(
    calendar('c', cms, 'p', [{ from: '12-01', to: '02-28', program: 'w' }]).rules[0]?.startDate,
    '--12-01',
  )
  assert.equal(loggerConfigs(cms, ['a', 'b']).length, 2)
})

test('whatever a gateway sends breaks nothing and gives finite numbers', () => {
  const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(lamp))
  const data = fc.record({
    type: fc.constantFrom('AttributeLogData', 'EventLogData', 'StateChangeEventLogData', 'x'),
    srcAddress: fc.oneof(fc.constant(`${lamp}/f`), leaf),
    timestamp: fc.oneof(fc.constant(now.toISOString()), leaf),
    attributeName: fc.oneof(fc.constant('actualLightState'), leaf),
    attributeValue: fc.oneof(fc.record({ type: leaf, value: fc.oneof(leaf, fc.record({ level: leaf })) }), leaf),
    eventType: leaf,
    state: fc.oneof(fc.record({ level: leaf }), leaf),
  })
  const document = fc.oneof(
    fc.jsonValue(),
    fc.record({ entries: fc.array(fc.oneof(fc.record({ data }), fc.jsonValue())) }),
  )
  fc.assert(
    fc.property(document, (one) => {
      try {
        for (const { value } of said(one).samples) assert.ok(Number.isFinite(value))
        readDevices(one)
      } catch (fault) {
        assert.ok(fault instanceof Malformed)
      }
    }),
    { numRuns: 1_000 },
  )
  fc.assert(fc.property(fc.string(), (text) => deviceIn(text) === undefined || text.length >= 36))
})
