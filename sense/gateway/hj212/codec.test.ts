import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  crcOf,
  frameOf,
  Malformed,
  type Message,
  type Opened,
  readMessage,
  replyTo,
  reportOf,
  SegmentReader,
  segmentOf,
} from './codec.ts'

// Made for this purpose: a dust station on a building site.
const dust =
  '##0163QN=20260102030405678;ST=39;CN=2011;PW=123456;MN=A110000FEED0000000000001;Flag=5;CP=&&DataTime=20260102030400;a34001-Rtd=0.118,a34001-Flag=N;LA-Rtd=58.4,LA-Flag=N&&B7C1\r\n'

const openAll = (...pieces: (string | Uint8Array)[]): Opened[] => {
  const reader = new SegmentReader()
  return [...pieces.flatMap((piece) => reader.push(Buffer.from(piece))), ...reader.end()]
}

const segmentsOf = (opened: readonly Opened[]): string[] =>
  opened.flatMap((one) => (one.kind === 'segment' ? [one.segment.toString()] : []))

test('the standard’s own example has the checksum it prints', () => {
  const segment =
    'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&'
  assert.equal(crcOf(Buffer.from(segment)), 0x1c80)
})

test('a dust station’s minute says when, how much dust and how loud, and how good the values are', () => {
  const [opened] = openAll(dust)
  assert.ok(opened?.kind === 'segment')
  assert.deepEqual(opened.deviations, [])
  const { message, deviations } = readMessage(opened.segment)
  assert.deepEqual(deviations, [])
  assert.deepEqual(message.flag, { edition: 2017, isSplit: false, wantsAnswer: true })
  assert.equal(message.st, '39')
  assert.deepEqual(reportOf(message), {
    at: new Date('2026-01-01T19:04:00Z'),
    readings: [
      { factor: 'a34001', values: { Rtd: 0.118 }, quality: 'normal' },
      { factor: 'LA', values: { Rtd: 58.4 }, quality: 'normal' },
    ],
    unread: [],
  })
  assert.equal(frameOf(segmentOf(message)).toString(), dust)
})

test('the answer repeats number and station of the question, and wants none itself', () => {
  const [opened] = openAll(dust)
  assert.ok(opened?.kind === 'segment')
  const reply = segmentOf(replyTo(readMessage(opened.segment).message))
  assert.equal(reply, 'QN=20260102030405678;ST=91;CN=9014;PW=123456;MN=A110000FEED0000000000001;Flag=4;CP=&&&&')
})

test('several frames in one piece, and one frame in many, are read alike', () => {
  const wire = Buffer.from(dust.repeat(3))
  assert.equal(segmentsOf(openAll(wire)).length, 3)
  const pieces = Array.from({ length: wire.length }, (_, at) => wire.subarray(at, at + 1))
  assert.equal(segmentsOf(openAll(...pieces)).length, 3)
})

test('deviations that stations show are read and named', () => {
  const bare = dust.trimEnd()
  assert.deepEqual(
    openAll(`${bare}\n`).map((one) => one.kind === 'segment' && one.deviations),
    [['line feed only']],
  )
  assert.deepEqual(segmentsOf(openAll(`${bare}${bare}`)).length, 2)
  const text = 'QN=20260102030405678;ST=22;CN=2011;PW=1;MN=X;CP=&&Name=东站,a34004-Rtd=9&&'
  const counted = frameOf(text)
    .toString()
    .replace(/^##\d{4}/, `##${String(text.length).padStart(4, '0')}`)
  const [opened] = openAll(counted)
  assert.ok(opened?.kind === 'segment')
  assert.deepEqual(opened.deviations, ['length'])
  const read = readMessage(opened.segment)
  assert.deepEqual(read.deviations, ['station not 24 hexadecimal digits', 'no flag'])
  assert.deepEqual(reportOf(read.message).readings, [{ factor: 'a34004', values: { Rtd: 9 } }])
})

test('a wrong checksum is refused and the next frame is read', () => {
  const wrong = dust.replace('0.118', '0.119')
  const opened = openAll(wrong + dust)
  assert.deepEqual(
    opened.map(({ kind }) => kind),
    ['refused', 'segment'],
  )
  assert.ok(opened[0]?.kind === 'refused' && opened[0].fault.reason === 'checksum')
})

test('noise is given back, a giant length waits for nothing, and memory does not grow', () => {
  const reader = new SegmentReader(1024)
  for (let i = 0; i < 200; i++) reader.push(Buffer.from(`##9999${'x'.repeat(500)}`))
  assert.ok(reader.waiting <= 2_048)
  const opened = [...reader.push(Buffer.from(`\r\n${dust}`)), ...reader.end()]
  assert.equal(segmentsOf(opened).length, 1)
})

const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{1,7}$/)
const value = fc.stringMatching(/^[0-9A-Za-z.东南]{0,8}$/)
const message: fc.Arbitrary<Message> = fc.record({
  qn: fc.stringMatching(/^20\d{15}$/),
  st: fc.stringMatching(/^\d\d$/),
  cn: fc.stringMatching(/^\d{4}$/),
  pw: fc.stringMatching(/^[0-9a-f]{6}$/),
  mn: fc.stringMatching(/^[0-9A-F]{24}$/),
  flag: fc.record({
    edition: fc.constantFrom(2005 as const, 2017 as const, 2025 as const),
    isSplit: fc.constant(false),
    wantsAnswer: fc.boolean(),
  }),
  content: fc.array(fc.array(fc.record({ name, value }), { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
})

test('whatever is sent comes out again, however the wire cuts it and whatever noise stands between', () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(120)),
      fc.boolean(),
      (sent, cuts, noisy) => {
        const frames = sent.map((one) => frameOf(segmentOf(one)))
        const wire = Buffer.concat(frames.flatMap((frame) => (noisy ? [frame, Buffer.from('#12\r\n')] : [frame])))
        const reader = new SegmentReader()
        const came: unknown[] = []
        let from = 0
        for (const cut of [...cuts, wire.length]) {
          const opened = reader.push(wire.subarray(from, from + cut))
          for (const one of opened) if (one.kind === 'segment') came.push(readMessage(one.segment).message)
          from = Math.min(wire.length, from + cut)
        }
        assert.deepEqual(came, structuredClone(sent))
      },
    ),
    { numRuns: 300 },
  )
})

test('any bytes at all are read or refused, and nothing else happens', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(Buffer.from('##0010'), Buffer.from(dust)))),
      (pieces) => {
        for (const one of openAll(...pieces)) {
          if (one.kind !== 'segment') continue
          try {
            reportOf(readMessage(one.segment).message)
          } catch (error) {
            assert.ok(error instanceof Malformed)
          }
        }
      },
    ),
    { numRuns: 1_000 },
  )
})
