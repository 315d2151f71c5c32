import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Fragments, type Frame, FrameSplitter, framesOf, Malformed, openFrame, readBody } from './codec.ts'
import { fixOf, namesOf, statusBits } from './fix.ts'
import { frameOf, longestFrame } from './frame.ts'
import type { Location } from './location.ts'
import { messages } from './messages.ts'
import { samples } from './samples.ts'

const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

const open = (hex: string): Frame => {
  const frames = new FrameSplitter().push(bytesOf(hex))
  assert.equal(frames.length, 1)
  return openFrame(frames[0]!)
}

const readSample = (hex: string) => {
  const { header, body } = open(hex)
  return { header, read: readBody(header, body) }
}

for (const { name, hex, edition, serial, body } of samples) {
  test(`${name} of ${edition} is read and written as the standard has it`, () => {
    const { header, read } = readSample(hex)
    assert.equal(read.name, name)
    assert.deepEqual(read.body, body)
    assert.equal(header.edition, edition)
    assert.equal(header.serial, serial)
    const address = { edition, phone: header.phone, serial, ...(edition === 2019 && { version: 1 }) }
    const frames = framesOf(read.name as 'heartbeat', read.body, address)
    assert.deepEqual(
      frames.map((frame) => frame.toString('hex')),
      [hex],
    )
  })
}

test('a location says where, when, how fast and in what state', () => {
  const { read } = readSample(samples.find(({ name }) => name === 'location')!.hex)
  const fix = fixOf(read.body as Location)
  assert.deepEqual(fix, {
    longitude: 121.473701,
    latitude: 31.230001,
    altitudeMetres: 12,
    speedKmh: 36.5,
    course: 90,
    at: new Date('2026-01-01T19:04:05Z'),
    fixed: true,
    shifted: false,
  })
  assert.deepEqual(namesOf(statusBits, (read.body as Location).status), ['ignition', 'fixed'])
})

test('the two parts of a picture are joined in any order, and what is missing can be asked for', () => {
  const parts = [
    '7e080120260138001380000005000200010000000900000101000000000000000301dc8831073d8aa5000c016d005a260102030405ffd8e27e',
    '7e08012002013800138000000600020002ffd9a17e',
  ].map(open)
  for (const order of [parts, parts.toReversed()]) {
    const fragments = new Fragments()
    const [first, second] = order as [Frame, Frame]
    assert.equal(fragments.take(first.header, first.body, 0).kind, 'waiting')
    const missing = [second.header.part!.index]
    assert.deepEqual(fragments.missing(5_000, 5_000), [{ id: 0x0801, firstSerial: 5, parts: missing }])
    assert.equal(fragments.take(first.header, first.body, 0).kind, 'repeated')
    const joined = fragments.take(second.header, second.body, 1)
    assert.equal(joined.kind, 'whole')
    if (joined.kind !== 'whole') return
    const { name, body } = readBody(joined.header, joined.body)
    assert.equal(name, 'media')
    assert.deepEqual((body as { data: Uint8Array }).data, bytesOf('ffd8ffd9'))
    assert.deepEqual(fragments.missing(9_000, 0), [])
  }
})

test('parts that never come to an end are refused and forgotten, not kept', () => {
  const fragments = new Fragments({ mostBytes: 4096, mostSets: 2 })
  const header = { id: 0x0801, edition: 2013, phone: '013800138000', encryption: 0 } as const
  const take = (serial: number) =>
    fragments.take({ ...header, serial, part: { total: 2, index: 1 } }, Buffer.alloc(1000), 0)
  assert.deepEqual([take(1).kind, take(10).kind, take(20).kind], ['waiting', 'waiting', 'refused'])
  const vast = { ...header, serial: 50, part: { total: 65_535, index: 1 } }
  assert.equal(fragments.take(vast, Buffer.alloc(10), 0).kind, 'refused')
  assert.equal(fragments.forget(60_000, 30_000), 2)
  assert.equal(take(20).kind, 'waiting')
})

