import { pointFault, pointIn, toCgcs2000 } from '#city/place/frame.ts'
import {
  type DeviceProfile,
  type Interpretation,
  type Interpreter,
  isBelievable,
  nothing,
  type Sample,
} from '../interpretation.ts'
import { readBody } from './codec.ts'
import { dictionaryOf } from './dictionary/known.ts'
import { alarmBits, fixOf, namesOf, statusBits } from './fix.ts'
import { readKept } from './header.ts'
import type { Location } from './location.ts'
import { settingFact, settingsIn } from './settings.ts'

/** What a kept frame of a terminal says: where it was, what it measured, which alarms stand. */
export const interpretJt808: Interpreter = (bytes, device, receivedAt) => {
  const { header, body } = readKept(bytes)
  const found = nothing()
  if (header.part) return found
  const read = readBody(header, body)
  switch (read.name) {
    case 'location':
      addLocation(found, read.body, device, receivedAt)
      break
    case 'locationReply':
    case 'controlReply':
      addLocation(found, read.body.location, device, receivedAt)
      break
    case 'locationBatch':
      for (const one of read.body.locations) addLocation(found, one, device, receivedAt)
      if (read.body.cut) found.deviations.push('batch cut short')
      break
    case 'attributes': {
      const { maker, model, iccid, hardware, firmware } = read.body
      found.facts = { maker, model, iccid, hardware, firmware }
      break
    }
    case 'parameters':
      found.facts = Object.fromEntries(
        Object.entries(settingsIn(read.body.parameters)).map(([name, value]) => [settingFact(name), value]),
      )
      break
    case 'driverCard':
      // Who drives is kept with the frame alone: names and numbers of people are not telemetry.
      found.facts = { driverCardIn: read.body.state === 1 }
      break
    case 'unknown':
      found.deviations.push(`unknown message ${header.id.toString(16).padStart(4, '0')}`)
      break
    default:
  }
  return found
}

function addLocation(found: Interpretation, one: Location, device: DeviceProfile, receivedAt: Date): void {
  const fix = fixOf(one)
  if (one.left) found.deviations.push('item cut short')
  if (!fix.at || !isBelievable(fix.at, receivedAt)) {
    found.deviations.push('clock')
    return
  }
  const at = fix.at
  addPlace(found, one, fix, at)
  const readings = dictionaryOf(device.dictionaries).read(one.items)
  for (const { key, value, unit = '' } of readings) {
    if (typeof value === 'string') found.facts = { ...found.facts, [key]: value }
    else found.samples.push(sample(key, unit, at, Number(value)))
  }
  const alarms = namesOf(alarmBits, one.alarms)
  found.samples.push(sample('alarms', '', at, one.alarms))
  found.samples.push(sample('ignition', '', at, (one.status >>> statusBits.ignition) & 1))
  found.facts = { ...found.facts, alarms: alarms.join(' ') }
}

function addPlace(found: Interpretation, one: Location, fix: ReturnType<typeof fixOf>, at: Date): void {
  const given = pointIn('WGS84', fix.longitude, fix.latitude)
  const fault = fix.shifted ? 'shifted' : pointFault(given.lon, given.lat)
  if (fault) {
    // A receiver without a position sends zeros; that is no fault of its own.
    if (fix.fixed || fault !== 'zero') found.deviations.push(`place ${fault}`)
    return
  }
  found.tracks.push({
    at,
    place: toCgcs2000(given),
    speed: fix.speedKmh,
    course: fix.course % 360,
    altitude: Math.min(fix.altitudeMetres, 32_767),
    fixed: fix.fixed,
    flags: one.status,
  })
}

const sample = (metric: string, unit: string, at: Date, value: number): Sample => ({
  metric,
  unit,
  at,
  value,
  quality: 'ok',
})
