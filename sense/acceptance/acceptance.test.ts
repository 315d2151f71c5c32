import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { frameOf as hj212Frame } from '../gateway/hj212/codec.ts'
import { framesOf } from '../gateway/jt808/codec.ts'
import { digitsOf } from '../gateway/jt808/fix.ts'
import { samples as jt808Samples } from '../gateway/jt808/samples.ts'
import { samples as sl651Samples } from '../gateway/sl651/samples.ts'
import { examinedProtocols, examinerOf } from './examiners.ts'
import { examineFile } from './frames-file.ts'
import { reportOf } from './report.ts'

const now = new Date('2026-05-06T07:08:09Z')
const span = { from: now, to: now }

function jt808(...pieces: Uint8Array[]) {
  const examiner = examinerOf('jt808')
  examiner.connected()
  for (const one of pieces) examiner.take(one, now)
  examiner.end()
  return reportOf(examiner, 'jt808', span)
}

const outcomes = (report: ReturnType<typeof jt808>) =>
  Object.fromEntries(report.checks.map(({ id, outcome }) => [id, outcome]))

const address = { edition: 2013 as const, phone: '013800138000' }
const registration = {
  province: 51,
  city: 1703,
  maker: 'YIWNG',
  model: 'SIM',
  terminal: 'SIM0001',
  plateColour: 2,
  plate: '川S00001',
}
const place = {
  alarms: 0,
  status: 3,
  latitude: 31_200_000,
  longitude: 107_500_000,
  altitude: 300,
  speed: 300,
  course: 90,
  time: digitsOf(now),
  items: [{ id: 1, bytes: Buffer.from('0001e240', 'hex') }],
}
const session = (location: Partial<typeof place> = {}): Buffer[] => [
  ...framesOf('registration', registration, { ...address, serial: 1 }),
  ...framesOf('authentication', { authCode: 'K7' }, { ...address, serial: 2 }),
  ...framesOf('location', { ...place, ...location }, { ...address, serial: 3 }),
]

test('a terminal that does everything right has no check failed, and is not whole while it was not tried', () => {
  const report = jt808(...session())
  assert.deepEqual(
    report.checks.filter(({ outcome }) => outcome === 'failed'),
    [],
  )
  assert.deepEqual([report.grade, report.isWhole, report.sender, report.edition], ['B', false, '13800138000', '2013'])
  assert.ok(report.checks.every(({ id }) => id !== 'identity'))
})

test('each fault of a terminal fails the check of its clause, with the frame as it came', () => {
  const [register = Buffer.of(), login = Buffer.of(), location = Buffer.of()] = session()
  const broken = Buffer.from(location)
  broken[20] = broken[20]! ^ 0xff
  const faults: [string, Uint8Array[]][] = [
    ['checksum', [register, login, broken]],
    ['frame', [Buffer.from('GET / HTTP/1.1'), register, login, location]],
    ['authentication', [location]],
    ['registration', [...framesOf('registration', { ...registration, terminal: '' }, { ...address, serial: 1 })]],
    ['serial', [register, login, ...framesOf('location', place, { ...address, serial: 9 })]],
    ['clock', session({ time: digitsOf(new Date(now.getTime() + 8 * 3_600_000)) })],
    ['clock', session({ time: '261345000000' })],
    ['place', session({ latitude: 0, longitude: 0 })],
    ['units', session({ speed: 30_000 })],
    ['bits', session({ status: 3 | (1 << 30) })],
    ['items', session({ items: [{ id: 1, bytes: Buffer.of(1) }] })],
    ['knownItems', session({ items: [{ id: 0xef, bytes: Buffer.of(1) }] })],
    ['message', [register, login, ...framesOf('linkCheck', {}, { ...address, serial: 3 })]],
  ]
  for (const [id, pieces] of faults) {
    const report = jt808(...pieces)
    assert.equal(outcomes(report)[id], 'failed', id)
    const evidence = report.checks.find((one) => one.id === id)?.evidence[0]
    assert.match(evidence?.hex ?? '', /^[0-9a-f]{4,}$/, id)
  }
})

test('a terminal that does not escape is told so, and not that its checksum is wrong', () => {
  const [escaped = Buffer.of()] = framesOf(
    'location',
    { ...place, altitude: 0x7d, speed: 800 },
    { ...address, serial: 3 },
  )
  const bare = Buffer.from(escaped.toString('hex').replace('7d01', '7d'), 'hex')
  const found = outcomes(jt808(bare))
  assert.deepEqual([found.escape, found.checksum], ['failed', 'passed'])
})

test('who drives never stands in the evidence', () => {
  const [frame = Buffer.of()] = framesOf(
    'driverCard',
    {
      state: 1,
      time: '260506150809',
      result: 0,
      name: '王小明',
      licence: '51170000000000000000',
      issuer: '示范',
      validUntil: '20300101',
    },
    { ...address, serial: 9 },
  )
  const [before = Buffer.of()] = framesOf('heartbeat', {}, { ...address, serial: 1 })
  const report = jt808(before, frame)
  assert.ok(!JSON.stringify(report).includes('35313137'))
})

const station = (
  content: string,
  head = 'QN=20260506150809000;ST=39;CN=2011;PW=123456;MN=A110000FEED0000000000001;Flag=5',
) => hj212Frame(`${head};CP=&&${content}&&`)
const dust = 'DataTime=20260506150800;a34002-Rtd=0.118,a34002-Flag=N;a01001-Rtd=21.4,a01001-Flag=N'

