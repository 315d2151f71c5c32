import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { takeLock } from '#kernel/postgres/lock.ts'
import { readRecord, type SpoolRecord, writeRecord } from './record.ts'
import { listSegments, readSegment, removeSegment, type Segment, segmentPath, syncFolder } from './segments.ts'

/** A record and the position behind it: whoever has it has everything before that position. */
export type Spooled = { record: SpoolRecord; next: number }

export type SpoolOptions = {
  /** A segment is closed once it has so many bytes. */
  segmentBytes?: number
  /** Beyond so many bytes that nobody has taken away yet, nothing more is accepted. */
  mostBytes?: number
}

type Waiting = { bytes: Buffer; done: () => void; failed: (error: unknown) => void }

type Held = { folder: string; id: string; segments: Segment[]; file: FileHandle; letGo: () => Promise<void> }

/** The spool holds as much as it may; senders keep what is not acknowledged and send it again. */
export class SpoolFull extends Error {
  constructor() {
    super('the spool is full')
    this.name = 'SpoolFull'
  }
}

/**
 * Frames on disk, in the order they came, durable before anybody is told so. Writes that arrive together are made durable
 * together. Positions are bytes since the spool began and never repeat; `id` tells this spool from any other, so that a
 * reader's position is never used for a different one. One process writes; it also reads,
 * and a second one is refused.
 */
export class Spool {
  readonly id: string
  readonly #folder: string
  readonly #letGo: () => Promise<void>
  readonly #segmentBytes: number
  readonly #mostBytes: number
  #segments: Segment[]
  #file: FileHandle
  #end: number
  #taken = 0
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined
  #failed: unknown

  private constructor({ folder, id, segments, file, letGo }: Held, options: SpoolOptions) {
    this.#letGo = letGo
    this.id = id
    this.#folder = folder
    this.#segments = segments
    this.#file = file
    const last = segments.at(-1)!
    this.#end = last.start + last.size
    this.#segmentBytes = options.segmentBytes ?? 64 * 1024 * 1024
    this.#mostBytes = options.mostBytes ?? 8 * 1024 * 1024 * 1024
  }

  /**
   * Opens the spool of a folder, or makes it. What a crash left half written at the end was acknowledged to nobody and is cut
   * off. Throws where a record before the end is broken, since acknowledged frames would be lost in silence.
   */
  static async open(folder: string, options: SpoolOptions = {}): Promise<Spool> {
    await mkdir(folder, { recursive: true })
    const letGo = await takeLock(join(folder, 'writer.lock'))
    if (!letGo) throw new Error(`another process writes the spool in ${folder}`)
    try {
      return await Spool.#openHeld(folder, options, letGo)
    } catch (error) {
      await letGo()
      throw error
    }
  }

