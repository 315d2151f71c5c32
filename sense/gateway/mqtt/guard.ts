/** Why a stream of MQTT packets is not read on. */
export type GuardFault = 'packet too long' | 'no such packet'

/**
 * Watches the lengths of MQTT packets go by, so that nobody makes a broker hold a packet of 256 megabytes. It reads the fixed
 * headers only: MQTT 3.1.1, 2.2 [S].
 */
export class PacketGuard {
  readonly #most: number
  // Bytes of the packet at hand that are still to come, or undefined while its header is read.
  #left: number | undefined
  #isTypeSeen = false
  #length = 0
  #digits = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Lets a piece of the stream go by. Gives what is wrong with it, and then the connection is to be closed. */
  watch(piece: Uint8Array): GuardFault | undefined {
    let at = 0
    while (at < piece.length) {
      if (this.#left !== undefined) {
        const taken = Math.min(this.#left, piece.length - at)
        at += taken
        this.#left -= taken
        if (this.#left === 0) this.#begin()
        continue
      }
      const fault = this.#header(piece[at]!)
      if (fault) return fault
      at++
    }
    return undefined
  }

  #begin(): void {
    this.#left = undefined
    this.#isTypeSeen = false
    this.#length = 0
    this.#digits = 0
  }

  #header(byte: number): GuardFault | undefined {
    if (!this.#isTypeSeen) {
      this.#isTypeSeen = true
      const type = byte >> 4
      return type === 0 || type === 15 ? 'no such packet' : undefined
    }
    this.#length += (byte & 0x7f) * 128 ** this.#digits
    this.#digits++
    if (this.#length > this.#most) return 'packet too long'
    if (byte >= 0x80) return this.#digits === 4 ? 'packet too long' : undefined
    if (this.#length === 0) this.#begin()
    else this.#left = this.#length
    return undefined
  }
}
