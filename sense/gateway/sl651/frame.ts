import { Malformed } from '../bytes/malformed.ts'
import { crcOf } from './crc.ts'

/** Control characters. SL 651-2014, table 1 [L]. */
export const controls = {
  stx: 0x02,
  syn: 0x16,
  etx: 0x03,
  etb: 0x17,
  eot: 0x04,
  enq: 0x05,
  ack: 0x06,
  esc: 0x1b,
} as const

/**
 * A frame of a station: who says it to which centre, the password it shows, the function, and the text between the control
 * characters. `part` is of a long message, such as a picture. `ending` says whether more parts follow.
 */
export type Frame = {
  centre: number
  station: string
  password: string
  code: number
  isDown: boolean
  part?: { total: number; index: number }
  text: Buffer
  ending: number
}

/** What came off the wire: a frame with its bytes, or bytes that are none and why. */
export type Opened =
  | { kind: 'frame'; frame: Frame; bytes: Buffer }
  | { kind: 'refused'; bytes: Buffer; fault: Malformed }

const lead = 0x7e
// Lead 2, addresses 6, password 2, function 1, flag and length 2, start 1.
const headSize = 14
const tailSize = 3
const partSize = 3

// The length has twelve bits, so that no frame is longer.
export const longestFrame = headSize + 0xfff + tailSize

/** Finds frames in a stream that may be cut anywhere. What is no frame is given back as refused, up to the next `7E 7E`. */
export class FrameReader {
  #held: Buffer = Buffer.alloc(0)

  /** Bytes that wait for the rest of their frame. */
  get waiting(): number {
    return this.#held.length
  }

  push(chunk: Uint8Array): Opened[] {
    this.#held = this.#held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#held, chunk])
    const opened: Opened[] = []
    for (;;) {
      const start = startIn(this.#held)
      if (start > 0) this.#refuse(opened, start, new Malformed('rest', 0, 'bytes that begin no frame'))
      if (this.#held.length < headSize) return opened
      const size = headSize + lengthIn(this.#held) + tailSize
      if (this.#held.length < size && couldBegin(this.#held)) return opened
      this.#one(opened, Math.min(size, this.#held.length))
    }
  }

  /** What is left when the stream ends is no frame. */
  end(): Opened[] {
    const opened: Opened[] = []
    if (this.#held.length > 0) this.#refuse(opened, this.#held.length, new Malformed('short', 0, 'cut short'))
    return opened
  }

  #one(opened: Opened[], size: number): void {
    const bytes = Buffer.from(this.#held.subarray(0, size))
    try {
      opened.push({ kind: 'frame', frame: openFrame(bytes), bytes })
      this.#held = this.#held.subarray(size)
    } catch (fault) {
      if (!(fault instanceof Malformed)) throw fault
      // The length may be what is wrong: the next frame may begin inside.
      this.#refuse(opened, 1, fault)
    }
  }

  #refuse(opened: Opened[], size: number, fault: Malformed): void {
    opened.push({ kind: 'refused', bytes: Buffer.from(this.#held.subarray(0, size)), fault })
    this.#held = this.#held.subarray(size)
  }
}

// Where a frame may begin: at two leads, or at the last byte where it is one.
function startIn(bytes: Buffer): number {
  for (let at = bytes.indexOf(lead); at >= 0; at = bytes.indexOf(lead, at + 1)) {
    if (at + 1 >= bytes.length || bytes[at + 1] === lead) return at
  }
  return bytes.length
}

const lengthIn = (bytes: Buffer): number => bytes.readUInt16BE(11) & 0xfff

const couldBegin = (bytes: Buffer): boolean => bytes[13] === controls.stx || bytes[13] === controls.syn

/** Reads one whole frame. Throws `Malformed` where it is none. */
export function openFrame(bytes: Buffer): Frame {
  if (bytes.length < headSize + tailSize) throw new Malformed('short', bytes.length, 'cut short')
  if (bytes[0] !== lead || bytes[1] !== lead) throw new Malformed('value', 0, 'no lead')
  const length = lengthIn(bytes)
  if (bytes.length !== headSize + length + tailSize) throw new Malformed('length', 11, `${bytes.length} bytes`)
  if (!couldBegin(bytes)) throw new Malformed('value', 13, 'no start')
  if (bytes.readUInt16BE(bytes.length - 2) !== crcOf(bytes.subarray(0, -2))) {
    throw new Malformed('checksum', bytes.length - 2, 'wrong checksum')
  }
  const isDown = bytes[11]! >> 4 === 8
  const isPart = bytes[13] === controls.syn
  if (isPart && length < partSize) throw new Malformed('short', headSize, 'a part without its number')
  const numbers = isPart ? bytes.readUIntBE(headSize, partSize) : 0
  const centreAt = isDown ? 7 : 2
  const stationAt = isDown ? 2 : 3
  return {
    centre: bytes[centreAt]!,
    station: bytes.toString('hex', stationAt, stationAt + 5),
    password: bytes.toString('hex', 8, 10),
    code: bytes[10]!,
    isDown,
    ...(isPart && { part: { total: numbers >> 12, index: numbers & 0xfff } }),
    text: bytes.subarray(headSize + (isPart ? partSize : 0), headSize + length),
    ending: bytes[headSize + length]!,
  }
}

/** The bytes of a frame. Throws `Malformed` for what does not fit its place. */
export function frameOf({ centre, station, password, code, isDown, part, text, ending }: Frame): Buffer {
  const numbers = Buffer.alloc(part ? partSize : 0)
  if (part) numbers.writeUIntBE((part.total << 12) | part.index, 0, partSize)
  const length = numbers.length + text.length
  if (length > 0xfff) throw new Malformed('length', 11, `${length} bytes are too long for a frame`)
  const address = Buffer.from(station, 'hex')
  if (address.length !== 5 || !/^\d{10}$/.test(station)) throw new Malformed('digit', 2, `no station ${station}`)
  const head = Buffer.alloc(headSize)
  head.fill(lead, 0, 2)
  head[isDown ? 7 : 2] = centre
  address.copy(head, isDown ? 2 : 3)
  Buffer.from(password, 'hex').copy(head, 8, 0, 2)
  head[10] = code
  head.writeUInt16BE(((isDown ? 8 : 0) << 12) | length, 11)
  head[13] = part ? controls.syn : controls.stx
  const before = Buffer.concat([head, numbers, text, Buffer.of(ending)])
  const crc = Buffer.alloc(2)
  crc.writeUInt16BE(crcOf(before))
  return Buffer.concat([before, crc])
}
