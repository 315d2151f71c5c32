import assert from 'node:assert/strict'
import { relayIn } from '#server/testing/relayed.ts'
import { must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { inTown, town } from '#server/testing/town.ts'
import { scoreSubscribers } from '../score/background.ts'
import { rollAll } from '../score/roll.ts'

const claim = (value: number, nature: string) => ({
  ...{
    year: 2025,
    value,
    state: '',
    nature,
    scope: '',
    document: '示范规划',
    place: '第二章',
    quotation: '',
    mark: 'S',
  },
})
const target = {
  ...{ name: '路灯亮灯率', unit: '%', direction: 'at_least', formula: '', ownerUnitId: 'roads', measure: null },
  isRetired: false,
  claims: [claim(95, 'binding'), claim(99, 'stretch')],
}
const path = '/api/plan-targets'
const added = async ({ post }: Story) =>
  `${path}/${(await must(post('ducha', path, { target, reason: '录入规划' }))).targetId}`
const only = async ({ get }: Story) => (await must(get('lingdao', path))).items[0]
const actual = { value: 97, state: '', isReached: null, evidence: '夜间抽查记录' }

story('ducha enters an indicator with two targets that differ; lingdao sees both, and neither is chosen', async (s) => {
  const at = await added(s)
  assert.equal((await only(s)).standing, 'unknown')
  await must(s.post('ducha', `${at}/actuals`, { ...actual, period: '2025' }))
  const item = await only(s)
  assert.equal(item.standing, 'disputed')
  assert.deepEqual(
    item.conflicts[0].claims.map(({ value }: { value: number }) => value),
    [95, 99],
  )
  assert.deepEqual(
    item.held.map(({ isMet, short }: { isMet: boolean; short: number }) => [isMet, short]),
    [
      [true, -2],
      [false, 2],
    ],
  )
  assert.deepEqual([item.latest.by, item.latest.evidence, item.ownerUnitName], ['ducha', '夜间抽查记录', '市政设施所'])
})

story('lingdao reads and may not write, diaodu and wairen do neither', async (s) => {
  const at = await added(s)
  assert.equal((await s.get('lingdao', at)).status, 200)
  assert.equal((await s.post('lingdao', path, { target, reason: '试试' })).status, 403)
  for (const who of ['diaodu', 'wairen'] as const) assert.equal((await s.get(who, path)).status, 403)
})

story('an edit is a new version, an edit on an old one is refused, and undo puts the earlier back', async (s) => {
  const at = await added(s)
  const changed = { ...target, claims: [claim(96, 'binding')] }
  await must(s.post('ducha', at, { basedOn: 1, target: changed, reason: '规划修编' }))
  const late = await s.post('ducha', at, { basedOn: 1, target, reason: '旧页面' })
  assert.equal(late.body.code, 'target_changed_meanwhile')
  await must(s.post('ducha', `${at}/restore`, { basedOn: 2, version: 1, reason: '撤销修改' }))
  const detail = await must(s.get('ducha', at))
  assert.deepEqual(
    detail.versions.map(({ version, reason }: { version: number; reason: string }) => [version, reason]),
    [
      [3, '撤销修改'],
      [2, '规划修编'],
      [1, '录入规划'],
    ],
  )
  assert.equal(detail.body.claims.length, 2)
  assert.equal((await s.post('ducha', path, { target, reason: '重名' })).body.code, 'target_name_taken')
  const unowned = { ...target, name: '另一项', ownerUnitId: 'nobody' }
  assert.equal((await s.post('ducha', path, { target: unowned, reason: '试一试' })).body.code, 'target_owner_unknown')
})

story('a withdrawn value is kept with its reason, and what was entered before it holds again', async (s) => {
  const at = await added(s)
  await must(s.post('ducha', `${at}/actuals`, { ...actual, period: '2025', value: 94 }))
  s.clock.advance(60_000)
  const { actualId } = await must(s.post('ducha', `${at}/actuals`, { ...actual, period: '2025', value: 99.5 }))
  assert.equal((await only(s)).standing, 'met')
  await must(s.post('ducha', `${at}/actuals/${actualId}/withdraw`, { reason: '录错一位' }))
  assert.equal((await only(s)).latest.value, 94)
  const again = await s.post('ducha', `${at}/actuals/${actualId}/withdraw`, { reason: '再撤一次' })
  assert.equal(again.body.code, 'actual_not_found')
  const { actuals } = await must(s.get('ducha', at))
  assert.deepEqual([actuals.length, actuals[0].withdrawnWhy, actuals[0].withdrawnBy], [2, '录错一位', 'ducha'])
  const stateless = await s.post('ducha', `${at}/actuals`, { ...actual, period: '2025', value: null, state: '好' })
  assert.deepEqual([stateless.body.code, stateless.body.field], ['actual_value_needed', 'body.value'])
})

story(
  'the register leaves as a table and comes back as it was; a bad row stops the whole table and is named',
  async (s) => {
    await added(s)
    const csv = await s.get('ducha', `${path}/export?what=targets&format=csv`)
    const send = (text: string, commit = 'no', what = 'targets') =>
      s.post('ducha', `${path}/import?what=${what}&commit=${commit}`, Buffer.from(text))
    const same = await must(send(csv.body))
    assert.deepEqual(
      same.lines.map(({ outcome }: { outcome: string }) => outcome),
      ['same'],
    )
    const better = csv.body.replace(',99,', ',98,')
    assert.equal((await must(send(better))).committed, false)
    assert.equal((await must(send(better, 'yes'))).committed, true)
    assert.deepEqual(
      (await only(s)).body.claims.map(({ value }: { value: number }) => value),
      [95, 98],
    )
    const bad = await must(send(better.replace('市政设施所', '无此单位'), 'yes'))
    assert.deepEqual([bad.committed, bad.lines[0].outcome, bad.lines[0].row], [false, 'refused', 2])
    assert.equal((await send('甲,乙\n1,2')).body.code, 'target_column_missing')
    const actuals = '指标,期间,实际值,依据\n路灯亮灯率,2024,93.5,年报\n路灯亮灯率,2025-13,95,月报'
    assert.equal((await must(send(actuals, 'yes', 'actuals'))).committed, false)
    assert.equal((await must(send(actuals.replace('2025-13', '2025-12'), 'yes', 'actuals'))).committed, true)
    assert.equal((await only(s)).latest.origin, 'imported')
    const book = await s.get('lingdao', `${path}/export?what=actuals&format=xlsx`)
    assert.match(String(book.headers['content-type']), /spreadsheetml/)
  },
)

/** A well cover that the roads office mends after so many hours, filed as the component or as its being out of order. */
async function mended(s: Story, kind: 'component' | 'matter', hours: number): Promise<void> {
  const report = { source: 'collector', description: '井盖缺角', place: { point: inTown } }
  const at = `/api/cases/${(await must(s.post('xiaolin', '/api/cases', report))).caseId}`
  const { items } = await must(s.get('banzhang', '/api/categories/conditions?kind=component&code=01003'))
  const category = { kind, code: '01003' }
  await must(s.post('banzhang', `${at}/file`, { conditionId: items[0].conditionId, category }))
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  s.clock.advance(hours * 3_600_000)
  await must(s.post('luzheng', `${at}/handle`, { note: '已修', after: [await s.photo('luzheng')] }))
}

story('what is mended counts whether it was filed as the component or as its being out of order', async (s) => {
  const relay = relayIn(s.tx, scoreSubscribers)
  const counting = { ...target, name: '市政设施维修及时率', measure: 'municipal_in_time' }
  await must(s.post('ducha', path, { target: counting, reason: '录入规划' }))
  assert.equal((await only(s)).latest, null, 'nothing fell due yet')
  await mended(s, 'component', 1)
  await mended(s, 'matter', 1)
  await mended(s, 'matter', 400)
  await relay()
  await rollAll(s.pool, town.districtId, s.clock.now)
  const { latest } = await only(s)
  assert.deepEqual([latest.origin, latest.period, latest.evidence, latest.value], ['counted', '2026', '2 / 3', 66.67])
})
