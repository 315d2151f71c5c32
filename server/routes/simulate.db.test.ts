import assert from 'node:assert/strict'
import { runNextSimulation } from '#command/simulate/run.ts'
import { claimSimulation } from '#command/simulate/store.ts'
import { sql } from '#kernel/db/sql.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const hour = 3_600_000

/** A case handled by roads an hour after it was sent. */
async function handledByRoads(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`, {}))
  s.clock.advance(hour)
  const after = await s.photo('luzheng')
  await must(s.post('luzheng', `${at}/handle`, { note: '已更换井盖', before: [], after: [after] }))
  return at
}

const covers = { id: 'covers', title: '井盖', when: 'category == "01003"', unit: 'sanitation', authority: '会议纪要' }

async function drafted({ post }: Story, rules: readonly object[]) {
  const { draftId } = await must(post('diaodu', '/api/rule-drafts', { title: '试行' }))
  return must(post('diaodu', `/api/rule-drafts/${draftId}/save`, { revision: 1, title: '试行', rules }))
}

story(
  'a simulation names the cases that would have gone elsewhere, with load and drill-down, and its hash is repeatable',
  async (s) => {
    const at = await handledByRoads(s)
    await handledByRoads(s)
    const draft = await drafted(s, [covers])
    const ask = () => must(s.post('diaodu', `/api/rule-drafts/${draft.draftId}/simulate`, { revision: draft.revision }))
    s.clock.advance(hour)
    const first = await ask()
    assert.equal(first.state, 'waiting')
    const second = await ask()
    while (await runNextSimulation(s.tx, s.clock));
    const done = await must(s.get('lingdao', `/api/simulations/${first.simulationId}`))
    assert.deepEqual([done.state, done.done, done.total], ['done', 2, 2])
    assert.deepEqual([done.report.moved, done.report.right], [2, { before: 2, after: 0 }])
    assert.deepEqual(
      done.report.units.map((row: { unitName: string; before: { cases: number }; after: { cases: number } }) => [
        row.unitName,
        row.before.cases,
        row.after.cases,
      ]),
      [
        ['环卫所', 0, 2],
        ['市政设施所', 2, 0],
      ],
    )
    assert.match(done.assumption.zh, /处置完成时间仍按实际/)
    const again = await must(s.get('diaodu', `/api/simulations/${second.simulationId}`))
    assert.deepEqual([again.inputHash, again.reportHash], [done.inputHash, done.reportHash])
    const listed = `/api/simulations/${first.simulationId}/cases`
    const { items } = await must(s.get('diaodu', `${listed}?from=roads&to=sanitation&limit=1`))
    assert.equal(`/api/cases/${items[0].caseId}`, at)
    assert.equal((await must(s.get('diaodu', `${listed}?from=sanitation`))).items.length, 0)
    for (const who of ['luzheng', 'wairen'] as const) assert.equal((await s.get(who, listed)).status, 403)
  },
)

story('a simulation can be cancelled, and one whose worker died is taken up by another', async (s) => {
  await handledByRoads(s)
  const draft = await drafted(s, [covers])
  const ask = () => must(s.post('diaodu', `/api/rule-drafts/${draft.draftId}/simulate`, { revision: draft.revision }))
  const { simulationId } = await ask()
  await must(s.post('diaodu', `/api/simulations/${simulationId}/cancel`))
  assert.equal(await runNextSimulation(s.tx, s.clock), false)
  const signing = { revision: draft.revision, onTopOf: 0, simulationId, reason: '通过' }
  const refused = await s.post('banzhang', `/api/rule-drafts/${draft.draftId}/publish`, signing)
  assert.equal(refused.body.code, 'simulation_needed')
  const next = await ask()
  assert.equal((await claimSimulation(s.tx, s.clock.now()))?.simulationId, next.simulationId)
  assert.equal(await runNextSimulation(s.tx, s.clock), false)
  s.clock.advance(2 * 60_000)
  assert.equal(await runNextSimulation(s.tx, s.clock), true)
  assert.equal((await must(s.get('diaodu', `/api/simulations/${next.simulationId}`))).state, 'done')
})

story('xitong tries a calendar and signs it; he sees how many clocks turn but no case', async (s) => {
  await handledByRoads(s)
  const { calendar, version } = await must(s.get('xitong', '/api/calendar'))
  const longer = { ...calendar, workWeekdays: [1, 2, 3, 4, 5, 6, 7] }
  const wrong = await s.post('xitong', '/api/calendar/simulate', {
    title: '错',
    calendar: { ...longer, schedules: [] },
  })
  assert.equal(wrong.status, 400)
  const { simulationId } = await must(
    s.post('xitong', '/api/calendar/simulate', { title: '七天工作制', calendar: longer }),
  )
  const signing = { simulationId, basedOn: version, reason: '市里要求' }
  assert.equal((await s.post('xitong', '/api/calendar/publish', signing)).body.code, 'simulation_not_done')
  await runNextSimulation(s.tx, s.clock)
  const done = await must(s.get('xitong', `/api/simulations/${simulationId}`))
  assert.equal(done.report.cases, 1)
  assert.deepEqual(done.report.sample, [])
  assert.equal((await s.get('xitong', `/api/simulations/${simulationId}/cases`)).status, 403)
  assert.equal((await s.post('diaodu', '/api/calendar/publish', signing)).status, 403)
  assert.deepEqual(await must(s.post('xitong', '/api/calendar/publish', signing)), { version: version + 1 })
  assert.equal((await s.post('xitong', '/api/calendar/publish', signing)).body.code, 'calendar_changed_meanwhile')
  const { versions } = await must(s.get('diaodu', '/api/calendar'))
  assert.deepEqual([versions[0].publishedBy, versions[0].reason], ['xitong', '市里要求'])
})

story(
  'xitong signs limits: of a stage for cases from now on, of a condition with the next filing standard',
  async (s) => {
    await handledByRoads(s)
    const found = await must(s.get('xitong', '/api/categories/conditions?kind=component&code=01003'))
    const [condition] = found.items
    const [{ areaClass }] = condition.limits
    const conditions = [{ conditionId: condition.conditionId, areaClass, limit: { value: 1, unit: 'work_minute' } }]
    const body = { title: '从严', stages: { dispatch: { value: 5, unit: 'work_minute' } }, conditions }
    const { simulationId } = await must(s.post('xitong', '/api/limits/simulate', body))
    await runNextSimulation(s.tx, s.clock)
    const { report } = await must(s.get('ducha', `/api/simulations/${simulationId}`))
    const handle = report.clocks.find((each: { clock: string }) => each.clock === 'handle')
    assert.deepEqual([handle.before.late, handle.after.late], [0, 1])
    assert.equal(report.sample[0].clock, 'handle')
    const late = report.rungs.find((each: { rung: string }) => each.rung === 'late')
    assert.deepEqual(
      [late.after > late.before, report.units[0].rungs.before, report.units[0].rungs.after],
      [true, [0, 0, 0, 0], [1, 1, 1, 1]],
    )
    const signing = { simulationId, basedOn: 0, reason: '从严管理', from: '2026-03-10' }
    const signed = await must(s.post('xitong', '/api/limits/publish', signing))
    assert.equal(signed.version, 1)
    assert.equal((await s.post('xitong', '/api/limits/publish', signing)).body.code, 'limits_changed_meanwhile')
    const limits = await must(s.get('xitong', '/api/limits'))
    assert.deepEqual(limits.stages.find((each: { stage: string }) => each.stage === 'dispatch').limit, {
      value: 5,
      unit: 'work_minute',
    })
    const on = async (day: string) =>
      (await must(s.get('xitong', `/api/categories/conditions?kind=component&code=01003&on=${day}`))).items[0].limits[0]
        .value
    assert.deepEqual([await on('2026-03-10'), (await on('2026-03-09')) === condition.limits[0].value], [1, true])
    const nothing = await s.post('xitong', '/api/limits/simulate', { title: '空', stages: {} })
    assert.equal(nothing.body.code, 'simulation_input_unsound')
    const told = await s.tx.find<{ n: number }>(sql`
    select count(*) as n from kernel.outbox where topic = 'limits.published'`)
    assert.equal(told?.n, 2, 'the stages at once, the conditions on their day')
  },
)
