import assert from 'node:assert/strict'
import { loadActor } from '#city/organisation/store.ts'
import { inHand, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const gardens = {
  unitId: 'gardens',
  name: '园林绿化所',
  kind: 'office',
  areaCode: null,
  creditCode: null,
  parentId: 'centre',
}
const reason = '三定方案调整'
const create = (s: Story, more: object = {}) => must(s.post('xitong', '/api/units', { ...gardens, reason, ...more }))
const code = async (reply: ReturnType<Story['post']>) => (await reply).body.code

story('xitong sets up a unit, corrects it and moves it; each is history with a difference and a reason', async (s) => {
  await create(s)
  assert.equal(await code(s.post('xitong', '/api/units', { ...gardens, reason })), 'unit_id_taken')
  const at = '/api/units/gardens'
  const facts = { name: '园林所', kind: 'office', areaCode: '513399', creditCode: null }
  await must(s.post('xitong', `${at}/amend`, { ...facts, reason: '更名' }))
  assert.equal(await code(s.post('xitong', `${at}/amend`, { ...facts, reason: '更名' })), 'unit_unchanged')
  await must(s.post('xitong', `${at}/move`, { parentId: 'command', reason: '改隶属' }))
  assert.equal(
    await code(s.post('xitong', '/api/units/command/move', { parentId: 'gardens', reason })),
    'unit_parent_unknown',
  )
  const { name, parentId, history } = await must(s.get('luzheng', at))
  assert.deepEqual([name, parentId], ['园林所', 'command'])
  assert.deepEqual(
    history.map((h: { kind: string; byName: string; reason: string }) => `${h.kind} ${h.byName} ${h.reason}`),
    ['moved xitong 改隶属', 'amended xitong 更名', `created xitong ${reason}`],
  )
  for (const who of ['anquan', 'shenji', 'diaodu', 'wairen'] as const)
    assert.equal(await code(s.post(who, `${at}/retire`, { successorId: null, reason })), 'not_permitted', who)
})

story(
  'a unit with open cases retires into a successor, whose people finish them; posts are anquan’s to move first',
  async (s) => {
    const at = await inHand(s)
    await create(s)
    const roads = '/api/units/roads'
    const { hanging } = await must(s.get('xitong', roads))
    assert.deepEqual([hanging.openCases, hanging.posts, hanging.duties], [1, 1, 3])
    const retire = (successorId: string | null) => s.post('xitong', `${roads}/retire`, { successorId, reason })
    assert.equal(await code(retire('gardens')), 'unit_has_posts')
    const luzheng = `/api/accounts/${s.people.luzheng}/posts`
    const day = '2026-03-02'
    await must(s.post('anquan', luzheng, { post: 'unit_handler', unitId: 'gardens', from: day, reason: '机构调整' }))
    await must(
      s.post('anquan', `${luzheng}/take`, { post: 'unit_handler', unitId: 'roads', on: day, reason: '机构调整' }),
    )
    assert.equal((await s.get('luzheng', at)).status, 404)
    assert.equal(await code(retire(null)), 'unit_needs_successor')
    assert.equal(await code(retire('roads')), 'unit_successor_unknown')
    await must(retire('gardens'))
    assert.equal(await code(retire('gardens')), 'unit_retired')
    const actor = await loadActor(s.tx, town.districtId, s.people.luzheng, s.clock.now())
    assert.deepEqual(actor?.unitIds, ['gardens', 'roads'], 'their own unit first')
    await must(s.post('luzheng', `${at}/handle`, { note: '已修复', after: [await s.photo('luzheng')] }))
    const served = await must(s.get('diaodu', '/api/units'))
    assert.ok(!served.items.some(({ unitId }: { unitId: string }) => unitId === 'roads'))
    const all = await must(s.get('diaodu', '/api/units/all'))
    const found = (id: string) => all.items.find(({ unitId }: { unitId: string }) => unitId === id)
    assert.deepEqual(
      [found('roads').retiredOn, found('roads').successorId, found('gardens').duties],
      [day, 'gardens', 3],
    )
  },
)

story('a unit with nothing left retires alone, and its id is not used again', async (s) => {
  await create(s)
  await must(s.post('xitong', '/api/units/gardens/retire', { successorId: null, reason: '撤并' }))
  assert.equal(await code(s.post('xitong', '/api/units', { ...gardens, reason })), 'unit_id_taken')
  assert.equal(
    await code(s.post('xitong', '/api/units/centre/retire', { successorId: null, reason })),
    'unit_has_posts',
  )
})
