import assert from 'node:assert/strict'
import { bulkRunJob } from '#command/bulk/run.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { Secret } from '#kernel/config.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { bulkSteps } from '../bulk-steps.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const steps = bulkSteps(makeSealer(new Secret('story secret')))

const idOf = (at: string) => at.split('/').at(-1) ?? ''

async function some(s: Story, count: number): Promise<string[]> {
  const cases = []
  for (let one = 0; one < count; one++) cases.push(await filed(s))
  return cases
}

/** What somebody sees selected: each case with the history length on the screen. */
async function selected(s: Story, cases: readonly string[]) {
  const items = []
  for (const at of cases) items.push({ caseId: idOf(at), seen: (await must(s.get('diaodu', at))).version })
  return items
}

/** Carries out what waits in the queue. */
const work = (s: Story) =>
  s.jobs.run([bulkRunJob({ pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog, steps })])

async function order(s: Story, action: string, input: object, cases: readonly string[]): Promise<string> {
  const items = await selected(s, cases)
  const { bulkId } = await must(s.post('diaodu', '/api/bulks', { action, input, items }))
  await work(s)
  return `/api/bulks/${bulkId}`
}

const outcomes = (bulk: { items: { outcome: string; refusal: { code: string } | null }[] }) =>
  bulk.items.map(({ outcome, refusal }) => refusal?.code ?? outcome)

story(
  'diaodu previews a dispatch of three cases: what would happen and to which unit, and nothing changes',
  async (s) => {
    const [one, two, three] = await some(s, 3)
    const items = await selected(s, [one!, two!, three!])
    await must(s.post('diaodu', `${three}/send-back`, { reason: '立案小类有误' }))
    const preview = await must(s.post('diaodu', '/api/bulks/preview', { action: 'dispatch', input: {}, items }))
    assert.deepEqual(
      preview.items.map((item: { refusal: { code: string } | null }) => item.refusal?.code ?? null),
      [null, null, 'case_moved_on'],
    )
    const [first] = preview.items
    assert.deepEqual(
      [first.before.stage, first.after.stage, first.after.unitName],
      ['filed', 'dispatched', '市政设施所'],
    )
    assert.ok(first.after.dueAt > s.clock.now().toISOString(), 'the new deadline is shown')
    const { stage, version } = await must(s.get('diaodu', one!))
    assert.deepEqual([stage, version], ['filed', 2], 'a rehearsal leaves no trace')
    const told = await s.tx.many(sql`
    select 1 from kernel.outbox where topic = 'case.changed' and payload ->> 'kind' = 'dispatched'`)
    assert.equal(told.length, 0, 'and tells nobody')
  },
)

story(
  'one refusal does not stop the rest, every case has its own result, and what was foretold came true',
  async (s) => {
    const cases = await some(s, 3)
    const items = await selected(s, cases)
    await must(s.post('diaodu', `${cases[1]}/note`, { text: '我先看过' }))
    const body = { action: 'dispatch', input: { unitId: 'roads', note: '请两日内处置' }, items }
    const foretold = await must(s.post('diaodu', '/api/bulks/preview', body))
    const { bulkId } = await must(s.post('diaodu', '/api/bulks', body))
    const begun = await must(s.get('diaodu', `/api/bulks/${bulkId}`))
    assert.deepEqual([begun.total, begun.waiting], [3, 3], 'its progress can be followed')
    await work(s)
    const bulk = await must(s.get('diaodu', `/api/bulks/${bulkId}`))
    assert.deepEqual(outcomes(bulk), ['done', 'case_moved_on', 'done'])
    assert.deepEqual(
      bulk.items.map((item: { after: unknown }) => item.after),
      foretold.items.map((item: { after: unknown }) => item.after),
    )
    const detail = await must(s.get('luzheng', cases[0]!))
    assert.deepEqual([detail.stage, detail.events.at(-1).byName], ['dispatched', 'diaodu'])
    const audited = await s.tx.many(sql`select 1 from kernel.audit_entry where request_id = ${bulkId}::text`)
    assert.equal(audited.length, 2, 'each case done is audited for itself')
  },
)

