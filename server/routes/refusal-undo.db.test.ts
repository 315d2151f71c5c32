import assert from 'node:assert/strict'
import { putSmsSetting } from '#command/notify/sms/setting.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { relayIn } from '../testing/relayed.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const seconds = 1_000

async function refused(s: Story) {
  const opened = await must(
    s.post('shouli', '/api/cases', {
      source: 'hotline',
      description: '井盖缺角',
      reporter: { name: '大神', phone: '13900001111' },
      category: { edition: '2026', kind: 'component', code: '01003' },
      place: { text: '滨河路' },
    }),
  )
  const at = `/api/cases/${opened.caseId}`
  const before = await must(s.get('shouli', at))
  await must(s.post('shouli', `${at}/refuse`, { reason: '位置不明', basis: '规定' }))
  return { at, before, code: opened.trackingCode as string }
}

const undo = (s: Story, who: 'shouli' | 'banzhang', at: string) =>
  s.post(who, `${at}/undo-refusal`, { reason: '误操作，立即撤销' })

const messages = async (s: Story) => (await must(s.get('xitong', '/api/notify/sms'))).items

story('shouli takes a refusal back within seconds: stage and clock go on, and no message ever goes out', async (s) => {
  await putSmsSetting(s.tx, town.districtId, { enabled: true, toReporters: true, perMinute: 100 })
  const relay = relayIn(s.tx, notifySubscribers)
  const { at, before } = await refused(s)
  await relay()
  const [held] = await messages(s)
  assert.equal(held.state, 'queued')
  s.clock.advance(8 * seconds)
  await must(undo(s, 'shouli', at))
  await relay()
  assert.deepEqual(await messages(s), [])
  const after = await must(s.get('shouli', at))
  assert.deepEqual([after.stage, after.clock], [before.stage, before.clock])
  assert.equal(new Date(after.dueAt).getTime() - new Date(before.dueAt).getTime(), 8 * seconds)
  assert.deepEqual(
    after.events.map(({ kind }: { kind: string }) => kind).slice(-2),
    ['refused', 'refusal_undone'],
    'both stand in the history',
  )
  await must(s.post('shouli', `${at}/refuse`, { reason: '非城管职责', basis: '职责清单' }))
})

story('a refusal undone before the notices were told of it makes none', async (s) => {
  await putSmsSetting(s.tx, town.districtId, { enabled: true, toReporters: true, perMinute: 100 })
  const relay = relayIn(s.tx, notifySubscribers)
  const { at } = await refused(s)
  await must(undo(s, 'shouli', at))
  await relay()
  assert.deepEqual(await messages(s), [])
})

story('it is undone by who refused, in time, with nothing in between', async (s) => {
  const { at } = await refused(s)
  assert.equal((await undo(s, 'banzhang', at)).body.code, 'refusal_not_yours')
  s.clock.advance(31 * seconds)
  assert.equal((await undo(s, 'shouli', at)).body.code, 'refusal_told')
  const other = await refused(s)
  await must(s.post('banzhang', `${other.at}/note`, { text: '看过' }))
  assert.equal((await undo(s, 'shouli', other.at)).body.code, 'refusal_not_yours')
})