function hj212(...pieces: Uint8Array[]) {
  const examiner = examinerOf('hj212')
  examiner.connected()
  for (const one of pieces) examiner.take(one, now)
  examiner.end()
  return reportOf(examiner, 'hj212', span)
}

test('a station that does everything right has no check failed', () => {
  const report = hj212(station(dust))
  assert.deepEqual(
    report.checks.filter(({ outcome }) => outcome === 'failed'),
    [],
  )
  assert.equal(report.sender, 'A110000FEED0000000000001')
})

test('each fault of a station fails the check of its clause, and no password stands in the evidence', () => {
  const text = station(dust).toString('latin1')
  const faults: [string, Uint8Array][] = [
    ['checksum', Buffer.from(text.replace('0.118', '0.119'))],
    ['ending', Buffer.from(text.replace('\r\n', '\n'))],
    ['qn', station(dust, 'QN=1;ST=39;CN=2011;PW=123456;MN=A110000FEED0000000000001;Flag=5')],
    ['mn', station(dust, 'QN=20260506150809000;ST=39;CN=2011;PW=123456;MN=DUST1;Flag=5')],
    ['cn', station(dust, 'QN=20260506150809000;ST=39;CN=7777;PW=123456;MN=A110000FEED0000000000001;Flag=5')],
    ['flag', station(dust, 'QN=20260506150809000;ST=39;CN=2011;PW=123456;MN=A110000FEED0000000000001')],
    ['pw', station(dust, 'QN=20260506150809000;ST=39;CN=2011;MN=A110000FEED0000000000001;Flag=5')],
    ['dataTime', station('a34002-Rtd=0.118,a34002-Flag=N')],
    ['clock', station(dust.replace('20260506150800', '20260506160800'))],
    ['marks', station('DataTime=20260506150800;a34002-Rtd=0.118')],
    ['fields', station('DataTime=20260506150800;a34002-Avg=0.118,a34002-Flag=N')],
    ['values', station('DataTime=20260506150800;a34002-Rtd=--,a34002-Flag=N')],
    ['factors', station('DataTime=20260506150800;dust-Rtd=1,dust-Flag=N')],
    ['units', station('DataTime=20260506150800;a01001-Rtd=2140,a01001-Flag=N')],
  ]
  for (const [id, bytes] of faults) {
    const report = hj212(bytes)
    assert.equal(outcomes(report)[id], 'failed', id)
    assert.ok(!JSON.stringify(report).includes(Buffer.from('123456').toString('hex')), id)
  }
})

test('frames of the codecs’ own samples are right by every check of their structure', () => {
  const terminal = examinerOf('jt808')
  for (const { hex } of jt808Samples) terminal.take(Buffer.from(hex, 'hex'), null)
  terminal.end()
  const hydrology = examinerOf('sl651')
  for (const { hex } of sl651Samples) hydrology.take(Buffer.from(hex, 'hex'), null)
  for (const { book } of [terminal, hydrology]) {
    const structure = book.checked.filter(({ id }) => ['frame', 'escape', 'checksum', 'length', 'body'].includes(id))
    for (const { id, failed, seen } of structure) assert.deepEqual([id, failed, seen > 0], [id, 0, true])
  }
})

test('a device that speaks JSON is told of times that are missing and values that are none', () => {
  const said = (document: unknown) => {
    const examiner = examinerOf('mqtt')
    examiner.take(Buffer.from(JSON.stringify(document)), now)
    examiner.end()
    return outcomes(reportOf(examiner, 'mqtt', span))
  }
  const right = said({ at: now.toISOString(), values: { level: { value: 1, unit: 'm' } } })
  assert.deepEqual([right.frame, right.clock, right.values, right.units], Array(4).fill('passed'))
  assert.equal(said({ values: { level: 1 } }).clock, 'failed')
  assert.equal(said({ at: now.toISOString(), values: { level: 'high' } }).values, 'failed')
})

test('whatever comes, an examiner does not break and its counts add up', () => {
  for (const protocol of examinedProtocols) {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
        const examiner = examinerOf(protocol)
        for (const one of pieces) examiner.take(Buffer.concat([Buffer.of(0x7e), one, Buffer.of(0x7e)]), now)
        examiner.end()
        for (const { seen, failed, evidence } of examiner.book.checked) {
          assert.ok(failed <= seen && evidence.length <= 5)
        }
      }),
      { numRuns: 200 },
    )
  }
})

const skip = (folder: string | undefined) => (folder ? false : 'the data is not beside the repository')
const shared = sharedData('proto-jt808')

test('250 frames of other people are graded by clause', { skip: skip(shared) }, () => {
  const examiner = examinerOf('jt808')
  examineFile(examiner, 'jt808', readFileSync(join(shared!, 'messages.csv')))
  const report = reportOf(examiner, 'jt808', span)
  const failed = (id: string) => report.checks.find((one) => one.id === id)?.failed ?? 0
  assert.ok(report.frames > 220)
  assert.ok(failed('checksum') > 0 && failed('escape') > 0 && failed('place') > 0)
  assert.equal(report.grade, 'D')
})

const stations = sharedData('proto-hj212')

test('of 4,514 messages of other people the four with a wrong CRC fail that check', { skip: skip(stations) }, () => {
  const examiner = examinerOf('hj212')
  examineFile(examiner, 'hj212', gunzipSync(readFileSync(join(stations!, 'messages.csv.gz'))))
  const crc = examiner.book.checked.find(({ id }) => id === 'checksum')
  assert.deepEqual([crc?.seen, crc?.failed, examiner.frames], [4_514, 4, 4_510])
})
