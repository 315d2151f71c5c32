import assert from 'node:assert/strict'
import { findDistrict } from '#city/organisation/district.ts'
import { makeReview } from '#supervise/review/make.ts'
import { closed, inHand, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const day = '2026-03-02'

/** The morning after, when yesterday's closings are drawn. */
async function nextMorning(s: Story): Promise<number | undefined> {
  s.clock.advance(24 * 3_600_000)
  const district = await findDistrict(s.tx, town.districtId)
  assert.ok(district)
  return makeReview(s.tx, s.sealer, district, s.clock.now())
}

const verdict = (s: Story, who: 'ducha' | 'banzhang' | 'shouli' | 'wairen', body: object) =>
  s.post(who, `/api/reviews/${day}/1/verdict`, body)

story('yesterday’s only closing is drawn; ducha finds it wrong and it is opened again', async (s) => {
  const at = await closed(s)
  assert.equal(await nextMorning(s), 1)
  assert.equal(await nextMorning(s), 0, 'a day without closings is kept as such')
  const review = await must(s.get('ducha', `/api/reviews/${day}`))
  assert.deepEqual([review.population, review.size, review.isReproduced], [1, 1, true])
  assert.deepEqual([review.items[0].kind, review.items[0].verdict, review.items[0].isOwn], ['closed', null, false])
  const wrong = { verdict: 'wrong', follow: 'reopen' }
  assert.equal((await verdict(s, 'ducha', wrong)).body.code, 'review_reason_needed')
  const judged = await must(verdict(s, 'ducha', { ...wrong, reason: '照片里井盖仍缺角' }))
  assert.equal(judged.stage, 'failed')
  const { events } = await must(s.get('ducha', at))
  assert.equal(events.at(-1).body.reason, '结案抽查认定有误：照片里井盖仍缺角')
  assert.equal((await verdict(s, 'ducha', { verdict: 'right' })).body.code, 'review_judged')
  const list = (await must(s.get('lingdao', '/api/reviews'))).items
  assert.deepEqual([list.at(-1).judged, list.at(-1).wrong], [1, 1])
})

story('a day is drawn once', async (s) => {
  await closed(s)
  s.clock.advance(24 * 3_600_000)
  const district = await findDistrict(s.tx, town.districtId)
  assert.ok(district)
  assert.equal(await makeReview(s.tx, s.sealer, district, s.clock.now()), 1)
  assert.equal(await makeReview(s.tx, s.sealer, district, s.clock.now()), undefined)
})

story('banzhang may not judge a closing of his own; shouli and wairen judge nothing', async (s) => {
  await closed(s)
  await nextMorning(s)
  const review = await must(s.get('banzhang', `/api/reviews/${day}`))
  assert.equal(review.items[0].isOwn, true)
  assert.equal((await verdict(s, 'banzhang', { verdict: 'right' })).body.code, 'review_own')
  for (const who of ['shouli', 'wairen'] as const)
    assert.equal((await verdict(s, who, { verdict: 'right' })).body.code, 'not_permitted')
  assert.equal((await verdict(s, 'ducha', { verdict: 'right' })).status, 200)
})

story('a voiding found wrong leaves a note in the case, since nothing opens a void case again', async (s) => {
  const at = await inHand(s)
  await must(s.post('diaodu', `${at}/ask-void`, { reason: '与另一案件重复' }))
  await must(s.post('banzhang', `${at}/void`, { reason: '与另一案件重复' }))
  await nextMorning(s)
  const wrong = { verdict: 'wrong', reason: '并不重复' }
  assert.equal((await verdict(s, 'ducha', { ...wrong, follow: 'reopen' })).body.code, 'review_no_reopen')
  await must(verdict(s, 'ducha', { ...wrong, follow: 'note' }))
  const { events, stage } = await must(s.get('ducha', at))
  assert.deepEqual([stage, events.at(-1).body.text], ['void', '作废抽查认定有误：并不重复'])
})

story('wairen and a missing day get nothing', async (s) => {
  assert.equal((await s.get('wairen', '/api/reviews')).status, 403)
  assert.equal((await s.get('ducha', '/api/reviews/2026-01-01')).body.code, 'review_not_found')
})
