import type { Pool } from '../db/db.ts'
import { outboxLag } from '../outbox/upkeep.ts'
import type { Metrics } from './metrics.ts'

/** Connections of the pool: open, idle, and callers waiting for one. */
export function watchPool(metrics: Metrics, pool: Pool): void {
  metrics.gauge('yiwang_db_connections', 'Open database connections', () => pool.pg.totalCount)
  metrics.gauge('yiwang_db_connections_idle', 'Idle database connections', () => pool.pg.idleCount)
  metrics.gauge('yiwang_db_waiting', 'Callers waiting for a database connection', () => pool.pg.waitingCount)
}

const REMEMBERED_MS = 1000

/** How far outbox and subscribers are behind; one query serves all these numbers of one reading. */
export function watchOutbox(metrics: Metrics, pool: Pool): void {
  let known: { readonly at: number; readonly lag: ReturnType<typeof outboxLag> } | undefined
  const lagNow = () => {
    if (!known || performance.now() - known.at > REMEMBERED_MS) known = { at: performance.now(), lag: outboxLag(pool) }
    return known.lag
  }
  const by = async (pick: 'pending' | 'dead' | 'oldestSeconds') =>
    new Map((await lagNow()).subscribers.map((lag) => [lag.subscriber, lag[pick]]))
  const label = 'subscriber'
  metrics.gauge('yiwang_outbox_waiting', 'Events without a position', async () => (await lagNow()).waiting)
  metrics.gaugeBy('yiwang_outbox_pending', 'Deliveries not yet made', label, () => by('pending'))
  metrics.gaugeBy('yiwang_outbox_dead', 'Deliveries given up', label, () => by('dead'))
  metrics.gaugeBy('yiwang_outbox_lag_seconds', 'Age of the oldest undelivered event', label, () => by('oldestSeconds'))
}

/** Open live streams. */
export function watchLive(metrics: Metrics, hub: { readonly count: number }): void {
  metrics.gauge('yiwang_live_streams', 'Open live streams', () => hub.count)
}
