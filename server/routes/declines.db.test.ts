import assert from 'node:assert/strict'
import { findDistrict } from '#city/organisation/district.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { makeSample } from '#supervise/sample/make.ts'
import { relayIn } from '../testing/relayed.ts'
import { decide } from '../testing/rules.ts'
import { closed, inHandled, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, type Name, town } from '../testing/town.ts'

/** More collectors without a beat, so that somebody is left when one cannot go. */
async function hireMore({ tx }: Story, ...names: readonly string[]): Promise<void> {
  const ids = names.map(() => newId())
  for (const [at, name] of names.entries()) {
    await tx.run(sql`
      insert into city.person (district_id, person_id, name) values (${town.districtId}, ${ids[at]}, ${name})`)
    await tx.run(sql`
      insert into city.post_holding (district_id, person_id, post, unit_id)
      values (${town.districtId}, ${ids[at]}, 'collector', 'centre')`)
  }
}

const codeOf = async (reply: ReturnType<Story['post']>): Promise<string> => (await reply).body.code
const detailOf = (s: Story, at: string, who: Name = 'banzhang') => must(s.get(who, at))

/** A public report that xiaolin, whose beat it is, is sent to confirm. */
async function confirming(s: Story): Promise<string> {
  const place = { point: inTown }
  const opened = await must(s.post('shouli', '/api/cases', { source: 'hotline', description: '井盖缺角', place }))
  const at = `/api/cases/${opened.caseId}`
  await must(s.post('shouli', `${at}/ask-confirm`, { collectorId: s.people.xiaolin, note: '注意来车' }))
  return at
}

story('xiaolin hands a confirmation back and another collector is sent at once, with what was asked', async (s) => {
  const at = await confirming(s)
  assert.equal(await codeOf(s.post('xiaochen', `${at}/decline`, { reason: 'far' })), 'case_not_found')
  assert.equal(await codeOf(s.post('wairen', `${at}/decline`, { reason: 'far' })), 'not_permitted')
  const allowed = await must(s.get('xiaolin', `${at}/decline`))
  assert.deepEqual([allowed.used, allowed.perWeek, allowed.reasons.length], [0, 5, 7])
  await must(s.post('xiaolin', `${at}/decline`, { reason: 'far', note: '在区界另一头' }))
  const { stage, collectorId, events, clocks } = await detailOf(s, at)
  assert.deepEqual([stage, collectorId], ['confirming', s.people.xiaochen])
  const [back, asked] = events.slice(-2)
  assert.deepEqual([back.kind, back.byName, back.body.reason, back.body.replaced], ['declined', 'xiaolin', 'far', true])
  assert.deepEqual([asked.byName, asked.body.note], ['系统', '注意来车'])
  const confirm = clocks.find(({ name }: { name: string }) => name === 'confirm')
  assert.equal(confirm?.state ?? 'running', 'running', 'whoever comes next has the whole time')
  assert.equal((await s.get('xiaolin', at)).status, 404, 'it is xiaolin’s no more')
  await must(s.post('xiaochen', `${at}/answer-confirm`, { found: true }))
})

story('where nobody else can be sent the task waits for shouli, who is told and sees who handed it back', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await inHandled(s)
  await must(s.post('shouli', `${at}/ask-verify`))
  await must(s.post('xiaochen', `${at}/decline`, { reason: 'conflict', note: '井盖归我爱人所在单位' }))
  const { stage, collectorId, clock } = await detailOf(s, at)
  assert.deepEqual([stage, collectorId], ['handled', null])
  assert.equal(clock === 'send' || clock === null, true)
  await relay()
  const notices = (await must(s.get('shouli', '/api/notices'))).items
  assert.equal(
    notices.some(({ template }: { template: string }) => template === 'case.declined'),
    true,
  )
  const { items } = await must(s.get('shouli', '/api/task-declines'))
  assert.deepEqual(
    [items[0].task, items[0].collectorName, items[0].reason, items[0].isWaiting],
    ['verify', 'xiaochen', 'conflict', true],
  )
  const offer = await must(s.get('banzhang', `${at}/verifiers`))
  assert.equal(offer.candidates, 0)
  const named = { collectorId: s.people.xiaochen, reason: '人手不足' }
  assert.equal(await codeOf(s.post('banzhang', `${at}/ask-verify`, named)), 'named_declined')
})

story('a verification is drawn again by the seed of the day without whoever handed it back', async (s) => {
  await hireMore(s, '核查甲', '核查乙')
  const at = await inHandled(s)
  const named = { collectorId: s.people.xiaochen, reason: '熟悉此处', note: '看井圈' }
  await must(s.post('banzhang', `${at}/ask-verify`, named))
  await must(s.post('xiaochen', `${at}/decline`, { reason: 'off_duty' }))
  const { stage, collectorId, events } = await detailOf(s, at)
  assert.equal(stage, 'verifying')
  assert.notEqual(collectorId, s.people.xiaochen)
  const { draw, redraw, note } = events.at(-1).body
  assert.deepEqual([draw.candidates, note], [2, '看井圈'])
  assert.match(redraw.reason, /xiaochen退回任务：不在班/)
  const hidden = (await detailOf(s, at, 'luzheng')).events.at(-2)
  assert.deepEqual([hidden.byName, hidden.body.reason], ['核查员', undefined], 'the unit does not learn who was drawn')
})

