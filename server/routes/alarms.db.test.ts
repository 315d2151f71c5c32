import assert from 'node:assert/strict'
import { judgeClock, keepWatch } from '#analyse/alarm/clock-round.ts'
import { runNextDryRun } from '#analyse/alarm/dry-run.ts'
import { judgeArrived } from '#analyse/alarm/round.ts'
import { fileDue } from '#analyse/finding/run.ts'
import { verdictWatcher } from '#analyse/finding/verdict.ts'
import type { RuleBodyInput } from '#analyse/rule/rule.ts'
import { point } from '#city/place/frame.ts'
import { arrives, placeDevice } from '#sense/simulate/saying.ts'
import { relayIn } from '../testing/relayed.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const A_MINUTE = 60_000
const { districtId } = town

const dust: RuleBodyInput = {
  title: { zh: 'PM10 超限', en: 'PM10 over its limit' },
  severity: 'major',
  scope: { deviceKinds: ['dust-station'] },
  condition: {
    ...{ kind: 'lasting', seconds: 300 },
    of: { kind: 'threshold', metric: 'pm10', unit: 'µg/m³', side: 'above', limit: 150, clear: 120 },
  },
  filing: {
    category: { edition: '2026', kind: 'matter', code: '08006' },
    text: '{device} PM10 自 {since} 起超过 {limit}，实测 {value}',
    atOnceFrom: 'major',
    afterSeconds: 60,
  },
  source: { text: 'GB 3095-2012 二级，24 小时均值 150 µg/m³', mark: 'M' },
}

const silent: RuleBodyInput = {
  title: { zh: '设备离线', en: 'Device silent' },
  severity: 'notice',
  scope: { deviceKinds: ['dust-station', 'cabinet'] },
  condition: { kind: 'silence' },
  storm: { devices: 3, withinSeconds: 300 },
  source: { text: '本区规定', mark: 'J' },
}

/** A rule drafted, tried and signed by those who may. */
async function inForce(s: Story, code: string, body: RuleBodyInput): Promise<string> {
  const { ruleId } = await must(s.post('ducha', '/api/alarm-rules', { code, body }))
  await signed(s, ruleId)
  return ruleId
}

async function signed(s: Story, ruleId: string) {
  const at = `/api/alarm-rules/${ruleId}`
  const to = s.clock.now()
  const span = { from: new Date(to.getTime() - 86_400_000).toISOString(), to: to.toISOString() }
  await must(s.post('ducha', `${at}/dry-runs`, span))
  await runNextDryRun(s.tx, s.clock)
  const { draft, canSign } = await must(s.get('banzhang', at))
  assert.equal(canSign, true)
  return must(s.post('banzhang', `${at}/sign`, { bodyHash: draft.bodyHash, reason: '试算正常' }))
}

type Town = { s: Story; position: number }

const pm10 = (at: number, value: number, quality: 'ok' | 'bad' | 'unknown' = 'ok') => ({
  ...{ metric: 'pm10', unit: 'µg/m³', at: new Date(at), value, quality },
})

/** Minutes of one station that arrive together now, the last of them now; then everything that follows is done. */
async function says(t: Town, deviceId: string, values: readonly number[], back = 0): Promise<void> {
  const now = t.s.clock.now().getTime()
  const samples = values.map((value, n) => pm10(now - (back + values.length - 1 - n) * A_MINUTE, value))
  await hears(t, [{ deviceId, samples }])
}

async function hears(t: Town, said: Parameters<typeof arrives>[2]): Promise<void> {
  t.position++
  await arrives(t.s.tx, { districtId, position: t.position, now: t.s.clock.now() }, said)
  await round(t.s)
}

async function round(s: Story): Promise<void> {
  await keepWatch(s.pool, districtId, s.clock.now())
  while ((await judgeArrived(s.pool, districtId, s.clock.now())).more);
  await judgeClock(s.pool, districtId, s.clock.now())
  await fileDue(s.pool, districtId, s.clock.now())
}

