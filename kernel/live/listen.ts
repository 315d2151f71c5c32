import pg from 'pg'
import type { Log } from '../log.ts'

const RETRY_MS = 2000
const PING_MS = 15_000

/**
 * Holds one connection that waits for hints on a channel. A lost connection is opened again; after each opening `onHint` is
 * called without words, since hints may have been missed. Nothing depends on it: whoever uses hints also polls, or can do without.
 */
export function listen(options: { url: string; channel: string; log: Log; onHint: (words?: string) => void }): {
  stop(): Promise<void>
} {
  const { url, channel, log, onHint } = options
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const reopen = (lost: pg.Client) => {
    if (stopped || client !== lost) return
    client = undefined
    lost.end().catch(() => undefined)
    retry = setTimeout(connect, RETRY_MS)
  }
  const connect = () => {
    const next = new pg.Client({ connectionString: url, application_name: 'yiwang-listen', keepAlive: true })
    client = next
    next.on('error', () => reopen(next))
    next.on('end', () => reopen(next))
    next.on('notification', ({ payload }) => onHint(payload))
    next
      .connect()
      .then(() => next.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(() => onHint())
      .catch((error: unknown) => {
        log.debug({ err: error }, 'listening for hints failed; polling goes on')
        reopen(next)
      })
  }
  // A connection cut silently never says so; asking something makes it notice.
  const ping = setInterval(() => {
    const asked = client
    asked?.query('select 1').catch(() => reopen(asked))
  }, PING_MS)
  connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(retry)
      clearInterval(ping)
      await client?.end().catch(() => undefined)
    },
  }
}