story(
  'the district says what may be handed back, why and how often; danger and an interest are never limited',
  async (s) => {
    await decide(s, { decline: { perWeek: 1, reasons: ['far', 'unsafe', 'other'] } })
    const first = await confirming(s)
    assert.equal(await codeOf(s.post('xiaolin', `${first}/decline`, { reason: 'busy' })), 'decline_reason_closed')
    assert.equal(await codeOf(s.post('xiaolin', `${first}/decline`, { reason: 'other' })), 'decline_note_needed')
    assert.equal((await s.post('xiaolin', `${first}/decline`, { reason: 'tired' })).status, 400)
    await must(s.post('xiaolin', `${first}/decline`, { reason: 'far' }))
    const second = await confirming(s)
    assert.equal((await must(s.get('xiaolin', `${second}/decline`))).used, 1)
    assert.equal(await codeOf(s.post('xiaolin', `${second}/decline`, { reason: 'far' })), 'decline_used_up')
    assert.equal((await detailOf(s, second)).stage, 'confirming', 'a refused hand-back changes nothing')
    await must(s.post('xiaolin', `${second}/decline`, { reason: 'unsafe' }))
    s.clock.advance(8 * 86_400_000)
    const third = await confirming(s)
    await must(s.post('xiaolin', `${third}/decline`, { reason: 'far' }))
    const { perWeek, collectors } = await must(s.get('ducha', '/api/task-declines/counts'))
    assert.equal(perWeek, 1)
    assert.deepEqual(
      collectors.map(({ name, total, inWeek }: { name: string; total: number; inWeek: number }) => [
        name,
        total,
        inWeek,
      ]),
      [['xiaolin', 3, 1]],
    )
    assert.deepEqual(collectors[0].reasons, [
      { reason: 'far', count: 2 },
      { reason: 'unsafe', count: 1 },
    ])
    await decide(s, { decline: { tasks: ['verify'] } })
    const fourth = await confirming(s)
    const { permitted } = await detailOf(s, fourth, 'xiaolin')
    const shown = permitted.find(({ kind }: { kind: string }) => kind === 'declined')
    assert.equal(shown.refusal.code, 'decline_closed')
    assert.equal(await codeOf(s.post('xiaolin', `${fourth}/decline`, { reason: 'unsafe' })), 'decline_closed')
    assert.equal((await s.get('luzheng', '/api/task-declines')).status, 403)
  },
)

story(
  'a second look that is handed back is drawn again under a number of its own, without whoever did so',
  async (s) => {
    await closed(s)
    await hireMore(s, '复查甲', '复查乙', '复查丙')
    s.clock.advance(7 * 86_400_000)
    const district = await findDistrict(s.tx, town.districtId)
    assert.ok(district)
    assert.equal(await makeSample(s.tx, s.sealer, district, s.clock.now()), 1)
    const drawnTo = (collectorId: string) =>
      s.tx.run(sql`
    update supervise.sample_task set collector_id = ${collectorId} where district_id = ${town.districtId}`)
    await drawnTo(s.people.xiaolin)
    const { items, decline } = await must(s.get('xiaolin', '/api/sample-tasks'))
    assert.equal(decline.perWeek, 5)
    const at = `/api/samples/${items[0].sampleId}/tasks/${items[0].line}/decline`
    assert.equal(await codeOf(s.post('xiaochen', at, { reason: 'far' })), 'sample_task_not_found')
    assert.equal((await must(s.post('xiaolin', at, { reason: 'far' }))).replaced, true)
    assert.deepEqual((await must(s.get('xiaolin', '/api/sample-tasks'))).items, [])
    await drawnTo(s.people.xiaolin)
    assert.equal((await must(s.post('xiaolin', at, { reason: 'unsafe' }))).replaced, true, 'and once more')
    const draws = await s.tx.many<{ seq: number; chosen: string }>(sql`
    select seq, chosen from supervise.draw where district_id = ${town.districtId} and purpose = 'sample' order by seq`)
    assert.deepEqual(
      draws.map(({ seq }) => seq),
      [1, 10_001, 20_001],
    )
    assert.equal(
      draws.slice(1).some(({ chosen }) => chosen === s.people.xiaolin),
      false,
    )
    const [item] = (await must(s.get('ducha', '/api/task-declines?task=sample'))).items
    assert.deepEqual([item.collectorName, item.replaced, item.isWaiting], ['xiaolin', true, false])
    await decide(s, { decline: { tasks: ['confirm'] } })
    assert.equal((await must(s.get('xiaolin', '/api/sample-tasks'))).decline, null)
  },
)