const alarmsOf = async (s: Story, query = '') => (await must(s.get('shouli', `/api/alarms${query}`))).items
const kindsOf = (detail: { entries: { kind: string }[] }) => detail.entries.map(({ kind }) => kind).toReversed()
const pass = (s: Story, minutes: number) => s.clock.advance(minutes * A_MINUTE)

story(
  'a station over its limit raises one alarm, which becomes one case with its curve, and the case tells when it healed',
  async (s) => {
    const t = { s, position: 0 }
    const station = await placeDevice(
      s.tx,
      { districtId, kind: 'dust-station', name: '一号工地', place: inTown },
      s.clock.now(),
    )
    await inForce(s, 'dust-pm10', dust)
    await says(t, station, [100, 160, 170, 180, 190, 200])
    assert.deepEqual(await alarmsOf(s), [], 'four minutes are not five')
    pass(s, 1)
    await says(t, station, [210])
    const [alarm, ...more] = await alarmsOf(s)
    assert.deepEqual([more, alarm.deviceName, alarm.severity, alarm.filing], [[], '一号工地', 'major', 'due'])
    assert.equal(alarm.streetName, '翠屏街道')
    pass(s, 2)
    await says(t, station, [220])
    const [filed] = await alarmsOf(s)
    assert.equal(filed.filing, 'filed')
    const shown = await must(s.get('banzhang', `/api/cases/${filed.caseId}`))
    assert.deepEqual([shown.source, shown.category, shown.stage], ['sensor', '08006', 'reported'])
    assert.match(shown.description, /一号工地 PM10 自 2026-03-02 .* 起超过 150 µg\/m³，实测 210 µg\/m³/)
    const reported = shown.events[0].body.foreign.alarm
    assert.deepEqual([reported.number, reported.metric], [filed.number, 'pm10'])
    assert.ok(reported.curve.length >= 7 && reported.frames.length > 0)
    await round(s)
    assert.equal((await must(s.get('shouli', `/api/cases/${filed.caseId}/alarms`))).items[0].episodeId, filed.episodeId)
    pass(s, 1)
    await says(t, station, [110])
    const healed = await must(s.get('shouli', `/api/alarms/${filed.episodeId}`))
    assert.deepEqual(kindsOf(healed), ['raised', 'filed', 'cleared'])
    const after = await must(s.get('banzhang', `/api/cases/${filed.caseId}`))
    assert.match(after.events.at(-1).body.text, /自行恢复/)
  },
)

story(
  'what heals before its time does not become a case; what begins again soon is the same alarm once more',
  async (s) => {
    const t = { s, position: 0 }
    const station = await placeDevice(
      s.tx,
      { districtId, kind: 'dust-station', name: '二号工地', place: inTown },
      s.clock.now(),
    )
    await inForce(s, 'dust-pm10', dust)
    await says(t, station, [160, 160, 160, 160, 160, 160])
    pass(s, 1)
    await says(t, station, [100])
    pass(s, 5)
    await round(s)
    const [healed] = await alarmsOf(s, '?state=all')
    assert.deepEqual([healed.filing, healed.caseId], ['healed', null])
    pass(s, 1)
    await says(t, station, [160, 160, 160, 160, 160, 160])
    const [again, ...more] = await alarmsOf(s, '?state=all')
    assert.deepEqual([more, again.episodeId, again.repeats, again.filing], [[], healed.episodeId, 2, 'due'])
  },
)

story(
  'values that come late and out of order raise what they would have raised in order, and no bad value does',
  async (s) => {
    const t = { s, position: 0 }
    const station = await placeDevice(
      s.tx,
      { districtId, kind: 'dust-station', name: '三号工地', place: inTown },
      s.clock.now(),
    )
    await inForce(s, 'dust-pm10', dust)
    pass(s, 60)
    await says(t, station, [100])
    const now = s.clock.now().getTime()
    const bad = Array.from({ length: 9 }, (_, n) => pm10(now - (50 - n) * A_MINUTE, 999, 'bad'))
    await hears(t, [{ deviceId: station, samples: bad }])
    assert.deepEqual(await alarmsOf(s, '?state=all'), [])
    await says(t, station, [160, 165, 170], 27)
    await says(t, station, [160, 165, 170], 30)
    await says(t, station, [90], 26)
    const [late, ...more] = await alarmsOf(s, '?state=all')
    assert.deepEqual([more, late.isLate], [[], true])
    assert.ok(late.clearedAt && late.caseId === null)
    const detail = await must(s.get('shouli', `/api/alarms/${late.episodeId}`))
    assert.equal((now - Date.parse(detail.raisedAt)) / A_MINUTE, 27)
    await says(t, station, [160, 165, 170], 27)
    assert.equal((await alarmsOf(s, '?state=all')).length, 1, 'sent twice, found once')
  },
)

