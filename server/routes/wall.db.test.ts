import assert from 'node:assert/strict'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const at = `/api/public/${town.districtId}/wall`

const issued = async ({ post }: Story, name = '指挥大厅') => {
  const { deviceId, address } = await must(post('xitong', '/api/walls', { name }))
  return { deviceId, token: address.split('.')[1] as string }
}
const picture = ({ app }: Story, token: string) =>
  app.inject({ url: `${at}/picture`, headers: { cookie: `yiwang.wall=${token}` } })

story('xitong issues a wall’s token, which opens the picture and nothing else; revoked it opens nothing', async (s) => {
  const { deviceId, token } = await issued(s)
  const opened = await s.post('nobody', `${at}/open`, { token })
  assert.match(String(opened.headers['set-cookie']), /^yiwang\.wall=.+HttpOnly; SameSite=Strict/)
  assert.equal((await picture(s, token)).statusCode, 200)
  const cookie = `yiwang.wall=${token}`
  for (const url of ['/api/cases', '/api/walls', '/api/session', '/api/plan-targets'])
    assert.equal((await s.app.inject({ url, headers: { cookie } })).statusCode, 401, url)
  const kept = await s.tx.client.query('select * from supervise.wall_device')
  assert.doesNotMatch(JSON.stringify(kept.rows), new RegExp(token))
  await must(s.post('xitong', `/api/walls/${deviceId}/revoke`))
  assert.equal((await picture(s, token)).json().code, 'wall_refused')
  assert.equal((await s.post('nobody', `${at}/open`, { token })).body.code, 'wall_refused')
  assert.equal((await s.post('xitong', `/api/walls/${deviceId}/revoke`)).body.code, 'wall_not_found')
  const { rows } = await s.tx.client.query(
    `select act from kernel.audit_entry where act like '%wall%' and outcome = 'done' order by at, act`,
  )
  const acts = rows.map(({ act }) => act)
  for (const act of ['wall token issued', 'wall opened', 'POST /api/walls/:deviceId/revoke'])
    assert.ok(acts.includes(act), act)
})

story('wairen, nobody and a made-up token see no wall; diaodu may push but not issue', async (s) => {
  for (const who of ['wairen', 'nobody'] as const) {
    assert.equal((await s.get(who, `${at}/picture`)).body.code, 'wall_refused')
    assert.equal((await s.post(who, `${at}/hello`, { screen: '3840×1080', showing: 'scores' })).status, 401)
  }
  assert.equal((await picture(s, 'x'.repeat(43))).statusCode, 401)
  assert.equal((await s.post('diaodu', '/api/walls', { name: '另一块' })).status, 403)
  assert.equal((await s.post('xitong', '/api/walls/push', {})).status, 403)
})

story('the picture counts what is there and holds no word of the report, no address and nobody’s name', async (s) => {
  const { token } = await issued(s)
  await must(
    s.post('shouli', '/api/cases', {
      ...{ source: 'hotline', description: '张三家门口垃圾，电话 13812345678', place: { text: '人民路 7 号 2 单元' } },
      reporter: { name: '张三', phone: '13812345678' },
    }),
  )
  await filed(s)
  s.clock.advance(2_000)
  const reply = await picture(s, token)
  const { appearance } = reply.json()
  assert.deepEqual([appearance.today, appearance.open, appearance.sameHourLastWeek], [2, 2, 0])
  for (const secret of ['张三', '13812345678', '人民路', '垃圾', 'shouli', 'xiaolin'])
    assert.ok(!reply.body.includes(secret), secret)
})

story('diaodu pushes a case for ten minutes to one wall, and the playlist goes on afterwards', async (s) => {
  const [one, other] = [await issued(s), await issued(s, '接待厅')]
  const caseAt = await filed(s)
  const { number } = await must(s.get('diaodu', caseAt))
  const push = { deviceId: one.deviceId, theme: null, caseNumber: number, minutes: 10 }
  await must(s.post('diaodu', '/api/walls/push', push))
  const pushed = async (token: string) => (await picture(s, token)).json().push
  assert.equal((await pushed(one.token)).case.number, number)
  assert.equal((await pushed(one.token)).case.steps.at(-1).stage, 'filed')
  assert.equal(await pushed(other.token), null)
  s.clock.advance(11 * 60_000)
  assert.equal(await pushed(one.token), null)
  const { pushId } = await must(
    s.post('lingdao', '/api/walls/push', { ...push, deviceId: null, theme: 'scores', caseNumber: '' }),
  )
  assert.equal((await pushed(other.token)).theme, 'scores')
  await must(s.post('diaodu', `/api/walls/push/${pushId}/end`))
  assert.equal(await pushed(other.token), null)
  assert.equal((await s.post('diaodu', `/api/walls/push/${pushId}/end`)).body.code, 'wall_push_over')
  assert.equal((await s.post('diaodu', '/api/walls/push', { ...push, theme: 'scores' })).body.code, 'wall_push_empty')
  assert.equal(
    (await s.post('diaodu', '/api/walls/push', { ...push, caseNumber: '无此案' })).body.code,
    'wall_case_unknown',
  )
})

story(
  'diaodu puts a part of the map on the wall; the wall knows where cases are to fifty metres and no nearer',
  async (s) => {
    const { token } = await issued(s)
    await filed(s)
    const view = { lon: 107.5005, lat: 31.2005, zoom: 14.5 }
    const push = { deviceId: null, theme: null, caseNumber: '', view, minutes: 10 }
    await must(s.post('diaodu', '/api/walls/push', push))
    s.clock.advance(2_000)
    const shown = (await picture(s, token)).json()
    assert.deepEqual(shown.push.view, view)
    const [spot] = shown.map.spots
    assert.deepEqual([spot.open, Math.abs((spot.lon / 0.0005) % 1) < 1e-6], [1, true])
    assert.deepEqual([shown.map.crowded[0].community, shown.map.crowded[0].open], ['南坝社区', 1])
    assert.deepEqual((await must(s.get('diaodu', '/api/walls'))).pushes[0].view, view)
    assert.equal((await s.post('diaodu', '/api/walls/push', { ...push, theme: 'map' })).body.code, 'wall_push_empty')
    assert.equal((await s.post('diaodu', '/api/walls/push', { ...push, view: { ...view, zoom: 19 } })).status, 400)
  },
)

story('a playlist set on an old one is refused, and names of walls in use are taken once', async (s) => {
  const items = [{ theme: 'targets', seconds: 30 }]
  await must(s.post('xitong', '/api/walls/playlist', { basedOn: 0, items }))
  assert.equal(
    (await s.post('xitong', '/api/walls/playlist', { basedOn: 0, items })).body.code,
    'wall_playlist_changed',
  )
  const { token } = await issued(s)
  assert.deepEqual((await picture(s, token)).json().playlist, items)
  assert.equal((await s.post('xitong', '/api/walls', { name: '指挥大厅' })).body.code, 'wall_name_taken')
  await must(
    s.app
      .inject({
        ...{ method: 'POST', url: `${at}/hello`, headers: { cookie: `yiwang.wall=${token}` } },
        payload: { screen: '3840×1080', showing: 'targets' },
      })
      .then((reply) => ({ status: reply.statusCode, body: reply.json(), headers: reply.headers })),
  )
  const [wall] = (await must(s.get('diaodu', '/api/walls'))).devices
  assert.deepEqual([wall.screen, wall.showing, wall.seenAt], ['3840×1080', 'targets', s.clock.now().toISOString()])
})
