import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readBatch } from '../conveyor/batch.ts'
import type { KnownDevice } from '../device/directory.ts'
import { locationAt } from '../simulate/terminal.ts'
import { frameOf } from './hj212/codec.ts'
import { digitsOf } from './hj212/readings.ts'
import { interpreters } from './interpreters.ts'
import { FrameOpener, framesOf } from './jt808/codec.ts'
import { keptBytes } from './jt808/header.ts'
import type { Conversation, Step } from './protocol.ts'
import { protocolsOf } from './protocols.ts'

const now = Date.UTC(2026, 10, 26, 4, 0, 0)
const everybody = { knows: () => true, presented: () => 'none set' as const, tolerates: () => true }
const [jt808, hj212] = protocolsOf('secret')
const mn = 'A110000FEED0000000000001'
const device = (protocol: string, sender: string): KnownDevice => ({
  districtId: '513399',
  deviceId: '0192d3c4-0000-7000-8000-000000000001',
  protocol,
  sender,
  kind: 'any',
  dictionaries: ['trackers'],
  units: {},
})

const place = { lon: 107.5, lat: 31.2 }
const located = (serial: number, change: Partial<ReturnType<typeof locationAt>> = {}): Buffer =>
  Buffer.concat(
    framesOf(
      'location',
      { ...locationAt(new Date(now), place), ...change },
      { edition: 2013, phone: '013800138000', serial },
    ),
  )
const segment = (content: string): Buffer =>
  frameOf(`QN=${digitsOf(new Date(now))};ST=39;CN=2011;PW=1;MN=${mn};Flag=5;CP=&&${content}&&`)

/** Bytes with some of them changed, left out or put in, in pieces cut anywhere. */
const mangled = (frames: fc.Arbitrary<Buffer>) =>
  fc
    .tuple(
      fc.array(frames, { minLength: 1, maxLength: 6 }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('turn', 'drop', 'add'), fc.nat(255)), { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }),
    )
    .map(([given, changes, cuts]) => {
      const bytes = [...Buffer.concat(given)]
      for (const [at, kind, byte] of changes) {
        const index = at % Math.max(1, bytes.length)
        if (kind === 'turn') bytes[index] = byte
        else bytes.splice(index, kind === 'drop' ? 1 : 0, ...(kind === 'add' ? [byte] : []))
      }
      const pieces: Buffer[] = []
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = cuts[turn % cuts.length]!
        pieces.push(Buffer.from(bytes.slice(at, at + size)))
        at += size
      }
      return pieces
    })

/** A frame of the wire as it is kept. */
function keptOf(wire: Buffer): Uint8Array {
  const [opened] = new FrameOpener().push(wire)
  if (opened?.kind !== 'frame') throw new Error('the frame cannot be read')
  return keptBytes(opened.frame.header, opened.frame.body)
}

function heard(conversation: Conversation, pieces: readonly Buffer[]): Step[] {
  const steps = pieces.flatMap((piece) => conversation.take(piece, now))
  return [...steps, ...conversation.tick(now + 120_000), ...conversation.end(now)]
}

/** What was kept, read as the conveyor reads it: whatever it was, the database could hold it. */
function mustBeStorable(protocol: string, steps: readonly Step[]): void {
  const kept = steps.flatMap(({ keep = [] }) => keep)
  const spooled = kept.map(({ sender, bytes }, index) => ({
    record: { protocol, sender, receivedAt: now, bytes },
    next: index + 1,
  }))
  const { devices } = readBatch(spooled, (_, sender) => device(protocol, sender), interpreters)
  for (const { samples, tracks, facts } of devices) {
    for (const one of samples) {
      assert.ok(Number.isFinite(one.value) && !one.unit.includes('\0') && /^[\w:.-]{1,60}$/.test(one.metric))
      assert.ok(Math.abs(+one.at - now) <= 31 * 86_400_000)
    }
    for (const { place: at, speed, course, altitude } of tracks) {
      assert.ok(at.lon > 72 && at.lon < 138 && at.lat > 0 && at.lat < 56, `${at.lon} ${at.lat}`)
      assert.ok(speed >= 0 && course >= 0 && course < 360 && altitude <= 32_767 && altitude >= -32_768)
    }
    assert.ok(!JSON.stringify(facts).includes('\\u0000'))
  }
}

const anyLocation = fc
  .record({
    alarms: fc.nat(2 ** 32 - 1),
    status: fc.nat(2 ** 32 - 1),
    latitude: fc.oneof(fc.nat(2 ** 32 - 1), fc.constantFrom(0, 31_200_000)),
    longitude: fc.oneof(fc.nat(2 ** 32 - 1), fc.constantFrom(0, 107_500_000)),
    altitude: fc.nat(65_535),
    speed: fc.nat(65_535),
    course: fc.nat(65_535),
    time: fc.constantFrom(
      '261126120000',
      '000000000000',
      '991231235959',
      '701126120000',
      '261326126060',
      '261126040000',
    ),
    items: fc.array(
      fc.record({ id: fc.nat(255), bytes: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) }),
      { maxLength: 5 },
    ),
  })
  .map((change) => located(1, change))

