import type { Client, ConnectPacket, PublishPacket } from 'aedes'
import type { Line, Session, Trials } from '../trial.ts'
import { answerIn, commandOf } from './command.ts'
import { protocolName, thingsBoardUp, topicIn, topicOf } from './topics.ts'

type Options = {
  trials?: Trials | undefined
  now: () => number
  directory: { mappingOf?(protocol: string, sender: string): unknown }
}

type Held = { session: Session; line: Line }

/** How the clients of a broker opened their sessions, and what trials make of them. */
export class Sessions {
  readonly #options: Options
  readonly #held = new WeakMap<Client, Held>()

  constructor(options: Options) {
    this.#options = options
  }

  /** A client asks to be let in. Gives whether it is. */
  open(client: Client, { username, password, keepalive = 0, clean = true, will }: ConnectPacket): boolean {
    const session = {
      keepAliveSeconds: keepalive,
      isClean: clean,
      hasWill: will !== undefined,
      hasPassword: (password?.length ?? 0) > 0,
    }
    this.#held.set(client, { session, line: this.#lineOf(client) })
    return this.#trialOf(username ?? '')?.lets(this.#options.now()) ?? true
  }

  refused(sender: string, reason: string): void {
    this.#trialOf(sender)?.refused(reason, this.#options.now())
  }

  ready(client: Client): void {
    const held = this.#held.get(client)
    if (held) this.#trialOf(client.id)?.connected(held.line, held.session, this.#options.now())
  }

  /** Whether a message is acknowledged once it is kept. */
  heard(client: Client, { topic: text, qos, dup, payload }: PublishPacket): boolean {
    const trial = this.#trialOf(client.id)
    const held = trial && this.#held.get(client)
    if (!held) return true
    const topic = topicIn(text)
    const isOwnTopic = text === thingsBoardUp || (topic?.sender === client.id && topic.kind !== 'down')
    const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload)
    const answered = topic?.kind === 'answer' ? answerIn(bytes, this.#mappingOf(client.id)) : undefined
    const message = { topic: text, isOwnTopic, qos, isAgain: dup, payload: bytes, answered }
    return trial.heard(held.line, held.session, message, this.#options.now())
  }

  gone(client: Client): void {
    const held = this.#held.get(client)
    if (held) this.#trialOf(client.id)?.gone(held.line, this.#options.now())
  }

  /** Nothing came of a client for longer than it said. */
  silent(client: Client): void {
    this.#trialOf(client.id)?.silent(this.#options.now())
  }

  #mappingOf(sender: string): unknown {
    return this.#options.directory.mappingOf?.(protocolName, sender)
  }

  #trialOf(sender: string) {
    const { trials } = this.#options
    return trials?.isAny ? trials.mqtt(sender) : undefined
  }

  // A client speaks for itself alone.
  #lineOf(client: Client): Line {
    return {
      isAlone: true,
      tell: (sender, instruction) => {
        const topic = topicOf({ kind: 'down', sender })
        const { subscriptions } = client as unknown as { subscriptions: object }
        if (!client.connected || !Object.hasOwn(subscriptions, topic)) return false
        const command = commandOf(instruction, this.#mappingOf(sender))
        const payload = Buffer.from(command)
        client.publish({ cmd: 'publish', topic, payload, qos: 1, dup: false, retain: false }, () => undefined)
        return true
      },
      cut: () => client.close(),
      drop: () => client.close(),
    }
  }
}
