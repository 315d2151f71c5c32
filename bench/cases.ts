import { currentCalendar } from '#city/calendar/store.ts'
import { type WrittenCase, writeCases } from '#city/case/bulk.ts'
import type { CaseEvent, EventBodies, EventKind } from '#city/case/event.ts'
import { currentSteps } from '#city/case/steps.ts'
import type { Pool } from '#kernel/db/db.ts'
import { inTown, type Name, town } from '#server/testing/town.ts'

const minute = 60_000
const centre = 'centre'

/** The id of the n-th prepared case (from 1), which a pgbench script can work out as well. */
export const caseIdAt = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Writes `count` cases that the unit for roads has in hand, each with the six events that lead there. */
export async function prepareCases(
  pool: Pool,
  people: Record<Name, string>,
  count: number,
  now: Date,
  after = 0,
): Promise<void> {
  const calendar = await currentCalendar(pool, town.districtId)
  const cases: WrittenCase[] = Array.from({ length: count }, (_, at) => ({
    caseId: caseIdAt(after + at + 1),
    history: historyOf(after + at + 1, people, now),
  }))
  await pool.transaction((tx) => writeCases(tx, town.districtId, calendar, cases, now))
}

function historyOf(n: number, people: Record<Name, string>, now: Date): CaseEvent[] {
  const events: CaseEvent[] = []
  const begins = now.getTime() - 90 * minute - (n % 1000) * 1000
  const tell = <K extends EventKind>(kind: K, who: Name, unit: string, body: EventBodies[K]): void => {
    const at = new Date(begins + events.length * 10 * minute)
    const head = { seq: events.length + 1, kind, at, byId: people[who], byName: who, byUnit: unit, calendarVersion: 1 }
    events.push({ ...head, body } as CaseEvent)
  }
  tell('reported', 'shouli', centre, opening(n))
  tell('confirm_asked', 'banzhang', centre, {
    collectorId: people.xiaolin,
    collectorName: 'xiaolin',
    note: '请现场核实',
  })
  tell('confirm_answered', 'xiaolin', centre, { files: [], found: true, note: '属实', point: inTown })
  tell('filed', 'banzhang', centre, { clause, note: '' })
  const unit = { unitId: 'roads', unitName: '市政设施所', coUnitIds: [] }
  tell('dispatched', 'diaodu', 'command', { ...unit, note: '', reason: '职责表' })
  tell('accepted', 'luzheng', 'roads', { note: '' })
  return events
}

const category = { edition: '2026', kind: 'matter', code: '06013', name: '道路破损' } as const

const clause: EventBodies['filed']['clause'] = {
  ...category,
  versionId: null,
  conditionId: null,
  condition: '路面坑洼、塌陷，影响通行',
  closing: '修复平整',
  areaClass: 'A',
  limit: { value: 3, unit: 'work_day' },
}

const opening = (n: number): EventBodies['reported'] => ({
  number: `2026${String(n).padStart(8, '0')}`,
  source: 'hotline',
  urgency: 'normal',
  description: '人行道路面破损塌陷，行人夜间通过有危险，请尽快处理',
  category,
  place: {
    point: inTown,
    text: '南坝路与滨河路交叉口东北角',
    cellCode: town.cells[0],
    communityCode: town.community,
    streetCode: town.community.slice(0, 9),
    componentCode: null,
  },
  stepsVersion: currentSteps,
  stageLimits: {
    intake: { value: 15, unit: 'work_minute' },
    confirm: { value: 30, unit: 'urgent_minute' },
    dispatch: { value: 15, unit: 'work_minute' },
    verify: { value: 30, unit: 'urgent_minute' },
  },
  files: [],
})
