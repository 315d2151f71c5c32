import { pointFault, pointIn, toCgcs2000 } from '#city/place/frame.ts'
import { type DeviceProfile, type Interpretation, type Interpreter, isBelievable, nothing } from '../interpretation.ts'
import { documentOf, isMapping, type JsonPlace, type JsonReport, mapped, reportsOf } from './codec.ts'
import { isObject } from './path.ts'

/** What a message of JSON says: by the device's own mapping where it has one, else in our own form. */
export const interpretJson: Interpreter = (bytes, device, receivedAt) => {
  const document = documentOf(bytes)
  return isAnswer(document) ? nothing() : interpretDocument(document, device, receivedAt)
}

// What a device answers to a command measures nothing.
const isAnswer = (document: unknown): boolean =>
  isObject(document) &&
  typeof document.id === 'string' &&
  typeof document.ok === 'boolean' &&
  document.values === undefined

/** The same for a document that was taken out of something else. `at` stands for a report's own time where it has none. */
export function interpretDocument(
  document: unknown,
  device: DeviceProfile,
  receivedAt: Date,
  at?: Date,
): Interpretation {
  const { mapping } = device
  const { reports, unread } = isMapping(mapping) ? mapped(document, mapping) : reportsOf(document)
  const found = nothing()
  if (unread > 0) found.deviations.push('value unread')
  for (const report of reports) addReport(found, report, { device, receivedAt, at })
  return found
}

type Context = { device: DeviceProfile; receivedAt: Date; at?: Date | undefined }

function addReport(found: Interpretation, report: JsonReport, { device, receivedAt, at: given }: Context): void {
  found.facts = { ...found.facts, ...report.facts }
  if (report.values.length === 0 && !report.place) return
  const own = report.at ?? given
  // Without a time of its own a value is of the moment it came, and cannot be told from its own repetition.
  if (!own) note(found, 'no time of its own')
  const at = own ?? receivedAt
  if (!isBelievable(at, receivedAt)) return void note(found, 'clock')
  for (const { metric, value, unit = '', quality } of report.values) {
    const registered = Object.hasOwn(device.units, metric) ? device.units[metric] : undefined
    found.samples.push({
      metric,
      unit: registered || unit,
      at,
      value,
      quality: quality ?? (own ? 'ok' : 'unknown'),
    })
  }
  if (report.place) addPlace(found, report.place, at)
}

function addPlace(found: Interpretation, { lon, lat, speed, course, altitude }: JsonPlace, at: Date): void {
  const given = pointIn('WGS84', lon, lat)
  const fault = pointFault(given.lon, given.lat)
  if (fault) return void note(found, `place ${fault}`)
  found.tracks.push({
    at,
    place: toCgcs2000(given),
    speed: Math.min(Math.max(speed, 0), 1_000),
    course: ((Math.round(course) % 360) + 360) % 360,
    altitude: Math.round(Math.min(Math.max(altitude, -500), 9_000)),
    fixed: true,
    flags: 0,
  })
}

function note(found: Interpretation, deviation: string): void {
  if (!found.deviations.includes(deviation)) found.deviations.push(deviation)
}
