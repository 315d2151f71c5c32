import { Malformed, type Message, type Opened, readMessage, SegmentReader } from '../../gateway/hj212/codec.ts'
import { frameOf } from '../../gateway/hj212/frame.ts'
import { instantOf, type Report, reportOf } from '../../gateway/hj212/readings.ts'
import { commands } from '../../gateway/hj212/reply.ts'
import { CheckBook, hexOf, type Words } from '../check.ts'
import { clockFault, countUnknown, type Examiner } from '../examiner.ts'
import { checks } from './checks.ts'
import { isFactor, isOldFactor, neededField, noiseFields, ranges, stationCommands, systems } from './tables.ts'

const longestStandard = 1_024
const heartbeatMostSeconds = 600
// A data logger speaks for some, a file for many.
const mostStations = 1_000

const refusedWords: Readonly<Record<string, { check: string } & Words>> = {
  length: { check: 'length', zh: '数据段长度与所写不符', en: 'the segment is not as long as it says' },
  checksum: { check: 'checksum', zh: 'CRC 不符', en: 'the CRC is wrong' },
}
const noFrame = { check: 'frame', zh: '不成帧的字节', en: 'bytes that are no frame' }

type Seen = { at: Date | null; raw: Uint8Array }

/** Looks at a station by HJ 212. A password never stands in the evidence. */
export class Hj212Examiner implements Examiner {
  readonly book = new CheckBook(checks)
  readonly unknown = new Map<string, number>()
  #reader = new SegmentReader()
  #frames = 0
  #message: Message | undefined
  readonly #last = new Map<string, { qn: string; cn: string }>()
  #heartbeatAt: Date | null = null
  #own: Date[] = []

  get frames(): number {
    return this.#frames
  }

  get sender(): string | undefined {
    return this.#message?.mn
  }

  get edition(): string | undefined {
    return this.#message && String(this.#message.flag.edition)
  }

  evidence(bytes: Uint8Array): string {
    return evidenceOf(bytes)
  }

  connected(): void {
    this.#reader = new SegmentReader()
    this.#heartbeatAt = null
  }

  take(bytes: Uint8Array, at: Date | null): Date[] {
    return this.#all(this.#reader.push(bytes), at)
  }

  end(): void {
    this.#all(this.#reader.end(), null)
  }

  takeKept(bytes: Uint8Array, at: Date): Date[] {
    this.#own = []
    for (const id of ['frame', 'checksum']) this.book.note(id)
    this.#segment({ at, raw: bytes })
    return this.#own
  }

