import {
  bcd,
  bit,
  byte,
  countedText,
  dword,
  type Layout,
  list,
  type Seen,
  struct,
  when,
  word,
} from '../../bytes/layout.ts'
import { type Edition, is2019 } from '../edition.ts'

// What may follow the attributes of any area, each part only if its bit is set. JT/T 808-2019, tables 56 to 66 [S].
type Rules = {
  start?: string | undefined
  end?: string | undefined
  maxSpeed?: number | undefined
  seconds?: number | undefined
}

const timed = bit('attributes', 0)
const limited = bit('attributes', 1)
const limitedIn2019 = (seen: Seen, edition: Edition): boolean => limited(seen) && is2019(seen, edition)

const rules = {
  start: when<string, Edition>(timed, bcd(6)),
  end: when<string, Edition>(timed, bcd(6)),
  maxSpeed: when<number, Edition>(limited, word),
  seconds: when<number, Edition>(limited, byte),
}

// The edition of 2019 puts a limit for the night and a name at the end.
type End2019 = { nightMaxSpeed?: number | undefined; name?: string | undefined }
const end2019 = { nightMaxSpeed: when(limitedIn2019, word), name: when(is2019, countedText(word)) }

/** A circle: centre in millionths of a degree, radius in metres. Times are digits, zero where they mean every day. */
export type Circle = Rules &
  End2019 & { id: number; attributes: number; latitude: number; longitude: number; radius: number }
const circle = struct<Circle, Edition>({
  id: dword,
  attributes: word,
  latitude: dword,
  longitude: dword,
  radius: dword,
  ...rules,
  ...end2019,
})

/** A rectangle by its left upper and right lower corner. */
export type Rectangle = Rules &
  End2019 & { id: number; attributes: number; top: number; left: number; bottom: number; right: number }
const rectangle = struct<Rectangle, Edition>({
  id: dword,
  attributes: word,
  top: dword,
  left: dword,
  bottom: dword,
  right: dword,
  ...rules,
  ...end2019,
})

/** `action`: 0 replace all, 1 add, 2 change. */
export type SetAreas<Area> = { action: number; areas: Area[] }
export const setCircles: Layout<SetAreas<Circle>, Edition> = struct<SetAreas<Circle>, Edition>({
  action: byte,
  areas: list(byte, circle, 18),
})
export const setRectangles: Layout<SetAreas<Rectangle>, Edition> = struct<SetAreas<Rectangle>, Edition>({
  action: byte,
  areas: list(byte, rectangle, 22),
})

type Vertex = { latitude: number; longitude: number }
const vertex = struct<Vertex>({ latitude: dword, longitude: dword })

/** One polygon a message, without an action. JT/T 808-2019, 8.46, table 62 [S]. */
export type Polygon = Rules & End2019 & { id: number; attributes: number; vertices: Vertex[] }
export const setPolygon = struct<Polygon, Edition>({
  id: dword,
  attributes: word,
  ...rules,
  vertices: list(word, vertex, 8),
  ...end2019,
})

/** A corner of a route and the segment that begins there; `width` in metres, thresholds in seconds. */
export type Corner = {
  id: number
  segment: number
  latitude: number
  longitude: number
  width: number
  attributes: number
  tooLong?: number | undefined
  tooShort?: number | undefined
  maxSpeed?: number | undefined
  seconds?: number | undefined
  nightMaxSpeed?: number | undefined
}

const corner = struct<Corner, Edition>({
  id: dword,
  segment: dword,
  latitude: dword,
  longitude: dword,
  width: byte,
  attributes: byte,
  tooLong: when<number, Edition>(timed, word),
  tooShort: when<number, Edition>(timed, word),
  maxSpeed: rules.maxSpeed,
  seconds: rules.seconds,
  nightMaxSpeed: end2019.nightMaxSpeed,
})

/** JT/T 808-2019, 8.48, table 65 [S]: the times are there only where bit 0 says so. */
export type Route = Pick<Rules, 'start' | 'end'> & {
  id: number
  attributes: number
  corners: Corner[]
  name?: string | undefined
}
export const setRoute = struct<Route, Edition>({
  id: dword,
  attributes: word,
  start: rules.start,
  end: rules.end,
  corners: list(word, corner, 18),
  name: when(is2019, countedText(word)),
})

/** Which areas a terminal holds: `kind` 1 circles, 2 rectangles, 3 polygons, 4 routes; no ids means all. */
export type AskAreas = { kind: number; ids: number[] }
export const askAreas = struct<AskAreas>({ kind: byte, ids: list(dword, dword, 4) })

/** The areas of one kind as the setting messages write them, unread: their form is that of the kind. */
export type HeldAreas = { kind: number; count: number; data: Uint8Array }
export const heldAreas = struct<HeldAreas>({
  kind: byte,
  count: dword,
  data: { read: (from) => from.rest(), write: (to, value) => to.bytes(value) },
})
