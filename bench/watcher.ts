import { systemClock } from '#kernel/clock.ts'
import { openPool } from '#kernel/db/db.ts'
import { silentLog } from '#kernel/log.ts'
import { startDeadlineWatch } from '#supervise/deadline-watch/loop.ts'

/** What a watcher wrote down: when each rung was due, and how long after that its transaction had committed. */
export type WatcherReport = { readonly lateMs: readonly number[]; readonly firstAt: number; readonly lastAt: number }

/** A process that watches deadlines, as the worker role does, until it is asked what it saw. */
process.once('message', ({ url }: { url: string }) => {
  const pool = openPool({ url, max: 2, name: 'yiwang-watcher' })
  const lateMs: number[] = []
  let [firstAt, lastAt] = [0, 0]
  const loop = startDeadlineWatch({
    pool,
    clock: systemClock,
    log: silentLog,
    observe: (fired) => {
      const now = Date.now()
      firstAt ||= now
      lastAt = now
      for (const { at } of fired) lateMs.push(now - at.getTime())
    },
  })
  process.on('message', async (wish: string) => {
    if (wish === 'report') {
      process.send?.({ lateMs: lateMs.splice(0), firstAt, lastAt } satisfies WatcherReport)
      firstAt = 0
      return
    }
    await loop.stop()
    await pool.end()
    process.exit(0)
  })
  process.send?.({ ready: true })
})
