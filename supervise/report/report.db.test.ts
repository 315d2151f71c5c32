import assert from 'node:assert/strict'
import { currentCalendar } from '#city/calendar/store.ts'
import { writeCases } from '#city/case/bulk.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { someLives } from '../testing/histories.ts'
import type { Figures } from './figures.ts'
import { reportJobs } from './jobs.ts'
import { measureIds } from './measure.ts'

const april = '2026-04-10T10:00:00+08:00'

/** Two months of cases, told up to the tenth of April, when everybody looks at March. */
async function livesOf(s: Story, count = 120): Promise<void> {
  s.clock.set(april)
  const units = ['roads', 'sanitation'].map((unitId) => ({
    unitId,
    name: unitId,
    handler: { id: s.people.luzheng, name: '路政', unit: unitId },
  }))
  const lives = someLives({
    seed: 42,
    count,
    from: new Date('2026-01-28T00:00:00+08:00'),
    now: s.clock.now(),
    units,
  }).map(({ caseId, history }) => ({
    caseId,
    history: history.map((event) =>
      event.kind === 'confirm_asked' || event.kind === 'verify_asked'
        ? { ...event, body: { ...event.body, collectorId: s.people.xiaolin } }
        : event,
    ),
  }))
  const calendar = await currentCalendar(s.tx, town.districtId)
  await writeCases(s.tx, town.districtId, calendar, lives, s.clock.now())
}

const work = (s: Story) =>
  reportJobs({ pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog, enqueue: s.jobs.enqueue })

async function march(s: Story): Promise<{ reportId: string; figures: Figures }> {
  const { reportId } = await must(s.post('ducha', '/api/reports', { kind: 'monthly', starts: '2026-03-01' }))
  await s.jobs.run(work(s))
  const { figures } = await must(s.get('lingdao', `/api/reports/${reportId}`))
  return { reportId, figures }
}

story(
  'ducha asks for March twice and gets one report, which lingdao reads and nobody outside the desks does',
  async (s) => {
    await livesOf(s)
    const { reportId, figures } = await march(s)
    assert.ok(figures.counts.reported.now > 20)
    assert.ok(figures.counts.reported.before !== null, 'February is covered by the records')
    assert.equal(figures.counts.reported.yearAgo, null)
    const again = await must(s.post('ducha', '/api/reports', { kind: 'monthly', starts: '2026-03-01' }))
    assert.equal(again.reportId, reportId)
    assert.deepEqual(s.jobs.waiting(), [])
    for (const who of ['banzhang', 'diaodu', 'ducha', 'lingdao'] as const)
      assert.equal((await s.get(who, `/api/reports/${reportId}`)).status, 200, who)
    for (const who of ['wairen', 'luzheng', 'xiaolin', 'shouli', 'xitong'] as const) {
      assert.equal((await s.get(who, `/api/reports/${reportId}`)).status, 403, who)
      assert.equal((await s.get(who, `/api/reports/${reportId}/cases`)).status, 403, who)
      assert.equal((await s.get(who, `/api/reports/${reportId}/print/pdf`)).status, 403, who)
    }
    assert.equal((await s.post('lingdao', '/api/reports', { kind: 'daily', starts: '2026-04-09' })).status, 403)
  },
)

