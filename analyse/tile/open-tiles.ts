import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync, strFromU8 } from 'fflate'
import { zxyToTileId } from 'pmtiles'

/** A tile archive held in memory. `version` is the content's hash (16 hex digits), for immutable tile addresses. */
export type TileArchive = {
  version: string
  minZoom: number
  maxZoom: number
  /** The gzipped vector tile, or undefined where the archive has none. */
  getTile(z: number, x: number, y: number): Uint8Array | undefined
  metadata: Record<string, unknown>
}

type Entry = { tileId: number; offset: number; length: number; run: number }

/** Opens a PMTiles v3 file written by `buildBaseTiles` (gzip, vector tiles). Throws when it is another format. */
export function openTiles(path: string): TileArchive {
  return readArchive(readFileSync(path))
}

/** Reads an archive that is already in memory. */
export function readArchive(bytes: Uint8Array): TileArchive {
  if (strFromU8(bytes.subarray(0, 7)) !== 'PMTiles' || bytes[7] !== 3)
    throw new Error('not a PMTiles version 3 archive')
  if (bytes[97] !== 2 || bytes[98] !== 2) throw new Error('archive is not gzip-compressed')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const number = (at: number) => Number(view.getBigUint64(at, true))
  const part = (offset: number, length: number) => bytes.subarray(offset, offset + length)
  const root = directory(part(number(8), number(16)))
  const metadata = JSON.parse(strFromU8(gunzipSync(part(number(24), number(32))))) as Record<string, unknown>
  const leaves = new Map<number, Entry[]>()
  const leafOf = (entry: Entry): Entry[] => {
    const known = leaves.get(entry.offset) ?? directory(part(number(40) + entry.offset, entry.length))
    leaves.set(entry.offset, known)
    return known
  }
  const getTile = (z: number, x: number, y: number): Uint8Array | undefined => {
    const side = 2 ** z
    if (z < bytes[100]! || z > bytes[101]! || x < 0 || y < 0 || x >= side || y >= side) return undefined
    const id = zxyToTileId(z, x, y)
    let entry = lastUpTo(root, id)
    while (entry && entry.run === 0) entry = lastUpTo(leafOf(entry), id)
    return entry && id < entry.tileId + entry.run ? part(number(56) + entry.offset, entry.length) : undefined
  }
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return { version, minZoom: bytes[100]!, maxZoom: bytes[101]!, getTile, metadata }
}

function directory(packed: Uint8Array): Entry[] {
  const bytes = gunzipSync(packed)
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!
      value += (byte % 128) * scale
      if (byte < 128) return value
    }
  }
  const count = varint()
  const entries: Entry[] = Array.from({ length: count }, () => ({ tileId: 0, offset: 0, length: 0, run: 0 }))
  let id = 0
  for (const entry of entries) {
    id += varint()
    entry.tileId = id
  }
  for (const entry of entries) entry.run = varint()
  for (const entry of entries) entry.length = varint()
  entries.forEach((entry, i) => {
    const offset = varint()
    entry.offset = offset === 0 ? entries[i - 1]!.offset + entries[i - 1]!.length : offset - 1
  })
  return entries
}

/** The last entry whose tile id is not above `id`. */
function lastUpTo(entries: readonly Entry[], id: number): Entry | undefined {
  let low = 0
  let high = entries.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (entries[middle]!.tileId <= id) low = middle + 1
    else high = middle - 1
  }
  return entries[high]
}
