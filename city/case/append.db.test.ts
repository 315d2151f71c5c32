import assert from 'node:assert/strict'
import { currentCalendar } from '#city/calendar/store.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { foundTown, town } from '#server/testing/town.ts'
import { appendToCases, mayAppend } from './append.ts'
import { listHistories, writeCases } from './bulk.ts'
import { system, takeStep } from './engine.ts'
import type { EventBodies } from './event.ts'
import { at, clause, historyOf, reported, type Told } from './sample-history.ts'
import { foldCase } from './state.ts'

const { districtId } = town

const told = (number: string): Told[] => [
  ['2026-03-02T08:30', 'reported', reported({ number })],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  [
    '2026-03-02T09:00',
    'dispatched',
    { unitId: 'roads', unitName: '市政', coUnitIds: ['sanitation'], note: '', reason: '' },
  ],
  ['2026-03-02T09:10', 'accepted', { note: '' }],
]

const move = (clock: string): EventBodies['clock_moved'] => ({
  cause: 'limit',
  clock,
  before: null,
  after: null,
  reason: '时限修订',
  limit: { value: 3, unit: 'work_day' },
})

const rowOf = (tx: Tx, caseId: string) =>
  tx.one<Record<string, unknown>>(sql`
    select to_jsonb(c) - 'case_id' - 'number' as row,
           (select jsonb_agg(to_jsonb(e) - 'case_id' - 'recorded_at' order by e.seq) from city.case_event e
             where e.district_id = c.district_id and e.case_id = c.case_id and e.seq > 4) as events,
           (select jsonb_agg(o.payload - 'caseId' - 'number' order by o.outbox_id) from kernel.outbox o
             where o.district_id = c.district_id and o.key = c.case_id::text) as told
      from city.case c where c.district_id = ${districtId} and c.case_id = ${caseId}`)

dbTest('many cases at once are left exactly as one step after the other leaves them', async (tx) => {
  await foundTown(tx)
  const calendar = await currentCalendar(tx, districtId)
  const [single, together] = [newId(), newId()]
  const cases = [single, together].map((caseId, n) => ({ caseId, history: historyOf(told(`2026030200${n}`)) }))
  await writeCases(tx, districtId, calendar, cases, at('2026-03-02T09:10'))
  const now = at('2026-03-03T10:00')
  const bodies = [move('handle'), move('co:sanitation')]
  for (const body of bodies) await takeStep(tx, { districtId, caseId: single, doer: system, now }, 'clock_moved', body)
  const histories = await listHistories(tx, districtId, [together])
  await appendToCases(
    tx,
    districtId,
    { calendar, now },
    'clock_moved',
    histories.map(({ caseId, history }) => ({ caseId, history, state: foldCase(history), bodies })),
  )
  assert.deepEqual(await rowOf(tx, together), await rowOf(tx, single))
})

dbTest('a case without a body only has its row computed anew', async (tx) => {
  await foundTown(tx)
  const calendar = await currentCalendar(tx, districtId)
  const caseId = newId()
  await writeCases(tx, districtId, calendar, [{ caseId, history: historyOf(told('1')) }], at('2026-03-02T09:10'))
  const before = await rowOf(tx, caseId)
  await tx.run(
    sql`update city.case set due_at = null, clock = null where district_id = ${districtId} and case_id = ${caseId}`,
  )
  const [written] = await listHistories(tx, districtId, [caseId])
  const history = written?.history ?? []
  const now = at('2026-03-02T09:20')
  await appendToCases(tx, districtId, { calendar, now }, 'clock_moved', [
    { caseId, history, state: foldCase(history), bodies: [] },
  ])
  assert.deepEqual(await rowOf(tx, caseId), before)
})

dbTest('a case that began under a table without the step does not take it', async () => {
  const now = at('2026-03-02T10:00')
  const older = foldCase(historyOf([['2026-03-02T08:30', 'reported', reported({ stepsVersion: '2026-11' })]]))
  const today = foldCase(historyOf([['2026-03-02T08:30', 'reported', reported()]]))
  assert.deepEqual([mayAppend('clock_moved', older, now), mayAppend('clock_moved', today, now)], [false, true])
})
