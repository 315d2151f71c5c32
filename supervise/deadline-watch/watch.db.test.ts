import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, clause, reported, type Told } from '#city/case/sample-history.ts'
import { setLadder } from '#city/organisation/district.ts'
import { fakeClock } from '#kernel/clock.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { armedTown, dyingAfter, type Town } from '../testing/armed-town.ts'
import { watchOnce } from './loop.ts'
import { tellWaiting, watchDue } from './watch.ts'

/** Two working hours given to the roads office on Monday at nine: a warning at 10:36, due at eleven, late at 11:24. */
const told = (n: number): Told[] => [
  ['2026-03-02T08:30', 'reported', reported({ stageLimits: {}, number: `20260302${n}` })],
  ['2026-03-02T08:40', 'filed', { clause: clause({ value: 2, unit: 'work_hour' }), note: '' }],
  ['2026-03-02T09:00', 'dispatched', { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '' }],
  ['2026-03-02T09:10', 'accepted', { note: '' }],
]

const townWith = (count: number, lines: (n: number) => Told[] = told): Promise<Town> =>
  armedTown({ name: 'watch', count, lines })

const rungsIn = ({ pool, districtId }: Town): Promise<{ rung: string; outcome: string; count: number }[]> =>
  pool.many(sql`
    select rung, outcome, count(*) as count from supervise.rung_fired
     where district_id = ${districtId} group by rung, outcome, share order by share, outcome`)

const noticesIn = async ({ pool, districtId }: Town, template: string): Promise<number> =>
  (
    await pool.one<{ count: number }>(sql`
      select count(*) as count from kernel.outbox
       where district_id = ${districtId} and topic = 'notice.wanted' and payload ->> 'template' = ${template}`)
  ).count

const partsAt = ({ pool }: Town, now: string) => ({ pool, clock: fakeClock(at(now)), log: silentLog })

async function untilDone(parts: ReturnType<typeof partsAt>): Promise<void> {
  while (await watchOnce(parts));
}

test('four watchers at once write each rung of six hundred cases down once and ask for one notice each', async () => {
  const town = await townWith(600)
  await Promise.all([1, 2, 3, 4].map(() => untilDone(partsAt(town, '2026-03-02T10:36'))))
  await untilDone(partsAt(town, '2026-03-02T10:36'))
  assert.deepEqual(await rungsIn(town), [{ rung: 'warning', outcome: 'told', count: 600 }])
  assert.equal(await noticesIn(town, 'clock.warning'), 600)
  const { early } = await town.pool.one<{ early: number }>(sql`
    select count(*) as early from supervise.rung_fired where district_id = ${town.districtId} and fired_at < at`)
  assert.equal(early, 0)
  await untilDone(partsAt(town, '2026-03-02T10:59'))
  assert.equal((await rungsIn(town)).length, 1, 'nothing more before eleven')
  await untilDone(partsAt(town, '2026-03-02T11:00'))
  assert.deepEqual((await rungsIn(town))[1], { rung: 'due', outcome: 'told', count: 600 })
})

test('killed after any statement, a watcher loses nothing and doubles nothing', async () => {
  const town = await townWith(5)
  const clock = fakeClock(at('2026-03-02T11:30'))
  let died = 0
  for (let statements = 0; ; statements++) {
    const done = await town.pool
      .transaction(async (tx) => {
        await watchDue(dyingAfter(tx, statements), town.districtId, clock, 100)
        throw new Error('killed before the commit')
      })
      .catch((error: Error) => error.message)
    if (done !== 'kill -9') break
    died += 1
  }
  assert.ok(died >= 6, `${died} places to die at`)
  assert.deepEqual(await rungsIn(town), [])
  await untilDone(partsAt(town, '2026-03-02T11:30'))
  assert.deepEqual(await rungsIn(town), [
    { rung: 'warning', outcome: 'superseded', count: 5 },
    { rung: 'due', outcome: 'superseded', count: 5 },
    { rung: 'late', outcome: 'told', count: 5 },
  ])
  assert.equal(await noticesIn(town, 'clock.late'), 5)
})

test('a case held by somebody’s step is left alone and looked at right after', async () => {
  const town = await townWith(2)
  await town.pool.transaction(async (tx) => {
    await tx.run(sql`
      select 1 from city.case where district_id = ${town.districtId} and case_id = ${town.cases[0]} for update`)
    await untilDone(partsAt(town, '2026-03-02T10:40'))
  })
  assert.equal((await rungsIn(town))[0]?.count, 1)
  await untilDone(partsAt(town, '2026-03-02T10:41'))
  assert.equal((await rungsIn(town))[0]?.count, 2)
})

