import { gzipSync, strToU8 } from 'fflate'
import { zxyToTileId } from 'pmtiles'

/** One encoded tile; `data` is already gzipped. */
export type EncodedTile = { z: number; x: number; y: number; data: Uint8Array }

/** Degrees. */
export type Extent = { west: number; south: number; east: number; north: number }

export type ArchiveOptions = { minZoom: number; maxZoom: number; bounds: Extent; metadata: Record<string, unknown> }

type Entry = { tileId: number; offset: number; length: number; run: number }

const HEADER_BYTES = 127
/** The format wants header and root directory within the first 16 KiB. */
const ROOT_LIMIT = 16_384 - HEADER_BYTES
const GZIP = 2
const MVT = 1

/** gzip with no clock in it: the same input gives the same bytes. */
export const gzip = (bytes: Uint8Array): Uint8Array => gzipSync(bytes, { level: 9, mtime: 0 })

/** One PMTiles v3 file: tiles in Hilbert order, equal tiles stored once. */
export function writeArchive(tiles: readonly EncodedTile[], options: ArchiveOptions): Uint8Array {
  const { entries, data, contents, addressed } = layOut(tiles)
  const { root, leaves } = directories(entries)
  const metadata = gzip(strToU8(JSON.stringify(options.metadata)))
  const header = headerOf({ root, metadata, leaves, data, entries, contents, addressed }, options)
  return join([header, root, metadata, leaves, data])
}

function layOut(tiles: readonly EncodedTile[]) {
  const sorted = tiles.map((t) => ({ id: zxyToTileId(t.z, t.x, t.y), data: t.data })).sort((a, b) => a.id - b.id)
  const seen = new Map<string, number>()
  const entries: Entry[] = []
  const parts: Uint8Array[] = []
  let end = 0
  for (const { id, data } of sorted) {
    const key = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1')
    let offset = seen.get(key)
    if (offset === undefined) {
      offset = end
      seen.set(key, offset)
      parts.push(data)
      end += data.length
    }
    const last = entries[entries.length - 1]
    if (last && last.offset === offset && last.tileId + last.run === id) last.run++
    else entries.push({ tileId: id, offset, length: data.length, run: 1 })
  }
  return { entries, data: join(parts), contents: seen.size, addressed: sorted.length }
}

function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const whole = directory(entries)
  if (whole.length <= ROOT_LIMIT) return { root: whole, leaves: new Uint8Array(0) }
  for (let size = 4096; ; size *= 2) {
    const pointers: Entry[] = []
    const parts: Uint8Array[] = []
    let offset = 0
    for (let i = 0; i < entries.length; i += size) {
      const leaf = directory(entries.slice(i, i + size))
      pointers.push({ tileId: entries[i]!.tileId, offset, length: leaf.length, run: 0 })
      parts.push(leaf)
      offset += leaf.length
    }
    const root = directory(pointers)
    if (root.length <= ROOT_LIMIT) return { root, leaves: join(parts) }
  }
}

function directory(entries: readonly Entry[]): Uint8Array {
  const out: number[] = []
  const varint = (value: number) => {
    let rest = value
    while (rest > 127) {
      out.push((rest % 128) + 128)
      rest = Math.floor(rest / 128)
    }
    out.push(rest)
  }
  varint(entries.length)
  for (const [i, e] of entries.entries()) varint(e.tileId - (entries[i - 1]?.tileId ?? 0))
  for (const e of entries) varint(e.run)
  for (const e of entries) varint(e.length)
  entries.forEach((e, i) => {
    const before = entries[i - 1]
    varint(before && before.offset + before.length === e.offset ? 0 : e.offset + 1)
  })
  return gzip(Uint8Array.from(out))
}

type Sections = {
  root: Uint8Array
  metadata: Uint8Array
  leaves: Uint8Array
  data: Uint8Array
  entries: readonly Entry[]
  contents: number
  addressed: number
}

function headerOf(s: Sections, { minZoom, maxZoom, bounds }: ArchiveOptions): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES)
  const view = new DataView(header.buffer)
  header.set(strToU8('PMTiles'))
  header[7] = 3
  let offset = HEADER_BYTES
  const section = (at: number, bytes: Uint8Array) => {
    view.setBigUint64(at, BigInt(offset), true)
    view.setBigUint64(at + 8, BigInt(bytes.length), true)
    offset += bytes.length
  }
  section(8, s.root)
  section(24, s.metadata)
  section(40, s.leaves)
  section(56, s.data)
  const counts = [s.addressed, s.entries.length, s.contents]
  for (const [i, count] of counts.entries()) view.setBigUint64(72 + 8 * i, BigInt(count), true)
  header.set([1, GZIP, GZIP, MVT, minZoom, maxZoom], 96)
  const e7 = (at: number, degrees: number) => view.setInt32(at, Math.round(degrees * 1e7), true)
  const edges = [bounds.west, bounds.south, bounds.east, bounds.north]
  for (const [i, degrees] of edges.entries()) e7(102 + 4 * i, degrees)
  header[118] = Math.min(maxZoom, Math.max(minZoom, 12))
  e7(119, (bounds.west + bounds.east) / 2)
  e7(123, (bounds.south + bounds.north) / 2)
  return header
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, p) => sum + p.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
