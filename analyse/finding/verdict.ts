import { system } from '#city/case/port.ts'
import type { Stage } from '#city/case/state.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Subscriber } from '#kernel/outbox/relay.ts'
import { changeEpisode, insertEntry } from '../alarm/episode-store.ts'
import { listOfCase } from './store.ts'

/** What may say whether an alarm was true, or take that back. */
const telling = ['closed', 'force_closed', 'voided', 'refused', 'reopened', 'vetoed', 'veto_decided', 'unmerged']

type Ended = { readonly stage: Stage; readonly outcome: string | null }

/**
 * Whether the end of a case says that its alarm was true: handled, or true but not ours to handle; false where it was void,
 * met no condition or had no ground. A case that is open, or merged into another, says nothing yet. Pure.
 */
export function verdictOf({ stage, outcome }: Ended): boolean | null {
  if (stage === 'void' || stage === 'refused') return false
  if (stage !== 'closed') return null
  return outcome !== 'no_basis'
}

/** Brings what a case says of its alarms to what the case has become. Doing it again changes nothing. */
export async function settleVerdict(tx: Tx, districtId: string, caseId: string, now: Date): Promise<void> {
  const episodes = await listOfCase(tx, districtId, caseId)
  if (episodes.length === 0) return
  const held = await tx.find<Ended & { number: string }>(sql`
    select c.stage, c.number,
           (select e.body ->> 'outcome' from city.case_event e
             where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'closed'
             order by e.seq desc limit 1) as outcome
      from city.case c where c.district_id = ${districtId} and c.case_id = ${caseId}`)
  if (!held) return
  const isTrue = verdictOf(held)
  for (const { episodeId, verdict } of episodes) {
    if (verdict === isTrue) continue
    await changeEpisode(tx, districtId, episodeId, {
      verdict: isTrue === null ? null : { isTrue, at: now, from: 'case' },
    })
    const body = { caseId, caseNumber: held.number, isTrue }
    await insertEntry(tx, districtId, episodeId, { kind: 'judged', at: now, by: system, body })
  }
}

/** Hears how cases end, for the alarms they came from. */
export const verdictWatcher = (clock: Clock): Subscriber => ({
  name: 'alarm-verdicts',
  topics: ['case.changed'],
  wants: sql`
    o.payload ->> 'kind' = any(${telling}::text[])
      and exists (select 1 from "analyse".alarm_case l
                   where l.district_id = o.district_id and l.case_id = (o.payload ->> 'caseId')::uuid)`,
  startsAt: 'next',
  async apply({ districtId, payload }, tx) {
    await settleVerdict(tx, districtId, (payload as { caseId: string }).caseId, clock.now())
  },
})
