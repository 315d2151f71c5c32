import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { insertAcceptance } from '#sense/acceptance/store.ts'
import { story } from '../testing/story.ts'

const truck = { protocol: 'jt808', sender: '013800138000', kind: 'sanitation-truck', name: '洒水车 01' }
const whole = { minutes: 10, trials: ['cut', 'resend', 'cut'] }

story('xitong wishes for a trial and takes it back; ducha may only look, and nobody wishes twice', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const path = `/api/devices/${deviceId}/trials`
  assert.equal((await s.post('ducha', path, whole)).status, 403)
  assert.equal((await s.post('xitong', path, { minutes: 0, trials: [] })).status, 400)
  assert.equal((await s.post('xitong', path, { minutes: 5, trials: ['burn'] })).status, 400)
  const { status, body } = await s.post('xitong', path, whole)
  assert.equal(status, 200)
  const again = await s.post('xitong', path, { minutes: 5, trials: [] })
  assert.deepEqual([again.status, again.body.code], [409, 'trial_open'])
  const [open] = (await s.get('diaodu', path)).body.items
  assert.deepEqual([open.state, open.trials, open.minutes, open.progress], ['waiting', ['resend', 'cut'], 10, null])
  assert.equal((await s.post('ducha', `${path}/${body.trialId}/stop`, {})).status, 403)
  assert.equal((await s.post('xitong', `${path}/${body.trialId}/stop`, {})).body.state, 'withdrawn')
  const over = await s.post('xitong', `${path}/${body.trialId}/stop`, {})
  assert.deepEqual([over.status, over.body.code], [409, 'trial_over'])
  const acts = await s.tx.many<{ act: string }>(sql`
    select act from kernel.audit_entry where target = ${deviceId} and act like 'device tri%' order by at, act`)
  assert.deepEqual(acts.map(({ act }) => act).toSorted(), ['device trial stopped', 'device tried'])
})

story('what comes through the platform of an operator cannot be tried, nor what is retired', async (s) => {
  const lamp = { protocol: 'onenet', sender: 'imei-1', kind: 'lamp', name: '路灯 01' }
  const { deviceId } = (await s.post('xitong', '/api/devices', lamp)).body
  const refused = await s.post('xitong', `/api/devices/${deviceId}/trials`, whole)
  assert.deepEqual([refused.status, refused.body.code], [422, 'trial_protocol'])
})

story('a report says how it came about, on screen and on paper', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const { districtId } = await s.tx.one<{ districtId: string }>(sql`
    select district_id as "districtId" from sense.device where device_id = ${deviceId}`)
  const acceptanceId = newId()
  const to = s.clock.now()
  const from = new Date(to.getTime() - 600_000)
  const seen = { frames: 0, grade: null, isWhole: false, checks: [], unknown: [] }
  const report = { protocol: 'jt808', sender: '13800138000', edition: '2013', from, to, ...seen }
  await insertAcceptance(s.tx, districtId, { acceptanceId, deviceId, by: '系统', report, trials: ['cut'] })
  const path = `/api/devices/${deviceId}/acceptances`
  assert.deepEqual((await s.get('diaodu', path)).body.items[0].trials, ['cut'])
  assert.deepEqual((await s.get('diaodu', `${path}/${acceptanceId}`)).body.trials, ['cut'])
  assert.equal((await s.get('diaodu', `${path}/${acceptanceId}/print`)).status, 200)
})
