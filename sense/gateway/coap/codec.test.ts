import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Blocks } from './blocks.ts'
import {
  badOption,
  blockOf,
  blockOption,
  headOf,
  Malformed,
  type Message,
  messageBytes,
  numberOf,
  numberOption,
  type Option,
  readMessage,
  textOption,
  types,
} from './codec.ts'
import { longestBody, Requests } from './conversation.ts'
import { Exchanges, exchangeMs } from './exchanges.ts'
import { samples } from './samples.ts'

const hexOf = (options: readonly Option[]) =>
  options.map(({ number, value }) => [number, Buffer.from(value).toString('hex')])

test('each sample is read as it says and written as it was', () => {
  for (const { about, hex, payload, token, options, ...rest } of samples) {
    const read = readMessage(Buffer.from(hex, 'hex'))
    assert.deepEqual({ type: read.type, code: read.code, messageId: read.messageId }, rest, about)
    assert.deepEqual([read.payload.toString(), read.token.toString('hex')], [payload, token], about)
    assert.deepEqual(hexOf(read.options), options, about)
    assert.equal(messageBytes(read).toString('hex'), hex, about)
  }
})

const bytes = (max: number) => fc.uint8Array({ maxLength: max }).map((one) => Buffer.from(one))
const messages: fc.Arbitrary<Message> = fc.record({
  type: fc.constantFrom(...types),
  code: fc.constantFrom('0.01', '0.02', '2.04', '2.31', '4.13', '5.03', '7.31'),
  messageId: fc.integer({ min: 0, max: 0xffff }),
  token: bytes(8),
  options: fc
    .array(fc.record({ number: fc.integer({ min: 0, max: 0xffff }), value: bytes(400) }), { maxLength: 8 })
    .map((options) => options.toSorted((a, b) => a.number - b.number)),
  payload: bytes(200),
})

test('whatever is written is read back', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const { options, ...read } = readMessage(messageBytes(message))
      assert.deepEqual({ ...read, options: hexOf(options) }, { ...message, options: hexOf(message.options) })
    }),
  )
})

test('whatever comes is read or refused by name, and never read past its end', () => {
  const mangled = fc
    .tuple(messages, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat())
    .map(([message, changes, cut]) => {
      const wire = messageBytes(message)
      for (const [at, byte] of changes) wire[at % wire.length] = byte
      return wire.subarray(0, cut % (wire.length + 1))
    })
  const endpoint = new Requests({ knows: () => true, presented: () => 'right', tolerates: () => true })
  fc.assert(
    fc.property(fc.oneof(mangled, bytes(60)), (wire) => {
      headOf(wire)
      try {
        const message = readMessage(wire)
        const outcome = endpoint.take('127.0.0.1:5683', message, 0)
        assert.ok(outcome.kind === 'keep' || /^[245]\.\d\d$/.test(outcome.code))
      } catch (fault) {
        assert.ok(fault instanceof Malformed)
      }
    }),
    { numRuns: 2_000 },
  )
  assert.ok(endpoint.held <= 16 * 1024 * 1024)
})

test('what RFC 7252 calls a format error is refused', () => {
  const refused = (hex: string) => assert.throws(() => readMessage(Buffer.from(hex, 'hex')), Malformed, hex)
  for (const hex of [
    '',
    '400100',
    '80010001',
    '49010001',
    '40000001ff',
    '41000001aa',
    '40010001ff',
    '40010001f0',
    '4001000101',
  ])
    refused(hex)
})

test('numbers stand in as few bytes as hold them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (value) => {
      const option = numberOption('size1', value)
      assert.equal(numberOf([option], 'size1'), value)
      assert.ok(option.value.length === 0 || option.value[0] !== 0)
    }),
  )
  assert.throws(() => numberOf([{ number: 60, value: Buffer.alloc(5) }], 'size1'), Malformed)
})

test('an option that must be understood and is not is named, one that need not be is passed over', () => {
  assert.equal(badOption([textOption('uriPath', 'a'), { number: 9, value: Buffer.alloc(0) }]), 9)
  assert.equal(badOption([textOption('uriPath', 'a'), { number: 2048, value: Buffer.alloc(0) }]), undefined)
  assert.equal(badOption([numberOption('accept', 50), numberOption('accept', 50)]), 17)
})