story(
  'a burst of silent devices of one street is one alarm; the cabinet they hang on is their cause; all end when heard',
  async (s) => {
    const t = { s, position: 0 }
    const now = s.clock.now()
    const device = (name: string, kind = 'dust-station', upstreamId?: string) =>
      placeDevice(s.tx, { districtId, kind, name, place: inTown, ...(upstreamId ? { upstreamId } : {}) }, now)
    const lone = [await device('甲'), await device('乙'), await device('丙'), await device('丁')]
    await inForce(s, 'device-silent', silent)
    const sample = (deviceId: string) => ({ deviceId, samples: [pm10(s.clock.now().getTime(), 50)] })
    await hears(t, lone.map(sample))
    pass(s, 16)
    await round(s)
    const [storm, ...more] = await alarmsOf(s)
    assert.deepEqual([more.length, storm.members, storm.upstream, storm.severity], [0, 4, 'gateway', 'minor'])
    const { parts } = await must(s.get('shouli', `/api/alarms/${storm.episodeId}`))
    assert.deepEqual(parts.map((one: { deviceName: string }) => one.deviceName).toSorted(), ['丁', '丙', '乙', '甲'])
    pass(s, 1)
    await hears(t, lone.map(sample))
    pass(s, 1)
    await round(s)
    assert.deepEqual(await alarmsOf(s), [], 'the last member takes the storm with it')
    const cabinet = await device('一号箱', 'cabinet')
    const lamps = [await device('灯一', 'dust-station', cabinet), await device('灯二', 'dust-station', cabinet)]
    await hears(t, [cabinet, ...lamps, ...lone].map(sample))
    pass(s, 14)
    await hears(t, lone.map(sample))
    pass(s, 2)
    await round(s)
    const [root, ...others] = await alarmsOf(s)
    assert.deepEqual([others.length, root.deviceName, root.members], [0, '一号箱', 2])
    await hears(t, [cabinet, ...lone].map(sample))
    const left = await alarmsOf(s)
    assert.deepEqual(
      left.map((one: { deviceName: string }) => one.deviceName).toSorted(),
      ['灯一', '灯二'],
      'the cabinet is heard again, so the lamps stand alone',
    )
  },
)

story('seen by keyboard and in batches with a preview; given to somebody; of two the second is told', async (s) => {
  const t = { s, position: 0 }
  const station = await placeDevice(
    s.tx,
    { districtId, kind: 'dust-station', name: '四号工地', place: inTown },
    s.clock.now(),
  )
  await inForce(s, 'dust-pm10', { ...dust, filing: null })
  await says(t, station, [160, 160, 160, 160, 160, 160])
  const [alarm] = await alarmsOf(s)
  const body = { episodeIds: [alarm.episodeId, s.people.shouli], rehearse: true }
  const preview = await must(s.post('diaodu', '/api/alarms/acknowledge', body))
  assert.deepEqual([preview.done.length, preview.skipped[0].why], [1, 'unknown'])
  assert.equal((await alarmsOf(s, '?seen=no')).length, 1, 'a preview changes nothing')
  await must(s.post('diaodu', '/api/alarms/acknowledge', { ...body, rehearse: false }))
  assert.deepEqual(await alarmsOf(s, '?seen=no'), [])
  const at = `/api/alarms/${alarm.episodeId}`
  assert.equal((await s.post('diaodu', `${at}/assign`, { personId: s.people.luzheng })).body.field, 'body.personId')
  const given = await must(s.post('diaodu', `${at}/assign`, { personId: s.people.shouli, seen: 2 }))
  assert.equal(given.assignedName, 'shouli')
  assert.equal((await s.post('shouli', `${at}/assign`, { personId: null, seen: 2 })).body.code, 'alarm_moved_on')
  await must(s.post('shouli', `${at}/note`, { text: '已电话联系工地' }))
  assert.equal((await s.post('shouli', `${at}/file`, {})).body.code, 'alarm_no_policy')
  assert.deepEqual(kindsOf(await must(s.get('ducha', at))), ['raised', 'acknowledged', 'assigned', 'noted'])
  assert.equal((await s.post('ducha', `${at}/note`, { text: 'x' })).body.code, 'not_permitted')
  assert.equal((await s.get('wairen', '/api/alarms')).status, 403)
  assert.equal((await s.get('luzheng', '/api/alarms')).status, 403)
  const counts = await must(s.get('lingdao', '/api/alarm-counts'))
  assert.deepEqual([counts.standing, counts.unseen, counts.severities.major], [1, 0, 1])
})

