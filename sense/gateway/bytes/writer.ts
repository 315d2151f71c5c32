import { gbkBytes } from './gbk.ts'
import { Malformed } from './malformed.ts'

/** Writes big-endian bytes. A value that does not fit its place is a `Malformed`, never cut short in silence. */
export class ByteWriter {
  #bytes: Buffer
  #at = 0

  constructor(room = 64) {
    this.#bytes = Buffer.alloc(room)
  }

  byte(value: number): void {
    const at = this.#make(1)
    this.#bytes.writeUInt8(this.#fits(value, 0xff), at)
  }

  word(value: number): void {
    const at = this.#make(2)
    this.#bytes.writeUInt16BE(this.#fits(value, 0xffff), at)
  }

  dword(value: number): void {
    const at = this.#make(4)
    this.#bytes.writeUInt32BE(this.#fits(value, 0xffffffff), at)
  }

  bytes(value: Uint8Array): void {
    // The place is made first: it may move all that was written.
    const at = this.#make(value.length)
    this.#bytes.set(value, at)
  }

  /** Exactly `2 × count` decimal digits. */
  bcd(digits: string, count: number): void {
    if (!/^\d*$/.test(digits) || digits.length !== count * 2) {
      throw new Malformed('digit', this.#at, `“${digits}” is not ${count * 2} digits`)
    }
    this.bytes(Buffer.from(digits, 'hex'))
  }

  /** GBK text in so many bytes, filled up with NUL. */
  text(value: string, count: number): void {
    const text = gbkBytes(value)
    if (text.length > count) throw new Malformed('length', this.#at, `“${value}” is longer than ${count} bytes`)
    const from = this.#make(count)
    this.#bytes.fill(0, from, from + count)
    this.#bytes.set(text, from)
  }

  /** What was written so far; a view that a further write may move away from. */
  done(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  #fits(value: number, most: number): number {
    if (Number.isInteger(value) && value >= 0 && value <= most) return value
    throw new Malformed('value', this.#at, `${value} is not an integer from 0 to ${most}`)
  }

  #make(count: number): number {
    const from = this.#at
    if (from + count > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, from + count))
      this.#bytes.copy(larger)
      this.#bytes = larger
    }
    this.#at = from + count
    return from
  }
}
