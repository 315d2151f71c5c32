import assert from 'node:assert/strict'
import { phonePhoto } from '#kernel/files/sample-photo.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, outOfTown, town } from '../testing/town.ts'

const report = {
  description: '人民路 12 号门前井盖松动',
  place: { point: inTown, text: '人民路 12 号' },
  reporter: { name: '唐大婶', phone: '13800001234' },
}

async function citizenReports({ app }: Story, post: Story['post']): Promise<{ number: string; trackingCode: string }> {
  const photo = await app.inject({
    method: 'POST',
    url: `/api/public/${town.districtId}/photos`,
    headers: { 'content-type': 'image/jpeg', 'idempotency-key': 'photo-of-dashen' },
    payload: await phonePhoto({ width: 64, height: 48, seed: 3 }),
  })
  assert.equal(photo.statusCode, 200, photo.body)
  return must(post('nobody', `/api/public/${town.districtId}/reports`, { ...report, files: [photo.json().fileId] }))
}

story('a citizen’s report goes through seven stages to a verified close, and the citizen rates it', async (s) => {
  const { number, trackingCode } = await citizenReports(s, s.post)
  assert.match(number, /^20260302\d{5}$/)
  const [item] = (await must(s.get('shouli', '/api/cases?list=to-accept'))).items
  assert.deepEqual([item.number, item.cellCode], [number, town.cells[0]])
  const at = `/api/cases/${item.caseId}`
  const follow = `/api/public/${town.districtId}/reports/${trackingCode}`

  await confirmAndFile(s, at)
  await dispatchAndHandle(s, at)
  await must(s.post('shouli', `${at}/ask-verify`))
  const seen = { passed: true, note: '已平整', files: [await s.photo('xiaochen')] }
  await must(s.post('xiaochen', `${at}/answer-verify`, seen))
  const before = await must(s.get('nobody', follow))
  assert.equal(before.state.zh, '已处置，核查中', 'not called solved before it is closed')
  assert.equal((await must(s.post('banzhang', `${at}/close`))).stage, 'closed')

  await citizenSeesAndRates(s, follow)
  const detail = await must(s.get('banzhang', at))
  const kinds = detail.events.map((event: { kind: string }) => event.kind).join(' ')
  assert.equal(
    kinds,
    'reported confirm_asked confirm_answered filed dispatched accepted handled verify_asked verify_answered closed rated',
  )
  assert.equal(detail.handledInTime, true)
  assert.ok(detail.clocks.find((clock: { name: string }) => clock.name === 'handle').explanation.zh.length > 1)
})

async function confirmAndFile(s: Story, at: string): Promise<void> {
  const { get, post, people } = s
  const { items: collectors } = await must(get('shouli', `${at}/collectors`))
  assert.equal(collectors[0].personId, people.xiaolin, 'the collector of the beat is proposed first')
  await must(post('shouli', `${at}/ask-confirm`, { collectorId: people.xiaolin }))
  s.clock.advance(10 * 60_000)
  const seen = { found: true, note: '确有松动', files: [await s.photo('xiaolin')] }
  await must(post('xiaolin', `${at}/answer-confirm`, seen))
  const { items: hits } = await must(get('banzhang', '/api/categories?text=ysjg'))
  assert.equal(hits[0].name.startsWith('雨水井盖'), true)
  const [condition] = (await must(get('banzhang', '/api/categories/conditions?kind=component&code=01003'))).items
  await must(post('banzhang', `${at}/file`, { conditionId: condition.conditionId }))
  assert.equal((await must(get('banzhang', at))).clause.condition, condition.condition)
}

async function dispatchAndHandle(s: Story, at: string): Promise<void> {
  s.clock.advance(5 * 60_000)
  const { proposals } = await must(s.get('diaodu', `${at}/dispatch-proposal`))
  assert.equal(proposals[0].unitId, 'roads')
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  s.clock.advance(60 * 60_000)
  const bare = await s.post('luzheng', `${at}/handle`, { note: '已更换井盖' })
  assert.deepEqual([bare.body.code, bare.body.field], ['after_photo_needed', 'body.after'])
  const [before, after] = [await s.photo('luzheng'), await s.photo('luzheng')]
  await must(s.post('luzheng', `${at}/handle`, { note: '已更换井盖', before: [before], after: [after] }))
}

async function citizenSeesAndRates({ get, post }: Story, follow: string): Promise<void> {
  const progress = await must(get('nobody', follow))
  assert.equal(progress.state.zh, '已解决（经独立核查）')
  assert.equal(progress.mayRate, true)
  assert.equal((await get('nobody', `${follow}/photos/${progress.files[0].fileId}`)).status, 200)
  await must(post('nobody', `${follow}/rating`, { score: 5, solved: true }))
  const again = await post('nobody', `${follow}/rating`, { score: 1, solved: false })
  assert.equal(again.body.code, 'rating_given')
}

