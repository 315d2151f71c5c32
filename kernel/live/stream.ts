import type { ServerResponse } from 'node:http'
import type { OutboxEvent } from '../outbox/outbox.ts'
import { asideBlock, eventBlock, heartbeatBlock, openingBlock, resetBlock } from './wire.ts'

/** The part of a raw HTTP reply a stream needs. */
export type RawReply = Pick<
  ServerResponse,
  'writeHead' | 'write' | 'end' | 'destroy' | 'once' | 'removeListener' | 'writableLength' | 'destroyed'
>

/** Who listens, and what of it they may see. */
export type StreamRequest = {
  readonly actorId: string
  readonly districtId: string
  readonly lastEventId?: string | undefined
  /** Asked for every event; must not wait, must not ask the database. */
  readonly allow: (event: OutboxEvent) => boolean
  /** What is shown of an allowed event, by the event alone; the whole payload unless given. */
  readonly view?: (event: OutboxEvent) => unknown
}

export type EndOfStream = 'gone' | 'slow' | 'aged' | 'signed-out' | 'stopping' | 'failed'

export type StreamLimits = { readonly maxBufferedBytes: number; readonly drainMs: number }

/** One open connection. `cursor` is the last position it has passed, whether shown or not. */
export type Stream = {
  readonly request: StreamRequest
  readonly cursor: number
  readonly ended: EndOfStream | undefined
  /** Whether the reply has begun. */
  readonly opened: boolean
  /** Set once the past has been sent and events come as they happen. */
  live: boolean
  open(retryMs: number, cursor: number): void
  reset(cursor: number): void
  /** Passes an event, to be written with the next `flush`; one already passed is ignored. */
  pass(event: OutboxEvent): void
  /** Writes what was passed, all of it at once. A client that does not keep up is dropped. */
  flush(): void
  /** Says something that is no event and moves no cursor; whoever misses it finds it out in another way. */
  say(topic: string, data: unknown): void
  heartbeat(): void
  /** Resolves when the client has taken what was written; drops it where that takes too long. */
  drained(): Promise<void>
  end(why: EndOfStream): void
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
}
const STALLED_BEATS = 3

type View = (event: OutboxEvent) => unknown
const whole: View = (event) => event.payload

// Streams that are shown an event in the same way share its block, which is made once for all of them.
const blocks = new WeakMap<OutboxEvent, { readonly view: View; readonly block: string }>()

function blockOf(event: OutboxEvent, view: View): string {
  const known = blocks.get(event)
  if (known?.view === view) return known.block
  const block = eventBlock(event, view(event))
  blocks.set(event, { view, block })
  return block
}

export function makeStream(
  raw: RawReply,
  request: StreamRequest,
  limits: StreamLimits,
  onEnd: (stream: Stream, why: EndOfStream) => void,
): Stream {
  let cursor = 0
  let ended: EndOfStream | undefined
  let opened = false
  let stalled = 0
  let held = ''
  const write = (block: string) => {
    if (ended || block === '') return
    raw.write(block)
    if (raw.writableLength > limits.maxBufferedBytes) stream.end('slow')
  }
  const stream: Stream = {
    request,
    live: false,
    get cursor() {
      return cursor
    },
    get ended() {
      return ended
    },
    get opened() {
      return opened
    },
    open(retryMs, at) {
      cursor = at
      opened = true
      raw.writeHead(200, HEADERS)
      write(openingBlock(retryMs, at))
    },
    reset(at) {
      cursor = at
      write(resetBlock(at))
    },
    pass(event) {
      if (ended || event.position <= cursor) return
      try {
        if (request.allow(event)) held += blockOf(event, request.view ?? whole)
        cursor = event.position
      } catch {
        stream.end('failed')
      }
    },
    flush() {
      const block = held
      held = ''
      write(block)
    },
    say(topic, data) {
      stream.flush()
      write(asideBlock(topic, data))
    },
    heartbeat() {
      stalled = raw.writableLength > 0 ? stalled + 1 : 0
      if (stalled >= STALLED_BEATS) stream.end('slow')
      stream.flush()
      write(heartbeatBlock(cursor))
    },
    async drained() {
      if (ended || raw.writableLength === 0) return
      if (!(await drainedWithin(raw, limits.drainMs))) stream.end('slow')
    },
    end(why) {
      if (ended) return
      ended = why
      // Whoever does not read would keep a proper farewell in memory for ever; one brings what is held, as the cursor passed it.
      if (why === 'slow' || why === 'failed') raw.destroy()
      else if (why !== 'gone') raw.end(held)
      onEnd(stream, why)
    },
  }
  raw.once('close', () => stream.end('gone'))
  raw.once('error', () => stream.end('gone'))
  return stream
}

function drainedWithin(raw: RawReply, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isDrained: boolean) => {
      clearTimeout(timer)
      clearInterval(poll)
      raw.removeListener('close', onClose)
      resolve(isDrained)
    }
    const onClose = () => settle(true)
    const timer = setTimeout(() => settle(false), ms)
    // `drain` is only announced after a write was refused; below that mark the length has to be watched.
    const poll = setInterval(() => raw.writableLength === 0 && settle(true), 20)
    raw.once('close', onClose)
  })
}
