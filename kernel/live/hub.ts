import type { Log } from '../log.ts'
import type { OutboxEvent } from '../outbox/outbox.ts'
import { liveProblems } from './problems.ts'
import { type EndOfStream, makeStream, type RawReply, type Stream, type StreamRequest } from './stream.ts'
import { cursorOf } from './wire.ts'

/** Where events are read from: an order without gaps, growing only at its end. */
export type LiveSource = {
  /** The last position, and the oldest still kept (0: nothing kept). */
  extent(districtId: string): Promise<{ head: number; oldest: number }>
  after(districtId: string, position: number, limit: number): Promise<readonly OutboxEvent[]>
}

export type HubOptions = {
  readonly source: LiveSource
  readonly log: Log
  readonly maxStreams?: number
  readonly maxStreamsPerActor?: number
  readonly maxBufferedBytes?: number
  readonly drainMs?: number
  readonly page?: number
  readonly onEnd?: (why: EndOfStream) => void
}

/** A hub without clockwork: `pull` and `heartbeat` are called by whoever keeps time. */
export type Hub = {
  /**
   * Answers the request with a stream that lasts. `live_too_many_streams`, `live_full` and a database that does not answer are
   * thrown before a byte is sent, so that the route can still reply.
   */
  openStream(raw: RawReply, request: StreamRequest): Promise<Stream>
  /** Reads what is new in every district somebody listens to. */
  pull(): Promise<void>
  heartbeat(): void
  /** Ends all streams of a person, when they sign out or their permissions change. */
  disconnect(actorId: string, why?: EndOfStream): void
  close(): void
  readonly count: number
}

/** `head` is the last position handed to those who are live. */
type District = { head: number; readonly streams: Set<Stream> }

export function makeHub(options: HubOptions): Hub {
  const { source, log, page = 500, maxStreams = 5000, maxStreamsPerActor = 8 } = options
  const limits = { maxBufferedBytes: options.maxBufferedBytes ?? 262_144, drainMs: options.drainMs ?? 10_000 }
  const all = new Set<Stream>()
  const districts = new Map<string, District>()
  let closed = false

  const admit = (actorId: string) => {
    if (closed || all.size >= maxStreams) throw liveProblems.live_full()
    let own = 0
    for (const stream of all) if (stream.request.actorId === actorId) own += 1
    if (own >= maxStreamsPerActor) throw liveProblems.live_too_many_streams({ limit: maxStreamsPerActor })
  }
  const forget = (stream: Stream, why: EndOfStream) => {
    all.delete(stream)
    const { districtId } = stream.request
    const district = districts.get(districtId)
    district?.streams.delete(stream)
    if (district?.streams.size === 0) districts.delete(districtId)
    options.onEnd?.(why)
  }
  const pullDistrict = async (districtId: string, district: District) => {
    for (;;) {
      const events = await source.after(districtId, district.head, page)
      for (const event of events) {
        district.head = event.position
        for (const stream of district.streams) if (stream.live) stream.pass(event)
      }
      for (const stream of [...district.streams]) if (stream.live) stream.flush()
      if (events.length < page || district.streams.size === 0) return
    }
  }

  return {
    async openStream(raw, request) {
      admit(request.actorId)
      const stream = makeStream(raw, request, limits, forget)
      all.add(stream)
      try {
        await begin(source, stream, districts, page)
      } catch (error) {
        if (!stream.opened) {
          stream.end('gone')
          throw error
        }
        log.warn({ err: error }, 'live stream broke while catching up')
        stream.end('failed')
      }
      return stream
    },
    async pull() {
      for (const [districtId, district] of [...districts]) await pullDistrict(districtId, district)
    },
    heartbeat() {
      for (const stream of [...all]) if (stream.live) stream.heartbeat()
    },
    disconnect(actorId, why = 'signed-out') {
      for (const stream of [...all]) if (stream.request.actorId === actorId) stream.end(why)
    },
    close() {
      closed = true
      for (const stream of [...all]) stream.end('stopping')
    },
    get count() {
      return all.size
    },
  }
}

/**
 * Sends the past, then lets the stream join those who are live. The check that it has reached the district's head and the
 * joining happen without a pause between them, so nothing can fall in the gap.
 */
async function begin(source: LiveSource, stream: Stream, districts: Map<string, District>, page: number) {
  const { districtId, lastEventId } = stream.request
  const extent = await source.extent(districtId)
  if (stream.ended) return
  const district = districts.get(districtId) ?? { head: extent.head, streams: new Set<Stream>() }
  districts.set(districtId, district)
  district.streams.add(stream)
  const asked = cursorOf(lastEventId)
  const isKept = asked !== undefined && isReachable(asked, extent)
  stream.open(1000 + Math.floor(Math.random() * 2000), isKept ? asked : extent.head)
  if (asked !== undefined && !isKept) stream.reset(extent.head)
  while (!stream.ended && stream.cursor < district.head) {
    const events = await source.after(districtId, stream.cursor, page)
    for (const event of events) stream.pass(event)
    stream.flush()
    if (events.length === 0) break
    await stream.drained()
  }
  stream.live = true
}

/** Whether every event after `cursor` is still kept. A cursor ahead of the head comes from before a restore. */
const isReachable = (cursor: number, { head, oldest }: { head: number; oldest: number }): boolean =>
  cursor === head || (cursor >= 0 && cursor < head && oldest > 0 && cursor + 1 >= oldest)
