import { randomUUID } from 'node:crypto'
import type { InstructionAnswer } from '../gateway/instruction.ts'
import type { Conversation, Directory, Protocol, Step } from '../gateway/protocol.ts'
import { hexOf, type Words } from './check.ts'
import type { Examiner } from './examiner.ts'

/** How long each trial lasts, in milliseconds. */
export type Trials = {
  /** For how long a report is not acknowledged, so that it has to come again. */
  resendMs: number
  /** For how long an answer is waited for. */
  answerMs: number
  /** For how long nobody is let in after the connection was cut. */
  outageMs: number
}

export const usualTrials: Trials = { resendMs: 90_000, answerMs: 30_000, outageMs: 60_000 }

/** What goes back over the wire, and whether the connection ends. */
export type Turn = { say: Uint8Array[]; close: boolean }

// A device that is tried belongs to nobody yet: whoever speaks is heard.
const everybody: Directory = { knows: () => true, presented: () => 'right', tolerates: () => true }

/** What a device is asked, by protocol. */
const questions: Readonly<Record<string, readonly string[]>> = {
  jt808: ['read-settings', 'locate'],
  hj212: ['read-time', 'read-interval'],
}

type Stage =
  | { name: 'listening' }
  | { name: 'withholding'; bytes: Buffer; until: number }
  | { name: 'asking'; left: string[]; asked?: { id: string; kind: string; until: number } }
  | { name: 'cut'; from: number; until: number }
  | { name: 'after'; from: number; to: number }
  | { name: 'done' }

// Devices say their time in whole seconds.
const clockStepMs = 1_500

const quiet: Turn = { say: [], close: false }

/**
 * A conversation in which a device is tried: what it says is answered as always and looked at strictly, then one report is not
 * acknowledged, questions are asked, and the connection is cut for a while. Reads no clock and no socket.
 */
export class Interview {
  readonly #protocol: Protocol
  readonly #examiner: Examiner
  readonly #trials: Trials | undefined
  #conversation: Conversation | undefined
  #stage: Stage = { name: 'listening' }
  // How far the device's times stand behind ours, so that a slow clock is not taken for times of the cut.
  #lagMs = 0

  /** Without `trials` the device is heard and nothing else. */
  constructor(protocol: Protocol, examiner: Examiner, trials: Trials | undefined) {
    this.#protocol = protocol
    this.#examiner = examiner
    this.#trials = trials
  }

  /** Whether every trial has been made. */
  get isDone(): boolean {
    return this.#stage.name === 'done'
  }

  /** What is being tried, for whoever watches. */
  get stage(): Stage['name'] {
    return this.#stage.name
  }

  /** Whether a connection is let in now. */
  lets(now: number): boolean {
    return this.#stage.name !== 'cut' || now >= this.#stage.until
  }

  connected(now: number): void {
    this.#examiner.connected()
    this.#conversation = this.#protocol.converse(everybody)
    if (this.#stage.name === 'cut') this.#stage = { name: 'after', from: this.#stage.from, to: now }
  }

  take(chunk: Uint8Array, now: number): Turn {
    const conversation = this.#conversation
    if (!conversation) return quiet
    const own = this.#examiner.take(chunk, new Date(now))
    const steps = conversation.take(chunk, now)
    if (own.length > 0 && this.#stage.name !== 'after') this.#lagMs = now - Math.max(...own.map(Number))
    this.#hear(steps, own)
    const say = steps.flatMap((step) => (this.#isWithheld(step, own, now) ? [] : (step.say ?? [])))
    return this.#and({ say, close: steps.some(({ close }) => close) }, now)
  }

  tick(now: number): Turn {
    const say = (this.#conversation?.tick(now) ?? []).flatMap((step) => step.say ?? [])
    return this.#and({ say, close: false }, now)
  }

  gone(): void {
    this.#conversation = undefined
  }

  /** The time is up: what was tried and not seen has failed. */
  end(): void {
    this.#examiner.end()
    if (this.#stage.name === 'after') this.#failBackfill()
  }

  #hear(steps: readonly Step[], own: readonly Date[]): void {
    const stage = this.#stage
    if (
      stage.name === 'withholding' &&
      steps.some(({ keep = [] }) => keep.some(({ bytes }) => stage.bytes.equals(bytes)))
    ) {
      this.#examiner.book.note('retransmission')
      this.#ask()
    }
    for (const { answered } of steps) if (answered) this.#answered(answered)
    if (stage.name === 'after' && own.some((at) => this.#isOfCut(at, stage))) {
      this.#examiner.book.note('backfill')
      this.#stage = { name: 'done' }
    }
  }

  #isOfCut(own: Date, { from, to }: { from: number; to: number }): boolean {
    const at = own.getTime() + this.#lagMs
    return at > from && at < to - clockStepMs
  }

  // The first report with a time of its own.
  #isWithheld({ keep, say }: Step, own: readonly Date[], now: number): boolean {
    const kept = keep?.at(-1)
    if (!this.#trials || this.#stage.name !== 'listening' || !kept || !say || own.length === 0) return false
    this.#stage = { name: 'withholding', bytes: Buffer.from(kept.bytes), until: now + this.#trials.resendMs }
    return true
  }

  #and(turn: Turn, now: number): Turn {
    const stage = this.#stage
    if (stage.name === 'withholding' && now > stage.until) {
      this.#fail('retransmission', stage.bytes, { zh: '没有重发', en: 'it was not sent again' })
      this.#ask()
    }
    if (stage.name === 'asking') return this.#goOnAsking(turn, stage, now)
    return turn
  }

  #ask(): void {
    this.#stage = { name: 'asking', left: [...(questions[this.#protocol.name] ?? [])] }
  }

  #goOnAsking(turn: Turn, stage: Extract<Stage, { name: 'asking' }>, now: number): Turn {
    const { answerMs, outageMs } = this.#trials ?? usualTrials
    if (stage.asked && now <= stage.asked.until) return turn
    if (stage.asked) {
      this.#fail('query', undefined, { zh: `没有应答 ${stage.asked.kind}`, en: `${stage.asked.kind} was not answered` })
      delete stage.asked
    }
    const kind = stage.left[0]
    if (kind === undefined) {
      this.#stage = { name: 'cut', from: now, until: now + outageMs }
      return { ...turn, close: true }
    }
    const { sender } = this.#examiner
    const id = randomUUID()
    const say = sender && this.#conversation?.instruct?.(sender, { id, kind, values: {} }, now)
    if (!say) return turn
    stage.left.shift()
    stage.asked = { id, kind, until: now + answerMs }
    return { ...turn, say: [...turn.say, ...say] }
  }

  #answered({ id, isDone, zh = '', en = '' }: InstructionAnswer): void {
    const stage = this.#stage
    if (stage.name !== 'asking' || stage.asked?.id !== id) return
    const { kind } = stage.asked
    if (isDone) this.#examiner.book.note('query')
    else this.#fail('query', undefined, { zh: `${kind}：${zh}`, en: `${kind}: ${en}` })
    delete stage.asked
  }

  #failBackfill(): void {
    this.#fail('backfill', undefined, {
      zh: '重连后没有断线期间的数据',
      en: 'nothing of the time without a link came afterwards',
    })
  }

  #fail(id: string, bytes: Uint8Array | undefined, words: Words): void {
    this.#examiner.book.note(id, { at: null, hex: bytes ? hexOf(bytes) : '', ...words })
  }
}
