import { pointFault } from '#city/place/frame.ts'
import { documentOf, isMapping, Malformed, mapped, reportsOf } from '../../gateway/json/codec.ts'
import type { JsonReport } from '../../gateway/json/report.ts'
import { answerIn } from '../../gateway/mqtt/command.ts'
import { type Check, CheckBook, hexOf, type Words } from '../check.ts'
import { clockFault, type Examiner } from '../examiner.ts'

const must = 'must' as const
const should = 'should' as const
const clause = 'docs/operate/devices.md'

/** What a message in JSON is looked at for, however it came. */
export const messageChecks: readonly Check[] = [
  { id: 'frame', weight: must, clause: 'RFC 8259', zh: '报文为 JSON', en: 'Messages are JSON' },
  { id: 'body', weight: must, clause, zh: '报文里有数据、位置或情况', en: 'A message has values, a place or facts' },
  { id: 'values', weight: must, clause, zh: '数值可读', en: 'Values are numbers' },
  { id: 'clock', weight: must, clause, zh: '带设备自己的时间且准', en: 'Has its own time, and it is right' },
  { id: 'units', weight: should, clause, zh: '数值带单位', en: 'Values have units' },
  { id: 'place', weight: must, clause, zh: '坐标在境内', en: 'Coordinates' },
  { id: 'repeat', weight: should, clause, zh: '同一时间的数值不矛盾', en: 'One time has one value' },
]

type Seen = { at: Date | null; raw: Uint8Array }
const mostTimes = 10_000

/** Looks at a device that speaks JSON, by its own mapping where it has one. Each piece is one message. */
export class JsonExaminer implements Examiner {
  readonly book: CheckBook
  readonly unknown = new Map<string, number>()
  readonly edition = undefined
  readonly #mapping: unknown
  readonly #told = new Map<string, number>()
  #frames = 0
  sender: string | undefined
  #own: Date[] = []

  /** `checks` are those of the way by which its messages come. */
  constructor(mapping: unknown, checks: readonly Check[]) {
    this.#mapping = mapping
    this.book = new CheckBook([...messageChecks, ...checks])
    // A value without a place of its own says nothing of places; a thing that stands still needs none.
    if (isMapping(mapping)) this.book.leaveOut('place')
  }

  get frames(): number {
    return this.#frames
  }

  connected(): void {
    this.#told.clear()
  }

  end(): void {
    if (!this.#hasPlace) this.book.leaveOut('place')
  }

  #hasPlace = false

  takeKept(bytes: Uint8Array, at: Date): Date[] {
    return this.take(bytes, at)
  }

  take(raw: Uint8Array, at: Date | null): Date[] {
    this.#own = []
    const seen = { at, raw }
    try {
      const document = documentOf(raw)
      this.book.note('frame')
      this.#frames++
      if (!answerIn(raw)) this.#document(seen, document)
    } catch (fault) {
      if (!(fault instanceof Malformed)) throw fault
      this.#note('frame', seen, { zh: '不是 JSON 或不成报文', en: fault.message })
    }
    return this.#own
  }

  #note(id: string, { at, raw }: Seen, fault: Words | undefined): void {
    this.book.note(id, fault && { at, hex: hexOf(raw), ...fault })
  }

  #document(seen: Seen, document: unknown): void {
    const { reports, unread } = isMapping(this.#mapping) ? mapped(document, this.#mapping) : reportsOf(document)
    this.#note(
      'values',
      seen,
      unread > 0 ? { zh: `${unread} 个值读不出`, en: `${unread} values are unreadable` } : undefined,
    )
    for (const report of reports) this.#report(seen, report)
  }

  #report(seen: Seen, { at, values, place, facts }: JsonReport): void {
    const isEmpty = values.length === 0 && !place && Object.keys(facts).length === 0
    this.#note('body', seen, isEmpty ? { zh: '什么也没有', en: 'it is empty' } : undefined)
    if (isEmpty) return
    if (at) this.#own.push(at)
    const noTime = { zh: '没有自己的时间', en: 'no time of its own' }
    this.#note('clock', seen, at ? clockFault(at, seen.at, true) : noTime)
    const bare = values.filter(({ unit }) => !unit).map(({ metric }) => metric)
    if (values.length > 0) {
      const names = bare.join(' ')
      this.#note('units', seen, names ? { zh: `${names} 没有单位`, en: `${names} without a unit` } : undefined)
    }
    if (place) {
      this.#hasPlace = true
      const { lon, lat } = place
      this.#note('place', seen, pointFault(lon, lat) ? { zh: `${lon}, ${lat}`, en: `${lon}, ${lat}` } : undefined)
    }
    if (at) for (const { metric, value } of values) this.#repeat(seen, `${metric}/${at.getTime()}`, value)
  }

  #repeat(seen: Seen, key: string, value: number): void {
    const before = this.#told.get(key)
    if (before === undefined && this.#told.size < mostTimes) this.#told.set(key, value)
    const fault = { zh: `先 ${before}，后 ${value}`, en: `first ${before}, then ${value}` }
    this.#note('repeat', seen, before !== undefined && before !== value ? fault : undefined)
  }
}
