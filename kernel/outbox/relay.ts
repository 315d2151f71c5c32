import type { Pool, Tx } from '../db/db.ts'
import type { Log } from '../log.ts'
import { type Loop, startLoop } from './loop.ts'
import type { OutboxEvent } from './outbox.ts'
import {
  type Claimed,
  claim,
  fanOut,
  givePositions,
  hint,
  listBehindDistricts,
  listDueDistricts,
  listUnrelayedDistricts,
  putBack,
  skipToHead,
  strikeOff,
  strikeOffAll,
} from './relay-store.ts'

/** The channel on which listeners are told that there may be something new; the message itself is empty. */
export const OUTBOX_CHANNEL = 'kernel_outbox'

const HINT_MS = 100
const POSITIONS = 1000
const CLAIMS = 50
const LEASE_MS = 60_000
const SEND_MS = 20_000
const SENDS_TOGETHER = 8
const MAX_ATTEMPTS = 12

type Common = {
  readonly name: string
  /** Topics, or families of them ending in `*`: `case.*`. */
  readonly topics: readonly string[]
  /** Where a subscriber never seen before begins: with all events still kept, or with the next one. */
  readonly startsAt: 'first' | 'next'
  /** `by-key` (usual): an undelivered event holds back the later ones of its key, and only those. */
  readonly order?: 'by-key' | 'any'
  /** Failures after which an event lies dead (12 ≈ half a day with the usual back-off). */
  readonly maxAttempts?: number
  /** Milliseconds to wait after the given number of failures. */
  readonly backoffMs?: (failures: number) => number
}
type Applying = Common & { readonly apply: (event: OutboxEvent, tx: Tx) => Promise<void> }
type Sending = Common & { readonly send: (event: OutboxEvent, signal: AbortSignal) => Promise<void> }

/**
 * A destination of events. `apply` writes to our own database, through `tx` only, in the transaction that strikes the delivery
 * off: it may run again after a roll-back, but its effect happens exactly once. `send` reaches outside, at least once: pass
 * `outboxId` on for the other side to tell repeats.
 */
export type Subscriber = Applying | Sending

export type RelayCounter = (subscriber: string, outcome: 'delivered' | 'failed' | 'dead') => void

export type Relay = {
  /** A local hint that something was committed; saves up to one poll. */
  wake(): void
  stop(): Promise<void>
}

type RelayOptions = {
  readonly pool: Pool
  readonly subscribers: readonly Subscriber[]
  readonly log: Log
  readonly pollMs?: number
  readonly count?: RelayCounter
}

/** Doubles from two seconds to two hours, with a quarter of scatter so that failures do not return together. */
export const usualBackoffMs = (failures: number, random = Math.random): number =>
  Math.round(Math.min(1000 * 2 ** failures, 7_200_000) * (0.875 + random() / 4))

/**
 * Starts telling events. Any number of relays may run on one database. One loop gives positions; each subscriber has a loop of
 * its own, so a destination that fails or dawdles delays nobody else.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { pool, subscribers, log, pollMs = 200 } = options
  for (const subscriber of subscribers) if (subscriber.startsAt === 'next') await skipToHead(pool, subscriber.name)
  const onError = (about: string) => (error: unknown) => log.error({ err: error, about }, 'outbox relay step failed')
  const deliveries: Loop[] = subscribers.map((subscriber) =>
    startLoop({
      everyMs: pollMs,
      step: () => deliverDue(options, subscriber),
      onError: onError(subscriber.name),
    }),
  )
  const hints = coalesced(() => hint(pool, OUTBOX_CHANNEL), onError('hint'))
  const positions = startLoop({
    everyMs: pollMs,
    onError: onError('positions'),
    step: async () => {
      const { given, more } = await relayNew(pool)
      if (given === 0) return false
      hints.raise()
      for (const delivery of deliveries) delivery.wake()
      return more
    },
  })
  return {
    wake: () => positions.wake(),
    async stop() {
      await positions.stop()
      await Promise.all(deliveries.map((delivery) => delivery.stop()))
      await hints.settle()
    },
  }
}

async function relayNew(pool: Pool): Promise<{ given: number; more: boolean }> {
  let given = 0
  let more = false
  for (const districtId of await listUnrelayedDistricts(pool)) {
    const here = await pool.transaction((tx) => givePositions(tx, districtId, POSITIONS))
    given += here
    more ||= here === POSITIONS
  }
  return { given, more }
}

async function deliverDue(options: RelayOptions, subscriber: Subscriber): Promise<boolean> {
  const { pool } = options
  const of = { subscriber: subscriber.name, topicPatterns: subscriber.topics.map((topic) => topic.replace('*', '%')) }
  for (const districtId of await listBehindDistricts(pool, subscriber.name))
    await pool.transaction((tx) => fanOut(tx, { ...of, districtId, limit: POSITIONS }))
  let worked = false
  for (const districtId of await listDueDistricts(pool, subscriber.name)) {
    const limit = 'apply' in subscriber ? CLAIMS : SENDS_TOGETHER
    const byKey = (subscriber.order ?? 'by-key') === 'by-key'
    const events = await claim(pool, { districtId, subscriber: subscriber.name, byKey, limit, leaseMs: LEASE_MS })
    await deliverClaimed(options, subscriber, events)
    worked ||= events.length > 0
  }
  return worked
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
      for (const event of events) if (struck.has(event.outboxId)) await subscriber.apply(event, tx)
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

/** At most ten hints a second however much happens: every NOTIFY takes a lock that all commits share. */
function coalesced(send: () => Promise<unknown>, onError: (error: unknown) => void) {
  let raised = false
  let sending: Promise<void> | undefined
  const run = async () => {
    while (raised) {
      raised = false
      await send().catch(onError)
      await new Promise((resolve) => setTimeout(resolve, HINT_MS))
    }
    sending = undefined
  }
  return {
    raise() {
      raised = true
      sending ??= run()
    },
    settle: async () => sending,
  }
}
