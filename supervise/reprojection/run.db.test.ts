import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currentCalendar, draftOf, publishCalendar } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { clockCache, system, takeStep } from '#city/case/engine.ts'
import { at, clause, reported, type Told } from '#city/case/sample-history.ts'
import { foldCase } from '#city/case/state.ts'
import { fakeClock } from '#kernel/clock.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { eventColumns, type OutboxEvent } from '#kernel/outbox/outbox.ts'
import { armedTown, dyingAfter, type Town } from '../testing/armed-town.ts'
import { reprojectOnce } from './loop.ts'
import { reprojectNext } from './run.ts'
import { listReprojections } from './store.ts'
import { reprojectionSubscriber } from './subscriber.ts'

const told = (n: number): Told[] => [
  ['2026-03-02T08:30', 'reported', reported({ number: `20260302${n}` })],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_day' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '' }],
  ...(n % 3 === 0 ? ([['2026-03-02T09:10', 'accepted', { note: '' }]] as Told[]) : []),
]

const townWith = (count: number): Promise<Town> => armedTown({ name: 'moved', count, lines: told, calendarVersion: 1 })

/** Closes a day and tells the subscriber, as the relay does. */
async function closeDay({ pool, districtId }: Town, date: string): Promise<void> {
  await pool.transaction(async (tx) => {
    const { definition } = await currentCalendar(tx, districtId)
    const draft = draftOf(definition)
    await publishCalendar(tx, {
      districtId,
      basedOn: definition.version,
      publishedAt: at('2026-03-02T10:00'),
      publishedBy: '系统管理员',
      reason: '全区停电检修',
      draft: { ...draft, overrides: [...draft.overrides, { date, open: false, name: { zh: '停电', en: 'no power' } }] },
    })
    const events = await tx.many<OutboxEvent>(sql`
      select ${eventColumns} from kernel.outbox o
       where o.district_id = ${districtId} and o.topic = 'calendar.published' order by o.outbox_id`)
    if (!('apply' in reprojectionSubscriber)) throw new Error('it applies')
    for (const event of events) await reprojectionSubscriber.apply(event, tx)
  })
}

const clock = fakeClock(at('2026-03-02T10:01'))
const runAll = async ({ pool }: Town, together = 20) => {
  while (await reprojectOnce({ pool, clock, log: silentLog }, together));
}

const movesOf = ({ pool, districtId }: Town) =>
  pool.many<{ kind: string; count: number }>(sql`
    select body ->> 'clock' as kind, count(*) as count from city.case_event
     where district_id = ${districtId} and kind = 'clock_moved' group by 1 order by 1`)

/** Whether every cached row says what the ledger says. */
async function rowsAreRight({ pool, districtId, cases }: Town): Promise<void> {
  const calendar = await currentCalendar(pool, districtId)
  const rows = await pool.many<{ caseId: string; version: number; dueAt: Date | null; clock: string | null }>(sql`
    select case_id as "caseId", version, due_at as "dueAt", clock from city.case where district_id = ${districtId}`)
  const histories = new Map((await listHistories(pool, districtId, cases)).map((each) => [each.caseId, each.history]))
  for (const { caseId, version, dueAt, clock: name } of rows) {
    const history = histories.get(caseId) ?? []
    const cache = clockCache(history, foldCase(history), calendar, clock.now())
    assert.deepEqual([version, dueAt, name], [history.length, cache.dueAt, cache.clock])
  }
}

test('a closed day moves every open clock once, with its reason, and the row says what the ledger says', async () => {
  const town = await townWith(90)
  await closeDay(town, '2026-03-03')
  await Promise.all([runAll(town), runAll(town)])
  await runAll(town)
  assert.deepEqual(await movesOf(town), [{ kind: 'handle', count: 90 }])
  await rowsAreRight(town)
  const [done] = await listReprojections(town.pool, town.districtId, 10)
  assert.deepEqual(
    [done?.cause, done?.reason, done?.total, done?.looked, done?.movedCases, done?.failed],
    ['calendar', '全区停电检修', 90, 90, 90, 0],
  )
  assert.ok(done?.finishedAt)
  const { told: changes } = await town.pool.one<{ told: number }>(sql`
    select count(*) as told from kernel.outbox
     where district_id = ${town.districtId} and topic = 'case.changed' and payload ->> 'kind' = 'clock_moved'`)
  assert.equal(changes, 90, 'whoever handles them is told by each')
})

