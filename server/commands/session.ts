import { openSessions, type Sessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import type { Config } from '#kernel/config.ts'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { makeLog } from '#kernel/log.ts'
import { installationSecret } from '#kernel/secret-file.ts'
import { openDatabase } from '../database.ts'
import { loadNational } from '../seed/national.ts'

export type Session = { readonly pool: Pool; readonly url: string }

const connections = 4

/**
 * Works on the database of a running server, or on the embedded one started for as long as the work takes. The schema is
 * brought to this program's state first. However it ends — done, failed, interrupted — what was started is stopped.
 */
export async function withDatabase<T>(config: Config, work: (session: Session) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, makeLog(config.LOG_LEVEL), true)
  let pool: Pool | undefined
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= (async () => {
      await pool?.end().catch(() => undefined)
      await database.stop()
    })()
    return stopping
  }
  const forget = onInterrupt(stop)
  try {
    await migrate(database.url)
    pool = openPool({ url: database.url, max: connections, name: 'yiwang-command' })
    await loadNational(pool)
    return await work({ pool, url: database.url })
  } catch (error) {
    // Interrupted work fails as its connections close; the interruption ends the process.
    if (stopping) await new Promise(() => undefined)
    throw error
  } finally {
    forget()
    await stop()
  }
}

/** What makes accounts of this installation; the caller closes it. */
export const sessionsOf = (config: Config, { pool, url }: Session): Sessions =>
  openSessions({
    url,
    pool,
    secret: config.AUTH_SECRET ?? installationSecret(config.DATA_DIR, 'session'),
    clock: systemClock,
    secure: false,
  })

/** On Ctrl-C or a request to end: stops once and leaves with the usual code. Returns how to forget it. */
function onInterrupt(stop: () => Promise<void>): () => void {
  const signals = { SIGINT: 130, SIGTERM: 143 } as const
  const listeners = Object.entries(signals).map(([signal, code]) => {
    const listener = () => {
      process.stderr.write('\n已中断，可再次运行续做 · interrupted; run it again to go on\n')
      void stop().finally(() => process.exit(code))
    }
    process.once(signal, listener)
    return [signal, listener] as const
  })
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener)
  }
}