test('one case that cannot be computed is set aside and holds up nobody', async () => {
  const town = await townWith(3)
  await town.pool.run(sql`
    update city.case_event set body = jsonb_set(body, '{clause,limit,unit}', '"fortnight"')
     where district_id = ${town.districtId} and case_id = ${town.cases[0]} and kind = 'filed'`)
  await untilDone(partsAt(town, '2026-03-02T10:40'))
  assert.equal((await rungsIn(town))[0]?.count, 2)
  await town.pool.run(sql`
    update city.case_event set body = jsonb_set(body, '{clause,limit,unit}', '"work_hour"')
     where district_id = ${town.districtId} and case_id = ${town.cases[0]} and kind = 'filed'`)
})

const suspendedTo =
  (until: string) =>
  (n: number): Told[] => [...told(n), ['2026-03-02T10:00', 'suspension_approved', { until, note: '' }]]

test('a suspension ends by itself at the end of its last day, however late that is noticed', async () => {
  const town = await townWith(2, suspendedTo('2026-03-03'))
  await untilDone(partsAt(town, '2026-03-03T23:59'))
  const resumed = () =>
    town.pool.many<{ at: Date; automatic: boolean }>(sql`
      select at, (body ->> 'automatic')::boolean as automatic from city.case_event
       where district_id = ${town.districtId} and kind = 'resumed'`)
  assert.deepEqual(await resumed(), [])
  await untilDone(partsAt(town, '2026-03-04T08:30'))
  const midnight = at('2026-03-04T00:00')
  assert.deepEqual(await resumed(), [
    { at: midnight, automatic: true },
    { at: midnight, automatic: true },
  ])
  await untilDone(partsAt(town, '2026-03-04T08:36'))
  assert.deepEqual(await rungsIn(town), [{ rung: 'warning', outcome: 'told', count: 2 }], '36 minutes were left')
})

test('a rung reached at night waits for the office; if the case has left by then it is told to nobody', async () => {
  const night = (n: number): Told[] => [
    ['2026-03-02T15:00', 'reported', reported({ stageLimits: {}, number: `20260302${n}` })],
    ['2026-03-02T15:30', 'filed', { clause: clause({ value: 4, unit: 'urgent_hour' }), note: '' }],
    [
      '2026-03-02T16:00',
      'dispatched',
      { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '' },
    ],
    ...(n === 0 ? ([['2026-03-02T21:00', 'returned', { reason: '非本单位' }]] as Told[]) : []),
  ]
  const town = await townWith(2, night)
  const clock = fakeClock(at('2026-03-02T20:00'))
  await town.pool.transaction(async (tx) => {
    await setLadder(tx, town.districtId, [{ id: 'due', share: 1, tell: ['party'], hours: 'working' }])
    await tx.run(sql`update city.case set watch_at = ${clock.now()} where district_id = ${town.districtId}`)
    await tx.run(sql`
      update city.case_event set kind = 'noted', body = '{"text":"还在"}'
       where district_id = ${town.districtId} and kind = 'returned'`)
    await watchDue(tx, town.districtId, clock, 10)
    await tx.run(sql`
      update city.case_event set kind = 'returned', body = '{"reason":"非本单位"}'
       where district_id = ${town.districtId} and kind = 'noted'`)
  })
  assert.deepEqual(await rungsIn(town), [{ rung: 'due', outcome: 'waiting', count: 2 }])
  assert.equal(await town.pool.transaction((tx) => tellWaiting(tx, town.districtId, clock, 10)), 0)
  clock.set(at('2026-03-03T08:00'))
  assert.equal(await town.pool.transaction((tx) => tellWaiting(tx, town.districtId, clock, 10)), 2)
  assert.deepEqual(await rungsIn(town), [
    { rung: 'due', outcome: 'moot', count: 1 },
    { rung: 'due', outcome: 'told', count: 1 },
  ])
  assert.equal(await noticesIn(town, 'clock.due'), 1)
})

test('a rung that urges writes the urging into the history of the case, once', async () => {
  const town = await townWith(3)
  await town.pool.transaction(async (tx) => {
    await setLadder(tx, town.districtId, [
      { id: 'due', share: 1, tell: ['party'] },
      { id: 'late', share: 1.2, tell: ['duty_chief'], urges: true },
    ])
    await tx.run(sql`update city.case set watch_at = ${at('2026-03-02T11:25')} where district_id = ${town.districtId}`)
  })
  await Promise.all([1, 2].map(() => untilDone(partsAt(town, '2026-03-02T11:30'))))
  const urged = await town.pool.many(sql`
    select c.urges, e.body ->> 'type' as type from city.case c
      join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'urged'
     where c.district_id = ${town.districtId}`)
  assert.deepEqual(
    urged,
    Array.from({ length: 3 }, () => ({ urges: 1, type: 'overdue' })),
  )
})
