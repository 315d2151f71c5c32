import {
  bcd,
  byte,
  countedRaw,
  dword,
  type Layout,
  list,
  raw,
  restRaw,
  restText,
  struct,
  when,
  word,
} from '../../bytes/layout.ts'
import { Malformed } from '../../bytes/malformed.ts'
import { type Edition, is2019 } from '../edition.ts'

/** A message that says everything by its id. */
export const empty: Layout<object> = { read: () => ({}), write: () => undefined }

/** The answer of either side to a message that has none of its own: 0 done, 1 failed, 2 wrong, 3 unknown, 4 alarm handled. */
export type GeneralReply = { replyTo: number; replyId: number; result: number }
export const generalReply = struct<GeneralReply>({ replyTo: word, replyId: word, result: byte })

/**
 * Asks for the fragments of a long message that did not come. Their number is a byte in 2013 and a word in 2019;
 * terminals mix the two, so the size of the rest decides. JT/T 808-2019, 8.4 [S].
 */
export type ResendParts = { firstSerial: number; parts: number[] }
export const resendParts: Layout<ResendParts, Edition> = {
  read(from) {
    const firstSerial = from.word()
    const count = from.left % 2 === 0 ? from.word() : from.byte()
    if (count * 2 !== from.left) throw new Malformed('length', from.at, `${count} parts said, ${from.left} bytes left`)
    return { firstSerial, parts: Array.from({ length: count }, () => from.word()) }
  },
  write(to, { firstSerial, parts }, edition) {
    to.word(firstSerial)
    if (edition === 2019) to.word(parts.length)
    else to.byte(parts.length)
    for (const part of parts) to.word(part)
  },
}

/** Server time, the one time of the standard that is UTC. JT/T 808-2019, 8.5 [S]. */
export const serverTime = struct<{ utc: string }>({ utc: bcd(6) })

/** Data that the platform hands on without looking into it. */
export type Transparent = { kind: number; data: Uint8Array }
export const transparent = struct<Transparent>({ kind: byte, data: restRaw })

/** The same, packed by gzip, behind the length of what is packed. */
export const packed = struct<{ data: Uint8Array }>({ data: countedRaw(dword) })

export const rsaKey = struct<{ exponent: number; modulus: Uint8Array }>({ exponent: dword, modulus: raw(128) })

type CanFrame = { id: number; data: Uint8Array }
const canFrame = struct<CanFrame>({ id: dword, data: raw(8) })

/** Frames of the vehicle's bus; `time` is hours, minutes, seconds and four digits of milliseconds. */
export type CanData = { time: string; frames: CanFrame[] }
export const canData: Layout<CanData> = {
  read(from, form, seen) {
    const count = from.word()
    const time = from.bytes(5).toString('hex')
    if (count * 12 > from.left) throw new Malformed('length', from.at, `${count} frames said, ${from.left} bytes left`)
    return { time, frames: Array.from({ length: count }, () => canFrame.read(from, form, seen)) }
  },
  write(to, { time, frames }, form, seen) {
    to.word(frames.length)
    to.bytes(Buffer.from(time, 'hex'))
    for (const frame of frames) canFrame.write(to, frame, form, seen)
  },
}

/** A text shown or spoken in the cabin. `kind` is 1 for a notice and 2 for service, in 2019 only. */
export type CabinText = { flags: number; kind?: number | undefined; text: string }
export const cabinText = struct<CabinText, Edition>({ flags: byte, kind: when(is2019, byte), text: restText })

/** Ids behind their number, as the messages that delete areas have them; none means all. */
export type Ids = { ids: number[] }
export const ids = struct<Ids>({ ids: list(byte, dword, 4) })
