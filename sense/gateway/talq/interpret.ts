import { pointFault, pointIn, toCgcs2000 } from '#city/place/frame.ts'
import { type Interpreter, isBelievable, nothing } from '../interpretation.ts'
import { documentOf } from '../json/codec.ts'
import { isObject } from '../json/path.ts'
import { type Entry, entryOfDevice, readDevices, readLogReport } from './decode.ts'

/** What is kept of a request for one device: what the gateway announced of it, or the entries of a report that are its own. */
export const interpretTalq: Interpreter = (bytes, device, receivedAt) => {
  const document = documentOf(bytes)
  const found = nothing()
  const isReport = isObject(document) && document.entries !== undefined
  const { entries, unread } = isReport
    ? readLogReport(document)
    : { entries: readDevices(document).map(entryOfDevice), unread: 0 }
  if (unread > 0) found.deviations.push('value unread')
  for (const entry of entries) if (entry.device === device.sender) addEntry(found, entry, receivedAt)
  return found
}

function addEntry(found: ReturnType<typeof nothing>, { at: own, values, place, facts }: Entry, receivedAt: Date): void {
  found.facts = { ...found.facts, ...facts }
  const note = (what: string): void => {
    if (!found.deviations.includes(what)) found.deviations.push(what)
  }
  if (!own && values.length > 0) note('no time of its own')
  const at = own ?? receivedAt
  if (!isBelievable(at, receivedAt)) {
    note('clock')
    return
  }
  for (const one of values) found.samples.push({ ...one, at, quality: own ? 'ok' : 'unknown' })
  if (!place) return
  const given = pointIn('WGS84', place.lon, place.lat)
  const fault = pointFault(given.lon, given.lat)
  if (fault) note(`place ${fault}`)
  else found.tracks.push({ at, place: toCgcs2000(given), speed: 0, course: 0, altitude: 0, fixed: true, flags: 0 })
}
