import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { eventColumns, type OutboxEvent } from '#kernel/outbox/outbox.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { givePositions, listUnrelayedDistricts } from '#kernel/outbox/relay-store.ts'

/** Tells subscribers what a story has put in the outbox so far, once each and in order, as the relay would. */
export function relayIn(tx: Tx, subscribers: readonly Subscriber[]): () => Promise<void> {
  const told = new Set<string>()
  return async () => {
    for (;;) {
      for (const districtId of await listUnrelayedDistricts(tx)) await givePositions(tx, districtId, 1000)
      const events = await tx.many<OutboxEvent>(sql`
        select ${eventColumns} from kernel.outbox o order by o.outbox_id`)
      const fresh = events.filter((event) => !told.has(event.outboxId))
      if (fresh.length === 0) return
      for (const event of fresh) {
        told.add(event.outboxId)
        for (const subscriber of subscribers)
          if ('apply' in subscriber && wants(subscriber, event.topic)) await subscriber.apply(event, tx)
      }
    }
  }
}

const wants = ({ topics }: Subscriber, topic: string): boolean =>
  topics.some((each) => (each.endsWith('*') ? topic.startsWith(each.slice(0, -1)) : each === topic))
