import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import type { Log } from '#kernel/log.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { examinerOf, isTried } from '../examiners.ts'
import type { Report } from '../report.ts'
import { insertAcceptance } from '../store.ts'
import { type Trials, trialsOf, usualTrials } from '../trials.ts'
import type { TrialRegistry } from './registry.ts'
import { beat, claimTrial, endTrial, holdTrial, letGo, listOpenTrials, type OpenTrial } from './store.ts'
import { type Progress, Watch } from './watch.ts'

export type RunDeps = {
  pool: Pool
  clock: Clock
  log: Log
  registry: TrialRegistry
  /** The name of this gateway among others. */
  gateway: string
  /** How long each trial lasts, where that is not as usual. */
  lasting?: Required<Trials>
}

const everyMs = 1_000

type Ended = { open: OpenTrial; report: Report; progress: Progress }
type Taken = { open: OpenTrial; watch: Watch; until: number }

/** Tries devices that are connected to this gateway, as it was wished, until it is stopped. */
export function startTrials(deps: RunDeps): Loop {
  const runs = new TrialRuns(deps)
  const onError = (error: unknown) => deps.log.warn({ err: error }, 'trials of devices could not be gone on with')
  const loop = startLoop({ everyMs, step: () => runs.round().then(() => false), onError })
  return {
    wake: () => loop.wake(),
    async stop() {
      await loop.stop()
      await runs.finish().catch(onError)
    },
  }
}

/**
 * The trials of one gateway. What is wished for stands in the database, where every gateway finds it; the one to which the device
 * is connected takes it. What is done to the device is known in this process alone: with it, it ends.
 */
export class TrialRuns {
  readonly #deps: RunDeps
  readonly #taken = new Map<string, Taken>()
  readonly #ended: Ended[] = []

  constructor(deps: RunDeps) {
    this.#deps = deps
  }

  /** One round. What needs no database comes first, so that a trial is over in time without one. */
  async round(): Promise<void> {
    const { pool, clock, gateway } = this.#deps
    const now = clock.now()
    for (const taken of [...this.#taken.values()]) {
      taken.watch.tick(now.getTime())
      if (taken.watch.hasBegun && now.getTime() >= taken.until) this.#end(taken, now)
    }
    await this.#keepReports(now)
    for (const { open, watch } of this.#taken.values()) {
      if (watch.hasBegun) await beat(pool, open, { gateway, progress: watch.progress(), now })
    }
    await letGo(pool, now)
    const open = new Map((await listOpenTrials(pool)).map((one) => [one.trialId, one]))
    for (const [trialId, taken] of [...this.#taken]) {
      const wish = open.get(trialId)
      if (!wish || (wish.state === 'running' && wish.gateway !== gateway)) this.#forget(taken)
      else if (wish.isStopping) this.#end(taken, now)
    }
    for (const one of open.values()) await this.#goOn(one, now)
    await this.#keepReports(now)
  }

  /** Ends what has begun, with a report of what was seen so far: whoever stops in good order loses no trial. */
  async finish(): Promise<void> {
    const now = this.#deps.clock.now()
    for (const taken of [...this.#taken.values()]) this.#end(taken, now)
    await this.#keepReports(now)
  }

  async #goOn(open: OpenTrial, now: Date): Promise<void> {
    const { pool, gateway } = this.#deps
    const taken = this.#taken.get(open.trialId)
    if (!taken) return void (open.state === 'waiting' && this.#wait(open))
    const { watch } = taken
    if (open.state === 'running' || !watch.isThere) return
    const until = new Date(now.getTime() + open.minutes * 60_000)
    if (!(await claimTrial(pool, open, { gateway, from: now, until }))) return this.#forget(taken)
    taken.until = until.getTime()
    watch.begin(now.getTime(), taken.until)
  }

  // Every gateway looks out for the device; nothing is done to it before one of them has taken the trial.
  #wait(open: OpenTrial): void {
    const { protocol, sender, trials } = open
    if (!isTried(protocol)) return
    const examiner = examinerOf(protocol, open)
    const watch = new Watch({ protocol, sender, examiner, trials: trialsOf(trials, this.#deps.lasting ?? usualTrials) })
    this.#deps.registry.add(watch)
    this.#taken.set(open.trialId, { open, watch, until: 0 })
  }

  #end(taken: Taken, now: Date): void {
    const report = taken.watch.end(now.getTime())
    if (report) this.#ended.push({ open: taken.open, report, progress: taken.watch.progress() })
    this.#forget(taken)
  }

  #forget({ open, watch }: Taken): void {
    this.#deps.registry.remove(watch)
    this.#taken.delete(open.trialId)
  }

  // A report stays here until the database has it.
  async #keepReports(now: Date): Promise<void> {
    const { pool, gateway } = this.#deps
    for (let one = this.#ended[0]; one; one = this.#ended[0]) {
      const { open, report, progress } = one
      const { districtId, deviceId, askedBy: by, trials } = open
      await pool.transaction(async (tx) => {
        if (!(await holdTrial(tx, open, gateway))) return
        const acceptanceId = newId()
        await insertAcceptance(tx, districtId, { acceptanceId, deviceId, by, report, trials })
        await endTrial(tx, open, { acceptanceId, progress, now })
      })
      this.#ended.shift()
    }
  }
}
