import assert from 'node:assert/strict'
import { test } from 'node:test'
import { survivorOf } from '#city/case/family.ts'
import { doerOf } from '#city/case/port.ts'
import { loadActor } from '#city/organisation/store.ts'
import { putSmsSetting } from '#command/notify/sms/setting.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { Secret } from '#kernel/config.ts'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { atEnd, testUrl } from '#kernel/testing/db.ts'
import { freshDatabase } from '#kernel/testing/fresh-database.ts'
import { register } from '#serve/intake/intake.ts'
import { merge } from '#serve/intake/merge.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must, verifyAndClose } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { foundTown, inTown, town } from '../testing/town.ts'

const report = (description: string, name: string) => ({
  description,
  place: { point: inTown, text: '人民路 12 号' },
  reporter: { name, phone: '13800001234' },
})

const publicAt = `/api/public/${town.districtId}/reports`

async function reported(s: Story, description: string, name: string) {
  const { trackingCode, number } = await must(s.post('nobody', publicAt, report(description, name)))
  const { items } = await must(s.get('shouli', `/api/cases?q=${number}`))
  return {
    number,
    caseId: items[0].caseId as string,
    at: `/api/cases/${items[0].caseId}`,
    follow: `${publicAt}/${trackingCode}`,
  }
}

const mergeInto = (s: Story, from: { at: string }, into: { caseId: string }) =>
  s.post('shouli', `${from.at}/merge`, { into: into.caseId, reason: '同一处' })

/** A case of the collector, handled, verified and closed. */
async function bringToClose(s: Story, at: string): Promise<void> {
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await must(s.post('luzheng', `${at}/accept`))
  await must(s.post('luzheng', `${at}/handle`, { note: '已更换', after: [await s.photo('luzheng')] }))
  await verifyAndClose(s, at)
}

story(
  'whoever reported a merged case follows the one it is handled under, and rates when that has ended',
  async (s) => {
    const survivorAt = await filed(s)
    const survivor = { caseId: survivorAt.split('/').at(-1) ?? '' }
    const first = await reported(s, '人民路井盖松动', '唐大婶')
    const second = await reported(s, '井盖快掉了', '李大爷')
    await must(mergeInto(s, first, second))
    await must(mergeInto(s, second, survivor))
    const early = await must(s.get('nobody', first.follow))
    assert.equal(early.state.zh, '办理中', 'the state is the survivor’s, through two merges')
    assert.equal(early.mayRate, false)
    const tooEarly = await s.post('nobody', `${first.follow}/rating`, { score: 1, solved: false })
    assert.equal(tooEarly.body.code, 'rating_too_early')
    await bringToClose(s, survivorAt)
    for (const [reporter, score] of [
      [first, 5],
      [second, 3],
    ] as const) {
      const progress = await must(s.get('nobody', reporter.follow))
      assert.deepEqual([progress.number, progress.state.zh], [reporter.number, '已解决（经独立核查）'])
      assert.ok(progress.handledAs)
      assert.ok(progress.steps.some((step: { zh: string }) => step.zh === '已结案'))
      assert.equal(progress.files.length, 1, 'the photo of the handling is for every reporter')
      assert.equal((await s.get('nobody', `${reporter.follow}/photos/${progress.files[0].fileId}`)).status, 200)
      await must(s.post('nobody', `${reporter.follow}/rating`, { score, solved: true }))
      assert.equal(
        (await must(s.get('nobody', reporter.follow))).rating,
        score,
        'each reporter has a rating of their own',
      )
    }
    assert.equal((await must(s.get('banzhang', survivorAt))).rating, null)
  },
)

story('a merged report tells nothing of another reporter: no words, no picture, no name', async (s) => {
  const other = await reported(s, '我家住在 3 单元，电话 13911112222，井盖坏了', '王某某')
  const mine = await reported(s, '井盖坏了', '唐大婶')
  await must(mergeInto(s, mine, other))
  const seen = JSON.stringify(await must(s.get('nobody', mine.follow)))
  for (const word of ['3 单元', '13911112222', '王', '139']) assert.equal(seen.includes(word), false, word)
})

story('the desk sees who is handled under a case; a unit sees only what is in its sight', async (s) => {
  const survivorAt = await filed(s)
  const caseId = survivorAt.split('/').at(-1) ?? ''
  const mine = await reported(s, '井盖坏了', '唐大婶')
  await must(mergeInto(s, mine, { caseId }))
  const family = await must(s.get('shouli', `${survivorAt}/family`))
  assert.deepEqual([family.survivor, family.members.length, family.hidden], [null, 1, 0])
  assert.deepEqual([family.members[0].number, family.members[0].reporter], [mine.number, '唐**'])
  assert.equal((await must(s.get('shouli', `${mine.at}/family`))).survivor.caseId, caseId)
  await must(s.post('diaodu', `${survivorAt}/dispatch`, { unitId: 'roads' }))
  const ofUnit = await must(s.get('luzheng', `${survivorAt}/family`))
  assert.deepEqual([ofUnit.members, ofUnit.hidden], [[], 1])
})

