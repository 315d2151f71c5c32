import type { Layout } from '../bytes/layout.ts'
import type { ByteReader } from '../bytes/reader.ts'

/** An additional item of a location: its id and its bytes, whatever they mean. Some ids come more than once. */
export type Item = { id: number; bytes: Uint8Array }

/**
 * The fixed 28 bytes of a location report as they came. Latitude and longitude are in millionths of a degree without sign,
 * altitude in metres, speed in tenths of km/h, course in degrees, time as 12 digits `YYMMDDhhmmss` at UTC+8.
 * JT/T 808-2019, 8.12, table 23 [S]: the table prints the time at offset 21, where it stands at 22.
 */
export type LocationBase = {
  alarms: number
  status: number
  latitude: number
  longitude: number
  altitude: number
  speed: number
  course: number
  time: string
}

export type Location = LocationBase & {
  items: Item[]
  /** Bytes at the end that are no whole item; a terminal that cuts its last item is heard all the same. */
  left?: Uint8Array
}

/** The base alone, as media messages carry it. */
export const locationBase: Layout<LocationBase> = {
  read: (from) => ({
    alarms: from.dword(),
    status: from.dword(),
    latitude: from.dword(),
    longitude: from.dword(),
    altitude: from.word(),
    speed: from.word(),
    course: from.word(),
    time: from.bytes(6).toString('hex'),
  }),
  write(to, value) {
    for (const part of [value.alarms, value.status, value.latitude, value.longitude]) to.dword(part)
    for (const part of [value.altitude, value.speed, value.course]) to.word(part)
    to.bytes(Buffer.from(value.time, 'hex'))
  },
}

/** A whole location body: the base and the items up to the end. */
export const location: Layout<Location> = {
  read(from, form, seen) {
    const base = locationBase.read(from, form, seen)
    return { ...base, ...readItems(from) }
  },
  write(to, value, form, seen) {
    locationBase.write(to, value, form, seen)
    for (const { id, bytes } of value.items) {
      to.byte(id)
      to.byte(bytes.length)
      to.bytes(bytes)
    }
    if (value.left) to.bytes(value.left)
  },
}

/** Items of one byte for the id and one for the length. Reading stops at the first that overruns the end. */
export function readItems(from: ByteReader): Pick<Location, 'items' | 'left'> {
  const items: Item[] = []
  while (from.left >= 2) {
    const start = from.left
    const [id, length] = [from.byte(), from.byte()]
    if (length > from.left) {
      const rest = from.rest()
      return { items, left: Uint8Array.of(id, length, ...rest.subarray(0, start)) }
    }
    items.push({ id, bytes: from.bytes(length) })
  }
  return from.left > 0 ? { items, left: from.rest() } : { items }
}
