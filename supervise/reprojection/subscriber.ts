import { CalendarPublished, calendarPublished, LimitsPublished, limitsPublished } from '#city/calendar/published.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { requestReprojection } from './store.ts'

/** A published calendar or limit asks for every open clock to be computed anew. */
export const reprojectionSubscriber: Subscriber = {
  name: 'reprojection',
  topics: [calendarPublished, limitsPublished],
  startsAt: 'next',
  apply: (event, tx) => (event.topic === calendarPublished ? onCalendar(event, tx) : onLimits(event, tx)),
}

async function onCalendar({ districtId, outboxId, payload, recordedAt }: OutboxEvent, tx: Tx): Promise<void> {
  const { version, reason, publishedBy } = CalendarPublished.parse(payload)
  // Nothing was counted before the first calendar.
  if (version === 1) return
  await requestReprojection(tx, districtId, {
    reprojectionId: outboxId,
    cause: 'calendar',
    reason,
    byName: publishedBy,
    plan: { kind: 'calendar', from: version - 1, to: version },
    requestedAt: recordedAt,
  })
}

async function onLimits({ districtId, outboxId, payload, recordedAt }: OutboxEvent, tx: Tx): Promise<void> {
  const { reason, publishedBy, stages, conditions } = LimitsPublished.parse(payload)
  if (Object.keys(stages).length === 0 && conditions.length === 0) return
  await requestReprojection(tx, districtId, {
    reprojectionId: outboxId,
    cause: 'limit',
    reason,
    byName: publishedBy,
    plan: { kind: 'limits', stages, conditions },
    requestedAt: recordedAt,
  })
}
