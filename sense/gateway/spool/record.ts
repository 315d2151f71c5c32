import { crc32 } from 'node:zlib'

/** One frame as it came off the wire, with what is needed to read it again later. Times are milliseconds since 1970. */
export type SpoolRecord = {
  /** Which decoder reads it: the protocol's folder name. */
  protocol: string
  /** Who sent it, as the protocol knows senders; empty before the sender has said who it is. */
  sender: string
  receivedAt: number
  bytes: Uint8Array
}

// length of what follows the eight bytes, checksum of it; then time, two short texts behind their lengths, the frame
const headSize = 8
const fixedSize = 8 + 1 + 1

/** The longest frame that is kept. */
export const longestFrame = 1024 * 1024

export function writeRecord({ protocol, sender, receivedAt, bytes }: SpoolRecord): Buffer {
  const names = [protocol, sender].map((name) => ({ name, length: Buffer.byteLength(name) }))
  if (names.some(({ length }) => length > 255)) throw new RangeError('a name is longer than 255 bytes')
  if (bytes.length > longestFrame) throw new RangeError(`a frame of ${bytes.length} bytes is too long`)
  const size = names.reduce((sum, { length }) => sum + length, fixedSize + bytes.length)
  // Each byte of it is written below.
  const record = Buffer.allocUnsafe(headSize + size)
  record.writeUInt32LE(size, 0)
  record.writeBigUInt64LE(BigInt(receivedAt), headSize)
  let at = headSize + 8
  for (const { name, length } of names) {
    record[at] = length
    record.write(name, at + 1)
    at += 1 + length
  }
  record.set(bytes, at)
  record.writeUInt32LE(crc32(record.subarray(headSize)), 4)
  return record
}

/** A record at `at` and its size, or why there is none: `end` when more bytes are needed, `broken` when its checksum is wrong. */
export function readRecord(bytes: Buffer, at: number): { record: SpoolRecord; size: number } | 'end' | 'broken' {
  if (at + headSize > bytes.length) return 'end'
  const size = bytes.readUInt32LE(at)
  if (size < fixedSize || size > fixedSize + 512 + longestFrame) return 'broken'
  if (at + headSize + size > bytes.length) return 'end'
  const body = bytes.subarray(at + headSize, at + headSize + size)
  if (crc32(body) !== bytes.readUInt32LE(at + 4)) return 'broken'
  const receivedAt = Number(body.readBigUInt64LE(0))
  const protocolEnd = 9 + body[8]!
  const senderStart = protocolEnd + 1
  const senderEnd = senderStart + (body[protocolEnd] ?? 0)
  if (senderEnd > size) return 'broken'
  const record = {
    protocol: body.toString('utf8', 9, protocolEnd),
    sender: body.toString('utf8', senderStart, senderEnd),
    receivedAt,
    bytes: body.subarray(senderEnd),
  }
  return { record, size: headSize + size }
}
