import type { Socket } from 'node:net'
import type { Log } from '#kernel/log.ts'
import { Allowance, type Allowances, type Rate } from './allowance.ts'
import { countConduct, countRefused, type GatewayCounts, noticed } from './counts.ts'
import type { Instruction, InstructionAnswer } from './instruction.ts'
import type { Pressure } from './pressure.ts'
import type { Conversation, Directory, Protocol, Step } from './protocol.ts'
import { type Spool, SpoolFull } from './spool/spool.ts'
import { type Line, sendersOf, type Trials, underTrial } from './trial.ts'

/** What every connection of a gateway shares. */
export type LinkOptions = {
  protocol: Protocol
  spool: Spool
  directory: Directory
  now: () => number
  log: Log
  counts: GatewayCounts
  /** What each sender may say. */
  allowances: Allowances
  /** How hard the gateway is pressed. */
  pressure: () => Pressure
  /** Told of bytes that wait to be kept, and of those that do no longer. */
  waiting: (bytes: number) => void
  /** A connection that says nothing for so long is closed. */
  silentMs: number
  /** Told of what a device answers to something that it was told, once that is kept. */
  onAnswer?: ((answer: InstructionAnswer) => void) | undefined
  /** The devices that are being tried. */
  trials?: Trials | undefined
}

// So many bytes of one connection may wait to be kept before it is no longer read from.
const mostWaiting = 256 * 1024

// What one connection may send, whoever it is: far more than a terminal that sends photographs.
const byteRate: Rate = { perSecond: 512 * 1024, burst: 4 * 1024 * 1024 }

// Somebody who has not said who it is and sends so much that is no frame will not say it either.
const mostRubbish = 50

// Looking for a frame in rubbish costs more than reading one.
const refusedCost = 5

/** Why a connection is not read from for a while. */
type Brake = 'waiting' | 'rate' | 'pressure'

/** One connection: what came is handed to the conversation, and what it says is done in order, keeping first. */
export class Link {
  readonly openedAt: number
  readonly #socket: Socket
  readonly #options: LinkOptions
  readonly #conversation: Conversation
  readonly #bytes: Allowance
  readonly #holds = new Set<Brake>()
  readonly #line: Line
  // Who has spoken here; more than two need not be told apart.
  readonly #senders = new Set<string>()
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #rubbish = 0
  #timer: NodeJS.Timeout | undefined