  static async #openHeld(folder: string, options: SpoolOptions, letGo: () => Promise<void>): Promise<Spool> {
    const id = await spoolId(folder)
    const segments = await listSegments(folder)
    if (segments.length === 0) segments.push({ start: 0, path: segmentPath(folder, 0), size: 0 })
    const last = segments.at(-1)!
    last.size = await wholeSize(last)
    const file = await open(last.path, 'a')
    await file.truncate(last.size)
    await file.sync()
    await syncFolder(folder)
    return new Spool({ folder, id, segments, file, letGo }, options)
  }

  /** The position behind the last durable record. */
  get end(): number {
    return this.#end
  }

  /** The position of the first record that is still there. */
  get start(): number {
    return this.#segments[0]!.start
  }

  /** How many bytes nobody has taken away yet. */
  get backlog(): number {
    return this.#end - Math.max(this.#taken, this.start)
  }

  /** Keeps a frame. Resolves when it would survive a power cut; rejects with `SpoolFull`, or when the disk fails. */
  append(record: SpoolRecord): Promise<void> {
    if (this.#failed) return Promise.reject(this.#failed)
    if (this.backlog > this.#mostBytes) return Promise.reject(new SpoolFull())
    const bytes = writeRecord(record)
    return new Promise((done, failed) => {
      this.#waiting.push({ bytes, done, failed })
      this.#writing ??= this.#writeAll()
    })
  }

  /** Up to so many records from a position on, in order; `bytes` at a time, and little more than `total` altogether. */
  async read(from: number, most: { records: number; bytes?: number; total?: number }): Promise<Spooled[]> {
    const found: Spooled[] = []
    let at = Math.max(from, this.start)
    const last = most.total === undefined ? this.#end : at + most.total
    while (at < this.#end && at < last && found.length < most.records) {
      const segment = this.#segments.findLast(({ start }) => start <= at)!
      const size = Math.min(segment.size - (at - segment.start), most.bytes ?? 4 * 1024 * 1024)
      const bytes = await readSegment(segment.path, at - segment.start, size)
      const before = found.length
      const read = recordsIn(bytes, at, most.records - found.length)
      found.push(...read)
      at = found.at(-1)?.next ?? at
      if (found.length > before) continue
      if (size >= segment.size - (at - segment.start)) throw brokenAt(segment, at)
      // A record longer than the piece: take the rest of the segment.
      found.push(...recordsIn(await readSegment(segment.path, at - segment.start, segment.size), at, 1))
      at = found.at(-1)?.next ?? at
    }
    return found
  }

  /** Removes segments that lie wholly before a position. To be called with what is durable elsewhere, never with more. */
  async release(before: number): Promise<void> {
    this.#taken = Math.max(this.#taken, before)
    while (this.#segments.length > 1 && this.#segments[1]!.start <= before) {
      const [first] = this.#segments.splice(0, 1)
      await removeSegment(first!.path)
    }
  }

  async close(): Promise<void> {
    await this.#writing?.catch(() => undefined)
    await this.#file.close()
    await this.#letGo()
  }

  async #writeAll(): Promise<void> {
    // Whatever arrives in this turn of the loop goes with the first write.
    await new Promise((done) => setImmediate(done))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#write(Buffer.concat(batch.map(({ bytes }) => bytes)))
        for (const { done } of batch) done()
      } catch (error) {
        // After a failed fsync nobody knows what is on disk: nothing more is acknowledged until the spool is opened again.
        this.#failed = error
        for (const { failed } of [...batch, ...this.#waiting.splice(0)]) failed(error)
      }
    }
    this.#writing = undefined
  }

  async #write(bytes: Buffer): Promise<void> {
    const last = this.#segments.at(-1)!
    if (last.size >= this.#segmentBytes) await this.#begin()
    await this.#file.appendFile(bytes)
    await this.#file.datasync()
    this.#segments.at(-1)!.size += bytes.length
    this.#end += bytes.length
  }

  async #begin(): Promise<void> {
    const path = segmentPath(this.#folder, this.#end)
    const file = await open(path, 'a')
    await syncFolder(this.#folder)
    await this.#file.close()
    this.#file = file
    this.#segments.push({ start: this.#end, path, size: 0 })
  }
}

function recordsIn(bytes: Buffer, position: number, most: number): Spooled[] {
  const found: Spooled[] = []
  let at = 0
  while (found.length < most) {
    const one = readRecord(bytes, at)
    if (typeof one === 'string') break
    at += one.size
    found.push({ record: one.record, next: position + at })
  }
  return found
}

const brokenAt = (segment: Segment, at: number): Error =>
  new Error(`${segment.path} is damaged at byte ${at - segment.start}`)

async function spoolId(folder: string): Promise<string> {
  const path = join(folder, 'id')
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known) return known.trim()
  const id = randomUUID()
  await writeFile(path, `${id}\n`, { flush: true })
  return id
}

// A last record that is cut or broken was never made durable; one with whole records behind it was.
async function wholeSize({ path }: Segment): Promise<number> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0))
  let at = 0
  for (;;) {
    const one = readRecord(bytes, at)
    if (typeof one === 'string') break
    at += one.size
  }
  if (hasRecordAfter(bytes, at + 1)) throw new Error(`${path} is damaged at byte ${at}`)
  return at
}

function hasRecordAfter(bytes: Buffer, from: number): boolean {
  for (let at = from; at < bytes.length; at++) if (typeof readRecord(bytes, at) !== 'string') return true
  return false
}
