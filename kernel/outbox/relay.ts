import type { Pool, Tx } from '../db/db.ts'
import type { Sql } from '../db/sql.ts'
import type { Log } from '../log.ts'
import { courierOf } from './courier.ts'
import { type Loop, startLoop } from './loop.ts'
import type { OutboxEvent } from './outbox.ts'
import { givePositions, hint, listBehind, listUnrelayedDistricts, skipToHead } from './relay-store.ts'

/** The channel on which listeners are told that there may be something new; the message itself is empty. */
export const OUTBOX_CHANNEL = 'kernel_outbox'

const HINT_MS = 100
const POSITIONS = 1000

type Common = {
  readonly name: string
  /** Topics, or families of them ending in `*`: `case.*`. */
  readonly topics: readonly string[]
  /** Which of them, as a condition on the event `o`; what it leaves out costs nothing. A read by joins on one's own tables may be in it. */
  readonly wants?: Sql
  /** Where a subscriber never seen before begins: with all events still kept, or with the next one. */
  readonly startsAt: 'first' | 'next'
  /** `by-key` (usual): an undelivered event holds back the later ones of its key, and only those. */
  readonly order?: 'by-key' | 'any'
  /** Failures after which an event lies dead (12 ≈ half a day with the usual back-off). */
  readonly maxAttempts?: number
  /** Milliseconds to wait after the given number of failures. */
  readonly backoffMs?: (failures: number) => number
}
export type Applying = Common & {
  readonly apply: (event: OutboxEvent, tx: Tx) => Promise<void>
  /** The same for several of one district at once, where that is cheaper; in their order. */
  readonly applyAll?: (events: readonly OutboxEvent[], tx: Tx) => Promise<void>
}
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

export type RelayOptions = {
  readonly pool: Pool
  readonly subscribers: readonly Subscriber[]
  readonly log: Log
  readonly pollMs?: number
  readonly count?: RelayCounter
}

/**
 * Starts telling events. Any number of relays may run on one database. One loop gives positions; each subscriber has a loop of
 * its own, so a destination that fails or dawdles delays nobody else.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { pool, subscribers, log, pollMs = 200 } = options
  for (const subscriber of subscribers) if (subscriber.startsAt === 'next') await skipToHead(pool, subscriber.name)
  const onError = (about: string) => (error: unknown) => log.error({ err: error, about }, 'outbox relay step failed')
  const deliveries = deliveriesOf(options, onError)
  const hints = coalesced(() => hint(pool, OUTBOX_CHANNEL), onError('hint'))
  const positions = startLoop({
    everyMs: pollMs,
    onError: onError('positions'),
    step: async () => {
      const { given, more } = await relayNew(pool)
      if (given === 0) return false
      hints.raise()
      deliveries.wake()
      return more
    },
  })
  return {
    wake: () => positions.wake(),
    async stop() {
      await positions.stop()
      await deliveries.stop()
      await hints.settle()
    },
  }
}

/**
 * One look for all subscribers tells who is behind in which district, and whoever is not at it already is set to work. It is
 * repeated for what another process gave positions to, and for failures whose wait is over.
 */
function deliveriesOf(options: RelayOptions, onError: (about: string) => (error: unknown) => void): Loop {
  const { pool, subscribers, pollMs = 200 } = options
  const couriers = new Map(subscribers.map((subscriber) => [subscriber.name, courierOf(options, subscriber)]))
  const busy = new Map<string, Promise<void>>()
  const look = startLoop({
    everyMs: pollMs,
    onError: onError('deliveries'),
    step: async () => {
      const free = [...couriers.keys()].filter((name) => !busy.has(name))
      const behind = Map.groupBy(await listBehind(pool, free), ({ subscriber }) => subscriber)
      for (const [name, places] of behind) {
        const districts = new Set(places.map(({ districtId }) => districtId))
        const work = (couriers.get(name)?.(districts) ?? Promise.resolve(false))
          .catch((error: unknown) => void onError(name)(error))
          .then((worked) => {
            busy.delete(name)
            if (worked) look.wake()
          })
        busy.set(name, work)
      }
      return false
    },
  })
  return {
    wake: () => look.wake(),
    async stop() {
      await look.stop()
      await Promise.all(busy.values())
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
