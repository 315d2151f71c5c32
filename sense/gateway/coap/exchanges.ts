const mostHeld = 50_000

/** For how long a message may come again: EXCHANGE_LIFETIME of RFC 7252, 4.8.2 [S]. */
export const exchangeMs = 247_000

type Exchange = { at: number; answer: Buffer | undefined }

/** What was answered to whom, so that a message that comes again gets the same answer and is not taken again. */
export class Exchanges {
  readonly #held = new Map<string, Exchange>()

  /** Begins an exchange. Gives the one there is already: its answer is undefined while that is not known yet. */
  begin(key: string, now: number): Readonly<Exchange> | undefined {
    const known = this.#held.get(key)
    if (known && now - known.at <= exchangeMs) return known
    this.#held.delete(key)
    this.#held.set(key, { at: now, answer: undefined })
    this.#forget(now)
    return undefined
  }

  answered(key: string, answer: Buffer): void {
    const known = this.#held.get(key)
    if (known) known.answer = answer
  }

  get size(): number {
    return this.#held.size
  }

  // The oldest stand first.
  #forget(now: number): void {
    for (const [key, { at }] of this.#held) {
      if (this.#held.size <= mostHeld && now - at <= exchangeMs) break
      this.#held.delete(key)
    }
  }
}
