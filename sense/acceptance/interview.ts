import { randomUUID } from 'node:crypto'
import type { Instruction, InstructionAnswer } from '../gateway/instruction.ts'
import { hexOf, type Words } from './check.ts'
import type { Examiner } from './examiner.ts'
import { type Trials, usualTrials } from './trials.ts'

/** What a device is asked, by protocol: what it can say without doing anything. */
const questions: Readonly<Record<string, readonly string[]>> = {
  jt808: ['read-settings', 'locate'],
  hj212: ['read-time', 'read-interval'],
  mqtt: ['ping'],
}

/** One thing that a device said: what is kept of it, whether it waits for an acknowledgement, what it answers. */
export type Said = { keep?: readonly Uint8Array[]; wantsAnswer: boolean; answered?: InstructionAnswer | undefined }

/** Tells the device something. Gives false where it does not listen; undefined stands for a device that is away. */
export type Tell = ((instruction: Instruction) => boolean) | undefined

type Stage =
  | { name: 'listening'; since?: number }
  | { name: 'withholding'; bytes: Buffer; until: number; reconnectAt?: number }
  | { name: 'asking'; left: string[]; until: number; asked?: { id: string; kind: string } }
  | { name: 'cut'; from: number; until: number }
  | { name: 'after'; from: number; to: number }
  | { name: 'done' }

type Report = { bytes: Uint8Array; wantsAnswer: boolean }

export type StageName = Stage['name']

// Devices say their time in whole seconds.
const clockStepMs = 1_500

/**
 * What a device is put through: what it says is answered as always and looked at strictly, then one report is not acknowledged,
 * questions are asked, and the connection is cut for a while. Reads no clock and no socket.
 */
export class Interview {
  readonly #protocol: string
  readonly #examiner: Examiner
  readonly #trials: Trials
  #stage: Stage = { name: 'listening' }
  // How far the device's times stand behind ours, so that a slow clock is not taken for times of the cut.
  #lagMs = 0

  constructor(protocol: string, examiner: Examiner, trials: Trials) {
    this.#protocol = protocol
    this.#examiner = examiner
    this.#trials = trials
  }

  /** Whether every trial has been made. */
  get isDone(): boolean {
    return this.#stage.name === 'done'
  }

  /** What is being tried, for whoever watches. */
  get stage(): StageName {
    return this.#stage.name
  }

  /** Whether a connection is let in now. */
  lets(now: number): boolean {
    return this.#stage.name !== 'cut' || now >= this.#stage.until
  }

