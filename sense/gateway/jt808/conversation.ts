import { createHmac, timingSafeEqual } from 'node:crypto'
import { Malformed } from '../bytes/malformed.ts'
import type { Instruction, InstructionAnswer } from '../instruction.ts'
import type { Conversation, Directory, Step } from '../protocol.ts'
import {
  type BodyOf,
  type Frame,
  FrameOpener,
  framesOf,
  type Header,
  type MessageName,
  type Opened,
  type Read,
  readBody,
} from './codec.ts'
import { utcDigitsOf } from './fix.ts'
import { Fragments } from './fragments.ts'
import { keptBytes, lookedUpBy } from './header.ts'
import { messageFor } from './instruct.ts'
import { idOf } from './messages.ts'
import { Told } from './told.ts'

export const protocolName = 'jt808'

// General replies. JT/T 808-2019, 8.2 [S].
const done = 0
const failed = 1
const wrong = 2
const unsupported = 3

// A driver's card: that one was put in or taken out, and when. Name and numbers behind it are nobody's business here.
const cardStateSize = 7

// Asked for what is missing after five seconds, given up after a minute.
const askAfterMs = 5_000
const forgetAfterMs = 60_000

/** Messages that have an answer of their own, or need none. */
const unanswered: ReadonlySet<string> = new Set([
  'terminalReply',
  'registration',
  'parameters',
  'attributes',
  'locationReply',
  'controlReply',
  'heldAreas',
  'recorderData',
  'mediaFound',
  'snapshotReply',
  'timeQuestion',
  'media',
  'terminalResend',
])

/**
 * A terminal's conversation by JT/T 808: it registers, authenticates, and is then heard. Every message is acknowledged only
 * after the frame it came in is kept. The code that registration gives is made from the terminal's number and the
 * installation's secret, so that it can be checked without asking anybody.
 */
export class Jt808Conversation implements Conversation {
  readonly #directory: Directory
  readonly #secret: string
  readonly #opener = new FrameOpener()
  readonly #fragments = new Fragments()
  readonly #asked = new Set<number>()
  readonly #told = new Told()
  #sender: string | undefined
  #isKnown = false
  #last: Header | undefined
  #serial = 0

  constructor(directory: Directory, secret: string) {
    this.#directory = directory
    this.#secret = secret
  }

  get sender(): string | undefined {
    return this.#sender
  }

  take(chunk: Uint8Array, now: number): Step[] {
    return this.#heard(this.#opener.push(chunk), now)
  }

  end(now: number): Step[] {
    return this.#heard(this.#opener.end(), now)
  }

