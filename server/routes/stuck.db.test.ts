import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { stuckJobs } from '#supervise/stuck/jobs.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { type Name, town } from '../testing/town.ts'

const { districtId } = town

type Found = { kind: string; number: string; detail: { zh: string } }

async function prove(s: Story): Promise<{ run: { cases: number; findings: number; digest: string }; items: Found[] }> {
  assert.equal((await must(s.post('banzhang', '/api/stuck/proofs'))).queued, true)
  const parts = { pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog }
  await s.jobs.run(stuckJobs(parts))
  s.clock.advance(1_000)
  const { runs, items } = await must(s.get('banzhang', '/api/stuck'))
  return { run: runs[0], items }
}

const kinds = (items: readonly Found[]) => items.map(({ kind }) => kind).sort()

async function inHand(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  return at
}

const leaves = ({ tx, people }: Story, who: Name) =>
  tx.run(sql`update city.person set active = false where district_id = ${districtId} and person_id = ${people[who]}`)

const plant = ({ tx }: Story, at: string, change: ReturnType<typeof sql>) =>
  tx.run(sql`update city.case set ${change} where district_id = ${districtId} and case_id = ${at.slice(-36)}`)

story('where every open case has a next actor and a next time, the proof says of how many', async (s) => {
  await filed(s)
  await inHand(s)
  const { run, items } = await prove(s)
  assert.deepEqual([run.cases, run.findings, items], [2, 0, []])
  assert.match(run.digest, /^[0-9a-f]{64}$/)
})

story('luzheng leaves and his unit is empty; diaodu leaves and nobody dispatches', async (s) => {
  await inHand(s)
  await leaves(s, 'luzheng')
  const first = await prove(s)
  assert.deepEqual(kinds(first.items), ['unit_empty'])
  assert.match(first.items[0]?.detail.zh ?? '', /市政设施所没有在岗人员/)
  await filed(s)
  await leaves(s, 'diaodu')
  assert.deepEqual(kinds((await prove(s)).items), ['post_empty', 'unit_empty'])
})

story('a task of a collector who is no longer in service is found', async (s) => {
  const opened = await must(
    s.post('shouli', '/api/cases', { source: 'hotline', description: '井盖缺失', place: { text: '人民路' } }),
  )
  await must(s.post('shouli', `/api/cases/${opened.caseId}/ask-confirm`, { collectorId: s.people.xiaolin, note: '' }))
  await leaves(s, 'xiaolin')
  assert.deepEqual(kinds((await prove(s)).items), ['collector_gone'])
})

story('a request that nobody can decide is found besides the case itself', async (s) => {
  const at = await inHand(s)
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖', limit: { value: 2, unit: 'work_day' } }))
  assert.deepEqual(kinds((await prove(s)).items), [])
  await leaves(s, 'diaodu')
  const both = await prove(s)
  assert.deepEqual(kinds(both.items), [], 'the duty chief may decide as well')
  await s.tx.run(
    sql`update city.person set active = false where district_id = ${districtId} and person_id = ${s.people.banzhang}`,
  )
  const parts = { pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog }
  await must(s.post('ducha', '/api/stuck/proofs'))
  await s.jobs.run(stuckJobs(parts))
  assert.deepEqual(kinds((await must(s.get('ducha', '/api/stuck'))).items), ['approver_missing'])
})

story(
  'a stage without a limit, a case far beyond its deadline, one never looked at, and a patched row are found',
  async (s) => {
    const at = await filed(s)
    s.clock.advance(9 * 86_400_000)
    assert.deepEqual(kinds((await prove(s)).items), ['not_watched', 'very_late'])
    await plant(s, at, sql`due_at = due_at + interval '9 days', watch_at = null`)
    assert.deepEqual(kinds((await prove(s)).items), ['row_differs'])
    await s.tx.run(sql`
    update city.case_event set body = jsonb_set(body, '{stageLimits}', '{}')
     where district_id = ${districtId} and case_id = ${at.slice(-36)} and kind = 'reported'`)
    await plant(s, at, sql`due_at = null`)
    assert.deepEqual(kinds((await prove(s)).items), ['no_time'])
    await s.tx.run(sql`
    update city.case_event set body = jsonb_set(body, '{stageLimits}', '{"dispatch": {"value": 1, "unit": "fortnight"}}')
     where district_id = ${districtId} and case_id = ${at.slice(-36)} and kind = 'reported'`)
    assert.deepEqual(kinds((await prove(s)).items), ['unreadable'])
  },
)

story('wairen and the unit see nothing of the list', async (s) => {
  assert.equal((await s.get('luzheng', '/api/stuck')).status, 403)
  assert.equal((await s.post('luzheng', '/api/stuck/proofs')).status, 403)
})

story('how late is far beyond the deadline is the district’s to say, for cases that begin afterwards', async (s) => {
  await filed(s)
  const { rules, version } = await must(s.get('xitong', '/api/district-rules'))
  assert.equal(rules.veryLateDays, 7)
  const wanted = { rules: { ...rules, veryLateDays: 20 }, reason: '区政府办公会纪要', basedOn: version }
  await must(s.post('xitong', '/api/district-rules', wanted))
  await filed(s)
  const found = async () => kinds((await prove(s)).items).filter((kind) => kind === 'very_late').length
  s.clock.advance(10 * 86_400_000)
  assert.equal(await found(), 1, 'the earlier one keeps the seven days it began under')
  s.clock.advance(12 * 86_400_000)
  assert.equal(await found(), 2)
})
