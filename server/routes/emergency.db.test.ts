import assert from 'node:assert/strict'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { reprojectOnce } from '#supervise/reprojection/loop.ts'
import { reprojectionSubscriber } from '#supervise/reprojection/subscriber.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const effects = {
  stages: { dispatch: { value: 5, unit: 'urgent_minute' } },
  categories: [{ kind: 'component', category: '01', limit: { value: 1, unit: 'urgent_hour' } }],
  routing: [{ kind: null, category: '01', areaCode: '', unitId: 'sanitation' }],
  teams: [{ unitId: 'roads', duty: '抢险队十人待命' }],
  posts: ['dispatcher'],
  text: '按防汛预案执行',
}

const plan = { name: '防汛', level: '应急状态 1+2', effects }

async function reproject(s: Story): Promise<void> {
  await relayIn(s.tx, [reprojectionSubscriber])()
  const parts = { pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog }
  while (await reprojectOnce(parts));
}

const clockOf = async (s: Story, at: string, name: string) =>
  (await must(s.get('diaodu', at))).clocks.find((clock: { name: string }) => clock.name === name)

story('banzhang prepares a package, begins the emergency once, and ends it; all of it is kept', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const wrong = { ...plan, effects: { ...effects, teams: [{ unitId: 'navy', duty: '待命' }] } }
  assert.equal((await s.post('banzhang', '/api/emergency/plans', wrong)).body.code, 'package_unit_unknown')
  const { packageId } = await must(s.post('banzhang', '/api/emergency/plans', plan))
  assert.equal((await s.post('banzhang', '/api/emergency/plans', plan)).body.code, 'package_name_taken')
  const stale = await s.post('banzhang', '/api/emergency/plans', { ...plan, packageId, basedOn: 0 })
  assert.equal(stale.body.code, 'package_changed_meanwhile')
  assert.equal((await s.post('luzheng', '/api/emergency/on', { packageId, reason: '暴雨红色预警' })).status, 403)
  const { emergencyId } = await must(s.post('banzhang', '/api/emergency/on', { packageId, reason: '暴雨红色预警' }))
  const again = await s.post('lingdao', '/api/emergency/on', { packageId, reason: '再来一次' })
  assert.equal(again.body.code, 'emergency_already_on')
  const { active } = await must(s.get('xiaolin', '/api/emergency'))
  assert.deepEqual([active.name, active.level, active.onReason], ['防汛', '应急状态 1+2', '暴雨红色预警'])
  await relay()
  for (const who of ['diaodu', 'luzheng'] as const)
    assert.equal((await must(s.get(who, '/api/notices'))).items[0].template, 'emergency.on', who)
  await must(s.post('lingdao', '/api/emergency/off', { emergencyId, reason: '雨已停' }))
  assert.equal(
    (await s.post('lingdao', '/api/emergency/off', { emergencyId, reason: '雨已停' })).body.code,
    'emergency_not_on',
  )
  assert.equal((await must(s.get('xiaolin', '/api/emergency'))).active, null)
  const { log } = await must(s.get('banzhang', '/api/emergency/plans'))
  assert.deepEqual([log[0].onBy, log[0].offBy, log[0].offReason], ['banzhang', 'lingdao', '雨已停'])
})

story(
  'what is open gets the emergency’s limits with the reason, what comes in takes them, and afterwards both go back',
  async (s) => {
    const early = await filed(s)
    const inUnit = await filed(s)
    await must(s.post('diaodu', `${inUnit}/dispatch`, { unitId: 'roads' }))
    const ordinary = await clockOf(s, inUnit, 'handle')
    const { packageId } = await must(s.post('banzhang', '/api/emergency/plans', plan))
    const { emergencyId } = await must(s.post('banzhang', '/api/emergency/on', { packageId, reason: '暴雨' }))
    await reproject(s)
    assert.equal((await clockOf(s, early, 'dispatch')).dueBy, '2026-03-02T02:05:00.000Z')
    assert.equal((await clockOf(s, inUnit, 'handle')).dueBy, '2026-03-02T03:00:00.000Z')
    const moved = (await must(s.get('diaodu', early))).events.at(-1)
    assert.deepEqual(
      [moved.kind, moved.body.cause, moved.body.reason],
      ['clock_moved', 'emergency', '进入防汛（应急状态 1+2）：暴雨'],
    )
    const during = await filed(s)
    const [first] = (await must(s.get('diaodu', `${during}/dispatch-proposal`))).proposals
    assert.deepEqual([first.unitId, first.reason.zh], ['sanitation', '应急预案：防汛（应急状态 1+2）'])
    assert.equal((await clockOf(s, during, 'dispatch')).dueBy, '2026-03-02T02:05:00.000Z')
    const filedDuring = (await must(s.get('diaodu', during))).events.find(
      (event: { kind: string }) => event.kind === 'filed',
    )
    assert.deepEqual(filedDuring.body.clause.limit, { value: 1, unit: 'urgent_hour' })
    await must(s.post('banzhang', '/api/emergency/off', { emergencyId, reason: '雨停' }))
    await reproject(s)
    assert.equal((await clockOf(s, early, 'dispatch')).dueBy, '2026-03-02T02:15:00.000Z')
    assert.equal((await clockOf(s, during, 'dispatch')).dueBy, '2026-03-02T02:15:00.000Z')
    assert.equal((await clockOf(s, inUnit, 'handle')).dueBy, ordinary.dueBy)
    const back = (await must(s.get('diaodu', early))).events.at(-1)
    assert.equal(back.body.reason, '解除防汛（应急状态 1+2）：雨停')
    await must(s.post('diaodu', `${inUnit}/recall`, { reason: '派错' }))
    assert.equal(
      (await clockOf(s, inUnit, 'dispatch')).dueBy,
      '2026-03-02T02:15:00.000Z',
      'later rounds are ordinary again',
    )
  },
)
