import assert from 'node:assert/strict'
import { story } from '../testing/story.ts'

const truck = { protocol: 'jt808', sender: '013800138000', kind: 'sanitation-truck', name: '洒水车 01' }
const cover = { protocol: 'mqtt', sender: 'cover-1', kind: 'manhole-cover', name: '井盖 01' }

story('diaodu tells a truck something with a reason, sees it wait, and takes it back; wairen may not', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const path = `/api/devices/${deviceId}/instructions`
  const text = { kind: 'text', parameters: { text: '前方施工', way: 'speech' }, reason: '施工绕行' }
  assert.equal((await s.post('ducha', path, text)).status, 403)
  const told = await s.post('diaodu', path, text)
  assert.equal(told.status, 200)
  const list = (await s.get('diaodu', path)).body
  const [one] = list.items
  assert.deepEqual([one.state, one.reason, one.parameters.text], ['queued', '施工绕行', '前方施工'])
  const back = await s.post('diaodu', `${path}/${told.body.instructionId}/withdraw`, {})
  assert.deepEqual([back.status, back.body.state], [200, 'withdrawn'])
  const again = await s.post('diaodu', `${path}/${told.body.instructionId}/withdraw`, {})
  assert.deepEqual([again.status, again.body.code], [409, 'instruction_over'])
})

story('what a device cannot be told is refused at its field', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', truck)).body
  const path = `/api/devices/${deviceId}/instructions`
  const refused = async (body: object) => {
    const { status, body: said } = await s.post('diaodu', path, { reason: '试一试', ...body })
    return [status, said.code, said.field]
  }
  assert.deepEqual(await refused({ kind: 'fly' }), [422, 'instruction_kind_unknown', 'body.kind'])
  assert.deepEqual(await refused({ kind: 'photograph', parameters: { channel: 0, count: 1 } }), [
    422,
    'instruction_value_wrong',
    'body.parameters.channel',
  ])
  assert.equal((await refused({ kind: 'locate', colour: 1 }))[0], 400)
  const asked = { kind: 'set-settings', parameters: { interval: 30 }, reason: '加密上报' }
  assert.equal((await s.post('diaodu', path, asked)).status, 200)
  assert.deepEqual((await s.get('diaodu', path)).body.settings, [{ name: 'interval', desired: 30, reported: null }])
})

story('xitong makes a cover’s credential, which is told once, and says how its JSON is read', async (s) => {
  const { deviceId } = (await s.post('xitong', '/api/devices', cover)).body
  const at = (what: string) => `/api/devices/${deviceId}/${what}`
  const made = await s.post('xitong', at('credential'), { basedOn: 1 })
  assert.equal(made.status, 200)
  assert.ok(made.body.credential.length >= 24)
  const device = (await s.get('xitong', `/api/devices/${deviceId}`)).body
  assert.deepEqual(
    [device.hasCredential, device.revision, JSON.stringify(device).includes(made.body.credential)],
    [true, 2, false],
  )
  const value = { path: 'data[0].mm', metric: 'waterLevel', unit: 'm', scale: 0.001 }
  const wrong = await s.post('xitong', at('mapping'), { basedOn: 2, mapping: { values: [{ ...value, path: 'a..b' }] } })
  assert.deepEqual([wrong.status, wrong.body.field], [422, 'body.mapping.values.0.path'])
  assert.equal((await s.post('xitong', at('mapping'), { basedOn: 2, mapping: { values: [value] } })).status, 200)
  assert.deepEqual((await s.get('xitong', `/api/devices/${deviceId}`)).body.mapping, { values: [value] })
  assert.equal((await s.post('diaodu', at('credential'), { basedOn: 3 })).status, 403)
  assert.equal((await s.post('xitong', at('credential'), { basedOn: 2 })).status, 409)
})
