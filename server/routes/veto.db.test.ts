import assert from 'node:assert/strict'
import { inHandled, must, verifyAndClose } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const publicAt = `/api/public/${town.districtId}/reports`

/** A citizen's report, brought to a close as solved. */
async function closedReport(s: Story): Promise<{ at: string; follow: string; number: string }> {
  const { trackingCode, number } = await must(
    s.post('nobody', publicAt, { description: '井盖松动', place: { point: inTown }, files: [] }),
  )
  const at = `/api/cases/${(await must(s.get('shouli', `/api/cases?q=${number}`))).items[0].caseId}`
  await must(s.post('shouli', `${at}/ask-confirm`, { collectorId: s.people.xiaolin }))
  await must(s.post('xiaolin', `${at}/answer-confirm`, { found: true }))
  const conditions = await must(s.get('banzhang', '/api/categories/conditions?kind=component&code=01003'))
  await must(s.post('banzhang', `${at}/file`, { conditionId: conditions.items[0].conditionId }))
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  await handleAgain(s, at)
  return { at, follow: `${publicAt}/${trackingCode}`, number }
}

async function handleAgain(s: Story, at: string): Promise<void> {
  await must(s.post('luzheng', `${at}/handle`, { note: '已修复', after: [await s.photo('luzheng')] }))
  await verifyAndClose(s, at)
}

story(
  'dashen says it is not solved: once it is handled again, twice the supervision decides, and then no more',
  async (s) => {
    const { at, follow } = await closedReport(s)
    const offered = await must(s.get('nobody', follow))
    assert.equal(offered.veto.may, true)
    assert.equal(Date.parse(offered.veto.until) - s.clock.now().getTime(), 15 * 86_400_000)
    const empty = await s.post('nobody', `${follow}/veto`, { comment: '' })
    assert.deepEqual([empty.body.code, empty.body.field], ['bad_input', 'body.comment'])
    const first = await must(s.post('nobody', `${follow}/veto`, { comment: '还是松的' }))
    assert.equal(first.leadsTo, 'rework')
    assert.equal((await must(s.get('nobody', follow))).state.zh, '您反映未解决，退回重新办理')
    assert.equal((await s.post('nobody', `${follow}/veto`, { comment: '再说一次' })).body.code, 'step_refused')
    assert.equal((await must(s.get('banzhang', at))).vetoes, 1)

    await must(s.post('banzhang', `${at}/rework`, { reason: '诉求人反映未解决' }))
    await handleAgain(s, at)
    const second = await must(s.post('nobody', `${follow}/veto`, { comment: '又松了' }))
    assert.equal(second.leadsTo, 'supervision')
    const waiting = await must(s.get('nobody', follow))
    assert.equal(waiting.state.zh, '反映未解决，监督中心裁定中', 'not called solved while that is in doubt')
    assert.deepEqual([waiting.veto.may, waiting.veto.words.zh], [false, '您再次反映未解决，监督中心正在核实裁定'])
    assert.equal((await must(s.get('ducha', '/api/cases?list=vetoed'))).items.length, 1)
    assert.equal(
      (await s.post('banzhang', `${at}/decide-veto`, { upheld: false, reason: '已修' })).body.code,
      'not_permitted',
    )
    await must(s.post('ducha', `${at}/decide-veto`, { upheld: false, reason: '现场已修复，松动系另一井盖' }))
    const settled = await must(s.get('nobody', follow))
    assert.equal(settled.state.zh, '已解决（经独立核查）')
    assert.match(settled.steps.at(-1).zh, /维持结案：现场已修复/)
    assert.deepEqual([settled.veto.may, settled.veto.words.en.includes('twice')], [false, true])
  },
)

story('an upheld veto opens the case again for its unit', async (s) => {
  const { at, follow } = await closedReport(s)
  await must(s.post('nobody', `${follow}/veto`, { comment: '没修好' }))
  await must(s.post('banzhang', `${at}/rework`, { reason: '返工' }))
  await handleAgain(s, at)
  await must(s.post('nobody', `${follow}/veto`, { comment: '还没修好' }))
  await must(s.post('ducha', `${at}/decide-veto`, { upheld: true, reason: '确有松动' }))
  assert.equal((await must(s.get('banzhang', at))).stage, 'failed')
  assert.equal((await must(s.get('banzhang', '/api/cases?list=to-rework'))).items.length, 1)
})

story('after the window the page says that it is over, and so does the refusal', async (s) => {
  const { follow } = await closedReport(s)
  s.clock.advance(15 * 86_400_000 + 1)
  const late = await must(s.get('nobody', follow))
  assert.deepEqual([late.veto.may, late.veto.words.zh], [false, '结案已超过 15 天，请重新上报'])
  assert.equal((await s.post('nobody', `${follow}/veto`, { comment: '没修好' })).body.code, 'veto_too_late')
})

story(
  'whoever reported a merged case says it of the one it is handled under; the picture stays with the office',
  async (s) => {
    const at = await inHandled(s)
    const into = at.split('/').at(-1)
    const { trackingCode, number } = await must(
      s.post('nobody', publicAt, { description: '同一个井盖', place: { point: inTown }, files: [] }),
    )
    const own = (await must(s.get('shouli', `/api/cases?q=${number}`))).items[0].caseId
    await must(s.post('shouli', `/api/cases/${own}/merge`, { into, reason: '同一处' }))
    await verifyAndClose(s, at)
    const { phonePhoto } = await import('#kernel/files/sample-photo.ts')
    const photo = await phonePhoto({ width: 64, height: 48 })
    const { fileId } = await must(s.post('nobody', `/api/public/${town.districtId}/photos`, photo))
    const follow = `${publicAt}/${trackingCode}`
    const reply = await must(s.post('nobody', `${follow}/veto`, { comment: '没修', files: [fileId] }))
    assert.deepEqual([reply.number, reply.leadsTo], [number, 'rework'])
    const detail = await must(s.get('banzhang', at))
    const event = detail.events.at(-1)
    assert.deepEqual([detail.stage, event.kind, event.body.fromNumber], ['failed', 'vetoed', number])
    assert.ok(detail.files.some((file: { fileId: string }) => file.fileId === fileId))
    const stolen = await s.post('nobody', `${follow}/veto`, { comment: '没修', files: [await s.photo('luzheng')] })
    assert.ok(['unknown_file', 'step_refused'].includes(stolen.body.code))
  },
)

story('a code that opens nothing vetoes nothing', async (s) => {
  const none = await s.post('nobody', `${publicAt}/0123456789AB/veto`, { comment: '没修好' })
  assert.equal(none.body.code, 'report_not_found')
})
