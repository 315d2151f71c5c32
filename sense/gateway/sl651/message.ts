import { ByteReader } from '../bytes/reader.ts'
import type { Frame } from './frame.ts'

/** What a station reports, by function. SL 651-2014, table B.1 [L]. */
export const codes = {
  keepAlive: 0x2f,
  test: 0x30,
  interval: 0x31,
  timed: 0x32,
  added: 0x33,
  hourly: 0x34,
  manual: 0x35,
  picture: 0x36,
  now: 0x37,
} as const

const reports: ReadonlySet<number> = new Set([
  codes.test,
  codes.interval,
  codes.timed,
  codes.added,
  codes.hourly,
  codes.now,
])

/** One value of an element at one time. `element` is its identifier in hexadecimal; a value that is missing is undefined. */
export type Element = { element: string; at: Date; value: number | undefined }

/** A message: its serial, when it was sent, and the elements that it reports. `left` could not be read. */
export type Message = {
  serial?: number
  sentAt?: Date
  kind?: string
  elements: Element[]
  alarms?: number
  left: Buffer
}

const hours8 = 8 * 3_600_000
const fiveMinutes = 5 * 60_000

/** The instant of `yyMMddHHmm` with or without seconds, at UTC+8. */
export function instantOf(digits: string): Date | undefined {
  if (!/^\d{10}(\d\d)?$/.test(digits)) return undefined
  const part = (at: number): number => Number(digits.slice(at, at + 2) || '0')
  const local = new Date(Date.UTC(2000 + part(0), part(2) - 1, part(4), part(6), part(8), part(10)))
  const isReal = local.getUTCMonth() === part(2) - 1 && local.getUTCDate() === part(4) && part(6) < 24 && part(8) < 60
  return isReal ? new Date(local.getTime() - hours8) : undefined
}

/** An instant as `yyMMddHHmmss` at UTC+8. */
export const digitsOf = (at: Date): string =>
  new Date(at.getTime() + hours8).toISOString().replace(/[-T:]/g, '').slice(2, 14)

/**
 * Reads the text of a frame. A message that is told in parts, or whose text is not made of elements, gives its serial and time
 * alone. What cannot be read is left; nothing is guessed behind it, since the length of an unknown element is not known.
 */
export function readMessage({ code, text, part }: Pick<Frame, 'code' | 'text' | 'part'>): Message {
  const from = new ByteReader(text)
  if ((part && part.index !== 1) || from.left < 8) return { elements: [], left: text }
  const serial = from.word()
  const sentAt = instantOf(from.bytes(6).toString('hex'))
  const message: Message = { serial, ...(sentAt && { sentAt }), elements: [], left: Buffer.alloc(0) }
  if (!reports.has(code) || part) return { ...message, left: from.rest() }
  return readElements(message, from)
}

type State = { observedAt: Date | undefined; stepMs: number | undefined }

function readElements(message: Message, from: ByteReader): Message {
  const state: State = { observedAt: message.sentAt, stepMs: undefined }
  while (from.left > 0) {
    const start = from.at
    if (!readOne(message, from, state)) {
      const read = from.at - start
      return { ...message, left: Buffer.concat([Buffer.alloc(read), from.rest()]) }
    }
  }
  return message
}

// One element. Gives false where it cannot be read.
function readOne(message: Message, from: ByteReader, state: State): boolean {
  if (from.left < 2) return false
  const id = from.byte()
  const element = id === 0xff ? `ff${hex(from.byte())}` : hex(id)
  if (from.left < 1) return false
  const descriptor = from.byte()
  if (id === 0xf1) return readStation(message, from)
  if (id === 0xf0) return readTime(from, state)
  const size = descriptor >> 3
  const decimals = descriptor & 7
  if (id === 0xf4) return readFives(message, from, state, { element: '22', size: 1, invalid: 0xff, scale: 10 })
  if (id >= 0xf5 && id <= 0xfc)
    return readFives(message, from, state, { element: '39', size: 2, invalid: 0xffff, scale: 100 })
  if (size === 0 || from.left < size) return false
  if (id === 0x45) {
    message.alarms = from.bytes(size).readUIntBE(0, Math.min(size, 4))
    return true
  }
  if (id === 0x04) return readStep(from, size, state)
  return readValues(message, from, state, { element, size, decimals })
}

function readStation(message: Message, from: ByteReader): boolean {
  if (from.left < 6) return false
  from.bytes(5)
  message.kind = hex(from.byte())
  return true
}

function readTime(from: ByteReader, state: State): boolean {
  if (from.left < 5) return false
  state.observedAt = instantOf(from.bytes(5).toString('hex'))
  return state.observedAt !== undefined
}

// Days, hours and minutes between the values of an interval report.
function readStep(from: ByteReader, size: number, state: State): boolean {
  const digits = from.bytes(size).toString('hex')
  if (size !== 3 || !/^\d{6}$/.test(digits)) return false
  const [days, hours, minutes] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)))
  state.stepMs = ((days! * 24 + hours!) * 60 + minutes!) * 60_000
  return true
}

type Form = { element: string; size: number; decimals: number }

// An interval report gives the values of one element to the end, the first at the time that was observed.
function readValues(message: Message, from: ByteReader, { observedAt, stepMs }: State, form: Form): boolean {
  if (!observedAt) return false
  const count = stepMs ? Math.floor(from.left / form.size) : 1
  for (let index = 0; index < count; index++) {
    const at = new Date(observedAt.getTime() + index * (stepMs ?? 0))
    message.elements.push({ element: form.element, at, value: numberOf(from.bytes(form.size), form.decimals) })
  }
  return true
}

/** A packed decimal number. A leading FF stands for minus [K]; all FF or AA says that there is none. */
export function numberOf(bytes: Uint8Array, decimals: number): number | undefined {
  if (bytes.every((byte) => byte === 0xff) || bytes.every((byte) => byte === 0xaa)) return undefined
  const isNegative = bytes[0] === 0xff
  const digits = Buffer.from(isNegative ? bytes.slice(1) : bytes).toString('hex')
  if (!/^\d+$/.test(digits)) return undefined
  const value = Number(digits) / 10 ** decimals
  return isNegative ? -value : value
}

type Fives = { element: string; size: 1 | 2; invalid: number; scale: number }

// Twelve values of the hour before the time that was observed, the last of them at it.
function readFives(message: Message, from: ByteReader, { observedAt }: State, form: Fives): boolean {
  const { element, size, invalid, scale } = form
  if (!observedAt || from.left < 12 * size) return false
  for (let index = 0; index < 12; index++) {
    const raw = from.bytes(size).readUIntBE(0, size)
    const at = new Date(observedAt.getTime() - (11 - index) * fiveMinutes)
    message.elements.push({ element, at, value: raw === invalid ? undefined : raw / scale })
  }
  return true
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0')
