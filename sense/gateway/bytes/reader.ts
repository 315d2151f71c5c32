import { gbkText } from './gbk.ts'
import { Malformed } from './malformed.ts'

/** Reads big-endian bytes from left to right and never past their end: what is missing is a `Malformed`. */
export class ByteReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get at(): number {
    return this.#at
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    return this.#bytes[this.#take(1)]!
  }

  word(): number {
    return this.#bytes.readUInt16BE(this.#take(2))
  }

  dword(): number {
    return this.#bytes.readUInt32BE(this.#take(4))
  }

  /** A view of the next bytes, not a copy. */
  bytes(count: number): Buffer {
    const from = this.#take(count)
    return this.#bytes.subarray(from, from + count)
  }

  rest(): Buffer {
    return this.bytes(this.left)
  }

  /** `2 × count` decimal digits, packed two a byte. A half byte above nine is refused. */
  bcd(count: number): string {
    const from = this.at
    const digits = this.bytes(count).toString('hex')
    if (/[a-f]/.test(digits)) throw new Malformed('digit', from, `${digits} is not packed decimal`)
    return digits
  }

  /** Text of so many GBK bytes, up to the first NUL. */
  text(count: number): string {
    const bytes = this.bytes(count)
    const end = bytes.indexOf(0)
    return gbkText(end < 0 ? bytes : bytes.subarray(0, end))
  }

  #take(count: number): number {
    const from = this.#at
    if (from + count > this.#bytes.length) {
      throw new Malformed('short', from, `${count} bytes wanted, ${this.#bytes.length - from} there`)
    }
    this.#at = from + count
    return from
  }
}