story(
  'a mild alarm waits for the duty chief’s word; a second alarm nearby joins the open case; a void case says false',
  async (s) => {
    const t = { s, position: 0 }
    const tell = relayIn(s.tx, [verdictWatcher(s.clock)])
    const place = point(inTown.lon + 0.0002, inTown.lat)
    const first = await placeDevice(
      s.tx,
      { districtId, kind: 'dust-station', name: '五号', place: inTown },
      s.clock.now(),
    )
    const second = await placeDevice(s.tx, { districtId, kind: 'dust-station', name: '六号', place }, s.clock.now())
    const asked = { ...dust, filing: { ...dust.filing!, atOnceFrom: 'critical' as const } }
    const ruleId = await inForce(s, 'dust-pm10', asked)
    await says(t, first, [160, 160, 160, 160, 160, 160])
    await says(t, second, [160, 160, 160, 160, 160, 160])
    pass(s, 10)
    await round(s)
    const [b, a] = await alarmsOf(s, '?asks=true')
    const [at, other] = [`/api/alarms/${a.episodeId}`, `/api/alarms/${b.episodeId}`]
    assert.equal((await s.post('shouli', `${at}/file`, {})).body.code, 'alarm_other_post')
    const filed = await must(s.post('banzhang', `${at}/file`, { seen: a.revision }))
    assert.equal((await s.post('banzhang', `${at}/file`, {})).body.code, 'alarm_filed_already')
    const joined = await must(s.post('banzhang', `${other}/file`, {}))
    assert.deepEqual([filed.filing, joined.filing, joined.caseId], ['filed', 'joined', filed.caseId])
    await must(s.post('banzhang', `/api/cases/${filed.caseId}/void`, { reason: '现场无扬尘，误报' }))
    await tell()
    await relayIn(s.tx, [verdictWatcher(s.clock)])()
    const told = await must(s.get('ducha', at))
    assert.deepEqual([told.verdict, kindsOf(told).at(-1)], [false, 'judged'])
    const { precision, cases } = await must(s.get('ducha', `/api/alarm-rules/${ruleId}`))
    assert.deepEqual([precision.right, precision.wrong, cases], [0, 2, 2])
  },
)

