import assert from 'node:assert/strict'
import { filed, must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

const campaign = {
  name: '井盖专项整治',
  goal: '一周内处置率九成',
  target: 90,
  startsOn: '2026-03-02',
  endsOn: '2026-03-08',
  filter: { kind: 'component', category: '01', areaCode: '513399001', text: '井盖' },
}

const numberOf = async (s: Parameters<Parameters<typeof story>[1]>[0], at: string): Promise<string> =>
  (await must(s.get('diaodu', at))).number

story(
  'a campaign counts what its filter takes in; banzhang puts one in and takes one out by hand, with reasons',
  async (s) => {
    const inside = await filed(s)
    await filed(s)
    const other = await must(
      s.post('shouli', '/api/cases', { source: 'hotline', description: '夜间噪声', place: { text: '人民路' } }),
    )
    const { campaignId } = await must(s.post('banzhang', '/api/campaigns', campaign))
    const path = `/api/campaigns/${campaignId}`
    const counts = async () => (await must(s.get('ducha', path))).counts
    assert.deepEqual(await counts(), { total: 2, open: 2, closed: 0, late: 0, added: 0, removed: 0 })
    const put = (number: string, included: boolean) =>
      s.post('banzhang', `${path}/cases`, { number, included, reason: '现场会商' })
    await must(put(await numberOf(s, `/api/cases/${other.caseId}`), true))
    await must(put(await numberOf(s, inside), false))
    assert.deepEqual(await counts(), { total: 2, open: 2, closed: 0, late: 0, added: 1, removed: 1 })
    s.clock.advance(20 * 60_000)
    assert.equal((await counts()).late, 2, 'a case is late when its clock is')
    const { items } = await must(s.get('ducha', `${path}/cases`))
    assert.deepEqual(items.map(({ byHand }: { byHand: boolean }) => byHand).sort(), [false, true])
    assert.equal((await put('no-such', true)).body.code, 'campaign_case_unknown')
    const book = await s.get('ducha', `${path}/export`)
    assert.equal(book.status, 200)
    assert.match(String(book.headers['content-type']), /spreadsheetml/)
    const detail = await must(s.get('ducha', path))
    assert.deepEqual(
      detail.byHand.map(({ byName }: { byName: string }) => byName),
      ['banzhang', 'banzhang'],
    )
  },
)

story('a campaign is refused by field, closed once with a summary, and then left as it was', async (s) => {
  const backwards = await s.post('banzhang', '/api/campaigns', { ...campaign, endsOn: '2026-03-01' })
  assert.deepEqual([backwards.body.code, backwards.body.field], ['campaign_days', 'body.endsOn'])
  const { campaignId } = await must(s.post('banzhang', '/api/campaigns', campaign))
  assert.equal((await s.post('diaodu', '/api/campaigns', campaign)).body.code, 'campaign_name_taken')
  assert.equal((await s.post('ducha', '/api/campaigns', { ...campaign, name: '另一个' })).status, 403)
  const path = `/api/campaigns/${campaignId}`
  const early = await s.post('banzhang', `${path}/close`, { summary: '完成目标' })
  assert.deepEqual([early.body.code, early.body.field], ['campaign_early_reason', 'body.earlyReason'])
  await must(s.post('banzhang', `${path}/close`, { summary: '完成目标', earlyReason: '目标已提前完成' }))
  assert.equal((await s.post('banzhang', `${path}/close`, { summary: '再收一次' })).body.code, 'campaign_closed')
  const [item] = (await must(s.get('lingdao', '/api/campaigns'))).items
  assert.deepEqual(
    [item.endsOn, item.summary, item.closedBy, item.earlyReason],
    ['2026-03-08', '完成目标', 'banzhang', '目标已提前完成'],
  )
})

story(
  'diaodu changes what banzhang opened while it lasts; who changed what and why is kept, and counts follow',
  async (s) => {
    await filed(s)
    const { campaignId } = await must(s.post('banzhang', '/api/campaigns', campaign))
    const path = `/api/campaigns/${campaignId}`
    const changed = { ...campaign, name: '井盖路灯整治', endsOn: '2026-03-15', ownerUnitId: 'roads' }
    const send = (body: object, who: 'diaodu' | 'ducha' | 'wairen' = 'diaodu') =>
      s.post(who, path, { ...changed, reason: '区里延长一周', basedOn: 1, ...body })
    for (const who of ['ducha', 'wairen'] as const) assert.equal((await send({}, who)).status, 403, who)
    assert.equal((await send({ ownerUnitId: 'nobody' })).body.field, 'body.ownerUnitId')
    assert.equal((await send({ endsOn: '2026-03-01' })).body.field, 'body.endsOn')
    assert.equal((await send({ ...campaign, ownerUnitId: null })).body.code, 'campaign_unchanged')
    assert.equal((await must(send({}))).version, 2)
    const late = await send({ name: '旧页面' })
    assert.deepEqual([late.body.code, late.body.field], ['campaign_moved_on', 'body.basedOn'])
    const detail = await must(s.get('ducha', path))
    assert.deepEqual([detail.name, detail.endsOn, detail.ownerUnitName], ['井盖路灯整治', '2026-03-15', '市政设施所'])
    const [change] = detail.changes
    assert.deepEqual([change.byName, change.reason], ['diaodu', '区里延长一周'])
    assert.deepEqual(change.fields, [
      { field: 'name', before: '井盖专项整治', after: '井盖路灯整治' },
      { field: 'endsOn', before: '2026-03-08', after: '2026-03-15' },
      { field: 'ownerUnitId', before: null, after: 'roads' },
    ])
    assert.equal(detail.counts.total, 1)
    await must(send({ basedOn: 2, filter: { ...campaign.filter, category: '02' }, reason: '改为绿化部件' }))
    assert.equal((await must(s.get('ducha', path))).counts.total, 0, 'another scope, other cases')
    await must(send({ basedOn: 3, reason: '改回井盖' }))
    const other = await must(s.post('banzhang', '/api/campaigns', { ...campaign, name: '另一项' }))
    assert.equal((await send({ basedOn: 4, name: '另一项' })).body.code, 'campaign_name_taken')
    assert.ok(other.campaignId)
  },
)

story('closed early it ends then: what is reported afterwards on its days is not its own any more', async (s) => {
  await filed(s)
  const { campaignId } = await must(s.post('banzhang', '/api/campaigns', campaign))
  const path = `/api/campaigns/${campaignId}`
  s.clock.advance(24 * 3_600_000)
  await must(s.post('banzhang', `${path}/close`, { summary: '提前收官', earlyReason: '转入常态管理' }))
  s.clock.advance(3_600_000)
  const after = await filed(s)
  assert.equal((await must(s.get('ducha', path))).counts.total, 1)
  const gone = await s.post('diaodu', path, { ...campaign, goal: '改目标', reason: '再改一次', basedOn: 1 })
  assert.equal(gone.body.code, 'campaign_closed')
  const put = { number: await numberOf(s, after), included: true, reason: '补列' }
  assert.equal((await s.post('banzhang', `${path}/cases`, put)).body.code, 'campaign_closed')
})

story('a campaign that is over is closed with its summary alone', async (s) => {
  const { campaignId } = await must(s.post('banzhang', '/api/campaigns', campaign))
  s.clock.advance(7 * 86_400_000)
  await must(s.post('banzhang', `/api/campaigns/${campaignId}/close`, { summary: '按期完成' }))
  assert.equal((await must(s.get('ducha', '/api/campaigns'))).items[0].earlyReason, null)
})
