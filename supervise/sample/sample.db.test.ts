import assert from 'node:assert/strict'
import { silentLog } from '#kernel/log.ts'
import { closed, must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { sampleJobs } from './jobs.ts'
import { lastWeek } from './make.ts'
import { drawAgain } from './publish.ts'

const drawSample = (s: Story) =>
  sampleJobs({ ...s, log: silentLog })
    .find(({ name }) => name === 'sample-week')!
    .handle({}, { jobId: 'x', attempt: 1, signal: AbortSignal.timeout(30_000) })

/** A third collector, since whoever reported and whoever verified look at nothing again. */
async function hireHuiyan(s: Story): Promise<void> {
  await s.tx.client.query(`insert into city.post_holding values ($1, $2, 'collector', 'centre')`, [
    town.districtId,
    s.people.wairen,
  ])
}

const taskOf = async (s: Story) => (await must(s.get('wairen', '/api/sample-tasks'))).items

story(
  'on Monday last week’s closings are sampled, and somebody who had nothing to do with them looks again',
  async (s) => {
    const cases = [await closed(s), await closed(s), await closed(s)]
    await hireHuiyan(s)
    s.clock.set('2026-03-09T06:00:00+08:00')
    await drawSample(s)
    await drawSample(s)
    const { items } = await must(s.get('ducha', '/api/samples'))
    assert.equal(items.length, 1, 'a week is drawn once')
    assert.deepEqual(
      [items[0].from, items[0].to, items[0].population, items[0].size],
      ['2026-03-02', '2026-03-09', 3, 3],
    )
    assert.deepEqual(
      items[0].overall,
      { share: null, low: 0, high: 1, missing: 1 },
      'nothing is claimed before anybody looked',
    )
    const tasks = await taskOf(s)
    assert.equal(tasks.length, 3)
    assert.doesNotMatch(JSON.stringify(tasks), /roads|市政设施所/, 'whose work it was is not told')

    const answer = (index: number, body: object) =>
      s.post('wairen', `/api/samples/${tasks[index].sampleId}/tasks/${tasks[index].line}/answer`, body)
    assert.deepEqual(await must(answer(0, { answer: 'solved' })), { reopened: false })
    assert.equal((await answer(0, { answer: 'solved' })).body.code, 'sample_task_answered')
    const bare = await answer(1, { answer: 'not_solved' })
    assert.deepEqual([bare.body.code, bare.body.field], ['sample_note_needed', 'body.note'])
    assert.deepEqual(await must(answer(1, { answer: 'not_solved', note: '仍然松动' })), { reopened: true })
    assert.deepEqual(await must(answer(2, { answer: 'cannot_tell', note: '被车辆遮挡' })), { reopened: false })
    assert.equal(
      (await s.post('xiaolin', `/api/samples/${tasks[0].sampleId}/tasks/1/answer`, { answer: 'solved' })).body.code,
      'sample_task_not_found',
    )

    const stages = await Promise.all(cases.map(async (at) => (await must(s.get('banzhang', at))).stage))
    assert.deepEqual(stages.sort(), ['closed', 'closed', 'failed'])
    const result = await must(s.get('ducha', `/api/samples/${tasks[0].sampleId}`))
    assert.deepEqual([result.answered, result.notSolved, result.overall.share], [3, 1, 0.5])
    const [stratum] = result.strata
    assert.deepEqual([stratum.solved, stratum.notSolved, stratum.cannotTell], [1, 1, 1])
    assert.ok(stratum.estimate.low < 0.5 && stratum.estimate.high > 0.5)
    const back = (await must(s.get('ducha', '/api/cases?list=open'))).items[0]
    const event = (await must(s.get('banzhang', `/api/cases/${back.caseId}`))).events.at(-1)
    assert.deepEqual([event.kind, event.byName, event.body.sampleId], ['reopened', '抽样复查', tasks[0].sampleId])
  },
)

story('a finding from elsewhere undoes nothing by itself; the supervisor may undo the closing', async (s) => {
  const at = await closed(s)
  await hireHuiyan(s)
  s.clock.set('2026-03-09T06:00:00+08:00')
  await drawSample(s)
  const [task] = await taskOf(s)
  const far = { point: { frame: 'CGCS2000', lon: 107.5018, lat: 31.2005 }, accuracyMetres: 5, fixAt: s.clock.now() }
  const reply = await must(
    s.post('wairen', `/api/samples/${task.sampleId}/tasks/1/answer`, {
      answer: 'not_solved',
      note: '听说没修',
      ...far,
    }),
  )
  assert.equal(reply.reopened, false)
  assert.equal((await must(s.get('ducha', `/api/samples/${task.sampleId}`))).tasks[0].verdict, 'away')
  assert.equal((await s.post('banzhang', `${at}/reopen`, { reason: '复查' })).body.code, 'not_permitted')
  assert.equal((await must(s.post('ducha', `${at}/reopen`, { reason: '督查复核确未解决' }))).stage, 'failed')
})

story('the draw of who looks again is published with the others of its day', async (s) => {
  await closed(s)
  await hireHuiyan(s)
  s.clock.set('2026-03-09T06:00:00+08:00')
  await drawSample(s)
  s.clock.set('2026-03-10T06:00:00+08:00')
  const day = await must(s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-09`))
  const { drawAgain } = await import('./publish.ts')
  assert.deepEqual(drawAgain(day), { same: 1, named: 0, faults: [] })
  assert.deepEqual(lastWeek('2026-03-09'), { from: '2026-03-02', to: '2026-03-09' })
  assert.deepEqual(lastWeek('2026-03-15'), { from: '2026-03-02', to: '2026-03-09' })
})

story(
  'what nobody was free to look at is drawn for again a Monday later, by that day’s seed, open to recount',
  async (s) => {
    const at = await closed(s)
    s.clock.set('2026-03-09T06:00:00+08:00')
    await drawSample(s)
    const first = (await must(s.get('ducha', '/api/samples'))).items[0]
    const rows = async () => (await must(s.get('ducha', `/api/samples/${first.sampleId}`))).tasks
    assert.equal((await rows())[0].collectorName, null, 'both collectors had to do with it')
    await drawSample(s)
    assert.equal((await rows())[0].collectorName, null, 'and nobody has come since')

    await hireHuiyan(s)
    s.clock.set('2026-03-16T06:00:00+08:00')
    await drawSample(s)
    assert.equal((await rows())[0].collectorName, 'wairen')
    s.clock.set('2026-03-23T06:00:00+08:00')
    await drawSample(s)
    const { items } = await must(s.get('ducha', '/api/draws/2026-03-16'))
    assert.deepEqual(
      items.map((each: { purpose: string; subject: string; seq: number }) => [each.purpose, each.subject, each.seq]),
      [['sample', first.sampleId, 1]],
      'whoever was drawn stays',
    )
    const over = await must(s.get('nobody', `/api/public/${town.districtId}/draws/2026-03-16`))
    assert.deepEqual(drawAgain(over), { same: 1, named: 0, faults: [] })
    await must(s.post('wairen', `/api/samples/${first.sampleId}/tasks/1/answer`, { answer: 'solved' }))
    assert.equal((await must(s.get('banzhang', at))).stage, 'closed')
  },
)
