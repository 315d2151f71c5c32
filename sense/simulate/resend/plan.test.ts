import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FrameOpener, framesOf } from '../../gateway/jt808/codec.ts'
import { keptBytes, readKept } from '../../gateway/jt808/header.ts'
import { samples as sl651Samples } from '../../gateway/sl651/samples.ts'
import { noFaults, randomOf } from '../faults.ts'
import { locationAt } from '../terminal.ts'
import { dialects } from './dialects.ts'
import { planOf, speedOf } from './plan.ts'
import { framesOfFile } from './sources.ts'

const begin = Date.UTC(2026, 10, 26, 4)
const frames = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sender: 'a',
    at: new Date(begin + index * 60_000),
    bytes: Buffer.of(index),
  }))
const plan = (count: number, speed: string, faults = {}) =>
  planOf(frames(count), { speed: speedOf(speed)!, faults: { ...noFaults, ...faults }, random: randomOf(1) })

test('a speed is so many times, or so many a second, and nothing else', () => {
  assert.deepEqual(['x1', '×60', 'X0.5', '20/s'].map(speedOf), [
    { times: 1 },
    { times: 60 },
    { times: 0.5 },
    { perSecond: 20 },
  ])
  assert.deepEqual(['', '1', 'x0', 'x', '/s', '-1/s', 'x1e9', '200000/s'].map(speedOf), Array(8).fill(undefined))
})

test('frames keep their gaps at a multiple, and have even ones at so many a second', () => {
  assert.deepEqual(
    plan(3, 'x60').map(({ dueMs }) => dueMs),
    [0, 1_000, 2_000],
  )
  assert.deepEqual(
    plan(3, '4/s').map(({ dueMs }) => dueMs),
    [0, 250, 500],
  )
  const timeless = frames(3).map((one) => ({ ...one, at: undefined }))
  const all = planOf(timeless, { speed: { times: 2 }, faults: noFaults, random: randomOf(1) })
  assert.deepEqual(
    all.map(({ dueMs }) => dueMs),
    [0, 500, 1_000],
  )
})

test('whatever goes wrong, each frame is planned once and in the order of its time', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.nat(40), fc.record({ cut: share, twice: share, reorder: share, delay: share }), (count, faults) => {
      const all = plan(count, 'x60', faults)
      assert.deepEqual(
        all.map(({ frame }) => frame.bytes[0]).toSorted((a, b) => a! - b!),
        frames(count).map(({ bytes }) => bytes[0]),
      )
      assert.ok(all.every(({ dueMs }, index) => index === 0 || dueMs >= all[index - 1]!.dueMs))
    }),
  )
  assert.deepEqual(
    plan(2, 'x60', { reorder: 1 }).map(({ frame }) => frame.bytes[0]),
    [1, 0],
  )
})

const wires = framesOf('location', locationAt(new Date(begin), { lon: 107.5, lat: 31.2 }), {
  edition: 2013,
  phone: '013800138000',
  serial: 0x7e,
})

test('a frame as it was kept goes over the wire as it came', () => {
  const [opened] = new FrameOpener().push(wires[0]!)
  assert.ok(opened?.kind === 'frame')
  const kept = keptBytes(opened.frame.header, opened.frame.body)
  assert.deepEqual(dialects.jt808.wire(kept), wires[0])
  assert.deepEqual(readKept(kept).header, opened.frame.header)
  for (const { hex } of sl651Samples) assert.equal(dialects.sl651.wire(Buffer.from(hex, 'hex')).toString('hex'), hex)
})

test('the frames of a file are of whom they say; to sign in is left out, what is broken stays', () => {
  const registration = framesOf(
    'authentication',
    { authCode: 'of another place' },
    { edition: 2013, phone: '013800138000', serial: 1 },
  )
  const broken = Buffer.from(wires[0]!)
  broken[20] = broken[20]! ^ 0x01
  const lines = [registration[0]!, wires[0]!, broken].map((one) => one.toString('hex')).join('\n')
  const read = framesOfFile('jt808', Buffer.from(lines), undefined)
  assert.deepEqual(
    read.map(({ sender, bytes }) => [sender, bytes.toString('hex')]),
    [
      ['13800138000', wires[0]!.toString('hex')],
      ['13800138000', broken.toString('hex')],
    ],
  )
  const stream = framesOfFile('jt808', Buffer.concat([Buffer.of(0), ...wires, ...wires]), undefined)
  assert.equal(stream.length, 2)
  const json = framesOfFile('mqtt', Buffer.from('{"values":{"a":1}}\n\n{"values":{"a":2}}\n'), 'lamp-1')
  assert.deepEqual(
    json.map(({ sender, bytes }) => `${sender} ${bytes}`),
    ['lamp-1 {"values":{"a":1}}', 'lamp-1 {"values":{"a":2}}'],
  )
  assert.deepEqual(framesOfFile('mqtt', Buffer.from('{}'), undefined), [])
})