test('whatever a terminal sends, cut anywhere, breaks nothing and gives only what can be stored', () => {
  const registered = Buffer.concat(
    framesOf(
      'registration',
      { province: 51, city: 1703, maker: 'M', model: 'T', terminal: '1', plateColour: 2, plate: '川S00001' },
      { edition: 2013, phone: '013800138000', serial: 0 },
    ),
  )
  const frames = fc.oneof(
    anyLocation,
    fc.constant(registered),
    fc.uint8Array({ maxLength: 80 }).map((one) => Buffer.from(one)),
  )
  fc.assert(
    fc.property(mangled(frames), (pieces) => {
      const steps = heard(jt808!.converse(everybody), pieces)
      mustBeStorable('jt808', steps)
    }),
    { numRuns: 400 },
  )
  // From one that has signed in, every frame is kept.
  fc.assert(
    fc.property(anyLocation, (wire) => mustBeStorable('jt808', [{ keep: [{ sender: '1', bytes: keptOf(wire) }] }])),
    { numRuns: 400 },
  )
})

test('whatever a station sends, cut anywhere, breaks nothing and gives only what can be stored', () => {
  const value = fc.oneof(
    fc.constantFrom('NaN', '1e999', '-1e999', '', 'Infinity', '0x10', '-', '1,5', '__proto__', '1'),
    fc.string({ maxLength: 12 }),
    fc.double().map(String),
  )
  const name = fc.oneof(
    fc.constantFrom('a34001-Rtd', 'LA-Rtd', 'DataTime', 'a34001-Flag', '__proto__-Rtd'),
    fc.string({ maxLength: 12 }),
  )
  const content = fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((pairs) =>
      segment([`DataTime=${digitsOf(new Date(now)).slice(0, 14)}`, ...pairs.map((pair) => pair.join('='))].join(';')),
    )
  fc.assert(
    fc.property(mangled(content), (pieces) => mustBeStorable('hj212', heard(hj212!.converse(everybody), pieces))),
    { numRuns: 400 },
  )
})

test('places of zero, outside China or with a clock years off are counted by name and not stored', () => {
  const read = (change: Partial<ReturnType<typeof locationAt>>) => {
    const wire = located(1, change)
    const steps = jt808!.converse(everybody).take(wire, now)
    assert.equal(steps[0]?.refused?.reason, 'not authenticated')
    // The same frame from a terminal that has signed in.
    const bytes = keptOf(wire)
    const record = { protocol: 'jt808', sender: '13800138000', receivedAt: now, bytes }
    const [news] = readBatch([{ record, next: 1 }], () => device('jt808', '13800138000'), interpreters).devices
    return { tracks: news?.tracks.length, deviations: news?.deviations }
  }
  assert.deepEqual(read({}), { tracks: 1, deviations: {} })
  assert.deepEqual(read({ latitude: 0, longitude: 0 }), { tracks: 0, deviations: { 'place zero': 1 } })
  assert.deepEqual(read({ latitude: 48_850_000, longitude: 2_350_000 }), {
    tracks: 0,
    deviations: { 'place outside_china': 1 },
  })
  assert.deepEqual(read({ time: '160101000000' }), { tracks: 0, deviations: { clock: 1 } })
  assert.deepEqual(read({ time: '361126120000' }), { tracks: 0, deviations: { clock: 1 } })
})

test('another terminal’s number on a connection ends it, and is counted with the terminal whose it is', () => {
  const conversation = jt808!.converse(everybody)
  conversation.take(located(1), now)
  const other = framesOf('heartbeat', {}, { edition: 2013, phone: '013900139000', serial: 1 })
  const [step] = conversation.take(Buffer.concat(other), now)
  assert.deepEqual(step?.refused, { sender: '13800138000', reason: 'another terminal on the same connection' })
  assert.equal(step?.close, true)
})

test('memory stays where it is while rubbish goes by', () => {
  const conversations = [jt808!, hj212!].map((one) => one.converse(everybody))
  const rubbish = Array.from({ length: 32 }, (_, seed) =>
    Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 31 + seed * 7) % 256)),
  )
  const round = () => {
    for (const piece of rubbish) for (const one of conversations) one.take(piece, now)
  }
  for (let warm = 0; warm < 2; warm++) round()
  const before = process.memoryUsage()
  for (let more = 0; more < 8; more++) round()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  assert.ok(heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers < 32 * 1024 * 1024)
})
