import { createHash, randomUUID } from 'node:crypto'
import type { Log } from '#kernel/log.ts'
import { Malformed } from '../bytes/malformed.ts'
import type { Instruction, InstructionAnswer } from '../instruction.ts'
import { documentOf } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import {
  assignCalendar,
  calendar,
  controlProgram,
  deviceReference,
  loggerConfigs,
  overrideCommand,
  readDevices,
  type TalqDevice,
  version,
} from './codec.ts'

export type TalqClientOptions = {
  /** Where the gateway listens, without a slash at the end. */
  url: string
  token: string
  /** Who we are: the address of this central system. */
  cms: string
  log: Log
  now: () => number
  onAnswer: (answer: InstructionAnswer) => void
  timeoutMs?: number
}

const usualTimeoutMs = 10_000
const overrideMs = 24 * 3_600_000
const longestReply = 4 * 1024 * 1024

/** An address that is always the same for the same thing. */
export const addressOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Speaks to a lamp gateway: what devices it has, what it is to log, and what lamps are to do. */
export class TalqClient {
  readonly #options: TalqClientOptions

  constructor(options: TalqClientOptions) {
    this.#options = options
  }

  /** The devices that the gateway has. */
  async devices(): Promise<TalqDevice[]> {
    const { status, body } = await this.#ask('GET', '/devices')
    return status === 200 ? readDevices(documentOf(body)) : []
  }

  /** Asks the gateway to report values and events; asked again it changes nothing. */
  async configureLogging(): Promise<boolean> {
    const { cms } = this.#options
    const configs = loggerConfigs(cms, [addressOf(`${cms}/values`), addressOf(`${cms}/events`)])
    return isTaken(await this.#put('/logger-configs', configs))
  }

  /** Tells a lamp something. Gives false where the gateway cannot be reached, so that it is told again. */
  async instruct(sender: string, instruction: Instruction): Promise<boolean> {
    try {
      const reply = await this.#say(sender, instruction)
      if (reply.status >= 500) return false
      const isDone = isTaken(reply)
      const why = isDone ? '' : reasonIn(reply.body)
      this.#options.onAnswer({
        id: instruction.id,
        isDone,
        zh: isDone ? '网关已接收' : `网关拒绝：${why}`,
        en: isDone ? 'taken by the gateway' : `refused by the gateway: ${why}`,
      })
      return true
    } catch (error) {
      if (error instanceof Malformed) throw error
      this.#options.log.warn({ err: error }, 'a lamp gateway could not be told')
      return false
    }
  }

  #say(sender: string, { id, kind, values }: Instruction): Promise<Answer> {
    const lamp = [deviceReference(sender)]
    if (kind === 'lamp') {
      const level = values.state === 'off' ? 0 : Number(values.level ?? 100)
      const start = new Date(this.#options.now())
      const expiration = new Date(start.getTime() + overrideMs)
      return this.#ask('POST', '/override-commands', overrideCommand(lamp, { id, level, start, expiration }))
    }
    if (kind === 'lamp-plan') return this.#plan(sender, values)
    throw new Malformed('value', 0, `no command says ${kind}`)
  }

  // A program of its own for the hours, a calendar that has nothing else, and the calendar assigned to the lamp.
  async #plan(sender: string, values: Instruction['values']): Promise<Answer> {
    const { cms } = this.#options
    const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined)
    const hours = { on: text('on') ?? '', off: text('off') ?? '', restFrom: text('restFrom'), restTo: text('restTo') }
    const program = addressOf(`${cms}/program/${JSON.stringify(hours)}`)
    const days = addressOf(`${cms}/calendar/${program}`)
    for (const [path, body] of [
      ['/control-programs', controlProgram(program, cms, hours)],
      ['/calendars', calendar(days, cms, program)],
    ] as const) {
      const made = await this.#put(path, [body])
      if (!isTaken(made)) return made
    }
    return this.#ask('POST', '/assign-commands', assignCalendar([deviceReference(sender)], days))
  }

  // What is there already is changed instead of made.
  async #put(path: string, body: unknown): Promise<Answer> {
    const made = await this.#ask('POST', path, body)
    return made.status === 409 ? this.#ask('PUT', path, body) : made
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const { url, token, cms, timeoutMs = usualTimeoutMs } = this.#options
    const query = new URLSearchParams({ clientAddress: cms, ...(method !== 'GET' && { talqRequestId: randomUUID() }) })
    const response = await fetch(`${url}${path}?${query}`, {
      method,
      headers: { 'talq-api-version': version, authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: Buffer.from((await response.text()).slice(0, longestReply)) }
  }
}

type Answer = { status: number; body: Buffer }

const isTaken = ({ status }: Answer): boolean => status >= 200 && status < 300

function reasonIn(body: Buffer): string {
  try {
    const document = documentOf(body)
    const first: unknown = Array.isArray(document) ? document[0] : document
    return isObject(first) && typeof first.key === 'string' ? first.key.slice(0, 60) : ''
  } catch {
    return ''
  }
}
