import { setTimeout as pause } from 'node:timers/promises'
import type { Dialect } from './dialects.ts'
import type { Line, Target } from './line.ts'
import type { Planned } from './plan.ts'

/** What was sent again. A frame is lost only where it was never acknowledged, however often it was sent. */
export type ResendCounts = {
  sent: number
  acknowledged: number
  unanswered: number
  twice: number
  cut: number
  refused: number
  lost: number
}

export type Resending = {
  dialect: Dialect
  target: Target
  plan: readonly Planned[]
  signal: AbortSignal
  /** Told now and then how far it has come. */
  tell?: (counts: ResendCounts) => void
}

const mostTries = 5
const againMs = 1_000
const tellMs = 5_000

/** Sends frames again as the devices they are of, each over a connection of its own, until all are sent or it is stopped. */
export async function resend({ dialect, target, plan, signal, tell }: Resending): Promise<ResendCounts> {
  const counts: ResendCounts = { sent: 0, acknowledged: 0, unanswered: 0, twice: 0, cut: 0, refused: 0, lost: 0 }
  const begin = performance.now()
  const bySender = Map.groupBy(plan, ({ frame }) => frame.sender)
  const timer = setInterval(() => tell?.(counts), tellMs)
  await Promise.all(
    [...bySender].map(([sender, own]) => new Player({ dialect, target, sender, signal, counts }).play(own, begin)),
  )
  clearInterval(timer)
  return counts
}

type PlayerOptions = Pick<Resending, 'dialect' | 'target' | 'signal'> & { sender: string; counts: ResendCounts }

/** One device that is played. */
class Player {
  readonly #options: PlayerOptions
  #line: Line | undefined
  #isRefused = false

  constructor(options: PlayerOptions) {
    this.#options = options
  }

  async play(plan: readonly Planned[], begin: number): Promise<void> {
    const { signal } = this.#options
    for (const planned of plan) {
      await pauseOrStop(begin + planned.dueMs - performance.now(), signal)
      if (signal.aborted) break
      await this.#send(planned)
    }
    this.#line?.end()
  }

  async #send({ frame: { bytes }, isTwice, isCut }: Planned): Promise<void> {
    const { counts, signal } = this.#options
    let mustCut = isCut
    for (let tries = 0; tries < mostTries && !signal.aborted; tries++) {
      const line = await this.#connected()
      if (!line) return void counts.refused++
      counts.sent++
      if (mustCut) {
        mustCut = false
        line.push(bytes)
        counts.cut++
        // What was written goes out before the connection ends.
        await pause(10)
        this.#drop()
        continue
      }
      if (isTwice && tries === 0) {
        counts.twice++
        line.push(bytes)
      }
      const fate = await line.send(bytes)
      if (fate !== 'lost') return void counts[fate]++
      this.#drop()
    }
    counts.lost++
  }

  async #connected(): Promise<Line | undefined> {
    const { dialect, target, sender, signal } = this.#options
    if (this.#line?.isClosed) this.#drop()
    for (let tries = 0; !this.#line && !this.#isRefused && tries < mostTries && !signal.aborted; tries++) {
      if (tries > 0) await pauseOrStop(againMs, signal)
      try {
        this.#line = await dialect.open(target, sender, dialect)
        // Whoever is not let in once is not asked about again for every frame.
        this.#isRefused = !this.#line
      } catch {
        // Nobody listens there yet, or no longer.
      }
    }
    return this.#line
  }

  #drop(): void {
    this.#line?.end()
    this.#line = undefined
  }
}

const pauseOrStop = (ms: number, signal: AbortSignal): Promise<void> =>
  ms > 0 ? pause(ms, undefined, { signal }).catch(() => undefined) : Promise.resolve()
