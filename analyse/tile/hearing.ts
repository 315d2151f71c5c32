import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { extentOf, listAfter, type OutboxEvent } from '#kernel/outbox/outbox.ts'

/** Somebody who keeps something made from what a district's events tell. */
export type Listener = {
  readonly topics: readonly string[]
  /** Events of these topics, in order; after it resolves nothing older may be answered from memory. */
  heard(db: Db, districtId: string, events: readonly OutboxEvent[]): Promise<void>
  /** Events were missed (purged before they were read, or the database is another one): forget everything. */
  missed(districtId: string): void
}

/** Up to which position a district has been heard, and where its topics were last told. */
export type Heard = { readonly position: number; readonly last: ReadonlyMap<string, number> }

type Ear = { position: number; last: Map<string, number>; at: number; listening: Promise<void> | undefined }

const REMEMBERED_MS = 200
const PAGE = 1000

/**
 * Listens to the outbox only when somebody asks, at most five times a second: what was committed and given its position by then
 * is heard before the answer. No connection is held and nothing runs while nobody looks at a map.
 */
export function makeHearing(listeners: readonly Listener[]) {
  const ears = new Map<string, Promise<Ear>>()
  const topics = listeners.flatMap((listener) => listener.topics)
  const earOf = (db: Db, districtId: string): Promise<Ear> => {
    const known = ears.get(districtId)
    if (known) return known
    const opened = open(db, districtId, topics)
    ears.set(districtId, opened)
    opened.catch(() => ears.delete(districtId))
    return opened
  }
  return async (db: Db, districtId: string, atLeast = 0): Promise<Heard> => {
    const ear = await earOf(db, districtId)
    if (performance.now() - ear.at >= REMEMBERED_MS || ear.position < atLeast) {
      ear.listening ??= listen(db, districtId, ear, listeners).finally(() => {
        ear.listening = undefined
      })
    }
    // Whoever comes while it listens may not be answered from before.
    await ear.listening
    return ear
  }
}

async function open(db: Db, districtId: string, topics: readonly string[]): Promise<Ear> {
  const { head } = await extentOf(db, districtId)
  const rows = await db.many<{ topic: string; position: number }>(sql`
    select topic, max(position) as position from kernel.outbox
     where district_id = ${districtId} and topic = any(${topics}) and position <= ${head} group by topic`)
  const last = new Map(rows.map(({ topic, position }) => [topic, position]))
  return { position: head, last, at: performance.now(), listening: undefined }
}

async function listen(db: Db, districtId: string, ear: Ear, listeners: readonly Listener[]): Promise<void> {
  const at = performance.now()
  for (;;) {
    const [extent, events] = [await extentOf(db, districtId), await listAfter(db, districtId, ear.position, PAGE)]
    const isGap = extent.head < ear.position || (events[0] !== undefined && events[0].position !== ear.position + 1)
    if (isGap || (events.length === 0 && extent.head > ear.position)) {
      for (const listener of listeners) {
        listener.missed(districtId)
        for (const topic of listener.topics) ear.last.set(topic, extent.head)
      }
      ear.position = extent.head
      continue
    }
    for (const listener of listeners) {
      const own = events.filter(({ topic }) => listener.topics.includes(topic))
      if (own.length === 0) continue
      await listener.heard(db, districtId, own)
      for (const { topic, position } of own) ear.last.set(topic, position)
    }
    ear.position = events.at(-1)?.position ?? ear.position
    if (events.length < PAGE) break
  }
  ear.at = at
}
