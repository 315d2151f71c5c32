import assert from 'node:assert/strict'
import { setStageLimit } from '#city/calendar/store.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

type Clock = { name: string; party: string | null; state: string; dueBy: string | null; inTime: boolean | null }

const clocksOf = async (s: Story, at: string): Promise<Map<string, Clock>> => {
  const { clocks } = await must(s.get('diaodu', at))
  return new Map(clocks.map((clock: Clock) => [clock.name, clock]))
}

const work = async (s: Story, who: 'luzheng' | 'huanwei') => ({ note: '已处置完毕', after: [await s.photo(who)] })

/** A case that the roads office leads and sanitation helps with. */
async function shared(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', coUnitIds: ['sanitation'] }))
  return at
}

story('a lead and a helping unit have a clock each; the lead cannot finish before huanwei has', async (s) => {
  const overall = { stage: 'overall', limit: { value: 20, unit: 'work_day' }, source: '本区规定', mark: 'M' } as const
  await setStageLimit(s.tx, town.districtId, overall)
  const at = await shared(s)
  await must(s.post('luzheng', `${at}/accept`))
  const clocks = await clocksOf(s, at)
  assert.deepEqual(
    [clocks.get('handle')?.party, clocks.get('co:sanitation')?.party, clocks.get('co:sanitation')?.state],
    ['市政设施所', '环卫所', 'running'],
  )
  assert.equal(clocks.get('overall')?.state, 'running', 'and one clock runs over all')
  const early = await s.post('luzheng', `${at}/handle`, await work(s, 'luzheng'))
  assert.equal(early.body.code, 'co_units_open')
  assert.match(early.body.title, /环卫所/, 'the refusal names the unit, not its id')
  const offered = (await must(s.get('luzheng', at))).permitted.find((each: { kind: string }) => each.kind === 'handled')
  assert.equal(offered.refusal.zh, early.body.title, 'the button says what the server says')

  assert.equal((await must(s.get('huanwei', '/api/cases?list=to-help'))).items.length, 1)
  s.clock.advance(60 * 60_000)
  await must(s.post('huanwei', `${at}/co-handle`, await work(s, 'huanwei')))
  const after = await clocksOf(s, at)
  assert.deepEqual([after.get('co:sanitation')?.state, after.get('co:sanitation')?.inTime], ['stopped', true])
  assert.equal(after.get('handle')?.state, 'running', 'the lead goes on by its own clock')
  assert.equal(after.get('handle')?.dueBy, clocks.get('handle')?.dueBy)
  assert.deepEqual((await must(s.get('diaodu', at))).helpers, [
    { unitId: 'sanitation', unitName: '环卫所', done: true },
  ])
  assert.equal((await must(s.get('huanwei', '/api/cases?list=to-help'))).items.length, 0, 'its list is done')
  await must(s.post('luzheng', `${at}/handle`, await work(s, 'luzheng')))
})

story('only a unit that helps reports a part, once, and with a photo; nobody does it in another’s name', async (s) => {
  const at = await shared(s)
  const bare = await s.post('huanwei', `${at}/co-handle`, { note: '已处置完毕' })
  assert.deepEqual([bare.body.code, bare.body.field], ['after_photo_needed', 'body.after'])
  assert.equal((await s.post('luzheng', `${at}/co-handle`, await work(s, 'luzheng'))).body.code, 'not_co_unit')
  assert.equal((await s.post('diaodu', `${at}/co-handle`, { note: '代为反馈' })).body.code, 'not_permitted')
  assert.equal((await s.post('wairen', `${at}/co-handle`, { note: '代为反馈' })).body.code, 'not_permitted')
  await must(s.post('huanwei', `${at}/co-handle`, await work(s, 'huanwei')))
  assert.equal((await s.post('huanwei', `${at}/co-handle`, await work(s, 'huanwei'))).body.code, 'not_co_unit')
})

story('a lead is offered what leads do and a helper what helpers do', async (s) => {
  const at = await shared(s)
  const kindsFor = async (who: 'luzheng' | 'huanwei') =>
    new Set((await must(s.get(who, at))).permitted.map((each: { kind: string }) => each.kind))
  assert.ok(!(await kindsFor('luzheng')).has('co_handled'))
  const helper = await kindsFor('huanwei')
  assert.ok(helper.has('co_handled') && !helper.has('accepted') && !helper.has('returned'))
})

