import { CalendarPublished, calendarPublished, LimitsPublished, limitsPublished } from '#city/calendar/published.ts'
import { listStageLimits } from '#city/calendar/store.ts'
import { EmergencyChanged, emergencyChanged, listEmergencies } from '#city/emergency/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import type { OutboxEvent } from '#kernel/outbox/outbox.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { requestReprojection } from './store.ts'

/** A published calendar or limit asks for every open clock to be computed anew. */
export const reprojectionSubscriber: Subscriber = {
  name: 'reprojection',
  topics: [calendarPublished, limitsPublished, emergencyChanged],
  startsAt: 'next',
  apply: (event, tx) => {
    if (event.topic === calendarPublished) return onCalendar(event, tx)
    return event.topic === limitsPublished ? onLimits(event, tx) : onEmergency(event, tx)
  },
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
  const { reason, publishedBy, stages, conditions, beginsAt } = LimitsPublished.parse(payload)
  if (Object.keys(stages).length === 0 && conditions.length === 0) return
  await requestReprojection(tx, districtId, {
    reprojectionId: outboxId,
    cause: 'limit',
    reason,
    byName: publishedBy,
    plan: { kind: 'limits', stages, conditions, categories: [] },
    requestedAt: recordedAt,
    beginsAt: beginsAt === undefined ? null : new Date(beginsAt),
  })
}

/** An emergency may bring limits to what is open already; when it is over, they go back. */
async function onEmergency({ districtId, outboxId, payload, recordedAt }: OutboxEvent, tx: Tx): Promise<void> {
  const { emergencyId, on, name, level, by, reason, effects } = EmergencyChanged.parse(payload)
  const { stages, categories, reprojectOpen } = effects
  const hasLimits = Object.keys(stages).length > 0 || categories.length > 0
  if (!hasLimits || (on && !reprojectOpen)) return
  const wanted = {
    reprojectionId: outboxId,
    cause: 'emergency' as const,
    byName: by,
    reason: `${on ? '进入' : '解除'}${name}（${level}）：${reason}`,
    requestedAt: recordedAt,
  }
  if (on) {
    await requestReprojection(tx, districtId, {
      ...wanted,
      plan: { kind: 'limits', stages, conditions: [], categories },
    })
    return
  }
  const begun = (await listEmergencies(tx, districtId)).find((each) => each.emergencyId === emergencyId)
  const ordinary = (await listStageLimits(tx, districtId)).filter(({ stage }) => stage in stages)
  await requestReprojection(tx, districtId, {
    ...wanted,
    plan: {
      kind: 'restore',
      stages: Object.fromEntries(ordinary.map(({ stage, limit }) => [stage, limit])),
      since: (begun?.onAt ?? recordedAt).toISOString(),
    },
  })
}
