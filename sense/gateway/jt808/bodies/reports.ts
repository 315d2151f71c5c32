import { byte, type Layout, list, struct, word } from '../../bytes/layout.ts'
import { Malformed } from '../../bytes/malformed.ts'
import { ByteReader } from '../../bytes/reader.ts'
import { ByteWriter } from '../../bytes/writer.ts'
import { type Location, location } from '../location.ts'

/** A location asked for, or a vehicle's state after a control: the location behind the serial of the question. */
export type LocationReply = { replyTo: number; location: Location }
export const locationReply = struct<LocationReply>({ replyTo: word, location })

/**
 * Locations kept while there was no link (`kind` 1) or sent together (0). An item whose own length overruns the rest ends
 * the reading: `cut` then says how many of those announced are missing. JT/T 808-2019, 8.39, table 76 [S].
 */
export type LocationBatch = { kind: number; locations: Location[]; cut?: number | undefined }
export const locationBatch: Layout<LocationBatch> = {
  read(from, form, seen) {
    const [said, kind] = [from.word(), from.byte()]
    const locations: Location[] = []
    while (locations.length < said && from.left >= 2) {
      const length = from.word()
      if (length > from.left || length < 28) break
      locations.push(location.read(new ByteReader(from.bytes(length)), form, seen))
    }
    const cut = said - locations.length
    return { kind, locations, ...(cut > 0 && { cut }) }
  },
  write(to, value, form, seen) {
    to.word(value.locations.length)
    to.byte(value.kind)
    for (const one of value.locations) {
      const body = new ByteWriter()
      location.write(body, one, form, seen)
      if (body.done().length > 0xffff) throw new Malformed('length', 0, 'a location is longer than its length can say')
      to.word(body.done().length)
      to.bytes(body.done())
    }
  },
}

/** Follow a vehicle closely: `seconds` 0 ends it and nothing follows. */
export type Track = { seconds: number; validSeconds?: number | undefined }
export const track: Layout<Track> = {
  read(from) {
    const seconds = from.word()
    return from.left >= 4 ? { seconds, validSeconds: from.dword() } : { seconds }
  },
  write(to, { seconds, validSeconds }) {
    to.word(seconds)
    if (seconds > 0) to.dword(validSeconds ?? 0)
  },
}

/** Ends alarms that stand until they are confirmed: serial 0 is all; the bits are those of the alarm word. */
export type AlarmConfirmation = { alarmSerial: number; alarms: number }
export const alarmConfirmation = struct<AlarmConfirmation>({
  alarmSerial: word,
  alarms: { read: (from) => from.dword(), write: (to, value) => to.dword(value) },
})

/** Two numbers of one byte, as several small answers are. */
export type Outcome = { kind: number; result: number }
export const outcome = struct<Outcome>({ kind: byte, result: byte })

/** The answer of 2011 and 2013 to a question shown in the cabin. */
export type CabinAnswer = { replyTo: number; answer: number }
export const cabinAnswer = struct<CabinAnswer>({ replyTo: word, answer: byte })

export const cabinEvent = struct<{ event: number }>({ event: byte })

/** Information ordered (1) or no longer wanted (0). */
export const informationWish = struct<{ kind: number; wanted: number }>({ kind: byte, wanted: byte })

/** Events or information that the cabin's menu shall offer, in 2011 and 2013. */
export type MenuItem = { id: number; text: string }
export type Menu = { action: number; items: MenuItem[] }

export const menuOf = (item: Layout<MenuItem>): Layout<Menu> => ({
  read(from, form, seen) {
    const action = from.byte()
    if (from.left === 0) return { action, items: [] }
    return { action, items: list(byte, item, 2).read(from, form, seen) }
  },
  write(to, { action, items }, form, seen) {
    to.byte(action)
    if (action !== 0) list(byte, item, 2).write(to, items, form, seen)
  },
})