story('the same order sent twice is one, and an attempt cut short goes on without doing any case twice', async (s) => {
  const cases = await some(s, 3)
  const body = { action: 'note', input: { text: '集中整治' }, items: await selected(s, cases) }
  const one = await must(s.post('diaodu', '/api/bulks', body, 'one-and-the-same'))
  const two = await must(s.post('diaodu', '/api/bulks', body, 'one-and-the-same'))
  assert.equal(one.bulkId, two.bulkId)
  const job = bulkRunJob({ pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog, steps })
  const data = { districtId: town.districtId, bulkId: one.bulkId }
  const cut = new AbortController()
  cut.abort()
  await assert.rejects(job.handle(data, { jobId: 'x', attempt: 1, signal: cut.signal }))
  await s.tx.run(sql`
    update command.bulk_item set outcome = 'done', after = '{}', settled_at = ${s.clock.now()}
     where bulk_id = ${one.bulkId} and ordinal = 0`)
  await work(s)
  await job.handle(data, { jobId: 'x', attempt: 3, signal: AbortSignal.timeout(60_000) })
  const counts = []
  for (const at of cases)
    counts.push((await must(s.get('diaodu', at))).events.filter((e: { kind: string }) => e.kind === 'noted').length)
  assert.deepEqual(counts, [0, 1, 1], 'what was settled before is left alone')
})

story('a dispatch is taken back by recalling, except a case that luzheng has accepted meanwhile', async (s) => {
  const cases = await some(s, 3)
  const at = await order(s, 'dispatch', { unitId: 'roads' }, cases)
  await must(s.post('luzheng', `${cases[2]}/accept`))
  const { undoUntil } = await must(s.get('diaodu', at))
  assert.ok(undoUntil)
  const { bulkId } = await must(s.post('diaodu', `${at}/undo`))
  assert.equal((await s.post('diaodu', `${at}/undo`)).body.code, 'bulk_undone_already')
  await work(s)
  const undone = await must(s.get('diaodu', `/api/bulks/${bulkId}`))
  assert.deepEqual([undone.action, ...outcomes(undone)], ['recall', 'done', 'done', 'case_moved_on'])
  assert.equal((await must(s.get('diaodu', cases[0]!))).stage, 'returned')
  assert.equal((await must(s.get('diaodu', cases[2]!))).stage, 'handling', 'its work goes on')
  assert.equal((await s.post('diaodu', `/api/bulks/${bulkId}/undo`)).body.code, 'bulk_cannot_be_undone')
})

story(
  'a recall is taken back to the unit that had it; after half an hour nothing is taken back as a whole',
  async (s) => {
    const cases = await some(s, 2)
    for (const each of cases)
      await must(s.post('diaodu', `${each}/dispatch`, { unitId: 'roads', coUnitIds: ['sanitation'] }))
    const at = await order(s, 'recall', { reason: '暂停处置' }, cases)
    await must(s.post('diaodu', `${at}/undo`))
    await work(s)
    const detail = await must(s.get('diaodu', cases[0]!))
    assert.deepEqual([detail.stage, detail.unitId, detail.coUnitIds], ['dispatched', 'roads', ['sanitation']])
    const later = await order(s, 'urge', { type: 'important', text: '请尽快处置' }, cases)
    s.clock.advance(31 * 60_000)
    assert.equal((await s.post('diaodu', `${later}/undo`)).body.code, 'bulk_too_old')
    assert.equal((await must(s.get('diaodu', cases[0]!))).urges, 1)
  },
)

story(
  'extensions are decided, failed work sent back and closed in bulk by whoever may; wairen and strangers to it may not',
  async (s) => {
    const cases = await some(s, 2)
    for (const each of cases) {
      await must(s.post('diaodu', `${each}/dispatch`, { unitId: 'roads' }))
      await must(s.post('luzheng', `${each}/accept`))
      await must(s.post('luzheng', `${each}/ask-extension`, { reason: '需定制井盖' }))
    }
    const decided = await must(s.get('diaodu', await order(s, 'decide-extension', { approve: true }, cases)))
    assert.deepEqual(outcomes(decided), ['done', 'done'])
    assert.ok(decided.items[0].after.dueAt > decided.items[0].before.dueAt)
    assert.equal(decided.undoUntil, null, 'what has no inverse offers none')
    const closing = await must(s.get('diaodu', await order(s, 'close', {}, cases)))
    assert.deepEqual(
      outcomes(closing),
      ['not_permitted', 'not_permitted'],
      'diaodu closes nothing, one by one or at once',
    )
    const items = await selected(s, cases)
    const early = { action: 'close', input: { outcome: 'solved' }, items }
    const { items: refused } = await must(s.post('banzhang', '/api/bulks/preview', early))
    assert.deepEqual(
      refused.map((item: { refusal: { code: string } }) => item.refusal.code),
      ['step_refused', 'step_refused'],
    )
    assert.equal((await s.post('wairen', '/api/bulks', early)).body.code, 'not_permitted')
    assert.equal((await s.post('luzheng', '/api/bulks', early)).body.code, 'not_permitted')
    assert.equal((await s.get('shouli', `/api/bulks/${decided.bulkId}`)).body.code, 'bulk_not_found')
  },
)

