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
  await must(s.post('banzhang', `${path}/close`, { summary: '完成目标' }))
  assert.equal((await s.post('banzhang', `${path}/close`, { summary: '再收一次' })).body.code, 'campaign_closed')
  const [item] = (await must(s.get('lingdao', '/api/campaigns'))).items
  assert.deepEqual([item.endsOn, item.summary, item.closedBy], ['2026-03-08', '完成目标', 'banzhang'])
})