story('each number lists as many cases as it says, and printing again gives the same bytes', async (s) => {
  await livesOf(s)
  const { reportId, figures } = await march(s)
  for (const measure of measureIds) {
    const { total } = await must(s.get('ducha', `/api/reports/${reportId}/cases?measure=${measure}&limit=1`))
    assert.equal(total, figures.counts[measure].now, measure)
  }
  for (const row of figures.groups.unit) {
    const at = `/api/reports/${reportId}/cases?measure=closed&by=unit&key=${row.key}`
    assert.equal((await must(s.get('ducha', at))).total, row.counts.closed)
  }
  for (const { key, cases } of figures.bounces)
    assert.equal((await must(s.get('ducha', `/api/reports/${reportId}/cases?by=returned&key=${key}`))).total, cases)
  for (const [step, { reported }] of figures.series.entries()) {
    const at = `/api/reports/${reportId}/cases?measure=reported&step=${step}&limit=1`
    assert.equal((await must(s.get('ducha', at))).total, reported)
  }
  const first = await must(s.get('ducha', `/api/reports/${reportId}/cases?measure=reported&limit=10`))
  const next = await must(
    s.get('ducha', `/api/reports/${reportId}/cases?measure=reported&limit=200&cursor=${first.next}`),
  )
  assert.equal(first.items.length + next.items.length, figures.counts.reported.now)
  const json = await must(s.get('ducha', `/api/reports/${reportId}/print/json`))
  assert.deepEqual(await must(s.get('ducha', `/api/reports/${reportId}/print/json`)), json)
  const pdf = await s.app.inject({ url: `/api/reports/${reportId}/print/pdf`, headers: { 'x-cast': 'ducha' } })
  const twice = await s.app.inject({ url: `/api/reports/${reportId}/print/pdf`, headers: { 'x-cast': 'ducha' } })
  assert.ok(pdf.rawPayload.equals(twice.rawPayload))
  const printed = await s.tx.one<{ count: number }>(
    sql`select count(*) as count from kernel.audit_entry where act = 'GET report/print'`,
  )
  assert.equal(printed.count, 4)
})

story('a report checks out against the histories until somebody enters an older fact', async (s) => {
  await livesOf(s, 40)
  const { reportId } = await march(s)
  assert.equal((await must(s.get('ducha', `/api/reports/${reportId}/check`))).same, true)
  await s.tx.run(sql`
    insert into city.case_event (district_id, case_id, seq, kind, at, by_id, by_name, body)
    select district_id, case_id, version + 1, 'urged', '2026-03-31T10:00:00+08:00', 'x', 'x', '{"type":"leader","text":"补录"}'
      from city.case where district_id = ${town.districtId} and reported_at < '2026-03-20' and reported_at > '2026-03-02' limit 1`)
  const checked = await must(s.get('ducha', `/api/reports/${reportId}/check`))
  assert.equal(checked.same, false)
  assert.notEqual(checked.again, checked.sha256)
})

story(
  'a period that is not over, or begins on a wrong day, is refused; one without any case is an honest nought',
  async (s) => {
    s.clock.set(april)
    const ask = (kind: string, starts: string) => s.post('ducha', '/api/reports', { kind, starts })
    assert.equal((await ask('monthly', '2026-04-01')).body.code, 'period_not_over')
    assert.equal((await ask('weekly', '2026-03-31')).body.code, 'period_starts_elsewhere')
    const { figures, reportId } = await march(s)
    assert.equal(figures.counts.reported.now, 0)
    assert.equal(figures.counts.reported.before, null)
    assert.deepEqual((await must(s.get('ducha', `/api/reports/${reportId}/cases?measure=open`))).items, [])
    assert.equal((await s.get('ducha', `/api/reports/${reportId}/print/pdf`)).status, 200)
    assert.equal((await s.get('ducha', `/api/reports/${reportId}/print/xlsx`)).status, 200)
  },
)

story('at seven in the morning what is due is made, once', async (s) => {
  await livesOf(s, 30)
  s.clock.set('2026-06-01T07:00:00+08:00')
  const due = work(s).find(({ name }) => name === 'reports-due')
  for (let morning = 0; morning < 2; morning++) {
    await due?.handle({}, { jobId: 'x', attempt: 1, signal: AbortSignal.timeout(60_000) })
    await s.jobs.run(work(s))
  }
  const { items } = await must(s.get('lingdao', '/api/reports'))
  assert.deepEqual(items.map(({ kind, starts }: { kind: string; starts: string }) => `${kind} ${starts}`).sort(), [
    'daily 2026-05-31',
    'monthly 2026-05-01',
    'weekly 2026-05-25',
  ])
  assert.ok(items.every(({ madeAt }: { madeAt: string | null }) => madeAt))
})
