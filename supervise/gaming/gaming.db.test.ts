import assert from 'node:assert/strict'
import { currentCalendar } from '#city/calendar/store.ts'
import { writeCases } from '#city/case/bulk.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { town } from '#server/testing/town.ts'
import { someLives } from '../testing/histories.ts'
import { gamingJobs, look } from './watch.ts'

/** Weeks of cases in which one of three collectors never fails a verification, and the others fail one in ten. */
async function spotless(s: Story): Promise<void> {
  s.clock.set('2026-04-07T06:00:00+08:00')
  const units = ['roads', 'sanitation'].map((unitId) => ({
    unitId,
    name: unitId,
    handler: { id: s.people.luzheng, name: '路政', unit: unitId },
  }))
  const from = new Date('2026-03-01T00:00:00+08:00')
  const lives = someLives({ seed: 77, count: 420, from, now: s.clock.now(), units }).map(({ caseId, history }) => ({
    caseId,
    history: history.map((event) => {
      if (event.kind === 'verify_asked' || event.kind === 'confirm_asked')
        return { ...event, body: { ...event.body, collectorId: s.people.xiaolin } }
      if (event.kind !== 'verify_answered') return event
      const isHis = event.byId.endsWith('11')
      if (isHis) return { ...event, byId: s.people.xiaolin, byName: '林', body: { ...event.body, passed: true } }
      return caseId.endsWith('5') ? { ...event, body: { ...event.body, passed: false } } : event
    }),
  }))
  await writeCases(s.tx, town.districtId, await currentCalendar(s.tx, town.districtId), lives, s.clock.now())
}

story(
  'ducha sees a collector who never fails anything with the cases, hears why, and writes it down; lingdao only reads',
  async (s) => {
    await spotless(s)
    const pool = rolledBackPool(s.tx)
    const strict = (await must(s.get('ducha', '/api/gaming'))).thresholds
    const thresholds = { ...strict, perfect: { minSample: 40, chance: 0.1 } }
    await must(s.post('ducha', '/api/gaming/thresholds', { basedOn: 0, thresholds, reason: '本区样本较小' }))
    await s.jobs.run(gamingJobs({ pool, clock: s.clock, log: silentLog }))
    const { run, findings } = await must(s.get('lingdao', '/api/gaming'))
    assert.equal(run.version, 1)
    assert.equal(run.endsAt, '2026-04-05T16:00:00.000Z')
    const [found] = findings.filter(({ kind }: { kind: string }) => kind === 'perfect')
    assert.equal(found.subjectName, '林')
    const at = `/api/gaming/findings/${found.findingId}`
    const { cases, expected } = await must(s.get('lingdao', at))
    assert.ok(cases.length > 0 && expected > 1)
    assert.equal((await s.get('lingdao', `/api/cases/${cases[0].caseId}`)).status, 200)
    assert.equal((await s.post('lingdao', `${at}/explain`, { text: '看过' })).status, 403)
    await must(s.post('ducha', `${at}/explain`, { text: '该员负责新建小区，问题本来少' }))
    await must(s.post('ducha', `${at}/explain`, { text: '已抽查十件，属实' }))
    const { history } = await must(s.get('lingdao', at))
    assert.deepEqual(
      history.map(({ text }: { text: string }) => text),
      ['该员负责新建小区，问题本来少', '已抽查十件，属实'],
    )
    for (const who of ['wairen', 'luzheng', 'xiaolin', 'banzhang'] as const)
      assert.equal((await s.get(who, at)).status, 403, who)
  },
)

story('looking twice finds nothing new, and two who change the thresholds at once are told', async (s) => {
  const pool = rolledBackPool(s.tx)
  assert.equal(await look(pool, s.clock, town.districtId), true)
  assert.equal(await look(pool, s.clock, town.districtId), false)
  const { findings, thresholds, run } = await must(s.get('ducha', '/api/gaming'))
  assert.deepEqual(findings, [])
  assert.deepEqual(run.tested, { handlings: 0, verifications: 0, ratings: 0 })
  const change = { basedOn: 0, thresholds, reason: '试行' }
  await must(s.post('ducha', '/api/gaming/thresholds', change))
  assert.equal((await s.post('ducha', '/api/gaming/thresholds', change)).body.code, 'thresholds_changed_meanwhile')
  const wild = { ...thresholds, batch: { ...thresholds.batch, least: 1 } }
  assert.equal(
    (await s.post('ducha', '/api/gaming/thresholds', { ...change, basedOn: 1, thresholds: wild })).status,
    400,
  )
})
