import assert from 'node:assert/strict'
import { ownerSubscriber } from '#command/record/owner-subscriber.ts'
import { sql } from '#kernel/db/sql.ts'
import { relayIn } from '../testing/relayed.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'
import { upkeepTown } from '../testing/upkeep.ts'

const dayMs = 86_400_000

type Town = Awaited<ReturnType<typeof upkeepTown>>

const planBody = ({ industry, kind }: Town, more: object = {}) => ({
  ...{ industryId: industry.id, kindId: kind.id, scope: {}, everyDays: 30, startsOn: '2026-03-01', name: '设施月检' },
  ...more,
})

const ok = ({ kind }: Town) => kind.checklist.map(() => ({ result: 'ok' }))

async function planned(s: Story, t: Town, more: object = {}): Promise<string> {
  const made = await s.post('banzhang', '/api/inspection-plans', planBody(t, more))
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return made.body.planId
}

const countsOf = async (s: Story, who: 'banzhang' | 'luzheng', planId: string) => {
  const { done, due, overdue } = (await s.get(who, `/api/inspection-plans/${planId}`)).body.counts
  return { done, due, overdue }
}

story('banzhang sees beforehand what a plan makes, and what is due follows from the ledger alone', async (s) => {
  const t = await upkeepTown(s, 4)
  const { name: _, ...asked } = planBody(t)
  const { body: seen } = await s.post('banzhang', '/api/inspection-plans/preview', asked)
  assert.deepEqual([seen.components, seen.inspections, seen.planned], [4, 52, 0])
  const planId = await planned(s, t)
  assert.deepEqual(await countsOf(s, 'banzhang', planId), { done: 0, due: 4, overdue: 0 })
  const [first] = t.codes
  const answer = { planId, code: first, points: ok(t) }
  assert.equal((await s.post('xiaolin', '/api/inspections', answer)).body.outcome, 'ok')
  assert.deepEqual(await countsOf(s, 'banzhang', planId), { done: 1, due: 3, overdue: 0 })
  s.clock.advance(30 * dayMs)
  assert.deepEqual(await countsOf(s, 'banzhang', planId), { done: 0, due: 1, overdue: 3 })
  const late = (await s.get('banzhang', `/api/inspection-plans/${planId}/items?state=overdue&limit=2`)).body
  assert.equal(late.items.length, 2)
  const rest = (
    await s.get('banzhang', `/api/inspection-plans/${planId}/items?state=overdue&limit=2&after=${late.next}`)
  ).body
  assert.deepEqual([rest.items.length, rest.next], [1, null])
  const csv = await s.get('banzhang', `/api/inspection-plans/${planId}/export?format=csv`)
  assert.match(String(csv.body), /逾期/)
})

story('xiaolin takes what is due, xiaochen gets the rest, and what xiaolin gives back is free again', async (s) => {
  const t = await upkeepTown(s, 3)
  const planId = await planned(s, t)
  const taken = await s.post('xiaolin', '/api/inspection-rounds', { planId, count: 2 })
  assert.equal(taken.body.count, 2)
  assert.equal((await s.post('xiaochen', '/api/inspection-rounds', { planId, count: 9 })).body.count, 1)
  assert.equal((await s.post('xiaochen', '/api/inspection-rounds', { planId })).body.code, 'inspection_none_due')
  const [round] = (await s.get('xiaolin', '/api/inspection-rounds')).body.rounds
  assert.deepEqual([round.total, round.done, round.items.length], [2, 0, 2])
  const answer = { planId, code: round.items[0].code, points: ok(t) }
  assert.equal((await s.post('xiaolin', '/api/inspections', answer)).status, 200)
  assert.equal((await s.get('xiaolin', '/api/inspection-rounds')).body.rounds[0].done, 1)
  const back = await s.post('xiaolin', `/api/inspection-rounds/${round.roundId}/give-back`)
  assert.equal(back.body.left, 1)
  assert.equal((await s.post('xiaolin', `/api/inspection-rounds/${round.roundId}/give-back`)).status, 409)
  assert.equal((await s.post('xiaochen', '/api/inspection-rounds', { planId })).body.count, 1)
})

