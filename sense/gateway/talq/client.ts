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
  group,
  groupReference,
  loggerConfigs,
  overrideCommand,
  readDevices,
  readGroups,
  sunProgram,
  type TalqDevice,
  type TalqGroup,
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
  #last: Promise<unknown> = Promise.resolve()

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

  // A program of its own for the hours, a calendar that has nothing else, and the calendar assigned to the lamp and its group.
  async #plan(sender: string, values: Instruction['values']): Promise<Answer> {
    const { cms } = this.#options
    const made = await this.#putProgram(values)
    if (!isTaken(made.reply)) return made.reply
    const { days } = made
    const lamp = deviceReference(sender)
    const name = textIn(values, 'group')
    const joined =
      name === undefined ? undefined : await this.#inTurn(() => this.#join(sender, addressOf(`${cms}/group/${name}`)))
    if (joined !== undefined) {
      const reply = await this.#ask('POST', '/assign-commands', assignCalendar([lamp, groupReference(joined)], days))
      if (isTaken(reply) || reply.status >= 500) return reply
    }
    // A gateway that has no groups is told for the lamp alone.
    return this.#ask('POST', '/assign-commands', assignCalendar([lamp], days))
  }

  // By the sun where it is known how far from it: such a program holds on while nothing is heard from here.
  async #putProgram(values: Instruction['values']): Promise<{ reply: Answer; days: string }> {
    const { cms } = this.#options
    const rest = { restFrom: textIn(values, 'restFrom'), restTo: textIn(values, 'restTo') }
    const [sunsetOffset, sunriseOffset] = [numberIn(values, 'sunsetMinutes'), numberIn(values, 'sunriseMinutes')]
    const bySun = sunsetOffset !== undefined && sunriseOffset !== undefined
    const hours = { on: textIn(values, 'on') ?? '', off: textIn(values, 'off') ?? '', ...rest }
    const night = bySun ? { sunsetOffset, sunriseOffset, ...rest } : hours
    const program = addressOf(`${cms}/program/${JSON.stringify(night)}`)
    const days = addressOf(`${cms}/calendar/${program}`)
    const body = bySun
      ? sunProgram(program, cms, { sunsetOffset, sunriseOffset, ...rest })
      : controlProgram(program, cms, hours)
    const reply = await this.#put('/control-programs', [body])
    if (!isTaken(reply)) return { reply, days }
    return { reply: await this.#put('/calendars', [calendar(days, cms, program)]), days }
  }

  /** The groups of this central system that the gateway has. */
  async groups(): Promise<TalqGroup[]> {
    const { status, body } = await this.#ask('GET', '/groups')
    const { cms } = this.#options
    return status === 200 ? readGroups(documentOf(body)).filter(({ ownerCMS }) => ownerCMS === cms) : []
  }

  // A lamp is in one group of ours: what it was in before is told without it. Undefined where the gateway takes no groups.
  async #join(sender: string, address: string): Promise<string | undefined> {
    const { cms } = this.#options
    const now = await this.groups()
    const isIn = ({ members }: TalqGroup) => members.some((one) => one.address === sender)
    for (const other of now.filter((one) => one.address !== address && isIn(one))) {
      const members = other.members.filter((one) => one.address !== sender)
      await this.#ask('PUT', '/groups', [group(other.address, cms, members)])
    }
    const own = now.find((one) => one.address === address)
    if (own && isIn(own)) return address
    const wanted = [group(address, cms, [...(own?.members ?? []), deviceReference(sender)])]
    return isTaken(await this.#put('/groups', wanted)) ? address : undefined
  }

  // Members are read, changed and written: of two lamps that join at once one would be lost.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => undefined)
    return turn
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

const textIn = (values: Instruction['values'], name: string): string | undefined =>
  typeof values[name] === 'string' ? values[name] : undefined

const numberIn = (values: Instruction['values'], name: string): number | undefined =>
  typeof values[name] === 'number' ? values[name] : undefined

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
