import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FrameReader, frameOf, Malformed, openFrame, readMessage, replyTo, wantsReply } from './codec.ts'
import { Sl651Conversation } from './conversation.ts'
import { interpretSl651 } from './interpret.ts'
import { answer, samples } from './samples.ts'

const now = new Date('2026-01-02T03:04:07Z')
const observed = Date.parse('2026-01-02T03:00:00Z')
const device = { sender: '0011223344', kind: 'water-station', dictionaries: [], units: {} }
const everybody = { knows: () => true, presented: () => 'right' as const, tolerates: () => true }
const wireOf = (about: string): Buffer => Buffer.from(samples.find((one) => one.about.startsWith(about))!.hex, 'hex')

test('each sample is read as it says and written as it was', () => {
  for (const { about, hex, frame, values } of samples) {
    const bytes = Buffer.from(hex, 'hex')
    const { text, ...read } = openFrame(bytes)
    assert.deepEqual(read, frame, about)
    assert.equal(frameOf({ ...read, text }).toString('hex'), hex, about)
    const told = readMessage({ ...read, text }).elements.map(({ element, at, value }) => [
      element,
      (+at - observed) / 60_000,
      value,
    ])
    assert.deepEqual(told, values, about)
  }
})

test('a report is answered by its function, serial and the time, keeping the line is not, parts only once', () => {
  const frame = openFrame(wireOf('a timed'))
  assert.equal(replyTo(frame, 2, now).toString('hex'), answer)
  assert.deepEqual(
    ['keeping', 'a timed', 'the first', 'the last'].map((about) => wantsReply(openFrame(wireOf(about)))),
    [false, true, false, true],
  )
})

test('values get the names and units of the table, an alarm word its own, what cannot be read is counted', () => {
  const timed = interpretSl651(wireOf('a timed'), device, now)
  assert.deepEqual(
    timed.samples.map(({ metric, unit, value }) => [metric, unit, value]),
    [
      ['rain', 'mm', 0.5],
      ['rainTotal', 'mm', 12.3],
      ['waterLevel', 'm', 1.25],
      ['battery', 'V', 12.34],
    ],
  )
  const added = interpretSl651(wireOf('an added'), device, now)
  assert.deepEqual(
    added.samples.map(({ metric, value }) => [metric, value]),
    [
      ['waterLevel', -1.25],
      ['alarms', 4],
    ],
  )
  assert.deepEqual(interpretSl651(wireOf('an element'), device, now).deviations, ['value unread'])
  assert.deepEqual(interpretSl651(wireOf('a timed'), device, new Date('2027-01-01')).samples, [])
})

test('frames in one piece or cut anywhere are the same frames, with rubbish and a wrong checksum between them', () => {
  const frames = samples.map(({ hex }) => Buffer.from(hex, 'hex'))
  const wrong = Buffer.from(frames[1]!)
  wrong[20]! ^= 1
  const stream = Buffer.concat([Buffer.from('rubbish~'), frames[0]!, wrong, ...frames.slice(1), Buffer.from('~~')])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), (cuts) => {
      const reader = new FrameReader()
      const found: string[] = []
      const faults = new Set<string>()
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = cuts[turn % cuts.length]!
        for (const one of reader.push(stream.subarray(at, at + size))) {
          if (one.kind === 'frame') found.push(one.bytes.toString('hex'))
          else faults.add(one.fault.reason)
        }
        at += size
      }
      assert.deepEqual(
        found,
        samples.map(({ hex }) => hex),
      )
      assert.ok(faults.has('checksum') && faults.has('rest'))
      assert.equal(reader.end().length, 1)
    }),
    { numRuns: 100 },
  )
})

test('a station is heard and answered, one with a wrong password is noted or refused as its registration says', () => {
  const wire = wireOf('a timed')
  const heard = new Sl651Conversation(everybody).take(wire, +now)
  assert.deepEqual(
    heard.map(({ keep, say, noticed }) => [
      keep?.[0]?.sender,
      say?.[0] && Buffer.from(say[0]).toString('hex'),
      noticed,
    ]),
    [['0011223344', answer, undefined]],
  )
  const wrong = { ...everybody, presented: () => 'wrong' as const }
  assert.equal(new Sl651Conversation(wrong).take(wire, +now)[0]?.noticed?.what, 'wrong password')
  const [refused] = new Sl651Conversation({ ...wrong, tolerates: () => false }).take(wire, +now)
  assert.deepEqual([refused?.refused?.reason, refused?.say], ['wrong password', undefined])
  const [stranger] = new Sl651Conversation({ ...everybody, knows: () => false }).take(wire, +now)
  assert.equal(stranger?.refused?.reason, 'not registered')
})

test('whatever comes, nothing breaks, values are finite and no more is held than a frame can be long', () => {
  const sample = fc.constantFrom(...samples.map(({ hex }) => Buffer.from(hex, 'hex')))
  const mangled = fc
    .tuple(sample, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
    .map(([bytes, changes]) => {
      const made = Buffer.from(bytes)
      for (const [at, byte] of changes) made[at % made.length] = byte
      return made
    })
  const pieces = fc.array(fc.oneof(mangled, fc.uint8Array({ maxLength: 200 })), { maxLength: 8 })
  fc.assert(
    fc.property(pieces, (given) => {
      const reader = new FrameReader()
      for (const piece of given) reader.push(piece)
      assert.ok(reader.waiting < 5_000)
    }),
    { numRuns: 500 },
  )
  // Texts of frames whose checksum is right.
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(0x30, 0x31, 0x32, 0x34), (text, code) => {
      const head = Buffer.from('0002260102110405', 'hex')
      const { about: _, ...base } = { about: '', ...openFrame(wireOf('a timed')) }
      const wire = frameOf({ ...base, code, text: Buffer.concat([head, text]) })
      for (const { value } of interpretSl651(wire, device, now).samples) assert.ok(Number.isFinite(value))
    }),
    { numRuns: 500 },
  )
  assert.throws(() => openFrame(Buffer.alloc(3)), Malformed)
})
