import { Malformed } from '../bytes/malformed.ts'
import { ByteReader } from '../bytes/reader.ts'
import type { Option } from './options.ts'

/** Whether a message is to be acknowledged, and what acknowledges it. RFC 7252, 4.2 and 4.3 [S]. */
export const types = ['CON', 'NON', 'ACK', 'RST'] as const
export type MessageType = (typeof types)[number]

/** A message of CoAP. `code` is as it is written: `0.02` asks by POST, `2.04` answers that something was changed. */
export type Message = {
  type: MessageType
  code: string
  messageId: number
  token: Buffer
  options: readonly Option[]
  payload: Buffer
}

const version = 1
const payloadMarker = 0xff
const headerSize = 4
const longestToken = 8

/** What every message begins with, and what is left of one that cannot be read: enough to say that it was not understood. */
export type Head = Pick<Message, 'type' | 'messageId'> & { isCoap: boolean }

/** The beginning of a datagram, or undefined where it is too short to be any message. */
export function headOf(bytes: Uint8Array): Head | undefined {
  if (bytes.length < headerSize) return undefined
  const first = bytes[0]!
  const type = types[(first >> 4) & 3]!
  return { isCoap: first >> 6 === version, type, messageId: bytes[2]! * 256 + bytes[3]! }
}

/** Reads a datagram. RFC 7252, 3 [S]; what that calls a message format error is a `Malformed`. */
export function readMessage(bytes: Uint8Array): Message {
  const reader = new ByteReader(bytes)
  const first = reader.byte()
  if (first >> 6 !== version) throw new Malformed('value', 0, `version ${first >> 6}`)
  const tokenLength = first & 0x0f
  if (tokenLength > longestToken) throw new Malformed('length', 0, `a token of ${tokenLength} bytes`)
  const code = codeOf(reader.byte())
  const messageId = reader.word()
  if (code === '0.00' && (tokenLength > 0 || reader.left > 0)) {
    throw new Malformed('rest', headerSize, 'an empty message is not empty')
  }
  const token = reader.bytes(tokenLength)
  const options: Option[] = []
  let number = 0
  while (reader.left > 0) {
    const head = reader.byte()
    if (head === payloadMarker) {
      if (reader.left === 0) throw new Malformed('short', reader.at, 'a payload of no bytes')
      break
    }
    number += extended(reader, head >> 4)
    const length = extended(reader, head & 0x0f)
    if (number > 0xffff) throw new Malformed('value', reader.at, `option ${number}`)
    options.push({ number, value: reader.bytes(length) })
  }
  return { type: types[(first >> 4) & 3]!, code, messageId, token, options, payload: reader.rest() }
}

/** Writes a message; options in the order of their numbers, those of one number as they stand. */
export function messageBytes({ type, code, messageId, token, options, payload }: Message): Buffer {
  if (token.length > longestToken) throw new RangeError(`a token of ${token.length} bytes`)
  const first = (version << 6) | (types.indexOf(type) << 4) | token.length
  const parts = [Buffer.of(first, byteOf(code), messageId >> 8, messageId & 0xff), token]
  let last = 0
  for (const { number, value } of options.toSorted((a, b) => a.number - b.number)) {
    const [delta, deltaMore] = shortened(number - last)
    const [length, lengthMore] = shortened(value.length)
    parts.push(Buffer.of((delta << 4) | length), deltaMore, lengthMore, Buffer.from(value))
    last = number
  }
  if (payload.length > 0) parts.push(Buffer.of(payloadMarker), payload)
  return Buffer.concat(parts)
}

// Numbers from 13 have a byte of their own, from 269 two; 15 is reserved. RFC 7252, 3.1 [S].
function extended(reader: ByteReader, short: number): number {
  if (short < 13) return short
  if (short === 13) return reader.byte() + 13
  if (short === 14) return reader.word() + 269
  throw new Malformed('value', reader.at - 1, 'a reserved length')
}

function shortened(value: number): [number, Buffer] {
  if (value < 13) return [value, Buffer.alloc(0)]
  if (value < 269) return [13, Buffer.of(value - 13)]
  return [14, Buffer.of((value - 269) >> 8, (value - 269) & 0xff)]
}

const codeOf = (byte: number): string => `${byte >> 5}.${String(byte & 0x1f).padStart(2, '0')}`

function byteOf(code: string): number {
  const [kind = 0, detail = 0] = code.split('.').map(Number)
  return (kind << 5) | detail
}
