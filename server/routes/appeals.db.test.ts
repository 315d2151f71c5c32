import assert from 'node:assert/strict'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { relayIn } from '../testing/relayed.ts'
import { decide } from '../testing/rules.ts'
import { inHand, must, verifyAndClose } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

/** A case of the roads office, closed as late, against which it appeals. */
async function appealed(s: Story): Promise<string> {
  const at = await inHand(s)
  s.clock.advance(40 * 86_400_000)
  await must(s.post('luzheng', `${at}/handle`, { note: '已修', after: [await s.photo('luzheng')] }))
  await verifyAndClose(s, at)
  await must(s.post('luzheng', `${at}/appeal`, { reason: '防汛抢险期间全员在岗' }))
  return at
}

const codeOf = async (reply: ReturnType<Story['post']>): Promise<string> => (await reply).body.code

async function step(s: Story, who: 'ducha' | 'banzhang', at: string, kind: string) {
  const { permitted } = await must(s.get(who, at))
  return permitted.find((each: { kind: string }) => each.kind === kind)
}

story('with one level banzhang decides alone and ducha has nothing to consent to', async (s) => {
  const at = await appealed(s)
  assert.equal((await step(s, 'ducha', at, 'endorsed')).refusal.code, 'nothing_to_endorse')
  assert.equal(await step(s, 'ducha', at, 'appeal_decided'), undefined)
  assert.equal(await codeOf(s.post('ducha', `${at}/endorse-appeal`, { approve: true })), 'nothing_to_endorse')
  assert.equal(await codeOf(s.post('ducha', `${at}/endorse-appeal`, { approve: false })), 'not_permitted')
  await must(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '情况属实' }))
  assert.equal((await must(s.get('luzheng', at))).appealUpheld, true)
})

story('with two levels ducha consents first and banzhang decides; one person never gives both', async (s) => {
  await decide(s, { approvals: { appeal: 2 } })
  const at = await appealed(s)
  assert.equal((await must(s.get('ducha', '/api/cases?list=appeals'))).items.length, 1)
  assert.equal((await step(s, 'banzhang', at, 'appeal_decided')).caution.code, 'endorse_first')
  const early = await s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '情况属实' })
  assert.deepEqual([early.body.code, early.body.field], ['endorse_first', 'body.upheld'])
  for (const who of ['diaodu', 'luzheng', 'wairen'] as const)
    assert.equal(await codeOf(s.post(who, `${at}/endorse-appeal`, { approve: true })), 'not_permitted')
  await must(s.post('ducha', `${at}/endorse-appeal`, { approve: true, note: '有防汛值班记录' }))
  assert.equal((await must(s.get('banzhang', at))).appealUpheld, null, 'a first consent decides nothing')
  assert.equal(await codeOf(s.post('ducha', `${at}/endorse-appeal`, { approve: true })), 'nothing_to_endorse')
  assert.equal(
    await codeOf(s.post('ducha', `${at}/decide-appeal`, { upheld: true, reason: '自己再批' })),
    'not_permitted',
  )
  await must(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '同意' }))
  const { appealUpheld, handledInTime, events } = await must(s.get('luzheng', at))
  assert.deepEqual([appealUpheld, handledInTime], [true, false], 'the score is spared, the fact stays')
  assert.deepEqual(
    events.slice(-3).map(({ kind, byName }: { kind: string; byName: string }) => [kind, byName]),
    [
      ['appealed', 'luzheng'],
      ['endorsed', 'ducha'],
      ['appeal_decided', 'banzhang'],
    ],
  )
})

story('banzhang who consented first may not decide; another duty chief may', async (s) => {
  await decide(s, { approvals: { appeal: 2 } })
  const at = await appealed(s)
  await must(s.post('banzhang', `${at}/endorse-appeal`, { approve: true }))
  assert.equal((await step(s, 'banzhang', at, 'appeal_decided')).refusal.code, 'same_approver')
  assert.equal(
    await codeOf(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '同意' })),
    'same_approver',
  )
})

story('either of the two refuses an appeal, and then it is over', async (s) => {
  await decide(s, { approvals: { appeal: 2 } })
  const [one, two] = [await appealed(s), await appealed(s)]
  await must(s.post('ducha', `${one}/endorse-appeal`, { approve: false, note: '当天并无防汛任务' }))
  await must(s.post('banzhang', `${two}/decide-appeal`, { upheld: false, reason: '理由不成立' }))
  for (const at of [one, two]) {
    assert.equal((await must(s.get('luzheng', at))).appealUpheld, false)
    assert.equal(
      await codeOf(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '改判' })),
      'nothing_asked',
    )
  }
})

