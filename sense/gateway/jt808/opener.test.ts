import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FrameOpener, framesOf, type Opened } from './codec.ts'
import { checksumOf } from './frame.ts'
import { longestBody, writeHeader } from './header.ts'

const address = { edition: 2013, phone: '013800138000', serial: 1 } as const
const heartbeat = framesOf('heartbeat', {}, address)[0]!

// As a terminal sends that does not know that it must escape.
function unescapedFrame(body: Buffer): Buffer {
  const header = writeHeader({ ...address, id: 0x0900, encryption: 0 }, body.length)
  const content = Buffer.concat([header, body])
  return Buffer.concat([Buffer.of(0x7e), content, Buffer.of(checksumOf(content), 0x7e)])
}

const told = (opened: readonly Opened[]) =>
  opened.map((one) => (one.kind === 'frame' ? (one.deviation ?? 'frame') : one.fault.reason))

test('a terminal that does not escape is understood, and said to depart from the standard', () => {
  const opener = new FrameOpener()
  const wire = [
    unescapedFrame(Buffer.from('f0017e02', 'hex')),
    heartbeat,
    unescapedFrame(Buffer.from('f07d05', 'hex')),
    unescapedFrame(Buffer.from('f07e017e7d0a', 'hex')),
    heartbeat,
  ]
  const expected = ['mark inside', 'frame', 'escape missing', 'mark inside', 'frame']
  assert.deepEqual(told(opener.push(Buffer.concat(wire))), expected)
  assert.deepEqual(opener.end(), [])
})

test('a frame that nothing mends is refused with its first fault, and the next is read', () => {
  const opener = new FrameOpener()
  const broken = Buffer.from(heartbeat)
  broken[6] = 0x55
  assert.deepEqual(told(opener.push(Buffer.concat([broken, heartbeat]))), ['checksum', 'frame'])
  assert.deepEqual(told(opener.push(broken)), [])
  assert.deepEqual(told(opener.end()), ['checksum'])
})

test('a stream of broken frames gives each of them back and keeps none', () => {
  const opener = new FrameOpener()
  const broken = Buffer.concat([Buffer.of(0x7e), Buffer.alloc(longestBody, 0x11), Buffer.of(0x7e)])
  let refused = 0
  for (let i = 0; i < 100; i++) refused += opener.push(broken).length
  assert.ok(refused >= 96)
  assert.ok(opener.end().length <= 4)
})
