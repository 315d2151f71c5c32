import assert from 'node:assert/strict'
import { runNextSimulation } from '#command/simulate/run.ts'
import { silentLog } from '#kernel/log.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { reprojectOnce } from '#supervise/reprojection/loop.ts'
import { reprojectionSubscriber } from '#supervise/reprojection/subscriber.ts'
import { relayIn } from '../testing/relayed.ts'
import { inHand, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'

const draftAt = '/api/limit-draft'
const limit = { value: 3, unit: 'work_hour' } as const

/** The first condition of 雨水井盖 with the version it stands in. */
async function cover(s: Story) {
  const { standard, revision } = await must(s.get('xitong', draftAt))
  const { items } = await must(s.get('xitong', `${draftAt}/rows?text=01003&kind=component`))
  return { row: items[0], basedOn: standard.versionId as string, revision: revision as number }
}

async function saved(s: Story, value: number = limit.value) {
  const { row, basedOn, revision } = await cover(s)
  const { conditionId, limits } = row
  const changes = [{ conditionId, areaClass: limits[0].areaClass, limit: { ...limit, value } }]
  return { row, basedOn, ...(await must(s.post('xitong', `${draftAt}/save`, { revision, basedOn, changes }))) }
}

async function simulated(s: Story, revision: number): Promise<string> {
  const { simulationId } = await must(s.post('xitong', `${draftAt}/simulate`, { revision }))
  while (await runNextSimulation(s.tx, s.clock));
  return simulationId
}

async function reproject(s: Story): Promise<void> {
  const parts = { pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog }
  while (await reprojectOnce(parts));
}

const handleDue = async (s: Story, at: string): Promise<string> =>
  (await must(s.get('luzheng', at))).clocks.find((clock: { name: string }) => clock.name === 'handle').dueBy

/** The limits that the latest re-projection gave, to which clocks. */
async function moved(s: Story) {
  const [{ reprojectionId }] = (await must(s.get('ducha', '/api/reprojections'))).items
  const { items } = await must(s.get('ducha', `/api/reprojections/${reprojectionId}/moves`))
  return items.map(({ clock, limit: given }: { clock: string; limit: unknown }) => [clock, given])
}

story('xitong finds conditions by name, code and pinyin, and reads on page by page', async (s) => {
  for (const text of ['01003', '雨水井盖', 'yushuijinggai', 'ysjg']) {
    const { items } = await must(s.get('xitong', `${draftAt}/rows?text=${encodeURIComponent(text)}`))
    assert.equal(items[0].name, '雨水井盖', text)
  }
  const first = await must(s.get('luzheng', `${draftAt}/rows?limit=3`))
  const second = await must(s.get('luzheng', `${draftAt}/rows?limit=3&after=${first.next}`))
  assert.deepEqual([first.items.length, second.items.length, first.total > 6], [3, 3, true])
  assert.notEqual(first.items[2].conditionId, second.items[0].conditionId)
})

story('a draft keeps only what differs; of two who write at once the second is told', async (s) => {
  const { row, basedOn, revision } = await saved(s)
  assert.equal(revision, 1)
  const draft = await must(s.get('diaodu', draftAt))
  assert.deepEqual([draft.lines[0].name, draft.lines[0].limit], ['雨水井盖', limit])
  const [held] = row.limits
  const same = {
    conditionId: row.conditionId,
    areaClass: held.areaClass,
    limit: { value: held.value, unit: held.unit },
  }
  const stale = await s.post('xitong', `${draftAt}/save`, { revision: 0, basedOn, changes: [same] })
  assert.deepEqual([stale.status, stale.body.code], [409, 'limit_draft_changed_meanwhile'])
  await must(s.post('xitong', `${draftAt}/save`, { revision, basedOn, changes: [same] }))
  assert.deepEqual((await must(s.get('xitong', draftAt))).lines, [])
  const empty = await s.post('xitong', `${draftAt}/simulate`, { revision: 2 })
  assert.deepEqual([empty.body.code, empty.body.faults[0].code], ['limit_draft_not_sound', 'limit_draft_empty'])
  assert.equal((await s.post('banzhang', `${draftAt}/save`, { revision: 2, basedOn, changes: [] })).status, 403)
  await must(s.post('xitong', `${draftAt}/discard`, { revision: 2 }))
  assert.equal((await must(s.get('xitong', draftAt))).revision, 0)
})

story('a faulty line keeps the draft from being tried or signed, and says which line', async (s) => {
  const { revision } = await saved(s, 2.3)
  const { findings } = await must(s.get('xitong', draftAt))
  assert.deepEqual([findings[0].line, findings[0].level, findings[0].code], [1, 'fault', 'limit_not_whole'])
  const refused = await s.post('xitong', `${draftAt}/simulate`, { revision })
  assert.deepEqual([refused.status, refused.body.faults[0].field], [422, 'changes.0.limit'])
})

story('what the preview counts is what moves on the day the signed limits take effect, not before', async (s) => {
  const relay = relayIn(s.tx, [reprojectionSubscriber])
  const at = await inHand(s)
  const { row, basedOn, revision } = await saved(s)
  const touched = await must(s.get('xitong', `${draftAt}/touched`))
  assert.deepEqual([touched.cases, touched.clocks, touched.isWhole], [1, 1, true])
  const unseen = { revision, basedOn, simulationId: basedOn, from: '2026-03-04', reason: '从严管理' }
  assert.equal((await s.post('xitong', `${draftAt}/publish`, unseen)).status, 404)
  const signing = { ...unseen, simulationId: await simulated(s, revision) }
  const early = await s.post('xitong', `${draftAt}/publish`, { ...signing, from: '2026-03-01' })
  assert.equal(early.body.code, 'limit_date_too_early')
  const signed = await must(s.post('xitong', `${draftAt}/publish`, signing))
  assert.match(signed.name, /2026-03-04 起时限调整/)
  const after = await must(s.get('xitong', draftAt))
  assert.deepEqual([after.revision, after.standard.inForce, after.standard.validFrom], [0, false, '2026-03-04'])
  const before = await handleDue(s, at)
  await relay()
  await reproject(s)
  assert.equal(await handleDue(s, at), before, 'the day has not come')
  const [waiting] = (await must(s.get('xitong', '/api/reprojections'))).items
  assert.deepEqual([waiting.startedAt, waiting.beginsAt], [null, '2026-03-03T16:00:00.000Z'])
  s.clock.set(new Date('2026-03-04T00:00:01+08:00'))
  await reproject(s)
  assert.deepEqual(await moved(s), [['handle', limit]])
  assert.notEqual(await handleDue(s, at), before)
  const { movedCases } = (await must(s.get('xitong', '/api/reprojections'))).items[0]
  assert.equal(movedCases, touched.cases)
  const { items } = await must(s.get('xitong', `${draftAt}/rows?text=01003&kind=component`))
  assert.notEqual(items[0].conditionId, row.conditionId, 'another version, another id')
})

story('a second change of the same condition reaches a case filed two versions ago', async (s) => {
  const relay = relayIn(s.tx, [reprojectionSubscriber])
  await inHand(s)
  for (const [day, value] of [
    ['2026-03-03', 3],
    ['2026-03-04', 5],
  ] as const) {
    const { basedOn, revision } = await saved(s, value)
    const simulationId = await simulated(s, revision)
    await must(
      s.post('xitong', `${draftAt}/publish`, { revision, basedOn, simulationId, from: day, reason: '逐步调整' }),
    )
    s.clock.set(new Date(`${day}T00:00:01+08:00`))
    await relay()
    await reproject(s)
    assert.deepEqual(await moved(s), [['handle', { ...limit, value }]])
  }
})

story('the table goes out and comes back: refused rows by number, then all of it into the draft', async (s) => {
  const reply = await s.get('xitong', `${draftAt}/export?format=csv`)
  assert.match(String(reply.headers['content-disposition']), /limits\.csv/)
  const head = '类型,小类代码,小类名称,序号,立案条件,区域类别,新时限'
  const wrong = Buffer.from(`${head}\n部件,01003,雨水井盖,1,,,三天左右\n部件,99999,没有,1,,,3工作时\n`)
  const tried = await must(s.post('xitong', `${draftAt}/import?revision=0&commit=yes`, wrong))
  assert.deepEqual(
    [tried.committed, tried.lines.map(({ row, outcome }: { row: number; outcome: string }) => [row, outcome])],
    [
      false,
      [
        [2, 'refused'],
        [3, 'refused'],
      ],
    ],
  )
  const right = Buffer.from(`${head}\n部件,01003,雨水井盖,1,,,3工作时\n`)
  assert.equal((await must(s.post('xitong', `${draftAt}/import?revision=0&commit=yes`, right))).committed, true)
  const { lines, revision } = await must(s.get('xitong', draftAt))
  assert.deepEqual([revision, lines[0].limit], [1, limit])
  const bare = await s.post('xitong', `${draftAt}/import?revision=1`, Buffer.from('a,b\n1,2\n'))
  assert.equal(bare.body.code, 'limit_column_missing')
})
