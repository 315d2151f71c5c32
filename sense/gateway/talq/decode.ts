import { Malformed } from '../bytes/malformed.ts'
import { numberOf } from '../json/number.ts'
import { isObject } from '../json/path.ts'
import { deviceIn, isAddress } from './frame.ts'

type Fields = Readonly<Record<string, unknown>>

/** A device that a gateway announces: its address, name, class, and the functions with their attributes. */
export type TalqDevice = { address: string; name: string; class: string; functions: Fields[] }

/** One thing that a device said: a value or an event at a time of its own, where it says one. */
export type Entry = {
  device: string
  at: Date | undefined
  values: { metric: string; unit: string; value: number }[]
  place?: { lon: number; lat: number }
  facts: Record<string, string>
}

const mostEntries = 5_000

/** What attributes mean here, by their name; units are those of the data model. [S] for names in the 2.2 model, [K] for others. */
const known: Readonly<Record<string, { metric: string; unit: string }>> = {
  actualLightState: { metric: 'level', unit: '%' },
  activePower: { metric: 'load', unit: 'W' },
  lampPower: { metric: 'load', unit: 'W' },
  totalActiveEnergy: { metric: 'energy', unit: 'kWh' },
  supplyVoltage: { metric: 'voltage', unit: 'V' },
  supplyCurrent: { metric: 'current', unit: 'A' },
  batteryLevel: { metric: 'batteryLevel', unit: '%' },
  fluidLevel: { metric: 'waterLevel', unit: 'm' },
  temperature: { metric: 'temperature', unit: '°C' },
}

/** Events that are states of a thing here; others are kept under `event:` and their name. */
const eventStates: Readonly<Record<string, string>> = { cabinetDoorOpen: 'door' }

/** The devices of a request. Throws `Malformed` where one has no address, name or class. TALQ 2.7.1, Device [S]. */
export function readDevices(document: unknown): TalqDevice[] {
  return listOf(document).map((one) => {
    const { address, name, class: of, functions } = one
    if (!isAddress(address) || typeof name !== 'string' || typeof of !== 'string') {
      throw new Malformed('value', 0, 'a device needs address, name and class')
    }
    return {
      address: address.toLowerCase(),
      name,
      class: of,
      functions: Array.isArray(functions) ? functions.filter(isObject) : [],
    }
  })
}

/** What the attributes of an announced device say of it: its place, its versions, and values that it has now. */
export function entryOfDevice({ address, name, class: of, functions }: TalqDevice): Entry {
  const entry: Entry = { device: address, at: undefined, values: [], facts: { name, class: of } }
  for (const one of functions) {
    for (const [attribute, given] of Object.entries(one)) if (isObject(given)) addAttribute(entry, attribute, given)
  }
  return entry
}

/**
 * The entries of a log report, each with its device. What is of no device, and what is no number, is left out and counted.
 * TALQ 2.7.1, LogReport, AttributeLogData, EventLogData, StateChangeEventLogData [S].
 */
export function readLogReport(document: unknown): { entries: Entry[]; unread: number } {
  const entries: Entry[] = []
  let unread = 0
  for (const report of listOf(document)) {
    if (report.entries === undefined) continue
    for (const one of listOf(report.entries)) {
      const entry = isObject(one.data) ? readLogData(one.data) : undefined
      if (entry && (entry.values.length > 0 || entry.place || Object.keys(entry.facts).length > 0)) entries.push(entry)
      else unread++
      if (entries.length > mostEntries) throw new Malformed('length', 0, 'too many entries')
    }
  }
  return { entries, unread }
}

function readLogData(data: Fields): Entry | undefined {
  const source = deviceIn(data.srcAddress)
  if (!source) return undefined
  const entry: Entry = { device: source.device, at: instantOf(data.timestamp), values: [], facts: {} }
  if (data.type === 'AttributeLogData' && typeof data.attributeName === 'string' && isObject(data.attributeValue)) {
    addAttribute(entry, data.attributeName, data.attributeValue)
  }
  if (data.type === 'EventLogData' && typeof data.eventType === 'string')
    addEvent(entry, data.eventType, data.startEndFlag)
  if (data.type === 'StateChangeEventLogData') {
    const state = isObject(data.state) ? data.state : isObject(data.command) ? data.command.state : undefined
    if (isObject(state)) addLevel(entry, levelIn(state))
  }
  return entry
}

function addAttribute(entry: Entry, name: string, attribute: Fields): void {
  const at = instantOf(attribute.timestamp)
  if (at) entry.at = at
  const { value } = attribute
  if (attribute.type === 'AttributeLocation' && isObject(value)) {
    const [lon, lat] = [numberOf(value.longitude), numberOf(value.latitude)]
    if (lon !== undefined && lat !== undefined) entry.place = { lon, lat }
    return
  }
  if (name === 'actualLightState') {
    addLevel(entry, levelIn(value))
    return
  }
  if (name === 'swVersion' || name === 'serial' || name === 'assetId') {
    if (typeof value === 'string') entry.facts[name] = value.slice(0, 200)
    return
  }
  const number =
    value === 'ON' || value === 'OFF' ? Number(value === 'ON') : isObject(value) ? levelIn(value) : numberOf(value)
  if (number === undefined || !/^[\w-]{1,50}$/.test(name)) return
  const of = Object.hasOwn(known, name) ? known[name] : undefined
  entry.values.push({ metric: of?.metric ?? name, unit: of?.unit ?? '', value: number })
}

// A lamp that gives any light burns.
function addLevel(entry: Entry, level: number | undefined): void {
  if (level === undefined) return
  entry.values.push({ metric: 'level', unit: '%', value: level }, { metric: 'lit', unit: '', value: level > 0 ? 1 : 0 })
}

function addEvent(entry: Entry, type: string, flag: unknown): void {
  if (!/^[\w-]{1,50}$/.test(type)) return
  const metric = Object.hasOwn(eventStates, type) ? (eventStates[type] ?? type) : `event:${type}`
  entry.values.push({ metric, unit: '', value: flag === false ? 0 : 1 })
}

const levelIn = (state: unknown): number | undefined =>
  isObject(state) ? numberOf(isObject(state.level) ? state.level.value : state.level) : numberOf(state)

function instantOf(text: unknown): Date | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined
  const at = new Date(text)
  return Number.isNaN(at.getTime()) || !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/i.test(text) ? undefined : at
}

function listOf(given: unknown): Fields[] {
  const list = Array.isArray(given) ? given : [given]
  if (list.length > mostEntries) throw new Malformed('length', 0, `${list.length} entries`)
  if (!list.every(isObject)) throw new Malformed('value', 0, 'an entry is no object')
  return list
}
