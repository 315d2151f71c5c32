import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { endLinksOf } from './store.ts'

const ending = ['dispatched', 'recalled', 'returned', 'sent_back', 'closed', 'force_closed', 'voided', 'merged']

/** Writes down that links have ended with their dispatch; they were worth nothing from that moment anyway. */
export const contractorLinkSubscriber: Subscriber = {
  name: 'contractor-links',
  topics: ['case.changed'],
  wants: sql`o.payload ->> 'kind' = any(${ending}::text[])`,
  startsAt: 'next',
  apply: async ({ districtId, payload, recordedAt }, tx) => {
    const { caseId, kind, stage } = payload as { caseId: string; kind: string; stage: string }
    const isOver = ['closed', 'void', 'merged'].includes(stage)
    const { dispatchSeq } = foldCase(await readHistory(tx, districtId, caseId))
    await endLinksOf(tx, { districtId, caseId, dispatchSeq: isOver ? null : dispatchSeq, why: kind, now: recordedAt })
  },
}
