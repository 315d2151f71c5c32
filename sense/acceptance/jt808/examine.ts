import { Fragments, type Header, Malformed, type Read, readBody } from '../../gateway/jt808/codec.ts'
import { instantOf } from '../../gateway/jt808/fix.ts'
import { lookedUpBy, readKept } from '../../gateway/jt808/header.ts'
import type { Location, LocationBase } from '../../gateway/jt808/location.ts'
import { fromPlatform, idOf } from '../../gateway/jt808/messages.ts'
import { settingsIn } from '../../gateway/jt808/settings.ts'
import { CheckBook, type Evidence, hexOf, type Words } from '../check.ts'
import { clockFault, countUnknown, type Examiner } from '../examiner.ts'
import { checks } from './checks.ts'
import { examineLocation } from './examine-location.ts'
import { type Piece, Pieces } from './pieces.ts'

// What was kept without a link comes first; a terminal has this long to send it without its clock being doubted.
const catchUpMs = 5 * 60_000
// Where a terminal has not said how often it beats: what most platforms close a connection after. [J]
const usualHeartbeatSeconds = 180
// A file may hold frames of many; a device is one.
const mostSenders = 1_000

const faultWords: Readonly<Record<string, { check: string } & Words>> = {
  checksum: { check: 'checksum', zh: '校验码不符', en: 'the checksum is wrong' },
  escape: { check: 'escape', zh: '7D 之后既非 01 也非 02', en: '7D is followed by neither 01 nor 02' },
  length: { check: 'length', zh: '消息体长度与所写不符', en: 'the body is not as long as it says' },
  value: { check: 'length', zh: '分包序号有误', en: 'the number of the part is wrong' },
}
const noFrame = { check: 'frame', zh: '不成帧的字节', en: 'bytes that are no frame' }

const fromPlatformIds: ReadonlySet<number> = new Set(Object.values(fromPlatform).map(([id]) => id))

/** One message as it is looked at: when it came, and the bytes that it came in. */
type Seen = { at: Date | null; raw: Uint8Array; header: Header }

/** Looks at a terminal by JT/T 808. */
export class Jt808Examiner implements Examiner {
  readonly book = new CheckBook(checks)
  readonly unknown = new Map<string, number>()
  readonly #dictionaries: readonly string[]
  readonly #pieces = new Pieces()
  readonly #fragments = new Fragments()
  #frames = 0
  #header: Header | undefined
  readonly #last = new Map<string, { serial: number; id: number }>()
  #connectedAt: Date | null = null
  #isFresh = false
  #heartbeatAt: Date | null = null
  #heartbeatSeconds = usualHeartbeatSeconds
  #own: Date[] = []

  constructor(dictionaries: readonly string[] = []) {
    this.#dictionaries = dictionaries
  }

  get frames(): number {
    return this.#frames
  }

  get sender(): string | undefined {
    return this.#header && lookedUpBy(this.#header.phone)
  }

  get edition(): string | undefined {
    return this.#header && String(this.#header.edition)
  }

  connected(): void {
    this.#isFresh = true
    this.#connectedAt = null
    this.#heartbeatAt = null
    this.#last.clear()
  }

  take(bytes: Uint8Array, at: Date | null): Date[] {
    return this.#all(this.#pieces.push(bytes), at)
  }

  end(): void {
    this.#all(this.#pieces.end(), null)
  }

  takeKept(bytes: Uint8Array, at: Date): Date[] {
    this.#own = []
    const { header, body } = readKept(bytes)
    for (const id of ['frame', 'checksum', 'length']) this.book.note(id)
    this.#frame({ at, raw: bytes, header }, body)
    return this.#own
  }

