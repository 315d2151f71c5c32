import assert from 'node:assert/strict'
import { system, takeStep } from '#city/case/engine.ts'
import { recordedSteps } from '#city/case/steps.ts'
import { convert } from '#city/place/frame.ts'
import { filed, inHand, inHandled, must, verifyAndClose } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const kindsOf = (detail: { events: { kind: string }[] }) => detail.events.map((event) => event.kind)

const handleClock = async (s: Story, at: string) =>
  (await must(s.get('diaodu', at))).clocks.find((clock: { name: string }) => clock.name === 'handle')

story('a unit returns what is not its duty; another gets a whole budget and the bounce is counted', async (s) => {
  const at = await inHand(s)
  const before = await handleClock(s, at)
  s.clock.advance(30 * 60_000)
  await must(s.post('luzheng', `${at}/return`, { reason: '井盖权属为通信公司' }))
  assert.equal((await s.get('luzheng', at)).status, 404, 'the case has left the unit')
  assert.equal((await must(s.get('diaodu', '/api/cases?list=to-dispatch'))).items[0].returns, 1)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'sanitation' }))
  const after = await handleClock(s, at)
  assert.ok(after.dueBy > before.dueBy, 'the clock began anew')
  assert.match(after.explanation.zh.join('\n'), /改派其他单位/)
  assert.equal((await s.post('diaodu', `${at}/send-back`, { reason: '立案小类有误' })).body.code, 'step_refused')
})

story('an extension is asked in time, decided once, and moves the deadline by what was granted', async (s) => {
  const at = await inHand(s)
  const before = await handleClock(s, at)
  assert.equal((await s.post('diaodu', `${at}/decide-extension`, { approve: true })).body.code, 'nothing_asked')
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖', limit: { value: 2, unit: 'work_day' } }))
  assert.equal((await s.post('luzheng', `${at}/ask-extension`, { reason: '再申请' })).body.code, 'already_asked')
  assert.equal((await must(s.get('diaodu', '/api/cases?list=to-decide'))).items.length, 1)
  await must(s.post('diaodu', `${at}/decide-extension`, { approve: true, note: '同意' }))
  assert.ok((await handleClock(s, at)).dueBy > before.dueBy)
  s.clock.set('2026-04-30T10:00:00+08:00')
  assert.equal(
    (await s.post('luzheng', `${at}/ask-extension`, { reason: '已超期再申请' })).body.code,
    'extension_too_late',
  )
})

story('an extension without a unit of time is refused by field and changes nothing', async (s) => {
  const at = await inHand(s)
  const { version } = await must(s.get('luzheng', at))
  const bare = await s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖', limit: { value: 2 } })
  assert.deepEqual([bare.status, bare.body.code, bare.body.field], [400, 'bad_input', 'body.limit.unit'])
  assert.equal((await must(s.get('luzheng', at))).version, version)
})

story('a suspension stops the clock, ends by resuming, and comes once', async (s) => {
  const at = await inHand(s)
  assert.equal(
    (await s.post('luzheng', `${at}/ask-suspension`, { reason: '冬季不能施工', until: '2026-03-01' })).body.code,
    'suspension_too_long',
  )
  await must(s.post('luzheng', `${at}/ask-suspension`, { reason: '冬季不能施工', until: '2026-06-01' }))
  await must(s.post('diaodu', `${at}/decide-suspension`, { approve: true }))
  assert.equal((await handleClock(s, at)).state, 'paused')
  const handled = await s.post('luzheng', `${at}/handle`, { note: '先做了', after: [await s.photo('luzheng')] })
  assert.equal(handled.body.code, 'step_refused', 'while suspended nothing is handled')
  s.clock.set('2026-05-06T09:00:00+08:00')
  await must(s.post('diaodu', `${at}/resume`, { reason: '天气转暖' }))
  assert.equal((await handleClock(s, at)).state, 'running')
  assert.equal(
    (await s.post('luzheng', `${at}/ask-suspension`, { reason: '再挂一次', until: '2026-07-01' })).body.code,
    'suspension_used_up',
  )
})

story('work that fails verification goes back to the same unit and is counted as rework', async (s) => {
  const at = await inHandled(s)
  await must(s.post('shouli', `${at}/ask-verify`))
  assert.equal((await s.post('luzheng', `${at}/answer-verify`, { passed: true })).body.code, 'not_permitted')
  await must(s.post('xiaochen', `${at}/answer-verify`, { passed: false, note: '仍松动' }))
  assert.equal((await s.post('banzhang', `${at}/close`)).body.code, 'step_refused', 'closed means solved')
  await must(s.post('banzhang', `${at}/rework`, { reason: '核查未通过' }))
  const detail = await must(s.get('luzheng', at))
  assert.deepEqual([detail.stage, detail.reworks, detail.unitId], ['handling', 1, 'roads'])
})

story('late work is closed as late; one appeal is decided and the fact stays', async (s) => {
  const at = await inHand(s)
  s.clock.set('2026-04-30T10:00:00+08:00')
  await must(s.post('luzheng', `${at}/handle`, { note: '已修', after: [await s.photo('luzheng')] }))
  await must(s.post('shouli', `${at}/ask-verify`))
  await must(s.post('xiaochen', `${at}/answer-verify`, { passed: true }))
  await must(s.post('banzhang', `${at}/close`))
  await must(s.post('luzheng', `${at}/appeal`, { reason: '防汛抢险期间' }))
  assert.equal((await must(s.get('banzhang', '/api/cases?list=appeals'))).items.length, 1)
  await must(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '情况属实' }))
  assert.equal((await s.post('luzheng', `${at}/appeal`, { reason: '再申诉' })).body.code, 'appeal_used_up')
  const detail = await must(s.get('banzhang', at))
  assert.deepEqual([detail.handledInTime, detail.appealUpheld], [false, true], 'the score is spared, the fact stays')
  assert.equal((await must(s.get('banzhang', '/api/cases?list=appeals'))).items.length, 0)
})