const noticesOf = async ({ get }: Story, who: 'ducha' | 'banzhang' | 'luzheng'): Promise<{ template: string }[]> =>
  (await must(get(who, '/api/notices'))).items

story('the unit hears nothing of a first consent; both who may consent hear of the appeal', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  await decide(s, { approvals: { appeal: 2 } })
  const at = await appealed(s)
  await relay()
  const appealsTold = async (who: 'ducha' | 'banzhang') =>
    (await noticesOf(s, who)).filter(({ template }) => template === 'case.appealed').length
  assert.deepEqual([await appealsTold('ducha'), await appealsTold('banzhang')], [1, 1])
  const before = (await noticesOf(s, 'luzheng')).length
  await must(s.post('ducha', `${at}/endorse-appeal`, { approve: true }))
  await relay()
  assert.equal((await noticesOf(s, 'luzheng')).length, before)
  assert.deepEqual([await appealsTold('ducha'), await appealsTold('banzhang')], [1, 2], 'who decides is told to')
  await must(s.post('banzhang', `${at}/decide-appeal`, { upheld: true, reason: '同意' }))
  await relay()
  assert.equal((await noticesOf(s, 'luzheng'))[0]?.template, 'case.judged')
})

story('decided appeals are found by outcome, unit and days, told with their effect, and exported', async (s) => {
  assert.deepEqual((await must(s.get('ducha', '/api/appeals'))).items, [])
  const [one, two, three] = [await appealed(s), await appealed(s), await appealed(s)]
  await must(s.post('banzhang', `${one}/decide-appeal`, { upheld: true, reason: '情况属实' }))
  s.clock.advance(2 * 86_400_000)
  await must(s.post('banzhang', `${two}/decide-appeal`, { upheld: false, reason: '理由不成立' }))
  const idOf = (at: string) => at.split('/').at(-1)
  const found = async (query: string, who: 'ducha' | 'luzheng' | 'huanwei' = 'ducha') =>
    (await must(s.get(who, `/api/appeals${query}`))).items.map(({ caseId }: { caseId: string }) => caseId)
  assert.deepEqual(await found(''), [two, one].map(idOf), 'the latest decision first; what waits is not decided')
  assert.deepEqual(await found('?outcome=upheld'), [idOf(one)])
  assert.deepEqual(await found('?outcome=dismissed'), [idOf(two)])
  assert.deepEqual(await found('?outcome=waiting'), [idOf(three)])
  assert.deepEqual(await found('?unit=sanitation'), [])
  assert.deepEqual((await found('?unit=roads', 'luzheng')).length, 2, 'a unit sees its own')
  assert.deepEqual(await found('', 'huanwei'), [])
  const today = s.clock.now().toISOString().slice(0, 10)
  assert.deepEqual(await found(`?from=${today}`), [idOf(two)])
  const { items, next } = await must(s.get('ducha', '/api/appeals?limit=1'))
  const rest = await must(s.get('ducha', `/api/appeals?limit=1&cursor=${encodeURIComponent(next)}`))
  assert.deepEqual([items[0].decided.upheld, rest.items[0].decided.upheld, rest.next], [false, true, null])
  assert.deepEqual(
    [items[0].askedBy, items[0].reason, items[0].decided.byName, items[0].decided.reason],
    ['luzheng', '防汛抢险期间全员在岗', 'banzhang', '理由不成立'],
  )
  assert.deepEqual((await must(s.get('ducha', '/api/appeals/counts'))).units, [
    { unitId: 'roads', unitName: '市政设施所', upheld: 1, dismissed: 1, waiting: 1 },
  ])
  assert.equal((await s.get('ducha', '/api/appeals?cursor=x')).body.field, 'query.cursor')
  assert.equal((await s.get('ducha', '/api/appeals?colour=red')).status, 400)
  assert.equal((await s.get('diaodu', '/api/appeals')).status, 403)
  const book = await s.get('ducha', '/api/appeals/export?outcome=upheld')
  assert.match(String(book.headers['content-type']), /spreadsheetml/)
})
