import { wantNotice } from '#city/notice/wanted.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { findOwnedCase } from './store.ts'

/** Whoever owns a thing hears of a fault on it at once, whoever found it and wherever the case is sent later. */
export const ownerSubscriber: Subscriber = {
  name: 'owners',
  topics: ['case.changed'],
  wants: sql`o.payload ->> 'kind' = 'reported'`,
  // What happened before owners were told is known to them by now.
  startsAt: 'next',
  apply: async ({ districtId, payload }, tx) => {
    const { caseId, number, kind } = payload as { caseId: string; number: string; kind: string }
    if (kind !== 'reported') return
    const found = await findOwnedCase(tx, districtId, caseId)
    if (!found) return
    const { unitId, name, place, said } = found
    await wantNotice(tx, districtId, {
      ...{ to: { unitId }, template: 'thing.fault', params: { name, place, said, number }, reason: '权属单位' },
    })
  },
}
