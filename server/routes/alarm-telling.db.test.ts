import assert from 'node:assert/strict'
import { judgeClock, keepWatch } from '#analyse/alarm/clock-round.ts'
import { judgeArrived } from '#analyse/alarm/round.ts'
import { loadRules } from '#analyse/rule/load.ts'
import type { RuleBodyInput } from '#analyse/rule/rule.ts'
import { usualPlan } from '#analyse/telling/plan.ts'
import { tellDue } from '#analyse/telling/round.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { sql } from '#kernel/db/sql.ts'
import { placeDevice, speaks } from '#sense/simulate/saying.ts'
import { relayIn } from '../testing/relayed.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { type Name, town } from '../testing/town.ts'

const A_MINUTE = 60_000
const { districtId } = town

const rule = (more: Partial<RuleBodyInput> = {}): RuleBodyInput => ({
  title: { zh: 'PM10 超限', en: 'PM10 over its limit' },
  severity: 'major',
  scope: { deviceKinds: ['dust-station'] },
  condition: { kind: 'threshold', metric: 'pm10', unit: 'µg/m³', side: 'above', limit: 150, clear: 120 },
  source: { text: '样例', mark: 'J' },
  ...more,
})

const level = (...steps: { afterMinutes: number; to: string[] }[]) => ({ steps })

async function inForce(s: Story, body: RuleBodyInput): Promise<string> {
  const now = s.clock.now()
  await loadRules(s.tx, districtId, [{ code: 'dust', body }], { by: '督查', signedBy: '班长', now })
  return placeDevice(s.tx, { districtId, kind: 'dust-station', name: '一号工地' }, now)
}

async function says(s: Story, deviceId: string, value: number): Promise<void> {
  const now = s.clock.now()
  const sample = { metric: 'pm10', unit: 'µg/m³', at: now, value, quality: 'ok' as const }
  await speaks(s.tx, { districtId, now }, [{ deviceId, samples: [sample] }])
  await keepWatch(s.pool, districtId, now)
  await judgeArrived(s.pool, districtId, now)
  await judgeClock(s.pool, districtId, now)
}

/** Lets minutes pass, and whoever is due is told; once more at the same instant, as a process that begins anew does. */
async function pass(s: Story, minutes: number, relay: () => Promise<void>): Promise<void> {
  s.clock.advance(minutes * A_MINUTE)
  for (let n = 0; n < 3; n++) await tellDue(s.pool, districtId, s.clock.now())
  await relay()
}

const onShift = (s: Story, who: Name, hours: number) =>
  s.tx.run(sql`
    insert into city.shift (district_id, shift_id, person_id, starts_at, ends_at)
    values (${districtId}, gen_random_uuid(), ${s.people[who]}, ${s.clock.now()},
            ${new Date(s.clock.now().getTime() + hours * 3_600_000)})`)

async function theAlarm(s: Story) {
  const [{ episodeId }] = (await must(s.get('banzhang', '/api/alarms?state=all'))).items
  return must(s.get('banzhang', `/api/alarms/${episodeId}`))
}

type Told = { step: number; nth: number; people: { name: string; state: string }[] }

const toldIn = ({ telling }: { telling: { told: Told[] } }) =>
  telling.told.map(({ step, nth, people }) => [step, nth, people.map(({ name, state }) => `${name} ${state}`).join()])

story('whoever is on shift is told at once, and again until somebody acknowledges; each step tells once', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  await onShift(s, 'banzhang', 12)
  const station = await inForce(s, rule())
  await says(s, station, 160)
  await pass(s, 0, relay)
  assert.deepEqual(toldIn(await theAlarm(s)), [[0, 1, 'banzhang unread,diaodu unread']])
  const [notice] = (await must(s.get('banzhang', '/api/notices'))).items
  assert.equal(notice.title.zh, 'PM10 超限：一号工地')
  await must(s.post('banzhang', '/api/notices/mark', { noticeIds: [notice.noticeId], read: true }))
  await pass(s, 29, relay)
  const waits = await theAlarm(s)
  assert.deepEqual(toldIn(waits), [[0, 1, 'banzhang read,diaodu unread']])
  assert.deepEqual([waits.telling.next.step, waits.telling.next.to], [1, ['duty:duty_chief']])
  await pass(s, 1, relay)
  await pass(s, 30, relay)
  assert.deepEqual(toldIn(await theAlarm(s)).slice(1), [
    [1, 1, 'banzhang unread'],
    [1, 2, 'banzhang unread'],
  ])
  const [again] = (await must(s.get('banzhang', '/api/notices'))).items
  assert.match(again.text.zh, /已满 60 分钟无人确认/)
  await must(s.post('banzhang', '/api/alarms/acknowledge', { episodeIds: [waits.episodeId] }))
  await pass(s, 60, relay)
  const seen = await theAlarm(s)
  assert.deepEqual([seen.telling.told.length, seen.telling.next, seen.telling.ended], [3, null, 'seen'])
})