  constructor(socket: Socket, options: LinkOptions, gone: () => void) {
    this.#socket = socket
    this.#options = options
    this.openedAt = options.now()
    this.#bytes = new Allowance(byteRate, this.openedAt)
    this.#conversation = options.protocol.converse(options.directory)
    this.#line = this.#lineOf()
    socket.setTimeout(options.silentMs, () => socket.destroy())
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.#queue(this.#conversation.end(options.now()), 0))
    // A broken connection is what devices do all day; its end says everything.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(this.#timer)
      for (const sender of this.#senders) options.trials?.stream(options.protocol.name, sender)?.gone(this.#line)
      // What came before the end is still being kept, and whoever stops the gateway waits for it.
      this.#work.then(gone, gone)
    })
  }

  /** Whether anybody has said who it is. */
  get isNamed(): boolean {
    return this.#conversation.sender !== undefined
  }

  /** Tells a device something. Gives false where it does not speak over this connection. */
  instruct(sender: string, instruction: Instruction): boolean {
    if (!this.#socket.writable || !this.#conversation.speaksFor?.(sender)) return false
    const say = this.#conversation.instruct?.(sender, instruction, this.#options.now())
    if (!say) return false
    this.#queue([{ say }], 0)
    return true
  }

  tick(): void {
    this.#queue(this.#conversation.tick(this.#options.now()), 0)
  }

  /** Stops reading for a reason, and reads on once no reason is left. */
  hold(reason: Brake, isHeld: boolean): void {
    if (isHeld) this.#holds.add(reason)
    else this.#holds.delete(reason)
    if (this.#holds.size > 0) this.#socket.pause()
    else this.#socket.resume()
  }

  async finish(): Promise<void> {
    await this.#work
    this.#socket.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #lineOf(): Line {
    const [socket, senders] = [this.#socket, this.#senders]
    return {
      get isAlone() {
        return senders.size <= 1
      },
      tell: (sender, instruction) => this.instruct(sender, instruction),
      cut: () => this.#queue([{ close: true }], 0),
      drop: () => void socket.destroy(),
    }
  }

  #take(chunk: Buffer): void {
    const now = this.#options.now()
    const said = this.#conversation.take(chunk, now)
    const { protocol, trials } = this.#options
    const { sender } = this.#conversation
    for (const name of [sender ?? [], ...said.map(sendersOf)].flat())
      if (this.#senders.size < 3) this.#senders.add(name)
    const steps = underTrial(trials, { protocol: protocol.name, sender, line: this.#line }, { chunk, steps: said, now })
    this.#limit(steps, chunk.length, now)
    this.#queue(steps, chunk.length)
  }

  // Whoever says more than it may is heard later: nothing of it is lost, and nobody else waits.
  #limit(steps: readonly Step[], size: number, now: number): void {
    const refused = steps.filter((step) => step.refused).length
    const frames = steps.reduce((sum, { keep = [] }) => sum + keep.length, refused * refusedCost)
    const { sender } = this.#conversation
    if (sender === undefined) this.#rubbish += refused
    if (sender === undefined && this.#rubbish > mostRubbish) return void this.#socket.destroy()
    const { allowances, counts, protocol } = this.#options
    const named = sender === undefined ? 0 : allowances.of(sender, now).take(frames, now)
    const waitMs = Math.max(this.#bytes.take(size, now), named)
    if (waitMs === 0) return
    if (sender !== undefined && !this.#holds.has('rate')) this.#note({ protocol: protocol.name, sender }, counts)
    this.hold('rate', true)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.hold('rate', false), Math.min(waitMs, 60_000))
  }

  #note(who: { protocol: string; sender: string }, counts: GatewayCounts): void {
    if (this.#options.directory.knows(who.protocol, who.sender)) countConduct(counts, who, noticed.slowed)
  }

  #queue(given: readonly Step[], size: number): void {
    const steps = this.#options.pressure() === 'none' ? given : given.filter((step) => !this.#isShed(step))
    if (steps.length === 0) return
    this.#wait(size)
    // Begun at once, so that the frames of many connections become durable together.
    const begun = steps.map((step) => ({ step, kept: this.#keep(step) }))
    this.#work = this.#work.then(async () => {
      for (const { step, kept } of begun) if (!(await this.#carryOut(step, kept))) break
      this.#wait(-size)
    })
  }

  #wait(bytes: number): void {
    this.#waiting += bytes
    this.#options.waiting(bytes)
    const isMuch = this.#waiting > mostWaiting
    if (isMuch !== this.#holds.has('waiting')) this.hold('waiting', isMuch)
  }

  // Neither kept nor acknowledged: its sender keeps it, and sends it again when there is room.
  #isShed({ canWait, keep }: Step): boolean {
    if (!canWait || !keep) return false
    const { counts, protocol } = this.#options
    counts.shed += keep.length
    for (const { sender } of keep) countConduct(counts, { protocol: protocol.name, sender }, noticed.shed)
    return true
  }

  async #keep({ keep, refused, noticed: seen }: Step): Promise<boolean> {
    const { protocol, spool, counts, now, directory } = this.#options
    if (seen) countConduct(counts, { protocol: protocol.name, sender: seen.sender }, seen.what)
    if (refused) countRefused(counts, protocol.name, refused, directory.knows(protocol.name, refused.sender))
    if (!keep) return true
    try {
      const receivedAt = now()
      await Promise.all(keep.map((one) => spool.append({ protocol: protocol.name, receivedAt, ...one })))
      counts.kept += keep.length
      return true
    } catch (error) {
      if (!(error instanceof SpoolFull)) this.#options.log.error({ err: error }, 'the spool cannot be written')
      return false
    }
  }

  // What could not be kept is not acknowledged, and the connection ends: the sender keeps it and comes again.
  async #carryOut({ say, close, answered }: Step, kept: Promise<boolean>): Promise<boolean> {
    const isKept = await kept
    if (isKept && answered) this.#options.onAnswer?.(answered)
    if (isKept && say && this.#socket.writable) this.#socket.write(Buffer.concat(say))
    if (isKept && !close) return true
    this.#socket.end()
    return false
  }
}
