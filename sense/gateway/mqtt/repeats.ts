import { crc32 } from 'node:zlib'

const most = 100_000

/**
 * Remembers what was acknowledged, so that a message that is marked as sent again is not kept again. It need not remember
 * everything: a value with a time of its own is kept once whatever comes.
 */
export class Repeats {
  readonly #held = new Map<string, number>()

  /** Whether this very message was acknowledged under its number. */
  has(sender: string, messageId: number, payload: Uint8Array): boolean {
    return this.#held.get(keyOf(sender, messageId)) === digestOf(payload)
  }

  add(sender: string, messageId: number, payload: Uint8Array): void {
    const key = keyOf(sender, messageId)
    this.#held.delete(key)
    this.#held.set(key, digestOf(payload))
    if (this.#held.size > most) this.#held.delete(this.#held.keys().next().value!)
  }
}

const keyOf = (sender: string, messageId: number): string => `${sender}/${messageId}`
const digestOf = (payload: Uint8Array): number => crc32(payload) + payload.length * 2 ** 32
