/** So much at once, and so much each second. */
export type Rate = { perSecond: number; burst: number }

/** What a sender may still say: it fills with time and empties with what was heard. Never empties below what one taking needs. */
export class Allowance {
  readonly #rate: Rate
  #left: number
  #at: number

  constructor(rate: Rate, now: number) {
    this.#rate = rate
    this.#left = rate.burst
    this.#at = now
  }

  /** Takes so much and gives the milliseconds until anything more may be heard, 0 while there is something left. */
  take(amount: number, now: number): number {
    const { perSecond, burst } = this.#rate
    this.#left = Math.min(burst, this.#left + (Math.max(0, now - this.#at) / 1000) * perSecond) - amount
    this.#at = now
    return this.#left >= 0 ? 0 : Math.ceil((-this.#left / perSecond) * 1000)
  }

  /** Whether it would be full by now, so that a new one is as good. */
  isFull(now: number): boolean {
    return this.#left + ((now - this.#at) / 1000) * this.#rate.perSecond >= this.#rate.burst
  }
}

const most = 50_000

/** An allowance for each sender, however many connections it opens. */
export class Allowances {
  readonly #rate: Rate
  readonly #held = new Map<string, Allowance>()

  constructor(rate: Rate) {
    this.#rate = rate
  }

  of(sender: string, now: number): Allowance {
    const known = this.#held.get(sender)
    if (known) return known
    if (this.#held.size >= most) for (const [name, one] of this.#held) if (one.isFull(now)) this.#held.delete(name)
    const made = new Allowance(this.#rate, now)
    this.#held.set(sender, made)
    return made
  }
}
