import assert from 'node:assert/strict'
import { runNextDryRun } from '#analyse/alarm/dry-run.ts'
import { point } from '#city/place/frame.ts'
import { arrives, placeDevice } from '#sense/simulate/saying.ts'
import { story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const { districtId } = town
const fence = {
  name: '学校门前',
  area: { shape: 'circle', centre: [107.5005, 31.2005], metres: 200 },
  windows: [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '08:30' }],
  source: { text: '上学时段禁止作业车辆进入', mark: 'J' },
}
const rule = { template: 'entered', code: 'school-gate', deviceKinds: ['sweeper-truck'] }

story(
  'ducha draws a fence with hours and drafts a rule about it, which a dry run tries on what trucks did',
  async (s) => {
    const truck = await placeDevice(s.tx, { districtId, kind: 'sweeper-truck', name: '清扫车 01' }, s.clock.now())
    const at = (clock: string, north: number) => ({
      at: new Date(`2026-03-02T${clock}:00+08:00`),
      place: point(107.5005, 31.2005 + north / 110_900),
      ...{ speed: 20, course: 0, altitude: 300, fixed: true, flags: 3 },
    })
    // In at half past seven, in its hours; in again at nine, when they are over.
    const tracks = [at('07:00', 900), at('07:30', 0), at('07:50', 900), at('09:00', 0), at('09:20', 900)]
    await arrives(s.tx, { districtId, position: 1, now: s.clock.now() }, [{ deviceId: truck, samples: [], tracks }])
    assert.equal((await s.post('shouli', '/api/fences', fence)).status, 403)
    assert.equal((await s.get('wairen', '/api/fences')).status, 403)
    const { body: made } = await s.post('ducha', '/api/fences', fence)
    const { body: drafted } = await s.post('ducha', `/api/fences/${made.fenceId}/rules`, rule)
    assert.equal((await s.post('ducha', `/api/fences/${made.fenceId}/rules`, rule)).body.code, 'alarm_rule_code_taken')
    const day = { from: '2026-03-01T16:00:00.000Z', to: s.clock.now().toISOString() }
    const { body: asked } = await s.post('ducha', `/api/alarm-rules/${drafted.ruleId}/dry-runs`, day)
    while (await runNextDryRun(s.pool, s.clock));
    const { body: run } = await s.get('ducha', `/api/alarm-dry-runs/${asked.runId}`)
    assert.deepEqual([run.state, run.result.draft], ['done', 1])
    assert.match(run.result.items[0].from, /^2026-03-01T23:30/)
    const { body: list } = await s.get('lingdao', '/api/fences')
    assert.deepEqual(
      list.items[0].rules.map(({ isDraft, isBehind }: { isDraft: boolean; isBehind: boolean }) => [isDraft, isBehind]),
      [[true, false]],
    )
  },
)

story(
  'a fence that changes leaves its rules as they were and says that they are behind; another outline under its name is refused',
  async (s) => {
    const { body: made } = await s.post('diaodu', '/api/fences', fence)
    const path = `/api/fences/${made.fenceId}`
    const { body: drafted } = await s.post('diaodu', `${path}/rules`, rule)
    const wider = { basedOn: 1, body: { ...fence, area: { ...fence.area, metres: 300 } } }
    assert.equal((await s.post('diaodu', path, wider)).body.revision, 2)
    assert.equal((await s.post('diaodu', path, wider)).body.code, 'fence_changed')
    const { body: list } = await s.get('diaodu', '/api/fences')
    assert.equal(list.items[0].rules[0].isBehind, true)
    const { body: shown } = await s.get('diaodu', `/api/alarm-rules/${drafted.ruleId}`)
    const { body, bodyHash } = shown.draft
    assert.equal(body.condition.area.metres, 200)
    const other = { ...body, condition: { ...body.condition, area: { ...body.condition.area, metres: 999 } } }
    const refused = await s.post('diaodu', `/api/alarm-rules/${drafted.ruleId}/draft`, { over: bodyHash, body: other })
    assert.deepEqual([refused.status, refused.body.code], [422, 'alarm_rule_fence_moved_on'])
    const same = { ...body, severity: 'major' }
    assert.equal(
      (await s.post('diaodu', `/api/alarm-rules/${drafted.ruleId}/draft`, { over: bodyHash, body: same })).status,
      200,
    )
    assert.equal((await s.post('diaodu', `${path}/end`, { basedOn: 2, reason: '学校搬迁' })).body.revision, 3)
    assert.deepEqual((await s.get('diaodu', '/api/fences')).body.items, [])
  },
)