test('a body in blocks is put together whatever its length, and its blocks are forgotten', () => {
  const blocks = new Blocks({ mostBytes: 4_096, mostOpen: 10, mostHeld: 8_192, forgetMs: 1_000 })
  fc.assert(
    fc.property(bytes(4_096), fc.constantFrom(16, 64, 1_024), (body, size) => {
      for (let index = 0; ; index++) {
        const payload = body.subarray(index * size, (index + 1) * size)
        const hasMore = (index + 1) * size < body.length
        const read = blockOf([blockOption({ index, hasMore, size })])
        assert.deepEqual(read, { index, hasMore, size })
        const joined = blocks.take('lamp-1', read!, payload, 0)
        if (hasMore) assert.equal(joined.kind, 'more')
        else return void assert.deepEqual(joined, { kind: 'whole', body })
      }
    }),
    { numRuns: 200 },
  )
  assert.equal(blocks.held, 0)
})

test('a block that is missing, too many bytes and too many bodies are refused within bounds', () => {
  const blocks = new Blocks({ mostBytes: 100, mostOpen: 3, mostHeld: 64, forgetMs: 1_000 })
  const first = { index: 0, hasMore: true, size: 16 }
  const payload = Buffer.alloc(16)
  assert.equal(blocks.take('a', { ...first, index: 1 }, payload, 0).kind, 'gap')
  assert.equal(blocks.take('a', { ...first, index: 6 }, payload, 0).kind, 'too much')
  assert.equal(blocks.take('a', first, Buffer.alloc(3), 0).kind, 'gap')
  for (const key of ['a', 'b', 'c', 'd']) assert.equal(blocks.take(key, first, payload, 0).kind, 'more')
  assert.equal(blocks.held, 48)
  assert.equal(blocks.take('a', { ...first, index: 1 }, payload, 0).kind, 'gap')
  assert.equal(blocks.take('d', { ...first, index: 1 }, payload, 0).kind, 'more')
  assert.equal(blocks.held, 64)
  assert.equal(blocks.take('e', first, payload, 5_000).kind, 'more')
  assert.equal(blocks.held, 16)
})

test('what was answered is remembered as long as it may come again, and no longer than there is room', () => {
  const exchanges = new Exchanges()
  assert.equal(exchanges.begin('a', 0), undefined)
  assert.equal(exchanges.begin('a', 1)?.answer, undefined)
  exchanges.answered('a', Buffer.of(1))
  assert.deepEqual(exchanges.begin('a', 2)?.answer, Buffer.of(1))
  assert.equal(exchanges.begin('a', exchangeMs + 1), undefined)
  for (let count = 0; count < 60_000; count++) exchanges.begin(`b${count}`, exchangeMs + 1)
  assert.equal(exchanges.size, 50_000)
})

test('nobody without a credential of its own is heard, and only at its own resource', () => {
  const requests = new Requests({
    knows: (_, sender) => sender !== 'stranger',
    presented: (_, sender, shown) => (sender === 'bare' ? 'none set' : shown === 'secret' ? 'right' : 'wrong'),
    tolerates: () => true,
  })
  const path = (...parts: string[]) => parts.map((part) => textOption('uriPath', part))
  const up = (sender: string) => path('yiwang', 'v1', sender, 'up')
  const shown = textOption('uriQuery', 'token=secret')
  const codeOf = (change: Partial<Message>) => {
    const message = {
      type: 'CON',
      code: '0.02',
      messageId: 1,
      token: Buffer.alloc(0),
      options: [...up('lamp-1'), shown],
    } as const
    const outcome = requests.take('here', { ...message, payload: Buffer.from('{"values":{"a":1}}'), ...change }, 0)
    return outcome.kind === 'keep' ? 'kept' : outcome.code
  }
  assert.equal(codeOf({}), 'kept')
  assert.equal(codeOf({ options: up('lamp-1') }), '4.01')
  assert.equal(codeOf({ options: [...up('lamp-1'), textOption('uriQuery', 'token=other')] }), '4.01')
  assert.equal(codeOf({ options: [...up('stranger'), shown] }), '4.01')
  assert.equal(codeOf({ options: [...up('bare'), shown] }), '4.01')
  assert.equal(codeOf({ options: [...path('yiwang', 'v1', 'lamp-1'), shown] }), '4.04')
  assert.equal(codeOf({ code: '0.01' }), '4.05')
  assert.equal(codeOf({ payload: Buffer.from('level=1') }), '4.00')
  assert.equal(codeOf({ payload: Buffer.alloc(longestBody + 1, 0x20) }), '4.13')
  assert.equal(codeOf({ options: [...up('lamp-1'), shown, numberOption('contentFormat', 60)] }), '4.15')
  assert.equal(codeOf({ options: [...up('lamp-1'), shown, { number: 9, value: Buffer.alloc(0) }] }), '4.02')
  assert.equal(codeOf({ options: [...up('lamp-1'), shown, textOption('proxyUri', 'coap://elsewhere')] }), '5.05')
  assert.equal(codeOf({ options: [...up('lamp-1'), shown, { number: 27, value: Buffer.of(7) }] }), '4.00')
})
