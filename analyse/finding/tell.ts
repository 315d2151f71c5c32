import { system, takerOf } from '#city/case/port.ts'
import { finalStages, type Stage } from '#city/case/state.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Episode, findCaseOf } from '../alarm/episode-store.ts'

const take = takerOf('analyse')

/** Tells the case of an alarm, if it has one that is still open, what has happened to the alarm. */
export async function tellCase(
  tx: Tx,
  districtId: string,
  episode: Pick<Episode, 'episodeId'>,
  text: string,
  now: Date,
): Promise<void> {
  const link = await findCaseOf(tx, districtId, episode.episodeId)
  if (!link) return
  const held = await tx.find<{ stage: Stage }>(sql`
    select stage from city.case where district_id = ${districtId} and case_id = ${link.caseId}`)
  if (!held || finalStages.includes(held.stage)) return
  await take(tx, { districtId, caseId: link.caseId, doer: system, now }, 'noted', { text })
}