story('a fault becomes one case on the component, and a second sight of it is told to the same case', async (s) => {
  const t = await upkeepTown(s, 1)
  const planId = await planned(s, t)
  const [code] = t.codes
  const points = t.kind.checklist.map((_, at) => (at === 0 ? { result: 'fault', words: '倾斜' } : { result: 'ok' }))
  const answer = { planId, code, points }
  assert.equal((await s.post('xiaolin', '/api/inspections', answer)).body.code, 'inspection_photo')
  const found = await s.post('xiaolin', '/api/inspections', { ...answer, files: [await s.photo('xiaolin')] })
  assert.equal(found.body.outcome, 'fault', JSON.stringify(found.body))
  const again = await s.post('xiaolin', '/api/inspections', { ...answer, files: [await s.photo('xiaolin')] })
  assert.equal(again.body.caseNumber, found.body.caseNumber)
  const cases = await s.tx.many<{ source: string; componentCode: string }>(sql`
    select source, component_code as "componentCode" from city.case where district_id = ${town.districtId}`)
  assert.deepEqual(cases, [{ source: 'collector', componentCode: code }])
  await relayIn(s.tx, [ownerSubscriber])()
  const told = await s.tx.many<{ to: unknown }>(sql`
    select payload -> 'to' as "to" from kernel.outbox
     where district_id = ${town.districtId} and payload ->> 'template' = 'thing.fault'`)
  assert.equal(told.length, 1)
  assert.deepEqual(told[0]?.to, [{ unitId: 'roads' }])
  const { entries, open, ownerUnit } = (await s.get('banzhang', `/api/components/${code}/record`)).body
  assert.deepEqual(entries.map(({ kind }: { kind: string }) => kind).toSorted(), [
    'case',
    'change',
    'inspection',
    'inspection',
  ])
  assert.deepEqual([open.cases, ownerUnit.unitId], [1, 'roads'])
  const photo = entries.find(({ kind }: { kind: string }) => kind === 'inspection').files[0]
  assert.equal((await s.get('ducha', `/api/files/${photo}/thumb`)).status, 200)
})

story('luzheng turns a fault of his unit’s plan into an order of its own, which reaches his unit', async (s) => {
  const t = await upkeepTown(s, 1)
  const planId = await planned(s, t, { unitId: 'roads' })
  assert.equal((await s.get('xiaolin', '/api/inspection-rounds')).body.plans.length, 0)
  assert.equal((await s.get('luzheng', '/api/inspection-rounds')).body.plans.length, 1)
  const points = t.kind.checklist.map((_, at) => (at === 0 ? { result: 'fault', words: '不亮' } : { result: 'ok' }))
  const files = [await s.photo('luzheng')]
  const found = await s.post('luzheng', '/api/inspections', {
    planId,
    code: t.codes[0],
    points,
    files,
    becomes: 'order',
  })
  assert.match(found.body.orderNumber, /^GD20260302-001$/)
  const [order] = (await s.get('luzheng', '/api/work-orders')).body.items
  assert.deepEqual([order.number, order.state, order.unitName], ['GD20260302-001', 'assigned', '市政设施所'])
  assert.equal((await s.get('huanwei', '/api/work-orders')).body.items.length, 0)
})

story('what could not be inspected stays due, and every refusal names its field', async (s) => {
  const t = await upkeepTown(s, 1)
  const planId = await planned(s, t)
  const [code] = t.codes
  const could = t.kind.checklist.map(() => ({ result: 'could_not' }))
  const send = async (body: object) => (await s.post('xiaolin', '/api/inspections', body)).body
  assert.equal((await send({ planId, code, points: could })).field, 'body.words')
  assert.equal((await send({ planId, code, points: could, words: '施工围挡' })).outcome, 'could_not')
  assert.deepEqual(await countsOf(s, 'banzhang', planId), { done: 0, due: 1, overdue: 0 })
  assert.equal((await send({ planId, code, points: [{ result: 'ok' }, ...could] })).field, 'body.points')
  assert.equal((await send({ planId, code: '51339901060999999', points: ok(t) })).code, 'component_not_found')
})

story('banzhang withdraws a plan with a reason and takes it up again; nobody inspects by it meanwhile', async (s) => {
  const t = await upkeepTown(s, 1)
  const planId = await planned(s, t)
  assert.equal((await s.post('banzhang', '/api/inspection-plans', planBody(t))).body.field, 'body.name')
  const turn = (isOn: boolean) =>
    s.post('banzhang', `/api/inspection-plans/${planId}/turn`, { isOn, reason: '与专项检查重复' })
  assert.equal((await turn(false)).status, 200)
  assert.equal((await turn(false)).body.code, 'inspection_plan_already')
  assert.equal((await s.post('xiaolin', '/api/inspection-rounds', { planId })).body.code, 'inspection_plan_off')
  assert.equal((await turn(true)).status, 200)
  const { turns } = (await s.get('ducha', `/api/inspection-plans/${planId}`)).body
  assert.deepEqual(
    turns.map(({ isOn }: { isOn: boolean }) => isOn),
    [true, false, true],
  )
  assert.equal(
    (await s.post('xiaolin', `/api/inspection-plans/${planId}/turn`, { isOn: false, reason: '不想去' })).status,
    403,
  )
})

story('whoever stands before a thing sees what is asked of it', async (s) => {
  const t = await upkeepTown(s, 1)
  const planId = await planned(s, t)
  const { asked } = (await s.get('xiaolin', `/api/inspections/at/${t.codes[0]}`)).body
  assert.deepEqual([asked.length, asked[0].planId, asked[0].item.state], [1, planId, 'due'])
  assert.equal(asked[0].kind.checklist.length, t.kind.checklist.length)
})