story('nothing is merged into a merged, refused or earlier closed case; undoing gives the clocks back', async (s) => {
  const [a, b, c] = [
    await reported(s, '甲处井盖', '甲某'),
    await reported(s, '乙处井盖', '乙某'),
    await reported(s, '丙处井盖', '丙某'),
  ]
  await must(mergeInto(s, a, b))
  assert.equal((await mergeInto(s, c, a)).body.code, 'merge_target_merged')
  assert.equal((await mergeInto(s, b, a)).body.code, 'merge_target_merged', 'no circle of two')
  await must(mergeInto(s, b, c))
  assert.equal((await mergeInto(s, c, a)).body.code, 'merge_target_merged', 'no circle of three')
  const before = (await must(s.get('shouli', c.at))).dueAt
  assert.ok(before)
  const merged = await must(s.get('shouli', a.at))
  assert.equal(merged.dueAt, null)
  s.clock.advance(3_600_000)
  await must(s.post('shouli', `${a.at}/unmerge`, { reason: '不是同一处' }))
  const again = await must(s.get('shouli', a.at))
  assert.equal(again.stage, 'reported')
  assert.equal(
    new Date(again.dueAt).getTime() - new Date(before).getTime(),
    3_600_000,
    'the hour merged does not count',
  )
  await must(s.post('shouli', `${a.at}/refuse`, { reason: '非城管职责', basis: '职责清单' }))
  const d = await reported(s, '丁处井盖', '丁某')
  assert.equal((await mergeInto(s, d, a)).body.code, 'merge_target_ended')
  const closedAt = await filed(s)
  await bringToClose(s, closedAt)
  s.clock.advance(60_000)
  const late = await reported(s, '又坏了', '戊某')
  const intoClosed = await mergeInto(s, late, { caseId: closedAt.split('/').at(-1) ?? '' })
  assert.equal(intoClosed.body.code, 'merge_target_closed', 'what was reported after the closing has happened again')
  assert.equal((await mergeInto(s, d, { caseId: closedAt.split('/').at(-1) ?? '' })).status, 200)
})

story('when the survivor closes, a text message goes to every reporter of the cases merged into it', async (s) => {
  await putSmsSetting(s.tx, town.districtId, { enabled: true, toReporters: true, perMinute: 100 })
  const survivorAt = await filed(s)
  const survivor = { caseId: survivorAt.split('/').at(-1) ?? '' }
  const first = await reported(s, '人民路井盖松动', '唐大婶')
  const second = await reported(s, '井盖快掉了', '李大爷')
  await must(mergeInto(s, first, second))
  await must(mergeInto(s, second, survivor))
  const relay = relayIn(s.tx, notifySubscribers)
  await bringToClose(s, survivorAt)
  await relay()
  const { items } = await must(s.get('xitong', '/api/notify/sms'))
  const told = items.filter((item: { template: string }) => item.template === 'reporter.closed')
  assert.equal(told.length, 2)
})

/** A district that is really there, so that two connections can be at it at once. */
async function realTown(): Promise<{
  pool: Pool
  open: () => Promise<string>
  mergeNow: (a: string, b: string) => Promise<unknown>
}> {
  const { url, drop } = await freshDatabase(await testUrl())
  await migrate(url)
  const pool = openPool({ url, max: 8, name: 'yiwang-test' })
  atEnd(async () => {
    await pool.end()
    await drop()
  })
  const people = await pool.transaction((tx) => foundTown(tx))
  const actor = (await loadActor(pool, town.districtId, people.shouli))!
  const now = new Date('2026-03-02T02:00:00Z')
  const at = { districtId: town.districtId, doer: doerOf(actor), now }
  const given = {
    source: 'hotline',
    urgency: 'normal',
    description: '井盖',
    place: { text: '人民路' },
    files: [],
  } as const
  const sealer = makeSealer(new Secret('test'))
  return {
    pool,
    open: async () => (await pool.transaction((tx) => register(tx, sealer, at, given))).caseId,
    mergeNow: (caseId, into) =>
      pool.transaction((tx) => merge(tx, actor, { ...at, caseId }, { into, reason: '同一处' })),
  }
}

const codesOf = (results: PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'merged' : (result.reason as { code: string }).code)).sort()

test('two clerks merge A into B and B into A at once: one merge holds, the other is refused, nobody waits for ever', async () => {
  const { pool, open, mergeNow } = await realTown()
  for (let round = 0; round < 12; round++) {
    const [a, b] = [await open(), await open()]
    const codes = codesOf(await Promise.allSettled([mergeNow(a, b), mergeNow(b, a)]))
    assert.deepEqual(codes, ['merge_target_merged', 'merged'])
    assert.equal(await survivorOf(pool, town.districtId, a), await survivorOf(pool, town.districtId, b))
  }
  const [a, b, c] = [await open(), await open(), await open()]
  const codes = codesOf(await Promise.allSettled([mergeNow(a, b), mergeNow(b, c), mergeNow(c, a)]))
  assert.ok(codes.includes('merged') && codes.some((code) => code !== 'merged'), codes.join())
  assert.ok(
    codes.every((code) => ['merged', 'merge_target_merged'].includes(code)),
    codes.join(),
  )
  const loops = await pool.many(sql`
    with recursive chain as (
      select case_id, merged_into, array[case_id] as way, false as loops from city.case where merged_into is not null
      union all
      select c.case_id, c.merged_into, way || c.case_id, c.case_id = any(way)
        from chain join city.case c on c.case_id = chain.merged_into where not loops)
    select 1 from chain where loops`)
  assert.equal(loops.length, 0)
})
