import type { Line, MqttTrial, Published, Session } from '../../gateway/trial.ts'
import { hexOf, type Words } from '../check.ts'
import type { Watch } from './watch.ts'

/** A device of MQTT that is tried over the session that it has with the broker in this process. */
export class MqttWatch implements MqttTrial {
  readonly #watch: Watch
  // The report that was not acknowledged, until it comes again.
  #withheld: Buffer | undefined

  constructor(watch: Watch) {
    this.#watch = watch
  }

  lets(now: number): boolean {
    return !this.#watch.isOn(now) || this.#watch.interview.lets(now)
  }

  refused(reason: string, now: number): void {
    if (!this.#watch.isOn(now)) return
    this.#note('credential', { zh: `被拒：${reason}`, en: `refused: ${reason}` })
  }

  connected(line: Line, session: Session, now: number): void {
    const wasCut = this.#watch.interview.stage === 'cut'
    this.#watch.attach(line, now)
    if (!this.#watch.isOn(now)) return
    if (wasCut) this.#note('reconnect', undefined)
    this.#session(session)
  }

  silent(now: number): void {
    if (this.#watch.isOn(now)) {
      this.#note('keepAlive', { zh: '超过保活时间 1.5 倍无报文', en: 'nothing came for 1.5 times the keep-alive' })
    }
  }

  heard(line: Line, session: Session | undefined, message: Published, now: number): boolean {
    if (!this.#watch.isOn(now)) {
      this.#watch.attach(line, now)
      return true
    }
    const { examiner, interview, wasThere } = this.#watch
    if (!this.#watch.isOver(line)) {
      if (session && !wasThere) this.#session(session)
      this.#watch.attach(line, now)
    }
    const { topic, isOwnTopic, qos, payload, answered } = message
    this.#note('topic', isOwnTopic ? undefined : { zh: topic, en: topic }, payload)
    // What is published to the topic of another is not kept, and nothing more is to be learned from it.
    if (!isOwnTopic) return true
    this.#note('qos', qos > 0 ? undefined : { zh: 'QoS 0', en: 'QoS 0' }, payload)
    this.#again(message)
    const own = answered ? [] : examiner.take(payload, new Date(now))
    const isAcknowledged = interview.heard({ keep: [payload], wantsAnswer: qos > 0, answered }, own, now)
    if (!isAcknowledged) this.#withheld = Buffer.from(payload)
    return isAcknowledged
  }

  gone(line: Line, _now: number): void {
    this.#watch.gone(line)
  }

  #again({ payload, isAgain }: Published): void {
    if (!this.#withheld?.equals(payload)) return
    this.#withheld = undefined
    this.#note('dup', isAgain ? undefined : { zh: '重发而未置 DUP', en: 'sent again without DUP' }, payload)
  }

  #session({ keepAliveSeconds, isClean, hasWill, hasPassword }: Session): void {
    this.#note('credential', hasPassword ? undefined : { zh: '没有口令', en: 'no password' })
    const isKept = keepAliveSeconds > 0
    this.#note('keepAlive', isKept ? undefined : { zh: '保活时间为零', en: 'the keep-alive is zero' })
    this.#note('will', hasWill ? undefined : { zh: '没有遗嘱', en: 'no will' })
    this.#note('session', isClean ? { zh: 'CleanSession 为 1', en: 'CleanSession is 1' } : undefined)
  }

  #note(id: string, fault: Words | undefined, payload?: Uint8Array): void {
    const { book } = this.#watch.examiner
    book.note(id, fault && { at: null, hex: payload ? hexOf(payload) : '', ...fault })
  }
}
