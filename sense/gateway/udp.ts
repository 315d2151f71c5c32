import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { countConduct } from './counts.ts'
import { bindPort, closePort } from './datagrams.ts'
import type { Instruction, InstructionAnswer } from './instruction.ts'
import { Intake, type IntakeOptions } from './intake.ts'
import type { Conversation, Protocol, Step } from './protocol.ts'
import type { Gateway } from './server.ts'
import { type Line, type Trials, underTrial } from './trial.ts'

export type UdpOptions = Omit<IntakeOptions, 'protocol'> & {
  protocol: Protocol
  /** So many senders are remembered at once; beyond that the one that was silent longest is forgotten. */
  mostTalks?: number
  /** A sender that says nothing for so long has to say again who it is. */
  silentMs?: number
  /** Told of what a device answers to something that it was told, once that is kept. */
  onAnswer?: ((answer: InstructionAnswer) => void) | undefined
  /** The devices that are being tried. */
  trials?: Trials | undefined
}

const usualTalks = 20_000
const usualSilentMs = 15 * 60_000
const tickMs = 2_000

// What may wait to be kept before datagrams are left aside: their senders send them again.
const mostWaiting = 5_000

type Talk = { conversation: Conversation; line: Line; from: RemoteInfo; heardAt: number }

/**
 * Listens to datagrams. Each address has a conversation as a connection would; what it says is kept before it is answered. A
 * datagram that was left aside is not answered, and its sender sends it again.
 */
export async function listenUdp(options: UdpOptions, port: number, host: string): Promise<Gateway> {
  const socket = createSocket('udp4')
  const talks = new Talks(options, socket)
  socket.on('message', (bytes, from) => talks.take(bytes, from))
  await bindPort(socket, port, host)
  const timer = setInterval(() => talks.tick(), tickMs)
  return {
    port: socket.address().port,
    instruct: async (sender, instruction) => talks.instruct(sender, instruction),
    async stop() {
      clearInterval(timer)
      await talks.finish()
      await closePort(socket)
    },
  }
}

class Talks {
  readonly #options: UdpOptions
  readonly #socket: Socket
  readonly #intake: Intake
  readonly #all = new Map<string, Talk>()
  readonly #working = new Set<Promise<void>>()

  constructor(options: UdpOptions, socket: Socket) {
    this.#options = options
    this.#socket = socket
    this.#intake = new Intake({ ...options, protocol: options.protocol.name })
  }

  take(bytes: Buffer, from: RemoteInfo): void {
    if (this.#working.size >= mostWaiting) return void this.#intake.refuse('', 'too many connections')
    const now = this.#options.now()
    const talk = this.#talkWith(from, now)
    const { protocol, trials } = this.#options
    const steps = talk.conversation.take(bytes, now)
    const who = { protocol: protocol.name, sender: talk.conversation.sender, line: talk.line }
    for (const step of underTrial(trials, who, { chunk: bytes, steps, now })) this.#work(step, from)
  }

  /** Every few seconds: what is to be said although nothing came, and who has gone. */
  tick(): void {
    const { now, silentMs = usualSilentMs } = this.#options
    for (const [key, { conversation, from, heardAt }] of this.#all) {
      if (now() - heardAt > silentMs) this.#all.delete(key)
      else for (const step of conversation.tick(now())) this.#work(step, from)
    }
  }

  instruct(sender: string, instruction: Instruction): boolean {
    for (const { conversation, from } of [...this.#all.values()].toReversed()) {
      if (!conversation.speaksFor?.(sender)) continue
      const say = conversation.instruct?.(sender, instruction, this.#options.now())
      if (!say) return false
      this.#say(say, from)
      return true
    }
    return false
  }

  async finish(): Promise<void> {
    this.#intake.end()
    await Promise.all(this.#working)
  }

  // The one heard last stands last.
  #talkWith(from: RemoteInfo, now: number): Talk {
    const key = `${from.address}:${from.port}`
    const { protocol, directory, mostTalks = usualTalks } = this.#options
    const talk = this.#all.get(key) ?? this.#open(protocol.converse(directory), from, now)
    talk.heardAt = now
    this.#all.delete(key)
    this.#all.set(key, talk)
    if (this.#all.size > mostTalks) this.#all.delete(this.#all.keys().next().value!)
    return talk
  }

  #open(conversation: Conversation, from: RemoteInfo, now: number): Talk {
    const forget = (): void => void this.#all.delete(`${from.address}:${from.port}`)
    const line: Line = {
      isAlone: true,
      tell: (sender, instruction) => {
        const say =
          conversation.speaksFor?.(sender) && conversation.instruct?.(sender, instruction, this.#options.now())
        if (say) this.#say(say, from)
        return Boolean(say)
      },
      cut: forget,
      drop: forget,
    }
    return { conversation, line, from, heardAt: now }
  }

  #work(step: Step, from: RemoteInfo): void {
    const work = this.#carryOut(step, from).finally(() => this.#working.delete(work))
    this.#working.add(work)
  }

  async #carryOut(
    { keep = [], say, refused, noticed, canWait, answered, close }: Step,
    from: RemoteInfo,
  ): Promise<void> {
    const { protocol, counts, onAnswer } = this.#options
    if (refused) this.#intake.refuse(refused.sender, refused.reason)
    if (noticed) countConduct(counts, { protocol: protocol.name, sender: noticed.sender }, noticed.what)
    const kept = await Promise.all(
      keep.map(({ sender, bytes }) => this.#intake.keep(sender, bytes, { canWait: canWait ?? false })),
    )
    if (!kept.every(Boolean)) return
    if (answered) onAnswer?.(answered)
    if (say) this.#say(say, from)
    if (close) this.#all.delete(`${from.address}:${from.port}`)
  }

  // One frame a datagram: JT/T 808-2019, 5 [S] has UDP carry what TCP carries.
  #say(frames: readonly Uint8Array[], { address, port }: RemoteInfo): void {
    for (const frame of frames) this.#socket.send(frame, port, address)
  }
}
