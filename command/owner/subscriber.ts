import { sources } from '#city/case/event.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { findLetterOf } from './letter-store.ts'
import { tellOwner } from './tell.ts'

const trusted = Object.entries(sources).flatMap(([name, source]) => (source.public ? [] : [name]))

/**
 * An owner outside is told once of a case on its thing: at once where a collector or a device found it, when it is filed where the
 * public said so and nobody has looked yet.
 */
export const outsideOwnerSubscriber: Subscriber = {
  name: 'outside-owners',
  topics: ['case.changed'],
  wants: sql`o.payload ->> 'kind' in ('reported', 'filed')`,
  // What happened before there was a register of owners is not told to them late.
  startsAt: 'next',
  apply: async ({ districtId, payload, recordedAt }, tx) => {
    const { caseId, kind } = payload as { caseId: string; kind: string }
    if (kind !== 'reported' && kind !== 'filed') return
    if (kind === 'reported') {
      const { source } = await tx.one<{ source: string }>(sql`
        select source from city.case where district_id = ${districtId} and case_id = ${caseId}`)
      if (!trusted.includes(source) || source === 'import') return
    }
    if (await findLetterOf(tx, districtId, caseId)) return
    await tellOwner(tx, { districtId, caseId, now: recordedAt })
  },
}