story(
  'a rule is drafted, tried and signed by two posts; what changed was tried; history stays as it was judged',
  async (s) => {
    const t = { s, position: 0 }
    const station = await placeDevice(
      s.tx,
      { districtId, kind: 'dust-station', name: '七号', place: inTown },
      s.clock.now(),
    )
    await says(t, station, [160, 160, 160, 160, 160, 160, 100, 130, 130, 130, 130, 130, 130])
    const ruleId = await inForce(s, 'dust-pm10', dust)
    const at = `/api/alarm-rules/${ruleId}`
    const { versions, runs } = await must(s.get('diaodu', at))
    assert.deepEqual([versions.length, runs[0].result.draft, runs[0].result.force], [1, 1, 0])
    const stricter = { ...dust.condition, of: { ...(dust.condition as { of: object }).of, limit: 125, clear: 110 } }
    const body = { ...dust, condition: stricter as RuleBodyInput['condition'], flapSeconds: 0 }
    const saved = await must(s.post('ducha', `${at}/draft`, { body }))
    assert.equal((await s.post('diaodu', `${at}/draft`, { body })).body.code, 'alarm_rule_moved_on')
    const sign = { bodyHash: saved.bodyHash, reason: '收严' }
    assert.equal((await s.post('ducha', `${at}/sign`, sign)).body.code, 'not_permitted')
    assert.equal((await s.post('banzhang', `${at}/sign`, sign)).body.code, 'alarm_rule_not_tried')
    await signed(s, ruleId)
    const after = await must(s.get('ducha', at))
    const [last] = after.runs
    assert.deepEqual([last.result.draft, last.result.force], [2, 1])
    assert.deepEqual(last.result.items.map((one: { by: string }) => one.by).toSorted(), ['both', 'draft'])
    assert.deepEqual(
      after.versions.map((one: { version: number; endReason: string | null }) => [one.version, one.endReason]),
      [
        [2, null],
        [1, '试算正常'],
      ],
    )
    await says(t, station, [160, 160, 160, 160, 160, 160])
    await must(s.post('banzhang', `${at}/withdraw`, { reason: '标准修订中' }))
    await round(s)
    assert.deepEqual(await alarmsOf(s), [], 'a rule out of force leaves no alarm standing')
    assert.equal((await s.post('shouli', '/api/alarm-rules', { code: 'x-1', body: dust })).body.code, 'not_permitted')
    const wrong = {
      ...dust,
      condition: { kind: 'threshold', metric: 'a', unit: '', side: 'above', limit: 1, clear: 2 },
    }
    const refused = await s.post('ducha', '/api/alarm-rules', { code: 'x-1', body: wrong })
    assert.equal(refused.body.field, 'body.body.condition.clear')
  },
)

story(
  'a rule of working nights ends its alarms with the night, says so to the case, and is tried by the same hours',
  async (s) => {
    const t = { s, position: 0 }
    const where = { districtId, kind: 'dust-station', name: '夜间工地', place: inTown }
    const station = await placeDevice(s.tx, where, s.clock.now())
    const night = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '05:00' }]
    const watch = { on: 'working' as const }
    const { of } = dust.condition as { of: RuleBodyInput['condition'] }
    const ruleId = await inForce(s, 'dust-night', { ...dust, condition: of, windows: night, watch })
    await says(t, station, [200])
    assert.deepEqual(await alarmsOf(s), [], 'in the morning it does not watch')
    pass(s, 12 * 60 + 30)
    await says(t, station, [200])
    pass(s, 5)
    await says(t, station, [200])
    const [alarm] = await alarmsOf(s)
    assert.equal(alarm.filing, 'filed')
    pass(s, 8 * 60)
    await round(s)
    const over = await must(s.get('shouli', `/api/alarms/${alarm.episodeId}`))
    assert.equal(over.clearedAt, '2026-03-02T21:00:00.000Z')
    assert.equal(over.entries[0].body.reason, '规则时段结束')
    const told = await must(s.get('banzhang', `/api/cases/${alarm.caseId}`))
    assert.match(told.events.at(-1).body.text, /2026-03-03 05:00 结束（规则时段结束）/)
    const { inForce: held } = await must(s.get('ducha', `/api/alarm-rules/${ruleId}`))
    const body = { ...held.body, watch: { ...held.body.watch, on: 'off' } }
    await must(s.post('ducha', `/api/alarm-rules/${ruleId}/draft`, { body }))
    const to = s.clock.now()
    const span = { from: new Date(to.getTime() - 86_400_000).toISOString(), to: to.toISOString() }
    await must(s.post('ducha', `/api/alarm-rules/${ruleId}/dry-runs`, span))
    await runNextDryRun(s.tx, s.clock)
    const [{ result }] = (await must(s.get('ducha', `/api/alarm-rules/${ruleId}`))).runs
    assert.deepEqual([result.draft, result.force], [0, 1], 'a Monday is no day off')
    assert.equal(result.items[0].to, '2026-03-02T21:00:00.000Z')
  },
)