story('what is wrong with the order is told by field before any case is touched', async (s) => {
  const [one] = await some(s, 1)
  const [item] = await selected(s, [one!])
  const send = async (body: object) => (await s.post('diaodu', '/api/bulks', body)).body
  const wordless = await send({ action: 'urge', input: { type: 'important' }, items: [item] })
  assert.deepEqual([wordless.code, wordless.field], ['bad_input', 'body.input.text'])
  const twice = await send({ action: 'note', input: { text: '备注' }, items: [item, item] })
  assert.equal(twice.field, 'body.items')
  const unknown = { caseId: '01890000-0000-7000-8000-000000000001', seen: 1 }
  const missing = await send({ action: 'note', input: { text: '备注' }, items: [item, unknown] })
  assert.deepEqual([missing.code, missing.field], ['case_not_found', 'body.items.1.caseId'])
  const many = await send({ action: 'note', input: { text: '备注' }, items: Array(501).fill(item) })
  assert.equal(many.code, 'bad_input')
})

story(
  'banzhang and ducha see whose bulks there were, diaodu takes his own back from the list, others may not',
  async (s) => {
    const cases = await some(s, 2)
    const first = await order(s, 'urge', { type: 'important', text: '请尽快处置' }, cases)
    s.clock.advance(1000)
    const at = await order(s, 'note', { text: '集中整治' }, cases)
    const { items, next } = await must(s.get('banzhang', '/api/bulks?limit=1'))
    assert.deepEqual(
      [items[0].action, items[0].byName, items[0].isOwn, items[0].done, items[0].undoUntil],
      ['note', 'diaodu', false, 2, null],
    )
    assert.ok(items[0].endedAt)
    const rest = await must(s.get('ducha', `/api/bulks?limit=1&cursor=${encodeURIComponent(next)}`))
    assert.deepEqual([rest.items[0].bulkId, rest.next], [first.split('/').at(-1), null])
    assert.equal((await must(s.get('ducha', '/api/bulks?mine=1'))).items.length, 0)
    assert.equal((await must(s.get('shouli', '/api/bulks'))).items.length, 0, 'shouli oversees nobody')
    assert.equal((await s.get('shouli', at)).body.code, 'bulk_not_found')
    assert.equal((await must(s.get('ducha', at))).items.length, 2)
    assert.equal((await s.post('banzhang', `${at}/undo`)).body.code, 'bulk_not_found')
    const [own] = (await must(s.get('diaodu', '/api/bulks?action=note'))).items
    assert.ok(own.undoUntil && own.isOwn)
    await must(s.post('diaodu', `${at}/undo`))
  },
)

story('whoever ordered a bulk that took long is told of its end, once; a short one tells nobody', async (s) => {
  const tell = relayIn(s.tx, notifySubscribers)
  const notices = async () => {
    await tell()
    const { items } = await must(s.get('diaodu', '/api/notices'))
    return items.filter(({ template }: { template: string }) => template === 'bulk.ended')
  }
  const cases = await some(s, 2)
  await order(s, 'note', { text: '集中整治' }, cases)
  assert.equal((await notices()).length, 0)
  const items = await selected(s, cases)
  const { bulkId } = await must(s.post('diaodu', '/api/bulks', { action: 'note', input: { text: '再查' }, items }))
  s.clock.advance(11_000)
  await work(s)
  const job = bulkRunJob({ pool: rolledBackPool(s.tx), clock: s.clock, log: silentLog, steps })
  await job.handle(
    { districtId: town.districtId, bulkId },
    { jobId: 'x', attempt: 2, signal: AbortSignal.timeout(9_000) },
  )
  const [told, ...more] = await notices()
  assert.deepEqual([more.length, told.title.zh], [0, '批量备注已结束：2 件'])
  assert.match(told.text.zh, /办成 2 件，未办 0 件/)
})
