import assert from 'node:assert/strict'
import { filed, must } from '#server/testing/steps.ts'
import { story } from '#server/testing/story.ts'
import { plainIds } from './brief-numbers.ts'

story(
  'lingdao reads what is going wrong now, and each number is the list behind it; luzheng and wairen read nothing',
  async (s) => {
    const at = await filed(s)
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
    await filed(s)
    s.clock.set('2026-03-12T10:00:00+08:00')
    const brief = await must(s.get('lingdao', '/api/brief'))
    assert.equal(brief.counts.late, 2)
    assert.equal(brief.counts.longLate, 2)
    assert.deepEqual(brief.units, [{ key: 'roads', name: '市政设施所', count: 1 }])
    assert.match(brief.verdict.zh, /在办 2 件/)
    for (const id of plainIds) {
      const { total, items } = await must(s.get('lingdao', `/api/brief/cases?id=${id}`))
      assert.equal(total, brief.counts[id], id)
      assert.equal(items.length, total)
    }
    for (const { id, key } of brief.sentences)
      assert.ok((await must(s.get('lingdao', `/api/brief/cases?id=${id}&key=${key ?? ''}`))).total > 0, id)
    for (const who of ['wairen', 'luzheng', 'xiaolin'] as const) {
      assert.equal((await s.get(who, '/api/brief')).status, 403)
      assert.equal((await s.get(who, '/api/brief/cases?id=late')).status, 403)
    }
    const pdf = await s.app.inject({ url: '/api/brief/print', headers: { 'x-cast': 'lingdao' } })
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-')
  },
)

story('where nothing goes wrong the brief says so and asks for nothing', async (s) => {
  const brief = await must(s.get('lingdao', '/api/brief'))
  assert.equal(brief.verdict.calm, true)
  assert.deepEqual(brief.sentences, [])
  assert.deepEqual(brief.usualToday, [])
})