story('an appeal comes within its window after closing or not at all', async (s) => {
  const at = await inHand(s)
  s.clock.set('2026-04-30T10:00:00+08:00')
  await must(s.post('luzheng', `${at}/handle`, { note: '已修', after: [await s.photo('luzheng')] }))
  await verifyAndClose(s, at)
  s.clock.advance(15 * 86_400_000 + 1)
  assert.equal((await s.post('luzheng', `${at}/appeal`, { reason: '防汛抢险期间' })).body.code, 'appeal_too_late')
})

story('two reports of one problem are merged and can be parted again; crossing merges do not loop', async (s) => {
  const one = await filed(s)
  const two = (
    await must(
      s.post('shouli', '/api/cases', { source: 'hotline', description: '同一个井盖', place: { point: inTown } }),
    )
  ).caseId
  const first = one.split('/').at(-1)
  assert.equal(
    (await s.post('shouli', `/api/cases/${two}/merge`, { into: two, reason: '自己' })).body.code,
    'merge_itself',
  )
  await must(s.post('shouli', `/api/cases/${two}/merge`, { into: first, reason: '同一处' }))
  const crossing = await s.post('shouli', `${one}/merge`, { into: two, reason: '同一处' })
  assert.equal(crossing.body.code, 'merge_target_merged')
  await must(s.post('shouli', `/api/cases/${two}/unmerge`, { reason: '不是同一处' }))
  assert.equal((await must(s.get('shouli', `/api/cases/${two}`))).stage, 'reported')
})

story('one report of two problems is split, and each part remembers where it came from', async (s) => {
  const opened = await must(
    s.post('shouli', '/api/cases', {
      source: 'hotline',
      description: '井盖坏了，路灯也不亮',
      place: { point: inTown },
    }),
  )
  const at = `/api/cases/${opened.caseId}`
  await must(s.post('shouli', `${at}/split`, { parts: [{ description: '路灯不亮' }], reason: '两个问题' }))
  const detail = await must(s.get('shouli', at))
  const [part] = detail.events.at(-1).body.into
  const child = await must(s.get('shouli', `/api/cases/${part.caseId}`))
  assert.equal(child.events[0].body.splitFrom, opened.caseId)
  assert.equal(child.cellCode, detail.cellCode, 'the part lies where the whole lay')
})

story('what was registered may be corrected before filing, not after; urging and notes are on record', async (s) => {
  const opened = await must(
    s.post('shouli', '/api/cases', { source: 'hotline', description: '井盖坏了', place: { text: '不详' } }),
  )
  const at = `/api/cases/${opened.caseId}`
  await must(s.post('shouli', `${at}/amend`, { place: { point: convert(inTown, 'GCJ02'), text: '人民路' } }))
  await must(s.post('banzhang', `${at}/urge`, { type: 'leader', text: '请尽快核实' }))
  await must(s.post('diaodu', `${at}/note`, { text: '已电话联系' }))
  const detail = await must(s.get('shouli', at))
  assert.deepEqual(kindsOf(detail), ['reported', 'amended', 'urged', 'noted'])
  assert.equal(detail.cellCode, town.cells[0], 'a point of 高德 lies where it was meant')
  const filedAt = await filed(s)
  assert.equal((await s.post('shouli', `${filedAt}/amend`, { description: '晚了' })).body.code, 'step_refused')
})

story('a file that somebody else brought cannot be attached by guessing its id', async (s) => {
  const at = await inHand(s)
  const foreign = await s.photo('xiaolin')
  const reply = await s.post('luzheng', `${at}/attach`, { files: [foreign], purpose: 'after' })
  assert.deepEqual([reply.body.code, reply.body.detail.fileId], ['unknown_file', foreign])
})

story('counts of the work lists agree with the lists themselves', async (s) => {
  await inHand(s)
  await filed(s)
  for (const who of ['shouli', 'banzhang', 'diaodu', 'luzheng', 'xiaolin'] as const) {
    const { lists } = await must(s.get(who, '/api/cases/counts'))
    for (const list of lists) {
      const { items } = await must(s.get(who, `/api/cases?list=${list.id}&limit=200`))
      assert.equal(items.length, list.total, `${who}: ${list.id}`)
    }
  }
})

story('an imported case without a limit asks how long its extension shall be, instead of failing', async (s) => {
  const opened = await must(
    s.post('xiaolin', '/api/cases', { source: 'collector', description: '井盖', place: { text: '不详' } }),
  )
  const recorded = JSON.stringify(recordedSteps)
  await s.tx.client.query(`update city.case_event set body = jsonb_set(body, '{stepsVersion}', $1::jsonb)`, [recorded])
  const acting = { districtId: town.districtId, caseId: opened.caseId, doer: system, now: s.clock.now() }
  const sent = { unitId: 'roads', unitName: '市政设施所', coUnitIds: [], note: '', reason: '历史记录' }
  await takeStep(s.tx, acting, 'dispatched', sent)
  const at = `/api/cases/${opened.caseId}`
  await must(s.post('luzheng', `${at}/accept`))
  const bare = await s.post('luzheng', `${at}/ask-extension`, { reason: '等料' })
  assert.deepEqual([bare.status, bare.body.code, bare.body.field], [422, 'extension_limit_needed', 'body.limit'])
})
