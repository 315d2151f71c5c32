/** What the camera wrote about a photo: the instant, and where it stood (degrees, WGS 84). */
export type CameraRecord = {
  readonly takenAt?: Date
  readonly place?: { readonly frame: 'WGS84'; readonly lon: number; readonly lat: number }
  /** Where it looked, in degrees from north; whether true or magnetic north makes no difference at a phone's accuracy. */
  readonly facing?: number
}

const EXIF_IFD = 0x8769
const GPS_IFD = 0x8825
const TAKEN = 0x9003
const TAKEN_OFFSET = 0x9011
const FACING = 0x0011
const ASCII = 2
const RATIONAL = 5
const MAX_ENTRIES = 512

/**
 * Reads the three facts we keep from an EXIF block (EXIF 2.32, JEITA CP-3451X). Cameras lie and files are hostile: anything
 * unreadable is simply absent. A time without an offset is taken as Beijing time (+08:00).
 */
export function readExif(block: Uint8Array): CameraRecord {
  const view = Buffer.from(block.buffer, block.byteOffset, block.length)
  const tiff = view.toString('latin1', 0, 6) === 'Exif\0\0' ? view.subarray(6) : view
  const order = tiff.toString('latin1', 0, 2)
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return {}
  const reader = tiffReader(tiff, order === 'II')
  const top = reader.directory(reader.u32(4))
  const exif = reader.directory(reader.pointer(top, EXIF_IFD))
  const gps = reader.directory(reader.pointer(top, GPS_IFD))
  const takenAt = instantOf(reader.text(exif, TAKEN), reader.text(exif, TAKEN_OFFSET))
  const lat = degreesOf(reader.rationals(gps, 2), reader.text(gps, 1), 'N', 'S', 90)
  const lon = degreesOf(reader.rationals(gps, 4), reader.text(gps, 3), 'E', 'W', 180)
  // Receivers without a fix write zeros.
  const hasPlace = lat !== undefined && lon !== undefined && !(lat === 0 && lon === 0)
  const [facing = Number.NaN] = reader.rationals(gps, FACING) ?? []
  return {
    ...(takenAt ? { takenAt } : {}),
    ...(hasPlace ? { place: { frame: 'WGS84', lon, lat } } : {}),
    ...(facing >= 0 && facing <= 360 ? { facing: facing % 360 } : {}),
  }
}

type Entry = { readonly type: number; readonly count: number; readonly at: number }
type Directory = ReadonlyMap<number, Entry>

function tiffReader(tiff: Buffer, little: boolean) {
  const fits = (at: number, length: number) => at >= 0 && at + length <= tiff.length
  const u16 = (at: number) => (fits(at, 2) ? (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)) : 0)
  const u32 = (at: number) => (fits(at, 4) ? (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)) : 0)
  return {
    u32,
    directory(at: number): Directory {
      const entries = new Map<number, Entry>()
      if (at < 8) return entries
      const count = Math.min(u16(at), MAX_ENTRIES)
      for (let n = 0, entry = at + 2; n < count && fits(entry, 12); n += 1, entry += 12)
        entries.set(u16(entry), { type: u16(entry + 2), count: u32(entry + 4), at: entry + 8 })
      return entries
    },
    pointer: (directory: Directory, tag: number) => {
      const entry = directory.get(tag)
      return entry ? u32(entry.at) : 0
    },
    text(directory: Directory, tag: number): string | undefined {
      const entry = directory.get(tag)
      if (!entry || entry.type !== ASCII || entry.count > 64) return undefined
      const at = entry.count > 4 ? u32(entry.at) : entry.at
      if (!fits(at, entry.count)) return undefined
      return tiff.toString('latin1', at, at + entry.count).replace(/\0[\s\S]*$/, '')
    },
    rationals(directory: Directory, tag: number): readonly number[] | undefined {
      const entry = directory.get(tag)
      if (!entry || entry.type !== RATIONAL || entry.count > 8) return undefined
      const at = u32(entry.at)
      if (!fits(at, entry.count * 8)) return undefined
      return Array.from({ length: entry.count }, (_, n) => u32(at + n * 8) / u32(at + n * 8 + 4))
    },
  }
}

function instantOf(text: string | undefined, offset = '+08:00'): Date | undefined {
  const local = text?.match(/^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/)
  if (!local || !/^[+-]\d\d:\d\d$/.test(offset)) return undefined
  const [, year, month, day, hour, minute, second] = local
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  // The day must exist: 31 February would otherwise slide silently into March.
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || midnight.getUTCDate() !== Number(day) ? undefined : at
}

function degreesOf(
  parts: readonly number[] | undefined,
  reference: string | undefined,
  positive: string,
  negative: string,
  limit: number,
): number | undefined {
  if (parts?.length !== 3 || (reference !== positive && reference !== negative)) return undefined
  const [degrees = Number.NaN, minutes = Number.NaN, seconds = Number.NaN] = parts
  const value = degrees + minutes / 60 + seconds / 3600
  if (!Number.isFinite(value) || value > limit) return undefined
  return reference === negative ? -value : value
}
