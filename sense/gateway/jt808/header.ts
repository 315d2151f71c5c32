import { Malformed } from '../bytes/malformed.ts'
import { ByteReader } from '../bytes/reader.ts'
import { ByteWriter } from '../bytes/writer.ts'
import type { Edition } from './edition.ts'

/** One of the frames that a long message is cut into; `index` counts from 1. */
export type Part = { total: number; index: number }

/**
 * What stands before a body. `phone` is as sent, with its leading zeros: 12 digits, or 20 in the edition of 2019;
 * `version` is that edition's protocol version byte and is echoed in answers; `encryption` is bits 10 to 12, 0 for none.
 */
export type Header = {
  id: number
  edition: Edition
  phone: string
  serial: number
  version?: number
  part?: Part
  encryption: number
}

/** The longest body of one frame. JT/T 808-2019, 4.4.3, table 3 [S]. */
export const longestBody = 1023

const partBit = 0x2000
const versionBit = 0x4000

/**
 * Reads a header and gives the body behind it. The version bit alone is not believed: some terminals of 2013 set it, so
 * where the length said fits only the other form, that form is read. Throws `Malformed`.
 */
export function readHeader(content: Uint8Array): { header: Header; body: Buffer } {
  const from = new ByteReader(content)
  const id = from.word()
  const properties = from.word()
  const length = properties & 0x3ff
  const partSize = properties & partBit ? 4 : 0
  const is2019 = writtenAs2019(properties, content.length - length - partSize)
  const version = is2019 ? from.byte() : undefined
  const phone = phoneDigits(from.bytes(is2019 ? 10 : 6))
  const serial = from.word()
  const part = partSize > 0 ? { total: from.word(), index: from.word() } : undefined
  if (from.left !== length) throw new Malformed('length', from.at, `body of ${from.left} bytes, ${length} said`)
  if (part && (part.index < 1 || part.index > part.total)) {
    throw new Malformed('value', from.at, `part ${part.index} of ${part.total}`)
  }
  const header: Header = {
    id,
    edition: is2019 ? 2019 : 2013,
    phone,
    serial,
    encryption: (properties >> 10) & 7,
    ...(version !== undefined && { version }),
    ...(part && { part }),
  }
  return { header, body: from.rest() }
}

function writtenAs2019(properties: number, size: number): boolean {
  if (size === 12) return false
  return size === 17 || (properties & versionBit) !== 0
}

// The field is packed decimal by the standard; makers also put other identities there, which are kept as they came.
const phoneDigits = (bytes: Buffer): string => bytes.toString('hex')

/** A header and body as `keptBytes` has them. Throws `Malformed`. */
export function readKept(kept: Uint8Array): { header: Header; body: Buffer } {
  const from = new ByteReader(kept)
  const [id, properties] = [from.word(), from.word()]
  const is2019 = (properties & versionBit) !== 0
  const version = is2019 ? from.byte() : undefined
  const phone = phoneDigits(from.bytes(is2019 ? 10 : 6))
  const serial = from.word()
  const part = properties & partBit ? { total: from.word(), index: from.word() } : undefined
  const header: Header = {
    id,
    edition: is2019 ? 2019 : 2013,
    phone,
    serial,
    encryption: (properties >> 10) & 7,
    ...(version !== undefined && { version }),
    ...(part && { part }),
  }
  return { header, body: from.rest() }
}

/** A header and body to be kept: a frame without marks, escapes and checksum, or a joined message longer than one may be. */
export const keptBytes = (header: Header, body: Uint8Array): Buffer =>
  Buffer.concat([writeHeader(header, Math.min(body.length, longestBody)), body])

/** The header of a body of `length` bytes. */
export function writeHeader(header: Header, length: number): Buffer {
  const to = new ByteWriter()
  const is2019 = header.edition === 2019
  to.word(header.id)
  to.word(length | (header.encryption << 10) | (header.part ? partBit : 0) | (is2019 ? versionBit : 0))
  if (is2019) to.byte(header.version ?? 1)
  const digits = is2019 ? 20 : 12
  to.bytes(Buffer.from(header.phone.padStart(digits, '0').slice(-digits), 'hex'))
  to.word(header.serial)
  if (header.part) {
    to.word(header.part.total)
    to.word(header.part.index)
  }
  return to.done()
}

/** A phone as it is looked up by: without leading zeros. */
export const lookedUpBy = (phone: string): string => phone.replace(/^0+(?=.)/, '')
