import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import type { Loop } from '#kernel/outbox/loop.ts'
import type { Sealer } from '#kernel/sealed.ts'
import type { Outward } from './outward.ts'
import { startSms } from './sms/sender.ts'
import { startSender } from './webhook/sender.ts'

export type NotifyParts = {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly sealer: Sealer
  readonly outward: Outward
}

/** What goes out: webhooks and text messages. */
export const startNotifyLoops = (parts: NotifyParts): readonly Loop[] => [
  startSender({ ...parts, allowPrivate: parts.outward.allowPrivate }),
  startSms({ ...parts, gateway: parts.outward.gateway, publicUrl: parts.outward.publicUrl }),
]