story('each step refuses what is not permitted, with the reason the screen shows', async (s) => {
  const { get, post, people } = s
  await citizenReports(s, post)
  const [item] = (await must(get('shouli', '/api/cases'))).items
  const at = `/api/cases/${item.caseId}`

  const early = await post('banzhang', `${at}/close`)
  assert.equal(early.status, 409)
  assert.equal(early.body.code, 'step_refused')
  const conditions = await must(get('banzhang', '/api/categories/conditions?kind=component&code=01003'))
  const unconfirmed = await post('banzhang', `${at}/file`, { conditionId: conditions.items[0].conditionId })
  assert.equal(unconfirmed.body.code, 'confirm_first')
  const shown = (await must(get('banzhang', at))).permitted.find((step: { kind: string }) => step.kind === 'filed')
  assert.deepEqual(
    [shown.allowed, shown.refusal.code],
    [false, 'confirm_first'],
    'the screen says what the server enforces',
  )

  const notHis = await post('diaodu', `${at}/ask-confirm`, { collectorId: people.xiaolin })
  assert.equal(notHis.body.code, 'not_permitted')
  const nobody = await post('shouli', `${at}/ask-confirm`, { collectorId: people.shouli })
  assert.equal(nobody.body.code, 'unknown_collector')
  assert.equal((await must(get('shouli', at))).version, 1, 'nothing refused has left a trace in the history')
})

story('two dispatchers take one case: one wins, the other sees who', async (s) => {
  const { get, post } = s
  const at = await filed(s)
  const { version } = await must(get('diaodu', at))
  await must(post('diaodu', `${at}/dispatch`, { unitId: 'roads', seen: version }))
  const second = await post('diaodu', `${at}/dispatch`, { unitId: 'sanitation', seen: version })
  assert.equal(second.status, 409)
  assert.equal(second.body.code, 'case_moved_on')
  assert.match(second.body.title, /diaodu.*派遣/)
})

story('a replayed key gives the first answer; with another body it is refused', async ({ get, post }) => {
  const body = { source: 'hotline', description: '路灯不亮', place: { text: '达川大道中段' } }
  const first = await must(post('shouli', '/api/cases', body, 'key-of-shouli-1'))
  const repeat = await post('shouli', '/api/cases', body, 'key-of-shouli-1')
  assert.deepEqual(repeat.body, first)
  assert.equal(repeat.headers['idempotency-replayed'], 'true')
  const other = await post('shouli', '/api/cases', { ...body, description: '另一件' }, 'key-of-shouli-1')
  assert.equal(other.body.code, 'idempotency_key_reused')
  assert.equal((await must(get('shouli', '/api/cases'))).items.length, 1)
})

story('a point outside the district is refused by field, and nothing is registered', async ({ get, post }) => {
  const bad = await post('shouli', '/api/cases', {
    source: 'hotline',
    description: '井盖丢失',
    place: { point: outOfTown },
  })
  assert.equal(bad.body.code, 'point_outside_district')
  assert.equal(bad.body.field, 'body.place.point')
  const unknown = await post('shouli', '/api/cases', {
    source: 'hotline',
    description: '井盖丢失',
    category: { edition: '2026', kind: 'matter', code: '99999' },
    place: { text: '不详' },
  })
  assert.equal(unknown.body.code, 'category_not_in_edition')
  const edition = await post('shouli', '/api/cases', {
    source: 'hotline',
    description: '井盖',
    category: { edition: '1999', kind: 'matter', code: '0101' },
  })
  assert.equal(edition.body.code, 'edition_unknown')
  assert.equal((await must(get('shouli', '/api/cases'))).items.length, 0)
})

story('a reporter is masked in every list and revealed only with a purpose on record', async (s) => {
  const { get, post, tx } = s
  await citizenReports(s, post)
  const [item] = (await must(get('shouli', '/api/cases'))).items
  const masked = await must(get('shouli', `/api/cases/${item.caseId}/reporter`))
  assert.deepEqual([masked.name, masked.phone], ['唐**', '138****1234'])
  const opened = await must(post('shouli', `/api/cases/${item.caseId}/reporter/reveal`, { purpose: '回访核实地点' }))
  assert.equal(opened.phone, '13800001234')
  assert.equal(
    (await post('diaodu', `/api/cases/${item.caseId}/reporter/reveal`, { purpose: '看看' })).body.code,
    'not_permitted',
  )
  const { rows } = await tx.client.query(`select detail from kernel.audit_entry where act = 'reporter revealed'`)
  assert.deepEqual(
    rows.map((row) => row.detail.purpose),
    ['回访核实地点'],
  )
  const stored = await tx.client.query(
    `select r::text as row from serve.report r union all select k::text from kernel.idempotency_key k`,
  )
  assert.equal(
    stored.rows.some((row) => row.row.includes('13800001234')),
    false,
    'the number stands nowhere in the clear',
  )
})
