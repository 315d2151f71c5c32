import type { OutboxEvent } from '../outbox/outbox.ts'

/** What a screen receives as `data:` of one live event; the `id:` beside it is the cursor to resume from. */
export type LiveMessage = { readonly topic: string; readonly key: string; readonly at: string; readonly data: unknown }

/** One event in the text/event-stream format (WHATWG HTML §9.2). */
export function eventBlock(event: OutboxEvent, data: unknown): string {
  const message: LiveMessage = { topic: event.topic, key: event.key, at: event.recordedAt.toISOString(), data }
  return `id: ${event.position}\ndata: ${JSON.stringify(message)}\n\n`
}

/** Something said beside the events: without an id, so that the cursor stays where it is. */
export const asideBlock = (topic: string, data: unknown): string => `data: ${JSON.stringify({ topic, data })}\n\n`

/** Tells the screen that events it missed are no longer kept: fetch afresh, then go on from here. */
export const resetBlock = (cursor: number): string => `id: ${cursor}\nevent: reset\ndata: {}\n\n`

/** Keeps proxies from closing the line, and moves the cursor past events this client may not see. */
export const heartbeatBlock = (cursor: number): string => `: ♥\nid: ${cursor}\n\n`

/** The first block: how long to wait before connecting again, and where the client now stands. */
export const openingBlock = (retryMs: number, cursor: number): string => `retry: ${retryMs}\nid: ${cursor}\n\n`

/** The cursor a client sends back as `Last-Event-ID`; `undefined` for none, `-1` for one we never gave. */
export function cursorOf(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : -1
}
