import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { Inflate } from 'fflate'
import { inflatedLimit, type TabularLimits } from './limits.ts'
import { tabularProblems as problems } from './problems.ts'

/** One file inside a zip, as its central directory describes it; sizes are claims until it is inflated. */
export type ZipPart = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly compressedSize: number
  readonly headerOffset: number
}

/** A zip whose names are safe and whose parts can be read one after another within one allowance. */
export type Zip = {
  readonly bytes: Uint8Array
  /** By lower-case path: part names of a workbook ignore case. */
  readonly parts: ReadonlyMap<string, ZipPart>
  readonly limits: TabularLimits
  /** Bytes inflated so far, shared by all parts: overlapping parts are paid for each time. */
  spent: number
}

const endSignature = 0x06054b50
const directorySignature = 0x02014b50
const headerSignature = 0x04034b50
const zip64ExtraId = 1
const unknown32 = 0xffffffff
const stored = 0
const deflated = 8
const inputChunk = 8 * 1024
const bytesBetweenPauses = 4 * 1024 * 1024

/** Reads the directory of a zip; nothing is inflated yet. Throws workbook_* problems. */
export function openZip(bytes: Uint8Array, limits: TabularLimits): Zip {
  if (bytes.length > limits.fileBytes) {
    throw problems.workbook_too_large({ bytes: bytes.length, limit: limits.fileBytes })
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0, true) !== 0x4b50) {
    // The compound-file signature: both .xls and an encrypted .xlsx are stored in one.
    if (bytes.length >= 8 && view.getUint32(0) === 0xd0cf11e0) throw problems.workbook_old_format()
    throw problems.workbook_not_xlsx()
  }
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  if (count > limits.parts) throw problems.workbook_too_many_parts({ count, limit: limits.parts })
  const parts = new Map<string, ZipPart>()
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    const { part, next } = readDirectoryEntry(view, bytes, at)
    const key = part.name.toLowerCase()
    // Two parts of one name would let two readers see two different workbooks.
    if (parts.has(key)) throw problems.workbook_corrupt({ part: part.name })
    parts.set(key, part)
    at = next
  }
  return { bytes, parts, limits, spent: 0 }
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  throw problems.workbook_corrupt({ part: 'zip' })
}

function readDirectoryEntry(view: DataView, bytes: Uint8Array, at: number) {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== directorySignature) {
    throw problems.workbook_corrupt({ part: 'zip' })
  }
  const nameLength = view.getUint16(at + 28, true)
  const extraLength = view.getUint16(at + 30, true)
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  if (next > view.byteLength) throw problems.workbook_corrupt({ part: 'zip' })
  const name = confinedName(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)))
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1
  if (encrypted) throw problems.workbook_old_format()
  const claim = {
    size: view.getUint32(at + 24, true),
    compressedSize: view.getUint32(at + 20, true),
    headerOffset: view.getUint32(at + 42, true),
  }
  const sizes = widen(view, at + 46 + nameLength, extraLength, claim)
  const part: ZipPart = {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    compressedSize: sizes.compressedSize,
    headerOffset: sizes.headerOffset,
  }
  return { part, next }
}

/** The path with forward slashes; refused when it is absolute or climbs. */
function confinedName(raw: string): string {
  const name = raw.replaceAll('\\', '/')
  const climbs = name.split('/').some((step) => step === '..' || step === '.')
  if (climbs || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0')) {
    throw problems.workbook_path({ part: raw.slice(0, 120) })
  }
  return name
}

type Sizes = { size: number; compressedSize: number; headerOffset: number }

/** Streaming writers put the real sizes in a zip64 field even when they would fit: 8 bytes for each field set to all ones. */
function widen(view: DataView, extraAt: number, extraLength: number, sizes: Sizes): Sizes {
  const wide = { ...sizes }
  const end = extraAt + extraLength
  for (let at = extraAt; at + 4 <= end; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== zip64ExtraId) continue
    let field = at + 4
    for (const key of ['size', 'compressedSize', 'headerOffset'] as const) {
      if (wide[key] !== unknown32 || field + 8 > end) continue
      wide[key] = Number(view.getBigUint64(field, true))
      field += 8
    }
  }
  return wide
}

/**
 * Inflates one part piece by piece into `sink`, counting real bytes: past the part's or the zip's allowance it stops with
 * workbook_bomb. A part that ends early or whose checksum differs is workbook_corrupt. Lets other work run in between.
 */
export async function readPart(zip: Zip, part: ZipPart, sink: (piece: Uint8Array) => void): Promise<void> {
  const body = compressedBody(zip, part)
  const total = inflatedLimit(zip.bytes.length, zip.limits)
  const limit = Math.min(zip.limits.partBytes, total - zip.spent)
  let size = 0
  let crc = 0
  const take = (piece: Uint8Array) => {
    size += piece.length
    zip.spent += piece.length
    if (size > limit) {
      throw problems.workbook_bomb({ part: part.name, limit: Math.min(zip.limits.partBytes, total) })
    }
    crc = crc32(piece, crc)
    sink(piece)
  }
  if (part.method === stored) take(body)
  else await inflate(part, body, take)
  if (crc !== part.crc) throw problems.workbook_corrupt({ part: part.name })
}

async function inflate(part: ZipPart, body: Uint8Array, take: (piece: Uint8Array) => void): Promise<void> {
  let sinceLastPause = 0
  let finished = false
  const inflater = new Inflate((piece, final) => {
    sinceLastPause += piece.length
    finished = final
    take(piece)
  })
  for (let at = 0; at < body.length || at === 0; at += inputChunk) {
    pushOrCorrupt(part, inflater, body.subarray(at, at + inputChunk), at + inputChunk >= body.length)
    if (sinceLastPause < bytesBetweenPauses) continue
    sinceLastPause = 0
    await setImmediate()
  }
  if (!finished) throw problems.workbook_corrupt({ part: part.name })
}

function pushOrCorrupt(part: ZipPart, inflater: Inflate, chunk: Uint8Array, final: boolean): void {
  try {
    inflater.push(chunk, final)
  } catch (error) {
    // fflate throws errors with a numeric code; anything else is a problem raised by the sink.
    if (typeof (error as { code?: unknown }).code === 'number') throw problems.workbook_corrupt({ part: part.name })
    throw error
  }
}

function compressedBody(zip: Zip, part: ZipPart): Uint8Array {
  const view = new DataView(zip.bytes.buffer, zip.bytes.byteOffset, zip.bytes.byteLength)
  const at = part.headerOffset
  const known = part.method === stored || part.method === deflated
  if (!known || at + 30 > view.byteLength || view.getUint32(at, true) !== headerSignature) {
    throw problems.workbook_corrupt({ part: part.name })
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + part.compressedSize > view.byteLength) throw problems.workbook_corrupt({ part: part.name })
  return zip.bytes.subarray(start, start + part.compressedSize)
}