const terms = (more: object = {}) => ({
  ...{ scope: {}, everyDays: 30, onWorkdays: false, unitId: null, personId: null, window: null, endsOn: null },
  ...more,
})

story(
  'banzhang changes a plan from a day on, sees what comes and goes, and rounds in hand keep their version',
  async (s) => {
    const t = await upkeepTown(s, 4)
    const planId = await planned(s, t)
    const at = `/api/inspection-plans/${planId}`
    assert.equal((await s.post('xiaolin', '/api/inspection-rounds', { planId, count: 4 })).body.count, 4)
    const change = terms({ fromOn: '2026-03-02', everyDays: 7, scope: { codes: t.codes.slice(0, 3) }, unitId: 'roads' })
    const seen = (await s.post('banzhang', `${at}/change/preview`, change)).body
    assert.deepEqual(
      [seen.before, seen.after, seen.added, seen.dropped, seen.inHand, seen.inHandDropped],
      [{ components: 4, inspections: 52 }, { components: 3, inspections: 159 }, 0, 1, 4, 1],
    )
    assert.equal(seen.someDropped[0].code, t.codes[3])
    const made = await s.post('banzhang', `${at}/change`, { ...change, reason: '汛期加密' })
    assert.deepEqual(made.body, { version: 2, fromOn: '2026-03-02' })
    const now = (await s.get('banzhang', at)).body
    assert.deepEqual([now.version, now.everyDays, now.unitId, now.counts.total], [2, 7, 'roads', 3])
    assert.deepEqual(
      now.versions.map(({ version, standing, by }: { version: number; standing: string; by: string }) => [
        version,
        standing,
        by,
      ]),
      [
        [2, 'holds', 'banzhang'],
        [1, 'held', 'banzhang'],
      ],
    )
    // The plan is the unit's now, yet xiaolin finishes what was taken, also the one it asks for no more.
    const mine = (await s.get('xiaolin', '/api/inspection-rounds')).body
    assert.deepEqual([mine.rounds[0].items.length, mine.plans.length], [4, 0])
    assert.equal((await s.post('xiaolin', '/api/inspection-rounds', { planId })).status, 404)
    assert.equal((await s.post('xiaolin', '/api/inspections', { planId, code: t.codes[3], points: ok(t) })).status, 200)
    assert.equal(
      (await s.post('xiaochen', '/api/inspections', { planId, code: t.codes[0], points: ok(t) })).status,
      404,
    )
    assert.equal((await s.post('luzheng', '/api/inspections', { planId, code: t.codes[0], points: ok(t) })).status, 200)
    const versions = await s.tx.many<{ version: number }>(sql`
    select version from command.inspection where district_id = ${town.districtId} order by version`)
    assert.deepEqual(
      versions.map(({ version }) => version),
      [1, 2],
    )
    assert.equal(
      (await s.post('luzheng', '/api/inspections', { planId, code: t.codes[3], points: ok(t) })).body.code,
      'inspection_not_asked',
    )
  },
)

story('a change waits for its day, is replaced or dropped before it, and never begins in the past', async (s) => {
  const t = await upkeepTown(s, 2)
  const planId = await planned(s, t)
  const at = `/api/inspection-plans/${planId}`
  const change = (more: object) => s.post('banzhang', `${at}/change`, { ...terms(more), reason: '调整周期' })
  assert.equal((await change({ fromOn: '2026-03-01', everyDays: 10 })).body.code, 'inspection_change_past')
  assert.equal((await change({ fromOn: '2026-03-09' })).body.code, 'inspection_change_empty')
  assert.equal((await change({ fromOn: '2026-03-09', everyDays: 10, endsOn: '2026-03-08' })).body.field, 'body.endsOn')
  assert.equal((await change({ fromOn: '2026-03-09', everyDays: 10, unitId: 'nobody' })).body.field, 'body.unitId')
  assert.equal((await change({ fromOn: '2026-03-09', everyDays: 10 })).status, 200)
  assert.equal((await s.get('ducha', at)).body.everyDays, 30)
  const again = terms({ fromOn: '2026-03-05', everyDays: 5 })
  assert.equal((await s.post('banzhang', `${at}/change/preview`, again)).body.replaces, '2026-03-09')
  assert.equal((await s.post('banzhang', `${at}/change`, { ...again, reason: '提前' })).body.version, 3)
  s.clock.advance(4 * dayMs)
  const held = (await s.get('ducha', at)).body
  assert.deepEqual(
    [held.everyDays, held.versions.map(({ standing }: { standing: string }) => standing)],
    [5, ['holds', 'dropped', 'held']],
  )
  assert.equal((await s.post('banzhang', `${at}/change/drop`)).body.code, 'inspection_change_none')
  await change({ fromOn: '2026-03-20', everyDays: 6 })
  assert.equal((await s.post('banzhang', `${at}/change/drop`)).body.version, 4)
  assert.equal((await s.post('luzheng', `${at}/change`, { ...again, reason: '不想做' })).status, 403)
})