  /** Asks again for parts of long messages that did not come, once for each message, and forgets those that never will. */
  tick(now: number): Step[] {
    const missing = this.#fragments.missing(now, askAfterMs).filter(({ firstSerial }) => !this.#asked.has(firstSerial))
    this.#fragments.forget(now, forgetAfterMs)
    if (this.#asked.size > 64) this.#asked.clear()
    return missing.map(({ firstSerial, parts }) => {
      this.#asked.add(firstSerial)
      return { say: this.#frames('platformResend', { firstSerial, parts: parts.slice(0, 125) }) }
    })
  }

  speaksFor(sender: string): boolean {
    return this.#isKnown && this.#sender === sender
  }

  instruct(sender: string, instruction: Instruction): Uint8Array[] | undefined {
    if (!this.speaksFor(sender)) return undefined
    const { name, body } = messageFor(instruction, this.#last?.edition ?? 2013)
    this.#told.add(this.#serial, instruction)
    return this.#frames(name, body as BodyOf<typeof name>)
  }

  #heard(opened: readonly Opened[], now: number): Step[] {
    const steps: Step[] = []
    for (const one of opened) {
      const sender = this.#sender ?? ''
      steps.push(
        one.kind === 'refused' ? { refused: { sender, reason: one.fault.reason } } : this.#frame(one.frame, now),
      )
      if (steps.at(-1)?.close) break
    }
    return steps
  }

  #frame({ header, body }: Frame, now: number): Step {
    const sender = lookedUpBy(header.phone)
    if (this.#sender !== undefined && this.#sender !== sender) {
      // Counted with the terminal whose connection it is: the other number may be anybody's.
      return { refused: { sender: this.#sender, reason: 'another terminal on the same connection' }, close: true }
    }
    this.#sender = sender
    this.#last = header
    const joined = this.#fragments.take(header, body, now)
    if (joined.kind === 'refused')
      return { refused: { sender, reason: 'too many parts' }, say: this.#reply(header, failed) }
    if (joined.kind !== 'whole') return { keep: [this.#kept(header, body)], say: this.#reply(header, done) }
    return this.#message(joined.header, joined.body, header, body, now)
  }

  #message(header: Header, body: Buffer, lastHeader: Header, lastBody: Buffer, now: number): Step {
    const sender = lookedUpBy(header.phone)
    const read = tryRead(header, body)
    if (read instanceof Malformed) return { refused: { sender, reason: read.reason }, say: this.#reply(header, wrong) }
    if (read.name === 'registration') return this.#register(header, sender)
    if (read.name === 'authentication') return this.#authenticate(header, sender, read.body.authCode)
    if (!this.#isKnown) {
      return { refused: { sender, reason: 'not authenticated' }, say: this.#reply(header, failed), close: true }
    }
    const keep = lastHeader.part
      ? [this.#kept(lastHeader, lastBody), this.#kept(header, body)]
      : [this.#kept(header, body)]
    switch (read.name) {
      case 'media':
        return { keep, say: this.#frames('mediaReply', { id: read.body.id, missing: [] }) }
      case 'timeQuestion':
        return { keep, say: this.#frames('serverTime', { utc: utcDigitsOf(new Date(now)) }) }
      case 'deregistration':
        return { keep, say: this.#reply(header, done), close: true }
      case 'unknown':
        return { keep, say: this.#reply(header, unsupported) }
      default:
        return {
          keep,
          ...answer(this.#told.answered(read)),
          ...(canWait(read) && { canWait: true }),
          ...(!unanswered.has(read.name) && { say: this.#reply(header, done) }),
        }
    }
  }

  #register(header: Header, sender: string): Step {
    const isKnown = this.#directory.knows(protocolName, sender)
    const answer = isKnown ? { result: 0, authCode: this.#codeFor(sender) } : { result: 4 }
    const say = this.#frames('registrationReply', { replyTo: header.serial, ...answer })
    return isKnown ? { say } : { refused: { sender, reason: 'not registered' }, say }
  }

  #authenticate(header: Header, sender: string, code: string): Step {
    const [given, right] = [Buffer.from(code), Buffer.from(this.#codeFor(sender))]
    const isRight = given.length === right.length && timingSafeEqual(given, right)
    if (!isRight || !this.#directory.knows(protocolName, sender)) {
      const reason = isRight ? 'not registered' : 'wrong code'
      return { refused: { sender, reason }, say: this.#reply(header, failed), close: true }
    }
    this.#isKnown = true
    return { say: this.#reply(header, done) }
  }

  #codeFor(sender: string): string {
    return createHmac('sha256', this.#secret).update(`${protocolName}:${sender}`).digest('hex').slice(0, 16)
  }

  // As it came but for the escapes, which carry nothing, and for who the driver is.
  #kept(header: Header, body: Buffer): { sender: string; bytes: Uint8Array } {
    const kept = header.id === idOf('driverCard') ? body.subarray(0, header.part ? 0 : cardStateSize) : body
    return { sender: lookedUpBy(header.phone), bytes: keptBytes(header, kept) }
  }

  #reply({ serial, id }: Header, result: number): Buffer[] {
    return this.#frames('platformReply', { replyTo: serial, replyId: id, result })
  }

  #frames<Name extends MessageName>(name: Name, body: BodyOf<Name>): Buffer[] {
    const { edition, phone, version } = this.#last ?? {
      edition: 2013 as const,
      phone: this.#sender ?? '0',
      version: undefined,
    }
    const address = { edition, phone, serial: this.#serial, ...(version !== undefined && { version }) }
    const frames = framesOf(name, body, address)
    this.#serial = (this.#serial + frames.length) & 0xffff
    return frames
  }
}

const answer = (answered: InstructionAnswer | undefined) => answered && { answered }

/** Places of a vehicle on which no alarm stands. */
const canWait = (read: Read): boolean =>
  (read.name === 'location' && read.body.alarms === 0) ||
  (read.name === 'locationBatch' && read.body.locations.every(({ alarms }) => alarms === 0))

function tryRead(header: Header, body: Buffer): ReturnType<typeof readBody> | Malformed {
  try {
    return readBody(header, body)
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
