import type { Layout } from '../bytes/layout.ts'
import { Malformed } from '../bytes/malformed.ts'
import { ByteReader } from '../bytes/reader.ts'
import { ByteWriter } from '../bytes/writer.ts'
import type { Edition } from './edition.ts'
import { frameOf } from './frame.ts'
import { type Header, longestBody, writeHeader } from './header.ts'
import { type BodyOf, entryOf, idOf, type Message, type MessageName, messages } from './messages.ts'

export { Malformed } from '../bytes/malformed.ts'
export type { Edition } from './edition.ts'
export { Fragments } from './fragments.ts'
export { FrameSplitter } from './frame.ts'
export type { Header } from './header.ts'
export type { BodyOf, Message, MessageName } from './messages.ts'
export { type Deviation, type Frame, FrameOpener, type Opened, openFrame } from './opener.ts'

/** A message that was read, or one whose id is unknown here, with its body as it came. */
export type Read = Message | { name: 'unknown'; body: Uint8Array }

/**
 * Reads the whole body of a message. Bytes behind what the layout knows are left alone, since makers add to bodies; a
 * body too short is `Malformed`. An encrypted body is not read: it is `unknown`.
 */
export function readBody(header: Pick<Header, 'id' | 'edition' | 'encryption'>, body: Uint8Array): Read {
  const entry = entryOf(header.id)
  if (!entry || header.encryption !== 0) return { name: 'unknown', body }
  return { name: entry.name, body: entry.layout.read(new ByteReader(body), header.edition, {}) } as Message
}

/** Who a message is for, and its place in the conversation. `serial` is that of the first frame. */
export type Address = { edition: Edition; phone: string; serial: number; version?: number }

/** The bytes of a body. Throws `Malformed` for a value that does not fit its place. */
export function writeBody<Name extends MessageName>(name: Name, body: BodyOf<Name>, edition: Edition): Buffer {
  const to = new ByteWriter()
  const layout = messages[name][1] as Layout<BodyOf<Name>, Edition>
  layout.write(to, body, edition, {})
  return to.done()
}

/** The frames of a message, one unless its body is longer than 1,023 bytes, with serials that follow one another. */
export function framesOf<Name extends MessageName>(name: Name, body: BodyOf<Name>, address: Address): Buffer[] {
  return framesOfBody(idOf(name), writeBody(name, body, address.edition), address)
}

/** The frames of a body that is bytes already. */
export function framesOfBody(id: number, body: Uint8Array, { serial, ...address }: Address): Buffer[] {
  const total = Math.max(1, Math.ceil(body.length / longestBody))
  if (total > 0xffff) throw new Malformed('length', 0, `${body.length} bytes are more than frames can be numbered`)
  return Array.from({ length: total }, (_, index) => {
    const slice = body.subarray(index * longestBody, (index + 1) * longestBody)
    const header: Header = { ...address, id, serial: (serial + index) & 0xffff, encryption: 0 }
    if (total > 1) header.part = { total, index: index + 1 }
    return frameOf(Buffer.concat([writeHeader(header, slice.length), slice]))
  })
}