story('a mild alarm waits for the end of quiet hours, and one that has healed by then tells nobody', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const station = await inForce(s, rule({ severity: 'minor', flapSeconds: 0 }))
  s.clock.advance(16.5 * 60 * A_MINUTE)
  await says(s, station, 160)
  await pass(s, 0, relay)
  const waits = await theAlarm(s)
  assert.deepEqual([waits.telling.told, waits.telling.next.at], [[], '2026-03-02T23:00:00.000Z'])
  s.clock.advance(A_MINUTE)
  await says(s, station, 100)
  await pass(s, 5 * 60, relay)
  assert.deepEqual([(await theAlarm(s)).telling.told, (await theAlarm(s)).telling.ended], [[], 'cleared'])
  s.clock.advance(A_MINUTE)
  await says(s, station, 170)
  await pass(s, 0, relay)
  assert.deepEqual(toldIn(await theAlarm(s)), [[0, 1, 'diaodu unread']])
})

story('a rule says otherwise for its own severity; nobody to be told makes the next step come at once', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const tell = { major: level({ afterMinutes: 0, to: ['shift'] }, { afterMinutes: 20, to: ['post:leader'] }) }
  const station = await inForce(s, rule({ tell: tell as RuleBodyInput['tell'] }))
  await says(s, station, 160)
  await pass(s, 0, relay)
  await pass(s, 0, relay)
  const alarm = await theAlarm(s)
  assert.equal(alarm.telling.source, 'rule')
  assert.deepEqual(toldIn(alarm), [
    [0, 1, ''],
    [1, 1, 'lingdao unread'],
  ])
  assert.equal(alarm.telling.ended, 'done')
  const [notice] = (await must(s.get('lingdao', '/api/notices'))).items
  assert.equal(notice.template, 'alarm.told', 'the first to hear of it are told of it')
})

story('the chief publishes who is told, with a reason; standing alarms keep their steps', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const station = await inForce(s, rule())
  await says(s, station, 160)
  const before = await must(s.get('lingdao', '/api/alarm-telling'))
  assert.deepEqual([before.version, before.plan.source.mark], [0, 'J'])
  const plan = { ...usualPlan, major: level({ afterMinutes: 0, to: ['post:leader'] }) }
  const send = (who: Name, body: object) =>
    s.post(who, '/api/alarm-telling', { reason: '值班会议定', basedOn: 0, ...body })
  assert.equal((await send('lingdao', { plan })).status, 403)
  assert.equal((await send('banzhang', { plan: usualPlan })).body.code, 'telling_unchanged')
  const twice = level({ afterMinutes: 5, to: ['shift'] }, { afterMinutes: 5, to: ['shift'] })
  const refused = await send('banzhang', { plan: { ...plan, critical: twice } })
  assert.equal(refused.body.field, 'body.plan.critical.steps.1.afterMinutes')
  assert.equal((await send('banzhang', { plan: { ...plan, more: 1 } })).status, 400)
  assert.equal((await must(send('banzhang', { plan }))).version, 1)
  assert.equal((await send('banzhang', { plan })).body.code, 'telling_moved_on')
  await pass(s, 0, relay)
  assert.equal(toldIn(await theAlarm(s))[0]?.[2], 'banzhang unread,diaodu unread', 'by the steps it began with')
  s.clock.advance(A_MINUTE)
  await says(s, station, 100)
  s.clock.advance(60 * A_MINUTE)
  await says(s, station, 160)
  await pass(s, 0, relay)
  const now = await theAlarm(s)
  assert.deepEqual([now.telling.source, toldIn(now)], ['district', [[0, 1, 'lingdao unread']]])
})

story('the roster of an hour says who is on shift then, and who owns the thing', async (s) => {
  await onShift(s, 'banzhang', 8)
  const station = await inForce(s, rule())
  await s.tx.run(sql`update sense.device set unit_id = 'roads' where district_id = ${districtId}`)
  const at = (hours: number) => new Date(s.clock.now().getTime() + hours * 3_600_000).toISOString()
  const ask = (hours: number) =>
    must(s.get('ducha', `/api/alarm-telling/roster?to=duty:duty_chief,owner&at=${at(hours)}&device=${station}`))
  const named = ({ items }: { items: { name: string; isOnShift: boolean; isOwner: boolean }[] }) =>
    items.map(({ name, isOnShift, isOwner }) => [name, isOnShift, isOwner])
  const [day, night] = [await ask(1), await ask(9)]
  assert.equal(day.owner, '市政设施所')
  assert.deepEqual(named(day), [
    ['banzhang', true, false],
    ['luzheng', false, true],
  ])
  assert.deepEqual(named(night)[0], ['banzhang', false, false])
})
