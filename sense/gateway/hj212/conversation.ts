import { Malformed } from '../bytes/malformed.ts'
import type { Instruction } from '../instruction.ts'
import type { Conversation, Directory, Step } from '../protocol.ts'
import { frameOf, type Opened, readMessage, replyTo, SegmentReader, segmentOf } from './codec.ts'
import { Told } from './told.ts'

export const protocolName = 'hj212'

// Answers by HJ 212 do not ask for answers; a station that was not understood sends again after its own wait.
const answersNothing: ReadonlySet<string> = new Set(['9011', '9012', '9013', '9014'])

/**
 * A station's conversation by HJ 212. It says in each message who it is; one connection may carry several stations, as data
 * loggers and dispatchers do. What wants an answer gets it after its segment is kept.
 */
export class Hj212Conversation implements Conversation {
  readonly #directory: Directory
  readonly #reader = new SegmentReader()
  readonly #told = new Told()
  #sender: string | undefined

  constructor(directory: Directory) {
    this.#directory = directory
  }

  get sender(): string | undefined {
    return this.#sender
  }

  take(chunk: Uint8Array): Step[] {
    return this.#reader.push(chunk).map((one) => this.#heard(one))
  }

  end(): Step[] {
    return this.#reader.end().map((one) => this.#heard(one))
  }

  tick(): Step[] {
    return []
  }

  speaksFor(sender: string): boolean {
    return this.#told.speaksFor(sender)
  }

  instruct(sender: string, instruction: Instruction, now: number): Uint8Array[] | undefined {
    return this.#told.instruct(sender, instruction, now)
  }

  #heard(one: Opened): Step {
    if (one.kind === 'refused') return { refused: { sender: this.#sender ?? '', reason: one.fault.reason } }
    const read = tryRead(one.segment)
    if (read instanceof Malformed) return { refused: { sender: this.#sender ?? '', reason: read.reason } }
    const { message } = read
    this.#sender = message.mn
    if (!this.#directory.knows(protocolName, message.mn)) {
      return { refused: { sender: message.mn, reason: 'not registered' } }
    }
    // A station that shows no password is as good as its registration says of one that shows a wrong one.
    const isWrong = this.#directory.presented(protocolName, message.mn, message.pw ?? '') === 'wrong'
    if (isWrong && !this.#directory.tolerates(protocolName, message.mn)) {
      return { refused: { sender: message.mn, reason: 'wrong password' } }
    }
    this.#told.hear(message)
    const answered = this.#told.answered(message)
    const wantsAnswer = message.flag.wantsAnswer && !answersNothing.has(message.cn)
    return {
      keep: [{ sender: message.mn, bytes: one.segment }],
      ...(answered && { answered }),
      ...(isWrong && { noticed: { sender: message.mn, what: 'wrong password' } }),
      ...(wantsAnswer && { say: [frameOf(segmentOf(replyTo(message)))] }),
    }
  }
}

function tryRead(segment: Buffer): ReturnType<typeof readMessage> | Malformed {
  try {
    return readMessage(segment)
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
