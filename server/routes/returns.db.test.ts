import assert from 'node:assert/strict'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const hour = 3_600_000

/** A case that roads had for an hour and gave back. */
async function returned(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  s.clock.advance(hour)
  await must(s.post('luzheng', `${at}/return`, { reason: '井盖属于环卫' }))
  return at
}

story(
  'banzhang decides that it is roads’ duty after all: roads may not return it again, and the proposal says why',
  async (s) => {
    const at = await returned(s)
    const ruled = { inTheRight: 'dispatcher', unitId: 'roads', reason: '雨水井盖属市政设施' }
    assert.equal((await s.post('diaodu', `${at}/arbitrate`, ruled)).status, 403)
    const absurd = await s.post('banzhang', `${at}/arbitrate`, { ...ruled, unitId: 'sanitation' })
    assert.deepEqual([absurd.status, absurd.body.code], [422, 'arbitration_contradicts'])
    assert.match(absurd.body.title, /市政设施所/)
    await must(s.post('banzhang', `${at}/arbitrate`, ruled))
    const { proposals } = await must(s.get('diaodu', `${at}/dispatch-proposal`))
    assert.deepEqual([proposals[0].unitId, proposals[0].reason.zh], ['roads', '职责争议已裁决由该单位负责'])
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
    const again = await s.post('luzheng', `${at}/return`, { reason: '还是不归我们' })
    assert.deepEqual([again.status, again.body.code], [409, 'return_settled'])
  },
)

story('an arbitration becomes a rule: prefilled with category, street and authority, and first in order', async (s) => {
  const at = await returned(s)
  const caseId = at.split('/').at(-1)
  const early = await s.post('diaodu', '/api/rule-drafts', { title: '裁决转规则', arbitratedCase: caseId })
  assert.deepEqual([early.status, early.body.code], [404, 'return_not_found'])
  await must(
    s.post('banzhang', `${at}/arbitrate`, { inTheRight: 'unit', unitId: 'sanitation', reason: '井盖归环卫管养' }),
  )
  const draft = await must(s.post('diaodu', '/api/rule-drafts', { title: '裁决转规则', arbitratedCase: caseId }))
  const [rule] = draft.rules
  assert.equal(rule.when, 'kind == "component" && category == "01003" && street == "513399001"')
  assert.equal(rule.unit, 'sanitation')
  assert.match(rule.authority, /职责裁决（banzhang，2026-03-02）：井盖归环卫管养/)
  const { items } = await must(s.get('diaodu', `/api/rule-drafts/${draft.draftId}/findings`))
  assert.deepEqual(items, [])
})

story('the ledger tells by whom, for how long and who was right; ducha reads it, luzheng may not', async (s) => {
  const at = await returned(s)
  s.clock.advance(hour)
  const open = await must(s.get('ducha', '/api/returns'))
  assert.deepEqual([open.total, open.items[0].unitName, open.items[0].heldMs], [1, '市政设施所', hour])
  assert.deepEqual([open.items[0].waitedMs, open.items[0].right, open.items[0].isOpen], [hour, null, true])
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'sanitation' }))
  await must(s.post('huanwei', `${at}/accept`, {}))
  const after = await s.photo('huanwei')
  await must(s.post('huanwei', `${at}/handle`, { note: '已更换井盖', before: [], after: [after] }))
  const done = await must(s.get('ducha', '/api/returns?right=unit'))
  assert.deepEqual([done.items[0].right, done.items[0].by, done.items[0].finalUnitName], ['unit', 'outcome', '环卫所'])
  const [row] = done.units
  assert.deepEqual([row.unitId, row.returns, row.right, row.wrong], ['roads', 1, 1, 0])
  assert.equal((await must(s.get('ducha', '/api/returns?right=open'))).total, 0)
  assert.equal((await must(s.get('ducha', '/api/returns?from=2026-03-03'))).total, 0)
  for (const who of ['luzheng', 'wairen'] as const) assert.equal((await s.get(who, '/api/returns')).status, 403)
})
