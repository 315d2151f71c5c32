/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first. */
export class VarintWriter {
  #bytes = Buffer.alloc(1024)
  #at = 0

  unsigned(value: number): void {
    let left = value
    while (left >= 128) {
      this.#byte((left % 128) + 128)
      left = Math.floor(left / 128)
    }
    this.#byte(left)
  }

  /** Numbers near zero are short whatever their sign. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -value * 2 - 1 : value * 2)
  }

  bytes(bytes: Buffer): void {
    this.#room(bytes.length)
    this.#at += bytes.copy(this.#bytes, this.#at)
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  #byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = value
  }

  #room(size: number): void {
    if (this.#at + size <= this.#bytes.length) return
    this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(this.#bytes.length, size))])
  }
}

/** Reads what a `VarintWriter` wrote. */
export class VarintReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  unsigned(): number {
    let [value, weight] = [0, 1]
    for (;;) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new RangeError('the bytes end inside a number')
      value += (byte & 127) * weight
      if (byte < 128) return value
      weight *= 128
    }
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  rest(): Buffer {
    return this.#bytes.subarray(this.#at)
  }
}
