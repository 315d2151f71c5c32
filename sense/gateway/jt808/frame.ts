import { Malformed } from '../bytes/malformed.ts'

const mark = 0x7e
const escapeMark = 0x7d

/** The longest escaped frame that is listened to: a header, 1,023 bytes of body and a checksum, each byte escaped. */
export const longestFrame = 2 * (21 + 1023 + 1) + 2

/**
 * Finds frames `7E … 7E` in a stream that may be cut anywhere. Two frames may share one mark or have one each; empty ones
 * are skipped; what stands before the first mark, and a frame longer than any can be, is dropped and counted.
 * JT/T 808-2019, 4.4.1 [S].
 */
export class FrameSplitter {
  #held: Buffer = Buffer.alloc(0)
  #inside = false
  #dropped = 0

  /** Bytes that belonged to no frame so far. */
  get dropped(): number {
    return this.#dropped
  }

  /** Takes what the wire brought and gives the whole frames in it, each still escaped and without its marks. */
  push(chunk: Uint8Array): Buffer[] {
    const bytes = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk])
    const frames: Buffer[] = []
    let from = 0
    for (;;) {
      const next = bytes.indexOf(mark, from)
      if (next < 0) break
      if (this.#inside && next > from) frames.push(bytes.subarray(from, next))
      else this.#dropped += next - from
      this.#inside = true
      from = next + 1
    }
    this.#hold(bytes.subarray(from))
    return frames
  }

  #hold(left: Buffer): void {
    if (this.#inside && left.length <= longestFrame) {
      this.#held = Buffer.from(left)
      return
    }
    this.#dropped += left.length
    this.#held = Buffer.alloc(0)
    this.#inside = false
  }
}

/** XOR of all bytes. */
export function checksumOf(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum ^= byte
  return sum
}

/** The header and body of an escaped frame without marks. Throws `Malformed` for a wrong escape or checksum. */
export function contentOf(frame: Uint8Array): Buffer {
  const bytes = unescaped(frame, true)
  if (bytes.length < 2) throw new Malformed('short', bytes.length, 'nothing but a checksum')
  const content = bytes.subarray(0, -1)
  const [said, is] = [bytes.at(-1)!, checksumOf(content)]
  if (said !== is) throw new Malformed('checksum', bytes.length - 1, `checksum ${said} instead of ${is}`)
  return content
}

/** The same for a terminal that leaves some `7D` unescaped, or undefined where the checksum is wrong even so. */
export function looseContentOf(frame: Uint8Array): Buffer | undefined {
  const bytes = unescaped(frame, false)
  const content = bytes.subarray(0, -1)
  return checksumOf(content) === bytes.at(-1) ? content : undefined
}

function unescaped(frame: Uint8Array, strictly: boolean): Buffer {
  const bytes = Buffer.alloc(frame.length)
  let at = 0
  for (let from = 0; from < frame.length; from++) {
    const value = frame[from]!
    const next = value === escapeMark ? frame[from + 1] : undefined
    if (next === 1 || next === 2) {
      bytes[at++] = next === 1 ? escapeMark : mark
      from++
    } else if (value === escapeMark && strictly) {
      throw new Malformed('escape', from, '7D not followed by 01 or 02')
    } else {
      bytes[at++] = value
    }
  }
  return bytes.subarray(0, at)
}

/** A header and body as they go over the wire: with checksum, escaped, between marks. */
export function frameOf(content: Uint8Array): Buffer {
  const bytes: number[] = [mark]
  const put = (byte: number): void => {
    if (byte === mark) bytes.push(escapeMark, 2)
    else if (byte === escapeMark) bytes.push(escapeMark, 1)
    else bytes.push(byte)
  }
  for (const byte of content) put(byte)
  put(checksumOf(content))
  bytes.push(mark)
  return Buffer.from(bytes)
}
