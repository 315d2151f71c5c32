import type { CaseEvent, CasePlace } from '#city/case/event.ts'
import { standingCellOfCase } from '#city/grid/standing.ts'
import { findCollector, listCollectors } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { declinersOf } from '../sample/ties.ts'

/** The collector of the beat first, then whoever holds the fewest tasks; whoever handed this confirmation back comes last. */
export async function collectorsFor(
  tx: Db,
  districtId: string,
  { caseId, place, history }: { caseId: string; place: Pick<CasePlace, 'cellCode'>; history: readonly CaseEvent[] },
  now: Date,
) {
  const declined = declinersOf(history, 'confirm')
  const everybody = await listCollectors(tx, districtId)
  const all = everybody.filter(({ personId }) => !declined.has(personId))
  const cell = await standingCellOfCase(tx, districtId, { caseId, ...place }, now)
  const own = cell ? await findCollector(tx, districtId, cell, now) : undefined
  const first = all.filter((each) => each.personId === own?.personId)
  const others = all.filter((each) => each.personId !== own?.personId).sort((a, b) => a.openTasks - b.openTasks)
  const last = everybody.filter(({ personId }) => declined.has(personId))
  return [
    ...first.map((each) => ({
      ...each,
      hasDeclined: false,
      reason: { zh: '案件所在责任网格的采集员', en: 'Collector of the beat' },
    })),
    ...others.map((each) => ({
      ...each,
      hasDeclined: false,
      reason: { zh: `手上 ${each.openTasks} 项任务`, en: `${each.openTasks} open tasks` },
    })),
    ...last.map((each) => ({
      ...each,
      hasDeclined: true,
      reason: { zh: '退回过本案的核实任务', en: 'Handed this confirmation back' },
    })),
  ]
}
