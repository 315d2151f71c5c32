import type { Step } from '../../gateway/protocol.ts'
import { type Line, type StreamTrial, sendersOf } from '../../gateway/trial.ts'
import { saidIn, unsaid } from '../listen.ts'
import type { Watch } from './watch.ts'

// What frames begin with, so that a look which begins in the middle of one is not taken for a fault of the device.
const beginnings: Readonly<Record<string, string>> = { jt808: '7e', hj212: '2323', sl651: '7e7e' }

/** A device that is tried over the connection that it has to the gateway. */
export class StreamWatch implements StreamTrial {
  readonly #watch: Watch
  #isAligned = false

  constructor(watch: Watch) {
    this.#watch = watch
  }

  heard(line: Line, chunk: Uint8Array, steps: readonly Step[], now: number): readonly Step[] {
    const { interview, sender } = this.#watch
    if (!this.#watch.isOn(now)) {
      this.#watch.attach(line, now)
      return steps
    }
    if (!interview.lets(now)) return this.#barred(line, steps)
    if (!this.#watch.isOver(line)) this.#connected(line, now)
    const own = this.#looked(line, chunk, steps, now)
    return steps.map((step) => {
      if (!line.isAlone && !sendersOf(step).includes(sender)) return step
      return interview.heard(saidIn(step), own, now) ? step : unsaid(step)
    })
  }

  gone(line: Line): void {
    this.#watch.gone(line)
  }

  // Neither kept nor answered: it stays with the device. Whoever speaks over the same connection notices nothing.
  #barred(line: Line, steps: readonly Step[]): readonly Step[] {
    if (line.isAlone) line.drop()
    return line.isAlone ? [] : steps.filter((step) => !sendersOf(step).includes(this.#watch.sender))
  }

  #connected(line: Line, now: number): void {
    // The first line is in the midst of its conversation; those that follow are seen from their beginning.
    const { wasThere, examiner } = this.#watch
    if (wasThere) examiner.connected()
    this.#isAligned = wasThere
    this.#watch.attach(line, now)
  }

  #looked(line: Line, chunk: Uint8Array, steps: readonly Step[], now: number): Date[] {
    const { protocol, sender, examiner } = this.#watch
    const at = new Date(now)
    if (!line.isAlone) {
      const kept = steps.flatMap(({ keep = [] }) => keep.filter((one) => one.sender === sender))
      return kept.flatMap(({ bytes }) => examiner.takeKept(bytes, at))
    }
    const beginning = Buffer.from(beginnings[protocol] ?? '', 'hex')
    this.#isAligned ||= beginning.equals(chunk.subarray(0, beginning.length))
    return this.#isAligned ? examiner.take(chunk, at) : []
  }
}