test('killed after any statement of any batch, it goes on where it was, loses nothing and doubles nothing', async () => {
  const town = await townWith(30)
  await closeDay(town, '2026-03-03')
  let died = 0
  for (let batch = 0; batch < 3; batch++) {
    for (let statements = 0; ; statements++) {
      const end = await town.pool
        .transaction(async (tx) => {
          await reprojectNext(dyingAfter(tx, statements), town.districtId, clock.now(), 3)
          throw new Error('killed before the commit')
        })
        .catch((error: Error) => error.message)
      if (end !== 'kill -9') break
      died += 1
    }
    await town.pool.transaction((tx) => reprojectNext(tx, town.districtId, clock.now(), 3))
  }
  assert.ok(died >= 30, `${died} places to die at`)
  await runAll(town)
  assert.deepEqual(await movesOf(town), [{ kind: 'handle', count: 30 }])
  const [done] = await listReprojections(town.pool, town.districtId, 10)
  assert.deepEqual([done?.total, done?.looked, done?.movedClocks], [30, 30, 30])
  await rowsAreRight(town)
})

test('workers share one re-projection by its ranges; whoever comes while all are taken waits', async () => {
  const town = await townWith(32)
  await closeDay(town, '2026-03-03')
  await town.pool.transaction(async (first) => {
    assert.equal((await reprojectNext(first, town.districtId, clock.now(), 2))?.looked, 2)
    const meanwhile = await town.pool.transaction((tx) => reprojectNext(tx, town.districtId, clock.now(), 2))
    assert.equal(meanwhile, undefined, 'it is being cut into ranges')
  })
  await town.pool.transaction(async (first) => {
    assert.equal((await reprojectNext(first, town.districtId, clock.now(), 2))?.looked, 2)
    while (await town.pool.transaction((tx) => reprojectNext(tx, town.districtId, clock.now(), 2)));
  })
  const open = await town.pool.many(sql`
    select shard from supervise.reprojection_shard where district_id = ${town.districtId} and finished_at is null`)
  assert.deepEqual(open, [{ shard: 1 }], 'only the range that the first one held is left')
  assert.equal((await listReprojections(town.pool, town.districtId, 1))[0]?.finishedAt, null)
  await runAll(town)
  assert.deepEqual(await movesOf(town), [{ kind: 'handle', count: 32 }])
  assert.ok((await listReprojections(town.pool, town.districtId, 1))[0]?.finishedAt)
})

test('a case that somebody touches meanwhile is computed with what they did', async () => {
  const town = await townWith(40)
  await closeDay(town, '2026-03-03')
  await town.pool.transaction((tx) => reprojectNext(tx, town.districtId, clock.now(), 10))
  const returned = town.cases[1] ?? ''
  await town.pool.transaction((tx) =>
    takeStep(tx, { districtId: town.districtId, caseId: returned, doer: system, now: clock.now() }, 'returned', {
      reason: '非本单位',
    }),
  )
  await runAll(town)
  await rowsAreRight(town)
})

test('two calendars published one after the other are computed one after the other', async () => {
  const town = await townWith(12)
  await closeDay(town, '2026-03-03')
  await closeDay(town, '2026-03-04')
  await runAll(town)
  assert.deepEqual(await movesOf(town), [{ kind: 'handle', count: 24 }])
  const spans = await town.pool.many<{ before: string; after: string }>(sql`
    select distinct body ->> 'before' as before, body ->> 'after' as after from city.case_event
     where district_id = ${town.districtId} and kind = 'clock_moved' order by 1`)
  const iso = (day: string) => at(`${day}T09:00`).toISOString()
  assert.deepEqual(spans, [
    { before: iso('2026-03-04'), after: iso('2026-03-05') },
    { before: iso('2026-03-05'), after: iso('2026-03-06') },
  ])
  await rowsAreRight(town)
})