  #all(opened: readonly Opened[], at: Date | null): Date[] {
    this.#own = []
    for (const one of opened) {
      if (one.kind === 'refused') {
        const { check, zh, en } = refusedWords[one.fault.reason] ?? noFrame
        this.book.note(check, { at, hex: evidenceOf(one.bytes), zh, en })
        continue
      }
      const seen = { at, raw: frameOf(one.segment) }
      this.book.note('frame')
      this.book.note('checksum')
      const { deviations } = one
      const wrongLength = { zh: '长度按字符而非字节计', en: 'the length counts characters, not bytes' }
      this.#note('length', seen, deviations.includes('length') ? wrongLength : undefined)
      const ending = deviations.find((deviation) => deviation !== 'length')
      this.#note('ending', seen, ending && { zh: '包尾不是回车换行', en: ending })
      this.#segment({ at, raw: one.segment })
    }
    return this.#own
  }

  #note(id: string, { at, raw }: Seen, fault: Words | undefined): void {
    this.book.note(id, fault && { at, hex: evidenceOf(raw), ...fault })
  }

  #segment(seen: Seen): void {
    const read = tryRead(seen.raw)
    if (read instanceof Malformed) {
      this.#note('frame', seen, { zh: '数据段缺 ST、CN、MN 或 CP', en: read.message })
      return
    }
    this.#frames++
    const { message, deviations } = read
    this.#message = message
    const size = seen.raw.length
    this.#note('size', seen, size > longestStandard ? { zh: `${size} 字节`, en: `${size} bytes` } : undefined)
    const stray = { zh: '多余或用错的分隔符', en: 'stray or wrong separators' }
    this.#note('separators', seen, deviations.includes('stray separator') ? stray : undefined)
    this.#head(seen, message, new Set<string>(deviations))
    this.#heartbeat(seen, message)
    if (neededField[message.cn]) this.#data(seen, message)
  }

  #head(seen: Seen, message: Message, deviations: ReadonlySet<string>): void {
    const { qn, st, cn, mn, pw, flag } = message
    const qnAt = qn === undefined ? undefined : instantOf(qn)
    const isQn = qnAt !== undefined && qn?.length === 17
    this.#note('qn', seen, isQn ? undefined : { zh: `QN“${qn ?? ''}”`, en: `QN “${qn ?? ''}”` })
    if (qn) this.#order(seen, message, qn)
    this.#note('st', seen, systems.has(st) ? undefined : { zh: `ST=${st}`, en: `ST=${st}` })
    if (!stationCommands.has(cn)) countUnknown(this.unknown, `CN=${cn}`)
    this.#note('cn', seen, stationCommands.has(cn) ? undefined : { zh: `CN=${cn}`, en: `CN=${cn}` })
    this.#note('mn', seen, /^[0-9A-F]{24}$/i.test(mn) ? undefined : { zh: `MN=${mn}`, en: `MN=${mn}` })
    const isPw = pw !== undefined && pw.length >= 6
    this.#note(
      'pw',
      seen,
      isPw ? undefined : { zh: '没有密码或不足 6 位', en: 'no password, or fewer than 6 characters' },
    )
    const wrongFlag = ['no flag', 'flag without edition', 'unknown edition'].find((one) => deviations.has(one))
    this.#note('flag', seen, wrongFlag ? { zh: '没有 Flag，或其中没有版本', en: wrongFlag } : undefined)
    if (flag.isSplit || deviations.has('part not announced')) {
      const isRight = flag.isSplit && message.part !== undefined
      this.#note(
        'part',
        seen,
        isRight ? undefined : { zh: '标志位与 PNUM、PNO 不一致', en: 'flag and PNUM, PNO differ' },
      )
    }
  }

  // An answer repeats the number of its question, and what is sent again repeats its own.
  #order(seen: Seen, { cn, mn }: Message, qn: string): void {
    if (!neededField[cn]) return
    const last = this.#last.get(mn)
    if (last || this.#last.size < mostStations) this.#last.set(mn, { qn, cn })
    if (!last || (last.qn === qn && last.cn === cn)) return
    this.#note(
      'qnOrder',
      seen,
      qn > last.qn ? undefined : { zh: `${qn} 不大于 ${last.qn}`, en: `${qn} is not after ${last.qn}` },
    )
  }

  #heartbeat(seen: Seen, { cn, flag }: Message): void {
    if (flag.edition !== 2025) this.book.leaveOut('heartbeat')
    if (cn !== commands.heartbeat) return
    const before = this.#heartbeatAt
    this.#heartbeatAt = seen.at
    if (!before || !seen.at) return
    const seconds = Math.round((seen.at.getTime() - before.getTime()) / 1000)
    this.#note(
      'heartbeat',
      seen,
      seconds > heartbeatMostSeconds ? { zh: `隔了 ${seconds} 秒`, en: `after ${seconds} s` } : undefined,
    )
  }

  #data(seen: Seen, message: Message): void {
    const report = reportOf(message)
    const { at, unread } = report
    this.#note(
      'dataTime',
      seen,
      at ? undefined : { zh: '没有 DataTime 或不是时间', en: 'no DataTime, or it is no time' },
    )
    if (at) this.#own.push(at)
    // Only a value of this moment is of the clock: means are of a period that is over.
    if (message.cn === commands.realTime && at)
      this.#note('clock', seen, clockFault(at, seen.at, this.#isSentLate(at, seen)))
    const names = unread.map(({ name, value }) => `${name}=${value}`).join(' ')
    this.#note('values', seen, unread.length > 0 ? { zh: `读不出 ${names}`, en: `unreadable: ${names}` } : undefined)
    this.#factors(seen, message, report)
  }

  // What is sent later than a quarter of an hour is sent after a cut, and says nothing of the clock.
  #isSentLate(own: Date, { at }: Seen): boolean {
    return at !== null && at.getTime() - own.getTime() > 15 * 60_000
  }

  #factors(seen: Seen, { cn, flag }: Message, { readings }: Report): void {
    for (const { factor, values, quality } of readings) {
      const field = neededField[cn] ?? ''
      const isNoise = factor.startsWith('L')
      const has = isNoise ? Object.keys(values).some((name) => noiseFields.has(name)) : values[field] !== undefined
      this.#note('fields', seen, has ? undefined : { zh: `${factor} 没有 ${field}`, en: `${factor} has no ${field}` })
      this.#note('marks', seen, quality ? undefined : { zh: `${factor} 没有 Flag`, en: `${factor} has no Flag` })
      const isKnown = isFactor(factor) || (flag.edition === 2005 && isOldFactor(factor))
      if (!isKnown) countUnknown(this.unknown, factor)
      this.#note('factors', seen, isKnown ? undefined : { zh: `因子 ${factor}`, en: `factor ${factor}` })
      this.#units(seen, factor, values[field])
    }
  }

  #units(seen: Seen, factor: string, value: number | undefined): void {
    const range = Object.hasOwn(ranges, factor) ? ranges[factor] : undefined
    if (!range || value === undefined) return
    const isIn = value >= range.least && value <= range.most
    const text = `${factor} = ${value} ${range.unit}`
    this.#note('units', seen, isIn ? undefined : { zh: text, en: text })
  }
}

const evidenceOf = (raw: Uint8Array): string =>
  hexOf(
    Buffer.from(
      Buffer.from(raw)
        .toString('latin1')
        .replace(/PW=[^;]*/, 'PW=******'),
      'latin1',
    ),
  )

function tryRead(raw: Uint8Array): ReturnType<typeof readMessage> | Malformed {
  try {
    return readMessage(raw)
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
