import type { KnownDevice } from '../device/directory.ts'
import { Malformed } from '../gateway/bytes/malformed.ts'
import type { Interpretation, Interpreter, Sample, Track } from '../gateway/interpretation.ts'
import type { Spooled } from '../gateway/spool/spool.ts'
import { dayOf } from '../telemetry/partitions.ts'

/** What one batch of frames says of one device. */
export type DeviceNews = {
  device: KnownDevice
  frames: { position: number; receivedAt: Date; bytes: Uint8Array; fault: string | null }[]
  samples: Sample[]
  tracks: Track[]
  facts: Record<string, string | number | boolean>
  deviations: Record<string, number>
  heardAt: Date
  refused: number
}

/** Frames of somebody who is not registered. */
export type Stray = {
  protocol: string
  sender: string
  frames: number
  firstAt: Date
  lastAt: Date
  sample: Uint8Array
}

/** A batch of frames read, device by device, and the position behind it. */
export type Batch = { devices: DeviceNews[]; strays: Stray[]; next: number }

type Find = (protocol: string, sender: string) => KnownDevice | undefined

/** Reads frames into a batch, some at a time, so that whoever else is waiting has a turn between them. */
export class BatchReader {
  readonly #find: Find
  readonly #interpreters: Readonly<Record<string, Interpreter>>
  readonly #devices = new Map<string, DeviceNews>()
  readonly #strays = new Map<string, Stray>()
  #next = 0

  constructor(find: Find, interpreters: Readonly<Record<string, Interpreter>>) {
    this.#find = find
    this.#interpreters = interpreters
  }

  take(spooled: readonly Spooled[]): void {
    for (const { record, next } of spooled) {
      const { protocol, sender, bytes } = record
      const receivedAt = new Date(record.receivedAt)
      this.#next = next
      const device = this.#find(protocol, sender)
      if (!device) {
        addStray(this.#strays, { protocol, sender, bytes, receivedAt })
        continue
      }
      const news = this.#devices.get(device.deviceId) ?? newsOf(device, receivedAt)
      this.#devices.set(device.deviceId, news)
      const read = interpreted(this.#interpreters[protocol], bytes, device, receivedAt)
      add(news, read, { position: next, receivedAt, bytes })
    }
  }

  get batch(): Batch {
    return { devices: [...this.#devices.values()], strays: [...this.#strays.values()], next: this.#next }
  }
}

/** Reads a batch at once. Pure: the same frames give the same news, so that they can be read again with newer dictionaries. */
export function readBatch(
  spooled: readonly Spooled[],
  find: Find,
  interpreters: Readonly<Record<string, Interpreter>>,
): Batch {
  const reader = new BatchReader(find, interpreters)
  reader.take(spooled)
  return reader.batch
}

const newsOf = (device: KnownDevice, heardAt: Date): DeviceNews => ({
  device,
  frames: [],
  samples: [],
  tracks: [],
  facts: {},
  deviations: {},
  heardAt,
  refused: 0,
})

function interpreted(
  interpret: Interpreter | undefined,
  bytes: Uint8Array,
  device: KnownDevice,
  receivedAt: Date,
): Interpretation | string {
  if (!interpret) return 'no reader for this protocol'
  try {
    return interpret(bytes, device, receivedAt)
  } catch (fault) {
    if (fault instanceof Malformed) return `${fault.reason}: ${fault.message}`
    // A mistake of a reader must not hold up the frames of everybody else; the frame is kept and can be read again.
    return `reader failed: ${fault instanceof Error ? fault.message : String(fault)}`
  }
}

function add(
  news: DeviceNews,
  read: Interpretation | string,
  frame: { position: number; receivedAt: Date; bytes: Uint8Array },
): void {
  const isRead = typeof read !== 'string'
  news.frames.push({ ...frame, fault: isRead ? null : String(storable(read)) })
  if (frame.receivedAt > news.heardAt) news.heardAt = frame.receivedAt
  if (!isRead) {
    news.refused++
    return
  }
  const usable = read.samples.filter(isStorable)
  if (usable.length < read.samples.length) read.deviations.push('value unread')
  news.samples.push(...usable)
  news.tracks.push(...read.tracks)
  for (const [name, value] of Object.entries(read.facts)) news.facts[name] = storable(value)
  for (const deviation of read.deviations) news.deviations[deviation] = (news.deviations[deviation] ?? 0) + 1
}

// One value that the database cannot hold would hold up the frames of every device behind it.
const isStorable = ({ metric, unit, value }: Sample): boolean =>
  Number.isFinite(value) && /^[\w:.-]{1,60}$/.test(metric) && !unit.includes('\0')

const storable = (value: string | number | boolean): string | number | boolean =>
  typeof value === 'string' ? value.replace(/\p{Cc}/gu, '').slice(0, 200) : value

function addStray(
  strays: Map<string, Stray>,
  one: { protocol: string; sender: string; bytes: Uint8Array; receivedAt: Date },
): void {
  const key = `${one.protocol}/${one.sender}`
  const known = strays.get(key)
  if (!known) {
    const { protocol, sender, bytes, receivedAt } = one
    strays.set(key, { protocol, sender, frames: 1, firstAt: receivedAt, lastAt: receivedAt, sample: bytes })
  } else {
    known.frames++
    known.lastAt = one.receivedAt
  }
}

/** The days of UTC that a batch writes to. */
export function daysOf({ devices }: Batch): { telemetry: Set<string>; tracks: Set<string>; frames: Set<string> } {
  const [telemetry, tracks, frames] = [new Set<number>(), new Set<number>(), new Set<number>()]
  for (const device of devices) {
    for (const { at } of device.samples) telemetry.add(dayNumber(at))
    for (const { at } of device.tracks) tracks.add(dayNumber(at))
    for (const { receivedAt } of device.frames) frames.add(dayNumber(receivedAt))
  }
  return { telemetry: daysNumbered(telemetry), tracks: daysNumbered(tracks), frames: daysNumbered(frames) }
}

const dayMs = 86_400_000

// There are many values and few days, and to write a date costs more than to write a value.
const dayNumber = (at: Date): number => Math.floor(at.getTime() / dayMs)
const daysNumbered = (days: ReadonlySet<number>): Set<string> =>
  new Set([...days].map((day) => dayOf(new Date(day * dayMs))))
