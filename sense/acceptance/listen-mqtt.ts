import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '#kernel/log.ts'
import { listenMqtt } from '../gateway/mqtt/server.ts'
import { newCounts } from '../gateway/server.ts'
import { Spool } from '../gateway/spool/spool.ts'
import type { Trials as Registry } from '../gateway/trial.ts'
import type { Examiner } from './examiner.ts'
import { everybody } from './listen.ts'
import { MqttWatch } from './live/mqtt-watch.ts'
import { Watch } from './live/watch.ts'
import type { Trials } from './trials.ts'

export type ListeningMqtt = {
  examiner: Examiner
  trials: Trials
  port: number
  host: string
  /** What the device has to show as its password; without it whatever it shows is right. */
  credential?: string | undefined
  log: Log
  signal: AbortSignal
  /** Told where it listens, and of every new stage. */
  tell?: (what: string) => void
}

const tickMs = 250

/**
 * Is a broker for one device and tries it until the signal, or until every trial has been made. The first that comes is tried.
 * Gives its name.
 */
export async function tryMqttDevice(options: ListeningMqtt): Promise<string | undefined> {
  const { examiner, trials, signal, tell, credential, log } = options
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-accept-'))
  const spool = await Spool.open(folder)
  const one = new FirstComer(examiner, trials)
  const directory = {
    ...everybody,
    presented: (_protocol: string, _sender: string, shown: string) =>
      credential === undefined || shown === credential ? ('right' as const) : ('wrong' as const),
  }
  const shared = { spool, directory, counts: newCounts(), now: () => Date.now(), log, trials: one }
  try {
    const broker = await listenMqtt(shared, options.port, options.host)
    tell?.(`${options.host}:${broker.port}`)
    await one.watched(signal, tell)
    await broker.stop()
    return one.sender
  } finally {
    await spool.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Tries whoever connects first, and nobody else. */
class FirstComer implements Registry {
  readonly isAny = true
  readonly #examiner: Examiner
  readonly #trials: Trials
  #watch: Watch | undefined
  #trial: MqttWatch | undefined

  constructor(examiner: Examiner, trials: Trials) {
    this.#examiner = examiner
    this.#trials = trials
  }

  get sender(): string | undefined {
    return this.#watch?.sender
  }

  stream(): undefined {
    return undefined
  }

  mqtt(sender: string): MqttWatch | undefined {
    if (!this.#watch) {
      this.#watch = new Watch({ protocol: 'mqtt', sender, examiner: this.#examiner, trials: this.#trials })
      this.#watch.begin(Date.now(), Number.POSITIVE_INFINITY)
      this.#trial = new MqttWatch(this.#watch)
    }
    return this.#watch.sender === sender ? this.#trial : undefined
  }

  /** Goes on until the signal, or until every trial has been made. */
  async watched(signal: AbortSignal, tell: ((what: string) => void) | undefined): Promise<void> {
    const isTrying = Object.keys(this.#trials).length > 0
    let stage = ''
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        this.#watch?.tick(Date.now())
        const { interview } = this.#watch ?? {}
        if (interview && interview.stage !== stage) {
          stage = interview.stage
          tell?.(stage)
        }
        if (!signal.aborted && !(isTrying && interview?.isDone)) return
        clearInterval(timer)
        done()
      }, tickMs)
    })
    this.#watch?.end(Date.now())
  }
}