const anyHeader = fc.record({
  edition: fc.constantFrom(2013 as const, 2019 as const),
  phone: fc.stringMatching(/^\d{12}$/),
  serial: fc.nat(0xffff),
})

test('whatever is sent comes out again, however the wire cuts it', () => {
  const message = fc.record({
    address: anyHeader,
    data: fc.uint8Array({ maxLength: 3000, size: 'max' }),
    kind: fc.nat(255),
  })
  fc.assert(
    fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(400)), (sent, cuts) => {
      const wire = Buffer.concat(sent.flatMap(({ address, ...body }) => framesOf('transparentUp', body, address)))
      const splitter = new FrameSplitter()
      const fragments = new Fragments()
      const came: unknown[] = []
      for (const piece of cutAt(wire, cuts)) {
        for (const frame of splitter.push(piece)) {
          const { header, body } = openFrame(frame)
          const joined = fragments.take(header, body, 0)
          if (joined.kind === 'whole') came.push(readBody(joined.header, joined.body).body)
        }
      }
      assert.deepEqual(
        came,
        sent.map(({ kind, data }) => ({ kind, data: Buffer.from(data) })),
      )
      assert.equal(splitter.dropped, 0)
    }),
    { numRuns: 200 },
  )
})

function* cutAt(wire: Buffer, cuts: readonly number[]): Generator<Buffer> {
  let from = 0
  for (const cut of cuts) {
    yield wire.subarray(from, from + cut)
    from += cut
  }
  yield wire.subarray(from)
}

test('any bytes at all are read or refused, and nothing else happens', () => {
  const ids = Object.values(messages).map(([id]) => id)
  const editions = fc.constantFrom(2011 as const, 2013 as const, 2019 as const)
  fc.assert(
    fc.property(fc.constantFrom(...ids), editions, fc.uint8Array({ maxLength: 400 }), (id, edition, body) => {
      try {
        readBody({ id, edition, encryption: 0 }, body)
      } catch (error) {
        assert.ok(error instanceof Malformed, String(error))
      }
    }),
    { numRuns: 5_000 },
  )
})

test('noise before, between and inside frames loses nothing but itself, and memory does not grow', () => {
  const splitter = new FrameSplitter()
  const heartbeat = bytesOf('7e000200000138001380000001a97e')
  assert.equal(splitter.push(Buffer.from('0102', 'hex')).length, 0)
  assert.equal(splitter.push(heartbeat).length, 1)
  for (let i = 0; i < 50; i++) splitter.push(Buffer.alloc(longestFrame, 0x55))
  assert.ok(splitter.dropped >= 40 * longestFrame)
  // The first mark after noise ends nothing; what follows it is heard again.
  const frames = [...splitter.push(heartbeat), ...splitter.push(heartbeat)]
  assert.ok(frames.some((frame) => frame.equals(heartbeat.subarray(1, -1))))
})

test('a wrong checksum, escape, length or part is told apart', () => {
  const wrong = (hex: string, reason: string) =>
    assert.throws(
      () => openFrame(bytesOf(hex)),
      (error) => error instanceof Malformed && error.reason === reason,
    )
  wrong('000200000138001380000001aa', 'checksum')
  wrong('0002000001380013800000017d03', 'escape')
  wrong('', 'short')
  const short = frameOf(bytesOf('000200050138001380000001')).subarray(1, -1)
  assert.throws(() => openFrame(short), { reason: 'length' })
  const part = frameOf(bytesOf('08012000013800138000000100020003')).subarray(1, -1)
  assert.throws(() => openFrame(part), { reason: 'value' })
})

test('a terminal of 2013 that sets the version bit is still read as one', () => {
  const content = bytesOf('00024000013800138000' + '0001')
  const { header } = openFrame(frameOf(content).subarray(1, -1))
  assert.deepEqual([header.edition, header.phone, header.serial], [2013, '013800138000', 1])
})