  /** The device is there, for the first time or again. */
  connected(now: number): void {
    if (this.#stage.name === 'cut') this.#stage = { name: 'after', from: this.#stage.from, to: now }
  }

  /** The device said something in which these times of its own stand. Gives whether it is acknowledged. */
  heard({ keep = [], wantsAnswer, answered }: Said, own: readonly Date[], now: number): boolean {
    const stage = this.#stage
    if (own.length > 0 && stage.name !== 'after') this.#lagMs = now - Math.max(...own.map(Number))
    if (stage.name === 'withholding' && keep.some((bytes) => stage.bytes.equals(bytes))) {
      this.#examiner.book.note('retransmission')
      this.#ask(now)
    }
    if (answered) this.#answered(answered, now)
    if (stage.name === 'after' && own.some((at) => this.#isOfCut(at, stage))) {
      this.#examiner.book.note('backfill')
      this.#stage = { name: 'done' }
    }
    // The first report with a time of its own.
    const bytes = keep.at(-1)
    if (this.#stage.name !== 'listening' || !bytes || own.length === 0) return true
    return !this.#begin(this.#stage, { bytes, wantsAnswer }, now)
  }

  /** Goes on to what is due now. Gives whether the connection is to be cut; one that may not be cut is not. */
  next(now: number, tell: Tell, mayCut = true): boolean {
    const stage = this.#stage
    if (stage.name === 'withholding' && now > stage.until) {
      this.#fail('retransmission', stage.bytes, { zh: '没有重发', en: 'it was not sent again' })
      this.#ask(now)
    } else if (stage.name === 'listening' && now > (stage.since ?? now) + (this.#trials.resendMs ?? 0)) {
      // Its reports want no answer, so that nothing can be withheld.
      this.#ask(now)
    } else if (stage.name === 'withholding' && now > (stage.reconnectAt ?? Number.POSITIVE_INFINITY)) {
      delete stage.reconnectAt
      return true
    }
    return this.#stage.name === 'asking' && this.#goOnAsking(this.#stage, now, tell) && this.#cut(now, mayCut)
  }

  /** The time is up: what was tried and not seen has failed. */
  end(now: number): void {
    const stage = this.#stage
    this.#examiner.end()
    if (stage.name === 'after') {
      const words = { zh: '重连后没有断线期间的数据', en: 'nothing of the time without a link came afterwards' }
      this.#fail('backfill', undefined, words)
    }
    if (stage.name === 'cut' && now > stage.until) {
      this.#fail('reconnect', undefined, { zh: '断线后没有重连', en: 'it did not connect again' })
    }
  }

  // Gives whether this report is withheld.
  #begin(stage: Extract<Stage, { name: 'listening' }>, { bytes, wantsAnswer }: Report, now: number): boolean {
    const { resendMs } = this.#trials
    if (resendMs === undefined) {
      this.#ask(now)
      return false
    }
    if (!wantsAnswer) {
      this.#stage = { name: 'listening', since: stage.since ?? now }
      return false
    }
    // A client of MQTT sends again when it connects again, if not before: MQTT 3.1.1, 4.4 [S].
    const reconnect = this.#protocol === 'mqtt' ? { reconnectAt: now + resendMs / 3 } : {}
    this.#stage = { name: 'withholding', bytes: Buffer.from(bytes), until: now + resendMs, ...reconnect }
    return true
  }

  #isOfCut(own: Date, { from, to }: { from: number; to: number }): boolean {
    const at = own.getTime() + this.#lagMs
    return at > from && at < to - clockStepMs
  }

  #ask(now: number): void {
    const { answerMs } = this.#trials
    const left = answerMs === undefined ? [] : [...(questions[this.#protocol] ?? [])]
    this.#stage = { name: 'asking', left, until: now + (answerMs ?? 0) }
  }

  #cut(now: number, mayCut: boolean): boolean {
    const { outageMs } = this.#trials
    const isCut = mayCut && outageMs !== undefined
    this.#stage = isCut ? { name: 'cut', from: now, until: now + outageMs } : { name: 'done' }
    return isCut
  }

  // Gives whether everything was asked.
  #goOnAsking(stage: Extract<Stage, { name: 'asking' }>, now: number, tell: Tell): boolean {
    const { answerMs = usualTrials.answerMs } = this.#trials
    if (stage.asked && now <= stage.until) return false
    if (stage.asked) {
      this.#fail('query', undefined, { zh: `没有应答 ${stage.asked.kind}`, en: `${stage.asked.kind} was not answered` })
      this.#asked(stage, now)
    }
    const kind = stage.left[0]
    if (kind === undefined) return true
    const id = randomUUID()
    if (tell?.({ id, kind, values: {} })) {
      stage.asked = { id, kind }
      stage.until = now + answerMs
    } else if (now > stage.until) {
      if (tell) this.#fail('query', undefined, { zh: '不听下行', en: 'it does not listen to what it is told' })
      this.#asked(stage, now)
    }
    return false
  }

  #asked(stage: Extract<Stage, { name: 'asking' }>, now: number): void {
    const { answerMs = usualTrials.answerMs } = this.#trials
    stage.left.shift()
    stage.until = now + answerMs
    delete stage.asked
  }

  #answered({ id, isDone, zh = '', en = '' }: InstructionAnswer, now: number): void {
    const stage = this.#stage
    if (stage.name !== 'asking' || stage.asked?.id !== id) return
    const { kind } = stage.asked
    // To a command that it does not know a device of MQTT may well say no; that it says so is what was asked.
    if (isDone || this.#protocol === 'mqtt') this.#examiner.book.note('query')
    else this.#fail('query', undefined, { zh: `${kind}：${zh}`, en: `${kind}: ${en}` })
    this.#asked(stage, now)
  }

  #fail(id: string, bytes: Uint8Array | undefined, words: Words): void {
    const { book, evidence } = this.#examiner
    book.note(id, { at: null, hex: bytes ? (evidence ?? hexOf)(bytes) : '', ...words })
  }
}
