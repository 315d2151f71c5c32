import type { Tx } from '../db/db.ts'
import { usualBackoffMs } from './backoff.ts'
import type { OutboxEvent } from './outbox.ts'
import type { Applying, RelayOptions, Subscriber } from './relay.ts'
import {
  type Claimed,
  claim,
  fanOut,
  type Interest,
  lockCursor,
  moveCursor,
  putBack,
  readAhead,
  strikeOff,
  strikeOffAll,
} from './relay-store.ts'

const POSITIONS = 1000
const AHEAD = 200
const CLAIMS = 50
const LEASE_MS = 60_000
const SEND_MS = 20_000
const SENDS_TOGETHER = 8
const MAX_ATTEMPTS = 12

/** What tells one subscriber the events of some districts; the answer is whether there may be more. */
export function courierOf(
  options: RelayOptions,
  subscriber: Subscriber,
): (districts: ReadonlySet<string>) => Promise<boolean> {
  const interest: Interest = {
    subscriber: subscriber.name,
    topicPatterns: subscriber.topics.map((topic) => topic.replace('*', '%')),
    wants: subscriber.wants,
  }
  // A process begins with written deliveries, since those count how often was tried what may have killed the one before.
  const isStraight = new Set<string>()
  return async (districts) => {
    let worked = false
    for (const districtId of districts) {
      const straight = 'apply' in subscriber && isStraight.has(districtId)
      if (straight && (await applyAhead(options, subscriber, { ...interest, districtId }))) {
        worked = true
        continue
      }
      const told = await deliverWritten(options, subscriber, { ...interest, districtId })
      isStraight.add(districtId)
      worked ||= told > 0
    }
    return worked
  }
}

/**
 * The short way while nothing is wrong: events are applied as they stand in the log, in the transaction that moves the cursor
 * past them. False where that cannot be: another relay is at it, deliveries are written down already, or one event failed and
 * nothing has happened.
 */
async function applyAhead(
  { pool, count, log }: RelayOptions,
  subscriber: Applying,
  of: Interest & { readonly districtId: string },
): Promise<boolean> {
  try {
    const applied = await pool.transaction(async (tx) => {
      const cursor = await lockCursor(tx, of.districtId, of.subscriber)
      if (!cursor || cursor.hasPending) return undefined
      const { upTo, events } = await readAhead(tx, { ...of, limit: AHEAD }, cursor.position)
      if (upTo === null) return undefined
      await applyEach(subscriber, events, tx)
      await moveCursor(tx, of.districtId, of.subscriber, upTo)
      return events.length
    })
    for (let told = 0; told < (applied ?? 0); told += 1) count?.(subscriber.name, 'delivered')
    return applied !== undefined
  } catch (error) {
    log.debug({ err: error, subscriber: subscriber.name }, 'events are told one by one')
    return false
  }
}

async function applyEach(subscriber: Applying, events: readonly OutboxEvent[], tx: Tx): Promise<void> {
  if (subscriber.applyAll) {
    if (events.length > 0) await subscriber.applyAll(events, tx)
    return
  }
  for (const event of events) await subscriber.apply(event, tx)
}

/** The long way: deliveries are written down, claimed and struck off, each with its own count of attempts. */
async function deliverWritten(
  options: RelayOptions,
  subscriber: Subscriber,
  of: Interest & { readonly districtId: string },
): Promise<number> {
  const { pool } = options
  const passed = await pool.transaction((tx) => fanOut(tx, { ...of, limit: POSITIONS }))
  const limit = 'apply' in subscriber ? CLAIMS : SENDS_TOGETHER
  const byKey = (subscriber.order ?? 'by-key') === 'by-key'
  const claimed = { districtId: of.districtId, subscriber: of.subscriber, byKey, limit, leaseMs: LEASE_MS }
  const events = await claim(pool, claimed)
  await deliverClaimed(options, subscriber, events)
  return passed + events.length
}

async function deliverClaimed(options: RelayOptions, subscriber: Subscriber, events: readonly Claimed[]) {
  if ('send' in subscriber) {
    await Promise.all(events.map((event) => deliver(options, subscriber, event)))
    return
  }
  if (events.length > 1 && (await applyTogether(options, subscriber, events))) return
  for (const event of events) await deliver(options, subscriber, event)
}

/** One commit for all while nothing is wrong; where something is, nothing has happened and each is tried alone. */
async function applyTogether({ pool, count }: RelayOptions, subscriber: Applying, events: readonly Claimed[]) {
  try {
    const held = await pool.transaction(async (tx) => {
      const struck = new Set(await strikeOffAll(tx, subscriber.name, events))
      const held = events.filter((event) => struck.has(event.outboxId))
      await applyEach(subscriber, held, tx)
      return struck
    })
    for (const _ of held) count?.(subscriber.name, 'delivered')
    return true
  } catch {
    return false
  }
}

async function deliver(options: RelayOptions, subscriber: Subscriber, event: Claimed): Promise<void> {
  const { pool, count, log } = options
  const held = { subscriber: subscriber.name, event }
  try {
    if ('apply' in subscriber)
      await pool.transaction(async (tx) => {
        if (await strikeOff(tx, held)) await subscriber.apply(event, tx)
      })
    else {
      await subscriber.send(event, AbortSignal.timeout(SEND_MS))
      await strikeOff(pool, held)
    }
    count?.(subscriber.name, 'delivered')
  } catch (error) {
    const isDead = event.attempts >= (subscriber.maxAttempts ?? MAX_ATTEMPTS)
    const delayMs = isDead ? undefined : (subscriber.backoffMs ?? usualBackoffMs)(event.attempts)
    await putBack(pool, held, wordsOf(error), delayMs)
    count?.(subscriber.name, isDead ? 'dead' : 'failed')
    const { topic, outboxId, attempts } = event
    log.warn({ subscriber: subscriber.name, topic, outboxId, attempts, dead: isDead }, 'outbox delivery failed')
  }
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500)