  #all(pieces: readonly Piece[], at: Date | null): Date[] {
    this.#own = []
    for (const piece of pieces) {
      if (piece.kind === 'none') this.#none(piece, at)
      else {
        const { raw, frame, isEscaped, properties } = piece
        const seen = { at, raw, header: frame.header }
        for (const id of ['frame', 'checksum', 'length']) this.book.note(id)
        const unescaped = { zh: '7E 或 7D 未转义', en: '7E or 7D is not escaped' }
        this.#note('escape', seen, isEscaped ? undefined : unescaped)
        this.#note('version', seen, versionFault(properties, frame.header))
        this.#frame(seen, frame.body)
      }
    }
    return this.#own
  }

  #none({ raw, reason }: Extract<Piece, { kind: 'none' }>, at: Date | null): void {
    const { check, zh, en } = faultWords[reason] ?? noFrame
    this.book.note(check, { at, hex: hexOf(raw), zh, en })
  }

  #note(id: string, { at, raw, header }: Seen, fault: Words | undefined): void {
    this.book.note(id, fault && { at, hex: evidenceOf(header, raw), ...fault })
  }

  #frame(seen: Seen, body: Buffer): void {
    const { header, at } = seen
    this.#frames++
    this.#header = header
    this.#connectedAt ??= at
    const isDigits = /^\d+$/.test(header.phone)
    this.#note('phone', seen, isDigits ? undefined : { zh: `手机号为 ${header.phone}`, en: `phone ${header.phone}` })
    this.#serial(seen)
    const joined = this.#fragments.take(header, body, at?.getTime() ?? 0)
    if (joined.kind === 'whole') this.#message({ ...seen, header: joined.header }, joined.body)
  }

  #serial(seen: Seen): void {
    const { serial, id, phone } = seen.header
    const last = this.#last.get(phone)
    if (last || this.#last.size < mostSenders) this.#last.set(phone, { serial, id })
    if (!last || (last.serial === serial && last.id === id)) return
    const expected = (last.serial + 1) & 0xffff
    const fault = { zh: `应为 ${expected}，实为 ${serial}`, en: `${serial} instead of ${expected}` }
    this.#note('serial', seen, serial === expected ? undefined : fault)
  }

  #message(seen: Seen, body: Buffer): void {
    const read = tryRead(seen.header, body)
    if (read instanceof Malformed) {
      this.#note('body', seen, {
        zh: `第 ${read.at} 字节起缺字段`,
        en: `fields are missing from byte ${read.at}`,
      })
      return
    }
    const id = seen.header.id.toString(16).padStart(4, '0').toUpperCase()
    const isStranger = read.name === 'unknown' || fromPlatformIds.has(seen.header.id)
    if (isStranger) countUnknown(this.unknown, `0x${id}`)
    else this.#note('body', seen, undefined)
    this.#note('message', seen, isStranger ? { zh: `消息 0x${id}`, en: `message 0x${id}` } : undefined)
    this.#order(seen, read)
    this.#content(seen, read)
  }

  // Nothing but registration and authentication may be said before authentication. JT/T 808-2019, 4.5.1 [S].
  #order(seen: Seen, { name }: Read): void {
    if (name === 'registration' || !this.#isFresh) return
    this.#isFresh = false
    const fault = { zh: '未鉴权即发送', en: 'speaks before it has authenticated' }
    if (name !== 'authentication') this.#note('authentication', seen, fault)
  }

  #content(seen: Seen, read: Read): void {
    switch (read.name) {
      case 'registration':
        this.#note('registration', seen, registrationFault(read.body))
        break
      case 'authentication':
        this.#authentication(seen, read.body)
        break
      case 'heartbeat':
        this.#heartbeat(seen)
        break
      case 'parameters':
        this.#heartbeatSeconds = settingsIn(read.body.parameters).heartbeat || this.#heartbeatSeconds
        break
      case 'location':
        this.#location(seen, read.body, false)
        break
      case 'locationReply':
      case 'controlReply':
        this.#location(seen, read.body.location, false)
        break
      case 'locationBatch': {
        for (const one of read.body.locations) this.#location(seen, one, true)
        const { cut } = read.body
        this.#note('items', seen, cut ? { zh: `批量中少 ${cut} 条`, en: `${cut} of the batch are missing` } : undefined)
        break
      }
      case 'media':
        this.#time(seen, read.body.location)
        break
      default:
    }
  }

  #authentication(seen: Seen, { imei, software }: { imei?: string | undefined; software?: string | undefined }): void {
    this.#note('authentication', seen, undefined)
    if (seen.header.edition !== 2019) {
      this.book.leaveOut('identity')
      return
    }
    const isRight = /^\d{15}$/.test(imei ?? '') && Boolean(software?.trim())
    const fault = {
      zh: `IMEI“${imei ?? ''}”，软件“${software ?? ''}”`,
      en: `IMEI “${imei ?? ''}”, software “${software ?? ''}”`,
    }
    this.#note('identity', seen, isRight ? undefined : fault)
  }

  #heartbeat(seen: Seen): void {
    const [before, most] = [this.#heartbeatAt, this.#heartbeatSeconds * 1.5]
    this.#heartbeatAt = seen.at
    if (!before || !seen.at) return
    const seconds = Math.round((seen.at.getTime() - before.getTime()) / 1000)
    const fault = { zh: `隔了 ${seconds} 秒，应不超过 ${most}`, en: `after ${seconds} s, ${most} at most` }
    this.#note('heartbeat', seen, seconds > most ? fault : undefined)
  }

  #location(seen: Seen, one: Location, isKept: boolean): void {
    const since = seen.at && this.#connectedAt ? seen.at.getTime() - this.#connectedAt.getTime() : 0
    const circumstances = { at: seen.at, isLate: isKept || since < catchUpMs, is2019: seen.header.edition === 2019 }
    const { own, findings, unknown } = examineLocation(one, { ...circumstances, dictionaries: this.#dictionaries })
    if (own) this.#own.push(own)
    for (const name of unknown) countUnknown(this.unknown, `0x${name}`)
    for (const [id, fault] of Object.entries(findings)) this.#note(id, seen, fault)
  }

  #time(seen: Seen, { time }: LocationBase): void {
    const own = instantOf(time)
    if (own) this.#own.push(own)
    this.#note('clock', seen, clockFault(own, seen.at, true))
  }
}

// Who drives is nobody's business in a report: of a driver's card the header alone is shown.
const evidenceOf = ({ id }: Header, raw: Uint8Array): Evidence['hex'] =>
  id === idOf('driverCard') ? `${hexOf(raw.subarray(0, 5))}…` : hexOf(raw)

function versionFault(properties: number, { edition }: Header): Words | undefined {
  const said = properties & 0x4000 ? 2019 : 2013
  if (said !== edition)
    return { zh: `版本位为 ${said}，消息头为 ${edition}`, en: `the bit says ${said}, the header is of ${edition}` }
  return properties & 0x8000 ? { zh: '保留位 15 不为零', en: 'reserved bit 15 is set' } : undefined
}

function registrationFault(body: {
  maker: string
  model: string
  terminal: string
  plateColour: number
  plate: string
}) {
  const missing = (['maker', 'model', 'terminal'] as const).filter((name) => body[name].trim() === '')
  const names = { maker: '制造商', model: '型号', terminal: '终端 ID' }
  if (missing.length > 0) {
    return { zh: `缺${missing.map((name) => names[name]).join('、')}`, en: `${missing.join(', ')} missing` }
  }
  return body.plateColour !== 0 && body.plate.trim() === '' ? { zh: '缺车牌', en: 'plate missing' } : undefined
}

function tryRead(header: Header, body: Buffer): Read | Malformed {
  try {
    return readBody(header, body)
  } catch (fault) {
    if (fault instanceof Malformed) return fault
    throw fault
  }
}
