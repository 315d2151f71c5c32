import { Malformed } from '../bytes/malformed.ts'
import { crcOf, crcText } from './crc.ts'

/**
 * The longest data segment that is listened to. The standard says 1,024 bytes; stations send more, so this is a setting.
 * HJ 212-2017, 6.3.1, table 2 [S].
 */
export const longestSegment = 16 * 1024

/** How a frame departs from the standard although it could be read. */
export type FrameDeviation = 'length' | 'no line end' | 'line feed only'

/** What came off the wire: the data segment of a frame, or bytes that are none and why. */
export type Opened =
  | { kind: 'segment'; segment: Buffer; deviations: FrameDeviation[] }
  | { kind: 'refused'; bytes: Buffer; fault: Malformed }

// The frame at the start of what is held, with how many bytes it takes.
type Found =
  | { kind: 'segment'; segment: Buffer; deviations: FrameDeviation[]; size: number }
  | { kind: 'refused'; size: number; fault: Malformed }

const headSize = 6
const tailSize = 4
const hash = 0x23

/**
 * Finds frames `##` length segment checksum in a stream that may be cut anywhere, with several frames in one piece or one in
 * many. What is no frame is given back as refused up to the next `##` with four digits. A wrong length is mended where the
 * line's own end gives a segment whose checksum is right, as with stations that count characters instead of bytes.
 */
export class SegmentReader {
  #held: Buffer = Buffer.alloc(0)
  readonly #longest: number

  constructor(longest = longestSegment) {
    this.#longest = longest
  }

  /** Bytes that wait for the rest of their frame. */
  get waiting(): number {
    return this.#held.length
  }

  push(chunk: Uint8Array): Opened[] {
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk])
    return this.#take(false)
  }

  /** Reads what is left as the last there is. To be called when the stream ends. */
  end(): Opened[] {
    return this.#take(true)
  }

  #take(isEnd: boolean): Opened[] {
    const opened: Opened[] = []
    for (;;) {
      const start = headIn(this.#held, 0)
      if (start === undefined) break
      if (start > 0) this.#refuse(opened, start, new Malformed('rest', 0, 'bytes that begin no frame'))
      const one = this.#one(isEnd)
      if (one === undefined) return opened
      if (one.kind === 'refused') this.#refuse(opened, one.size, one.fault)
      else {
        opened.push({ kind: 'segment', segment: Buffer.from(one.segment), deviations: one.deviations })
        this.#held = this.#held.subarray(one.size)
      }
    }
    this.#trim(opened, isEnd)
    return opened
  }

  #refuse(opened: Opened[], size: number, fault: Malformed): void {
    const bytes = Buffer.from(this.#held.subarray(0, size))
    if (bytes.some((byte) => byte !== 0x0d && byte !== 0x0a)) opened.push({ kind: 'refused', bytes, fault })
    this.#held = this.#held.subarray(size)
  }

  // The start of a frame may still be among the last five bytes.
  #trim(opened: Opened[], isEnd: boolean): void {
    const keep = isEnd ? 0 : Math.min(this.#held.length, headSize - 1)
    if (this.#held.length > keep) {
      this.#refuse(opened, this.#held.length - keep, new Malformed('rest', 0, 'bytes that begin no frame'))
    }
  }

  // The frame that the held bytes begin with, or undefined while more of it may come.
  #one(isEnd: boolean): Found | undefined {
    const bytes = this.#held
    const length = Number(bytes.toString('latin1', 2, headSize))
    const end = headSize + length + tailSize
    if (bytes.length >= end && length <= this.#longest && isRight(bytes, headSize + length)) {
      const ending = endingAt(bytes, end, isEnd)
      if (ending === undefined) return undefined
      const segment = bytes.subarray(headSize, headSize + length)
      return { kind: 'segment', segment, deviations: ending.deviations, size: end + ending.size }
    }
    return this.#mended(isEnd, length)
  }

  #mended(isEnd: boolean, said: number): Found | undefined {
    const bytes = this.#held
    const lineEnd = bytes.indexOf(0x0a, headSize)
    const nextHead = headIn(bytes, headSize)
    const ends = [lineEnd < 0 ? undefined : lineEnd + 1, nextHead, isEnd ? bytes.length : undefined]
    const end = Math.min(...ends.filter((one) => one !== undefined), Number.POSITIVE_INFINITY)
    if (end === Number.POSITIVE_INFINITY) {
      const isTooLong = bytes.length > headSize + this.#longest + tailSize + 2
      return isTooLong
        ? { kind: 'refused', size: headSize, fault: new Malformed('length', 2, 'no end in reach') }
        : undefined
    }
    const text = trimmedEnd(bytes, end)
    const segmentEnd = text - tailSize
    if (segmentEnd > headSize && isRight(bytes, segmentEnd)) {
      const segment = bytes.subarray(headSize, segmentEnd)
      const right = segment.length === said
      return { kind: 'segment', segment, deviations: right ? [] : ['length'], size: end }
    }
    const is = segmentEnd > headSize ? crcText(bytes.subarray(headSize, segmentEnd)) : 'none'
    const wrongLength = segmentEnd - headSize !== said
    const detail = wrongLength ? `${segmentEnd - headSize} bytes, ${said} said` : `checksum is ${is}`
    return { kind: 'refused', size: end, fault: new Malformed(wrongLength ? 'length' : 'checksum', segmentEnd, detail) }
  }
}

/** Where `##` and four digits stand next, at `from` or behind it. */
function headIn(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf('##', from); at >= 0; at = bytes.indexOf('##', at + 1)) {
    if (at + headSize > bytes.length) return undefined
    const digits = bytes.subarray(at + 2, at + headSize)
    if (digits.every((byte) => byte >= 0x30 && byte <= 0x39) && bytes[at + 2] !== hash) return at
  }
  return undefined
}

function isRight(bytes: Buffer, segmentEnd: number): boolean {
  const said = bytes.toString('latin1', segmentEnd, segmentEnd + tailSize)
  return /^[0-9a-fA-F]{4}$/.test(said) && Number.parseInt(said, 16) === crcOf(bytes.subarray(headSize, segmentEnd))
}

function endingAt(
  bytes: Buffer,
  at: number,
  isEnd: boolean,
): { size: number; deviations: FrameDeviation[] } | undefined {
  const [first, second] = [bytes[at], bytes[at + 1]]
  if (first === 0x0a) return { size: 1, deviations: ['line feed only'] }
  if (first === 0x0d && second === 0x0a) return { size: 2, deviations: [] }
  // A frame is whole by its checksum; its line end may come with the next piece and is skipped there.
  if (first === undefined && !isEnd) return { size: 0, deviations: [] }
  return { size: first === 0x0d ? 1 : 0, deviations: ['no line end'] }
}

function trimmedEnd(bytes: Buffer, end: number): number {
  let at = end
  while (at > headSize && (bytes[at - 1] === 0x0a || bytes[at - 1] === 0x0d)) at--
  return at
}

/** A data segment as it goes over the wire. Throws `Malformed` where its length cannot be said in four digits. */
export function frameOf(segment: string | Uint8Array): Buffer {
  const bytes = Buffer.from(segment)
  if (bytes.length > 9_999) throw new Malformed('length', 0, `${bytes.length} bytes cannot be said in four digits`)
  const head = `##${String(bytes.length).padStart(4, '0')}`
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`${crcText(bytes)}\r\n`)])
}
