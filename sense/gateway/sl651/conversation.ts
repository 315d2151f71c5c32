import type { Conversation, Directory, Step } from '../protocol.ts'
import { FrameReader, type Opened, readMessage, replyTo, wantsReply } from './codec.ts'

export const protocolName = 'sl651'

/** A station's conversation by SL 651: every report is kept as it came and answered after that. */
export class Sl651Conversation implements Conversation {
  readonly #directory: Directory
  readonly #reader = new FrameReader()
  #serial = 0
  #sender: string | undefined

  constructor(directory: Directory) {
    this.#directory = directory
  }

  get sender(): string | undefined {
    return this.#sender
  }

  take(chunk: Uint8Array, now: number): Step[] {
    return this.#reader.push(chunk).map((one) => this.#heard(one, now))
  }

  end(now: number): Step[] {
    return this.#reader.end().map((one) => this.#heard(one, now))
  }

  tick(): Step[] {
    return []
  }

  #heard(one: Opened, now: number): Step {
    if (one.kind === 'refused') return { refused: { sender: this.#sender ?? '', reason: one.fault.reason } }
    const { frame, bytes } = one
    const sender = frame.station
    if (frame.isDown) return { refused: { sender: this.#sender ?? '', reason: 'value' } }
    this.#sender = sender
    if (!this.#directory.knows(protocolName, sender)) return { refused: { sender, reason: 'not registered' } }
    const isWrong = this.#directory.presented(protocolName, sender, frame.password.toUpperCase()) === 'wrong'
    if (isWrong && !this.#directory.tolerates(protocolName, sender)) {
      return { refused: { sender, reason: 'wrong password' } }
    }
    // Of the parts of a message only the first says its serial; the answer to the last repeats it.
    this.#serial = readMessage(frame).serial ?? this.#serial
    return {
      keep: [{ sender, bytes }],
      ...(isWrong && { noticed: { sender, what: 'wrong password' } }),
      ...(wantsReply(frame) && { say: [replyTo(frame, this.#serial, new Date(now))] }),
    }
  }
}
