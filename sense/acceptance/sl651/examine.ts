import { FrameReader, type Opened, openFrame, readMessage } from '../../gateway/sl651/codec.ts'
import elements from '../../gateway/sl651/elements.json' with { type: 'json' }
import { controls, type Frame } from '../../gateway/sl651/frame.ts'
import { codes } from '../../gateway/sl651/message.ts'
import { type Check, CheckBook, hexOf, type Words } from '../check.ts'
import { clockFault, countUnknown, type Examiner } from '../examiner.ts'
import { probeChecks } from '../probes.ts'

const must = 'must' as const
const should = 'should' as const

const checks: readonly Check[] = [
  { id: 'frame', weight: must, clause: 'SL 651-2014 6.2.3', zh: '起始符与结构', en: 'Start and structure of frames' },
  { id: 'length', weight: must, clause: 'SL 651-2014 6.2.3', zh: '报文长度', en: 'Length' },
  { id: 'checksum', weight: must, clause: 'SL 651-2014 6.2.3', zh: 'CRC 校验', en: 'CRC' },
  { id: 'station', weight: must, clause: 'SL 651-2014 6.2.3', zh: '测站地址为 BCD', en: 'Station in packed decimal' },
  { id: 'function', weight: must, clause: 'SL 651-2014 附录 B', zh: '功能码', en: 'Functions' },
  { id: 'ending', weight: must, clause: 'SL 651-2014 表 1', zh: '报文结束符', en: 'End character' },
  { id: 'serial', weight: should, clause: 'SL 651-2014 6.6.3', zh: '流水号连续', en: 'Serials follow one another' },
  { id: 'clock', weight: must, clause: 'SL 651-2014 6.6.3', zh: '发报时间', en: 'Clock' },
  {
    id: 'elements',
    weight: must,
    clause: 'SL 651-2014 附录 C',
    zh: '要素可读到底',
    en: 'Elements can be read to the end',
  },
  { id: 'knownElements', weight: should, clause: 'SL 651-2014 附录 C', zh: '要素在字典之内', en: 'Elements are known' },
  { id: 'heartbeat', weight: should, clause: 'SL 651-2014 6.6.4', zh: '链路维持报（2F）', en: 'Keep-alive (2F)' },
  probeChecks.retransmission('SL 651-2014 6.5'),
  probeChecks.backfill('SL 651-2014 6.5'),
]

const refused: Readonly<Record<string, { check: string } & Words>> = {
  checksum: { check: 'checksum', zh: 'CRC 不符', en: 'the CRC is wrong' },
  length: { check: 'length', zh: '长度与所写不符', en: 'not as long as it says' },
  short: { check: 'length', zh: '报文被截断', en: 'cut short' },
}
const noFrame = { check: 'frame', zh: '不成帧的字节', en: 'bytes that are no frame' }
const endings: ReadonlySet<number> = new Set([controls.etx, controls.etb])
const functions: ReadonlySet<number> = new Set(Object.values(codes))

type Seen = { at: Date | null; raw: Uint8Array }

/** Looks at a station of hydrology by SL 651. */
export class Sl651Examiner implements Examiner {
  readonly book = new CheckBook(checks)
  readonly unknown = new Map<string, number>()
  readonly edition = '2014'
  #reader = new FrameReader()
  #frames = 0
  #sender: string | undefined
  #serial: number | undefined
  #own: Date[] = []

  get frames(): number {
    return this.#frames
  }

  get sender(): string | undefined {
    return this.#sender
  }

  connected(): void {
    this.#reader = new FrameReader()
  }

  take(bytes: Uint8Array, at: Date | null): Date[] {
    return this.#all(this.#reader.push(bytes), at)
  }

  end(): void {
    this.#all(this.#reader.end(), null)
  }

  takeKept(bytes: Uint8Array, at: Date): Date[] {
    const raw = Buffer.from(bytes)
    return this.#all([{ kind: 'frame', frame: openFrame(raw), bytes: raw }], at)
  }

  #all(opened: readonly Opened[], at: Date | null): Date[] {
    this.#own = []
    for (const one of opened) {
      if (one.kind === 'frame') this.#frame({ at, raw: one.bytes }, one.frame)
      else {
        const { check, zh, en } = refused[one.fault.reason] ?? noFrame
        this.book.note(check, { at, hex: hexOf(one.bytes), zh, en })
      }
    }
    return this.#own
  }

  #note(id: string, { at, raw }: Seen, fault: Words | undefined): void {
    this.book.note(id, fault && { at, hex: hexOf(raw), ...fault })
  }

  #frame(seen: Seen, frame: Frame): void {
    this.#frames++
    this.#sender = frame.station
    for (const id of ['frame', 'length', 'checksum']) this.book.note(id)
    const { station, code, ending } = frame
    this.#note(
      'station',
      seen,
      /^\d{10}$/.test(station) ? undefined : { zh: `测站 ${station}`, en: `station ${station}` },
    )
    const name = code.toString(16).toUpperCase()
    if (!functions.has(code)) countUnknown(this.unknown, name)
    this.#note('function', seen, functions.has(code) ? undefined : { zh: `功能码 ${name}`, en: `function ${name}` })
    this.#note(
      'ending',
      seen,
      endings.has(ending) ? undefined : { zh: `结束符 ${ending}`, en: `end character ${ending}` },
    )
    if (code === codes.keepAlive) this.book.note('heartbeat')
    this.#message(seen, frame)
  }

  #message(seen: Seen, frame: Frame): void {
    const { serial, sentAt, elements: read, left } = readMessage(frame)
    if (serial !== undefined) this.#order(seen, serial)
    if (!frame.part || frame.part.index === 1) this.#note('clock', seen, clockFault(sentAt, seen.at, true))
    if (frame.part || frame.code === codes.keepAlive) return
    this.#own.push(...read.map(({ at }) => at))
    const unread = { zh: `末 ${left.length} 字节读不出`, en: `the last ${left.length} bytes are unreadable` }
    this.#note('elements', seen, left.length > 0 ? unread : undefined)
    const unknown = [...new Set(read.map(({ element }) => element))].filter(
      (one) => !Object.hasOwn(elements.elements, one),
    )
    for (const one of unknown) countUnknown(this.unknown, one)
    const names = unknown.join(' ')
    this.#note('knownElements', seen, names ? { zh: `要素 ${names}`, en: `elements ${names}` } : undefined)
  }

  #order(seen: Seen, serial: number): void {
    const last = this.#serial
    this.#serial = serial
    if (last === undefined || last === serial) return
    const expected = last === 0xffff ? 1 : last + 1
    const fault = { zh: `应为 ${expected}，实为 ${serial}`, en: `${serial} instead of ${expected}` }
    this.#note('serial', seen, serial === expected ? undefined : fault)
  }
}
