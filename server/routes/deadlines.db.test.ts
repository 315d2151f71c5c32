import assert from 'node:assert/strict'
import { tellLimitsPublished } from '#city/calendar/published.ts'
import { currentCalendar, draftOf, publishCalendar } from '#city/calendar/store.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { watchJobs } from '#supervise/deadline-watch/jobs.ts'
import { watchOnce } from '#supervise/deadline-watch/loop.ts'
import { reprojectOnce } from '#supervise/reprojection/loop.ts'
import { reprojectionSubscriber } from '#supervise/reprojection/subscriber.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { type Name, town } from '../testing/town.ts'

const partsOf = ({ tx, clock }: Story) => ({ pool: rolledBackPool(tx), clock, log: silentLog })

async function watch(s: Story): Promise<void> {
  while (await watchOnce(partsOf(s)));
}

const templatesOf = async (s: Story, who: Name): Promise<string[]> =>
  (await must(s.get(who, '/api/notices'))).items.map((notice: { template: string }) => notice.template)

const deadlineNotices = async (s: Story, who: Name) =>
  (await templatesOf(s, who)).filter((template) => template.startsWith('clock.'))

story('diaodu is warned at 80 %, told at the deadline, and banzhang with him when it is late', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  await filed(s)
  s.clock.advance(12 * 60_000 - 1)
  await watch(s)
  await relay()
  assert.deepEqual(await deadlineNotices(s, 'diaodu'), [])
  s.clock.advance(1)
  await watch(s)
  await relay()
  assert.deepEqual(await deadlineNotices(s, 'diaodu'), ['clock.warning'])
  s.clock.advance(3 * 60_000)
  await watch(s)
  s.clock.advance(3 * 60_000)
  await watch(s)
  await relay()
  assert.deepEqual(await deadlineNotices(s, 'diaodu'), ['clock.late', 'clock.due', 'clock.warning'])
  assert.deepEqual(await deadlineNotices(s, 'banzhang'), ['clock.late'])
  assert.deepEqual(await deadlineNotices(s, 'luzheng'), [])
})

story('a dispatch that diaodu takes back leaves luzheng no rung', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  const { watchAt } = await s.tx.one<{ watchAt: Date }>(sql`
    select watch_at as "watchAt" from city.case where district_id = ${town.districtId}`)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'sanitation' }))
  s.clock.set(new Date(watchAt.getTime() + 1))
  await watch(s)
  await relay()
  assert.deepEqual(await deadlineNotices(s, 'luzheng'), [])
})

const rungs = [
  { id: 'half', share: 0.5, tell: ['party', 'supervisor'] },
  { id: 'due', share: 1, tell: ['party'] },
]

story('xitong sets a ladder; what is open is armed by it, and a wrong one is refused by its field', async (s) => {
  const relay = relayIn(s.tx, notifySubscribers)
  await filed(s)
  s.clock.advance(8 * 60_000)
  await watch(s)
  const wrong = [rungs[1], rungs[0]]
  const refused = await s.post('xitong', '/api/ladder', { rungs: wrong, basedOn: 0, reason: '提前预警' })
  assert.deepEqual([refused.status, refused.body.code], [422, 'ladder_invalid'])
  assert.deepEqual(
    refused.body.faults.map((fault: { field: string }) => fault.field),
    ['body.rungs.1.share'],
  )
  assert.equal((await s.post('banzhang', '/api/ladder', { rungs, basedOn: 0, reason: '提前预警' })).status, 403)
  await must(s.post('xitong', '/api/ladder', { rungs, basedOn: 0, reason: '提前预警' }))
  const again = await s.post('xitong', '/api/ladder', { rungs, basedOn: 0, reason: '又改' })
  assert.equal(again.body.code, 'ladder_changed_meanwhile')
  await s.jobs.run(watchJobs(partsOf(s)))
  await watch(s)
  await relay()
  assert.deepEqual(await deadlineNotices(s, 'ducha'), ['clock.warning'])
  const ladder = await must(s.get('ducha', '/api/ladder'))
  assert.deepEqual([ladder.version, ladder.rungs.length, ladder.lastDay[0].rung], [1, 2, 'half'])
})

async function reproject(s: Story): Promise<void> {
  await relayIn(s.tx, [reprojectionSubscriber])()
  while (await reprojectOnce(partsOf(s)));
}

story(
  'a calendar that closes today moves diaodu’s deadline, with the reason in the history and a notice',
  async (s) => {
    const at = await filed(s)
    const dueBy = async () =>
      (await must(s.get('diaodu', at))).clocks.find((clock: { name: string }) => clock.name === 'dispatch').dueBy
    assert.equal(await dueBy(), '2026-03-02T02:15:00.000Z')
    const { definition } = await currentCalendar(s.tx, town.districtId)
    await publishCalendar(s.tx, {
      districtId: town.districtId,
      basedOn: 1,
      publishedAt: s.clock.now(),
      publishedBy: 'xitong',
      reason: '全区停电检修',
      draft: {
        ...draftOf(definition),
        overrides: [{ date: '2026-03-02', open: false, name: { zh: '停电', en: 'no power' } }],
      },
    })
    await reproject(s)
    assert.equal(await dueBy(), '2026-03-03T00:15:00.000Z')
    const told = (await must(s.get('diaodu', at))).events.at(-1)
    assert.deepEqual([told.kind, told.body.reason], ['clock_moved', '全区停电检修'])
    const [item] = (await must(s.get('ducha', '/api/reprojections'))).items
    assert.deepEqual([item.cause, item.movedCases, item.looked], ['calendar', 1, 1])
    const movesFor = async (who: Name) =>
      (await must(s.get(who, `/api/reprojections/${item.reprojectionId}/moves`))).items.map(
        ({ before, after }: { before: string; after: string }) => [before, after],
      )
    assert.deepEqual(await movesFor('ducha'), [['2026-03-02T02:15:00.000Z', '2026-03-03T00:15:00.000Z']])
    assert.deepEqual(await movesFor('huanwei'), [], 'not a case of theirs')
    await relayIn(s.tx, notifySubscribers)()
    assert.ok((await templatesOf(s, 'diaodu')).includes('clock.moved'))
  },
)

story('a longer limit for dispatching goes to the clock that runs, and the case explains it', async (s) => {
  const at = await filed(s)
  await tellLimitsPublished(s.tx, town.districtId, {
    version: 2,
    reason: '派遣时限放宽',
    publishedBy: 'xitong',
    stages: { dispatch: { value: 1, unit: 'work_hour' } },
  })
  await reproject(s)
  const { clocks } = await must(s.get('diaodu', at))
  const dispatch = clocks.find((clock: { name: string }) => clock.name === 'dispatch')
  assert.equal(dispatch.dueBy, '2026-03-02T03:00:00.000Z')
  assert.match(dispatch.explanation.zh.join('\n'), /时限调整/)
})
