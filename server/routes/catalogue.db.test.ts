import assert from 'node:assert/strict'
import { must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

story('the national editions stand side by side, each category of each in one row', async (s) => {
  const { editions, rows } = await must(s.get('xiaolin', '/api/categories/editions'))
  const counted = (edition: string) =>
    rows.reduce((sum: number, row: Record<string, unknown[]>) => sum + (row[edition]?.length ?? 0), 0)
  for (const { edition, categories } of editions) assert.equal(counted(edition), categories, edition)
  const lid = rows.find((row: Record<string, { code: string }[]>) => row['2026']?.some(({ code }) => code === '01001'))
  assert.deepEqual([lid['2013'][0].name, lid['2026'][0].name], ['上水井盖', '供水井盖'])
})

story(
  'xitong drafts a version from the one in force, rewrites a condition, publishes it; a published one changes no more',
  async (s) => {
    const [inForce] = (await must(s.get('xitong', '/api/standards'))).items
    assert.equal(
      (await s.post('diaodu', '/api/standards', { from: inForce.versionId, name: '修订' })).body.code,
      'not_permitted',
    )
    const { versionId } = await must(
      s.post('xitong', '/api/standards', { from: inForce.versionId, name: '2026 年修订' }),
    )
    const at = `/api/standards/${versionId}`
    const { items, version } = await must(s.get('shouli', `${at}/conditions`))
    assert.deepEqual([version.status, items.length], ['draft', inForce.conditions])
    assert.deepEqual([items[0].code, items[0].name, items[0].syllables], ['01001', '供水井盖', 'gong shui jing gai'])
    const { condition, closing } = items[0]
    const texts = { condition: `${condition}，或异响扰民`, closing, disposingUnits: '市政', supervisingUnits: '' }
    await must(s.post('xitong', `${at}/conditions/${items[0].conditionId}`, texts))
    assert.equal((await must(s.get('shouli', `${at}/conditions`))).items[0].condition, texts.condition)
    const nowhere = `${at}/conditions/01890000-0000-7000-8000-000000000009`
    assert.equal((await s.post('xitong', nowhere, texts)).body.code, 'condition_not_found')
    await must(s.post('xitong', `${at}/publish`, { from: '2026-04-01' }))
    const late = await s.post('xitong', `${at}/conditions/${items[0].conditionId}`, texts)
    assert.equal(late.body.code, 'standard_not_draft')
    assert.equal((await s.post('xitong', `${at}/discard`)).body.code, 'standard_not_draft')
    const national = await must(s.post('xitong', '/api/standards', { from: null, name: '重起' }))
    await must(s.post('xitong', `/api/standards/${national.versionId}/discard`))
    assert.equal((await must(s.get('xitong', '/api/standards'))).items.length, 2)
  },
)
