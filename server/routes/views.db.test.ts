import assert from 'node:assert/strict'
import { must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

const late = { stage: 'handling', late: '1' }

story('shouli keeps the filters she asks every morning; nobody else has them', async (s) => {
  await must(s.post('shouli', '/api/views', { page: 'cases', name: '超时在办', search: late }))
  await must(
    s.post('shouli', '/api/views', { page: 'cases', name: '超时在办', search: { ...late, source: 'hotline' } }),
  )
  assert.deepEqual((await must(s.get('shouli', '/api/views?page=cases'))).items, [
    { name: '超时在办', search: { ...late, source: 'hotline' } },
  ])
  assert.deepEqual((await must(s.get('banzhang', '/api/views?page=cases'))).items, [])
  assert.equal(
    (await must(s.post('banzhang', '/api/views/forget', { page: 'cases', name: '超时在办' }))).forgotten,
    false,
  )
  assert.equal((await must(s.post('shouli', '/api/views/forget', { page: 'cases', name: '超时在办' }))).forgotten, true)
  assert.deepEqual((await must(s.get('shouli', '/api/views?page=cases'))).items, [])
})

story('a view without a name, of no page, or one too many is refused and changes nothing', async (s) => {
  assert.equal((await s.post('shouli', '/api/views', { page: 'cases', name: ' ', search: late })).status, 400)
  assert.equal((await s.post('shouli', '/api/views', { page: 'people', name: '甲', search: late })).status, 400)
  assert.equal(
    (await s.post('shouli', '/api/views', { page: 'cases', name: '甲', search: { 'a b': '1' } })).status,
    400,
  )
  for (let n = 1; n <= 30; n++)
    await must(s.post('shouli', '/api/views', { page: 'cases', name: `视图 ${n}`, search: late }))
  const refused = await s.post('shouli', '/api/views', { page: 'cases', name: '再来一个', search: late })
  assert.deepEqual([refused.status, refused.body.code, refused.body.field], [409, 'views_full', 'body.name'])
  assert.equal((await must(s.get('shouli', '/api/views?page=cases'))).items.length, 30)
})