story(
  'sent out again without a helper, its clock stops and its list is empty; with it, what it did counts',
  async (s) => {
    const at = await shared(s)
    await must(s.post('huanwei', `${at}/co-handle`, await work(s, 'huanwei')))
    await must(s.post('luzheng', `${at}/return`, { reason: '井盖权属为通信公司' }))
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', coUnitIds: ['sanitation'] }))
    assert.equal((await must(s.get('diaodu', at))).helpers[0].done, true)
    await must(s.post('luzheng', `${at}/return`, { reason: '井盖权属仍为通信公司' }))
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
    await must(s.post('luzheng', `${at}/accept`))
    assert.deepEqual((await must(s.get('diaodu', at))).helpers, [])
    assert.equal((await s.get('huanwei', at)).status, 404, 'the case has left its sight')
    await must(s.post('luzheng', `${at}/handle`, await work(s, 'luzheng')))
  },
)

story('wairen recalls nothing; diaodu recalls what luzheng has not finished, and it is no bounce', async (s) => {
  const at = await shared(s)
  await must(s.post('luzheng', `${at}/accept`))
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' }))
  assert.equal((await s.post('luzheng', `${at}/recall`, { reason: '不想做了' })).body.code, 'not_permitted')
  assert.equal((await s.post('wairen', `${at}/recall`, { reason: '不想做了' })).body.code, 'not_permitted')
  await must(s.post('diaodu', `${at}/recall`, { reason: '派错单位' }))
  const detail = await must(s.get('diaodu', at))
  assert.deepEqual(
    [detail.stage, detail.pending, detail.unitId, detail.returns, detail.helpers],
    ['returned', '', null, 0, []],
  )
  const running = [...(await clocksOf(s, at)).values()].filter((clock) => clock.state === 'running')
  assert.deepEqual(running.map(({ name }) => name).sort(), ['dispatch'])
  assert.equal((await s.post('diaodu', `${at}/decide-extension`, { approve: true })).status, 409, 'the request is gone')
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  assert.equal((await must(s.get('diaodu', at))).pending, '', 'it does not come back with the next dispatch')
  assert.equal((await s.post('diaodu', `${at}/recall`, { reason: '又撤' })).status, 200)
  assert.equal((await s.post('diaodu', `${at}/recall`, { reason: '再撤' })).body.code, 'step_refused')
})

story('diaodu cannot have the lead help itself, nor one unit help twice, for one case or for many', async (s) => {
  const at = await filed(s)
  const items = [{ caseId: at.split('/').at(-1), seen: (await must(s.get('diaodu', at))).version }]
  const tried = [
    [{ unitId: 'roads', coUnitIds: ['sanitation', 'roads'] }, 'lead_is_helper', 1],
    [{ unitId: 'roads', coUnitIds: ['sanitation', 'sanitation'] }, 'helper_twice', 1],
    [{ coUnitIds: ['sanitation', 'sanitation'] }, 'helper_twice', 1],
  ] as const
  for (const [input, code, entry] of tried) {
    for (const path of ['/api/bulks', '/api/bulks/preview']) {
      const { status, body } = await s.post('diaodu', path, { action: 'dispatch', input, items })
      assert.deepEqual([status, body.code, body.field], [422, code, `body.input.coUnitIds.${entry}`])
    }
    if (!('unitId' in input)) continue
    const { status, body } = await s.post('diaodu', `${at}/dispatch`, input)
    assert.deepEqual([status, body.code, body.field], [422, code, `body.coUnitIds.${entry}`])
  }
  const proposed = await must(
    s.post('diaodu', '/api/bulks/preview', { action: 'dispatch', input: { coUnitIds: ['roads'] }, items }),
  )
  assert.equal(proposed.items[0].refusal.code, 'lead_is_helper', 'the unit proposed for this very case is the helper')
  const unknown = await s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', coUnitIds: ['sanitation', 'nobody'] })
  assert.deepEqual([unknown.body.code, unknown.body.field], ['unknown_unit', 'body.coUnitIds.1'])
  assert.equal((await must(s.get('diaodu', at))).stage, 'filed')
})
