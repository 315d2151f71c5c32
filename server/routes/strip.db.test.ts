import assert from 'node:assert/strict'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const strip = (s: Story) => must(s.get('banzhang', '/api/strip'))

story(
  'banzhang sees on his home what will be late next, and what is reported at one place again and again',
  async (s) => {
    await filed(s)
    const before = await strip(s)
    assert.deepEqual([before.provenAt, before.stuck, before.anomalies], [null, 0, []])
    assert.deepEqual(
      before.items.map(({ why, stage }: { why: string; stage: string }) => [why, stage]),
      [['soon', 'filed']],
      'fifteen working minutes to dispatch',
    )
    await filed(s)
    await filed(s)
    const [place] = (await strip(s)).anomalies
    assert.deepEqual([place.kind, place.count], ['place', 3])
  },
)

story('a deadline of tomorrow morning is near to banzhang this evening, since nobody works in between', async (s) => {
  s.clock.advance(new Date(s.clock.now()).setUTCHours(9, 55, 0, 0) - s.clock.now().getTime())
  await filed(s)
  const { items } = await strip(s)
  assert.deepEqual(
    items.map(({ why, dueAt }: { why: string; dueAt: string }) => [
      why,
      Date.parse(dueAt) > s.clock.now().getTime() + 8 * 3_600_000,
    ]),
    [['soon', true]],
  )
})

story('what was reported more than a day ago gathers no more; wairen and shouli have no strip', async (s) => {
  for (const _ of [1, 2, 3]) await filed(s)
  s.clock.advance(25 * 3_600_000)
  assert.deepEqual((await strip(s)).anomalies, [])
  for (const who of ['wairen', 'shouli'] as const) assert.equal((await s.get(who, '/api/strip')).status, 403)
})
