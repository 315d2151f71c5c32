import type { Pool } from '../db/db.ts'
import type { Log } from '../log.ts'
import { startLoop } from '../outbox/loop.ts'
import { extentOf, listAfter } from '../outbox/outbox.ts'
import { OUTBOX_CHANNEL } from '../outbox/relay.ts'
import { type Hub, type HubOptions, makeHub } from './hub.ts'
import { listen } from './listen.ts'

const POLL_MS = 1000
/** What happens within this long is written to a screen at once: five hundred screens cost as many writes, not ten times so. */
const GATHER_MS = 400
const HEARTBEAT_MS = 15_000
const MAX_AGE_MS = 15 * 60_000

/** A hub that keeps time: hints wake it, polling makes hints dispensable. */
export type LiveHub = Pick<Hub, 'openStream' | 'disconnect' | 'count'> & {
  /** Ends every stream; screens connect again elsewhere with their cursor. */
  stop(): Promise<void>
}

/**
 * Starts the live hub over the outbox. `url` opens the one connection that listens for hints. A stream ends after a quarter of
 * an hour at most, so that a screen passes through sign-in and permissions again.
 */
export async function startLiveHub(
  options: { pool: Pool; url: string; log: Log } & Omit<HubOptions, 'source' | 'log'>,
): Promise<LiveHub> {
  const { pool, url, log } = options
  const hub = makeHub({
    ...options,
    source: {
      extent: (districtId) => extentOf(pool, districtId),
      after: (districtId, position, limit) => listAfter(pool, districtId, position, limit),
    },
  })
  const pulling = startLoop({
    everyMs: POLL_MS,
    step: async () => {
      await hub.pull()
      await new Promise((gathered) => setTimeout(gathered, GATHER_MS))
      return false
    },
    onError: (error) => log.warn({ err: error }, 'live hub could not read the outbox'),
  })
  const hints = listen({ url, channel: OUTBOX_CHANNEL, log, onHint: () => pulling.wake() })
  const beating = setInterval(() => hub.heartbeat(), HEARTBEAT_MS)
  return {
    async openStream(raw, request) {
      const stream = await hub.openStream(raw, request)
      const ageing = setTimeout(() => stream.end('aged'), MAX_AGE_MS)
      raw.once('close', () => clearTimeout(ageing))
      if (stream.ended) clearTimeout(ageing)
      return stream
    },
    disconnect: hub.disconnect,
    get count() {
      return hub.count
    },
    async stop() {
      clearInterval(beating)
      hub.close()
      await Promise.all([pulling.stop(), hints.stop()])
    },
  }
}
