import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '#kernel/log.ts'
import { Allowances, type Rate } from './allowance.ts'
import { countConduct, countRefused, type GatewayCounts, noticed } from './counts.ts'
import { type Marks, type Pressure, pressureOf, usualMarks } from './pressure.ts'
import type { Directory } from './protocol.ts'
import { longestFrame } from './spool/record.ts'
import { type Spool, SpoolFull } from './spool/spool.ts'

export type IntakeOptions = {
  protocol: string
  spool: Spool
  directory: Directory
  counts: GatewayCounts
  now: () => number
  log: Log
  /** What each sender may say. */
  rate?: Rate | undefined
  marks?: Marks | undefined
}

const usualRate: Rate = { perSecond: 50, burst: 1_000 }
const longestWaitMs = 10_000
const easeMs = 200

/**
 * Keeps whole messages, for gateways that hear messages rather than a stream of bytes. The same limits hold as for streams:
 * who says more than it may waits, what can wait is left aside under pressure, and nothing is read where the spool is too far
 * behind.
 */
export class Intake {
  readonly #options: IntakeOptions
  readonly #allowances: Allowances
  #pressure: Pressure = 'none'
  #waiting = 0
  #ended = false

  constructor(options: IntakeOptions) {
    this.#options = options
    this.#allowances = new Allowances(options.rate ?? usualRate)
  }

  get isEnded(): boolean {
    return this.#ended
  }

  /** Lets those go who wait for the pressure to ease; nothing of theirs is kept. */
  end(): void {
    this.#ended = true
  }

  /** Counts a message that is not kept. */
  refuse(sender: string, reason: string): void {
    const { counts, protocol, directory } = this.#options
    countRefused(counts, protocol, { sender, reason }, directory.knows(protocol, sender))
  }

  /**
   * Makes a message durable. Gives false where it was not kept: its sender is not to be told that it was. `canWait` is of
   * those whose sender does not wait for an answer anyway.
   */
  async keep(sender: string, bytes: Uint8Array, { canWait = false } = {}): Promise<boolean> {
    const { protocol, spool, counts, now } = this.#options
    if (bytes.length > longestFrame) {
      this.refuse(sender, 'too long')
      return false
    }
    this.#waiting += bytes.length
    try {
      // Mostly there is nothing to wait for, and a promise for each message is not free.
      const waitMs = this.#waitOf(sender)
      if (waitMs > 0) await pause(waitMs)
      const pressure = this.#press() === 'stop' ? await this.#eased() : this.#pressure
      if (pressure === 'stop') return false
      if (pressure === 'shed' && canWait) {
        counts.shed++
        countConduct(counts, { protocol, sender }, noticed.shed)
        return false
      }
      await spool.append({ protocol, sender, receivedAt: now(), bytes })
      counts.kept++
      return true
    } catch (error) {
      if (!(error instanceof SpoolFull)) this.#options.log.error({ err: error }, 'the spool cannot be written')
      return false
    } finally {
      this.#waiting -= bytes.length
    }
  }

  #waitOf(sender: string): number {
    const { protocol, counts, now } = this.#options
    const at = now()
    const waitMs = this.#allowances.of(sender, at).take(1, at)
    if (waitMs > 0) countConduct(counts, { protocol, sender }, noticed.slowed)
    return Math.min(waitMs, longestWaitMs)
  }

  #press(): Pressure {
    const { spool, marks = usualMarks } = this.#options
    this.#pressure = pressureOf({ backlog: spool.backlog, waiting: this.#waiting }, this.#pressure, marks)
    return this.#pressure
  }

  // Waits while nothing may be read; what is not taken meanwhile stays with its sender.
  async #eased(): Promise<Pressure> {
    for (let tries = 0; !this.#ended && tries * easeMs < longestWaitMs; tries++) {
      await pause(easeMs)
      if (this.#press() !== 'stop') break
    }
    return this.#pressure
  }
}
