import type { Read } from '#sense/gateway/jt808/codec.ts'
import { Dictionary, dictionarySchema, type Reading } from '#sense/gateway/jt808/dictionary/dictionary.ts'
import standard from '#sense/gateway/jt808/dictionary/standard.json' with { type: 'json' }
import trackers from '#sense/gateway/jt808/dictionary/trackers.json' with { type: 'json' }
import { alarmBits, fixOf, namesOf, statusBits } from '#sense/gateway/jt808/fix.ts'
import type { Location } from '#sense/gateway/jt808/location.ts'

const dictionary = new Dictionary(dictionarySchema.parse(standard), dictionarySchema.parse(trackers))

// Their names of facts, with ours.
const keys: Readonly<Record<string, string>> = {
  'Position.KEY_SATELLITES': 'satellites',
  'Position.KEY_BATTERY_LEVEL': 'batteryLevel',
  'Position.KEY_BATTERY': 'battery',
  'Position.KEY_POWER': 'power',
  'Position.KEY_MOTION': 'motion',
  'Position.KEY_CHARGE': 'charging',
  'Position.KEY_EVENT': 'event',
  'Position.KEY_ICCID': 'iccid',
  'Position.KEY_DTCS': 'troubleCodes',
  'Position.KEY_RESULT': 'text',
  'Position.PREFIX_TEMP + 1': 'temperature',
  '"videoAlarm"': 'videoAlarm',
  '"driver"': 'driver',
  '"imei"': 'imei',
  '"cardCode"': 'licence',
}

const alarms: Readonly<Record<string, string>> = {
  ALARM_REMOVING: 'removing',
  ALARM_VIBRATION: 'vibration',
  ALARM_LOW_BATTERY: 'undervoltage',
  ALARM_SOS: 'sos',
}

/** Why a fact is not what was read, or undefined when it is. */
export function sameFact(kind: string, expect: string, read: Read): string | undefined {
  if (kind === 'Null') return undefined
  if (kind === 'NotNull') return read.name === 'unknown' ? 'a message of its maker’s own' : undefined
  const locations = locationsOf(read)
  if (kind === 'Positions') return locations.length > 0 ? undefined : `read as ${read.name}, without locations`
  if (kind === 'Position') return locations.some(hasPlace) ? undefined : `read as ${read.name}, without a place`
  if (expect === '') return locations.length > 0 ? undefined : `read as ${read.name}`
  return factDiffers(expect, read, locations)
}

function factDiffers(expect: string, read: Read, locations: readonly Location[]): string | undefined {
  const comma = expect.indexOf(', ')
  const [name, wanted] = [expect.slice(0, comma), wantedIn(expect.slice(comma + 2))]
  if (name === 'Position.KEY_ALARM') return alarmDiffers(String(wanted), locations)
  const key = keys[name]
  if (!key) return `no meaning is known here for ${name}`
  const found = readingsOf(read, locations).filter((one) => one.key === key)
  if (found.some(({ value }) => sameValue(value, wanted))) return undefined
  return `${key} is ${found.map(({ value }) => value).join(' or ') || 'not read'}, ${wanted} expected`
}

function alarmDiffers(wanted: string, locations: readonly Location[]): string | undefined {
  const has = locations.flatMap((one) => [
    ...namesOf(alarmBits, one.alarms),
    ...dictionary.read(one.items).flatMap(({ key, value }) => (value === true ? [key] : [])),
  ])
  const names = [...wanted.matchAll(/ALARM_\w+/g)].map(([name]) => name)
  const lacking = names.filter((name) => !has.some((one) => one === alarms[name]))
  return lacking.length === 0 ? undefined : `no meaning is known here for ${lacking.join(', ')}`
}

const sameValue = (value: Reading['value'], wanted: Reading['value']): boolean =>
  typeof value === 'string' && typeof wanted === 'string'
    ? value.replace(/^0+(?=\d{15}$)/, '').replaceAll(',', ' ') === wanted.replaceAll(',', ' ')
    : value === wanted

function wantedIn(text: string): Reading['value'] {
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^".*"$/.test(text)) return text.slice(1, -1)
  const number = Number(text.replace(/L$/, ''))
  return Number.isNaN(number) ? text : number
}

function readingsOf(read: Read, locations: readonly Location[]): Reading[] {
  const ofItems = locations.flatMap((one) => [
    ...dictionary.read(one.items),
    { key: 'motion', value: namesOf(statusBits, one.status).includes('moving') },
  ])
  if (read.name === 'driverCard') return [{ key: 'licence', value: read.body.licence ?? '' }]
  if (read.name === 'attributes') return [{ key: 'iccid', value: read.body.iccid }]
  if (read.name === 'waybill') return [{ key: 'text', value: printable(Buffer.from(read.body.data).toString()) }]
  return ofItems
}

// Without the control characters that some terminals put around.
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '')

function locationsOf(read: Read): readonly Location[] {
  if (read.name === 'location') return [read.body]
  return read.name === 'locationBatch' ? read.body.locations : []
}

const hasPlace = (one: Location): boolean => {
  const { longitude, latitude, at } = fixOf(one)
  return at !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
}
