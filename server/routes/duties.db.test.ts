import assert from 'node:assert/strict'
import { must } from '../testing/steps.ts'
import { story } from '../testing/story.ts'

const duty = {
  kind: 'component',
  category: '02',
  areaCode: '',
  unitId: 'roads',
  from: '2026-03-02',
  to: null,
  basis: '三定方案',
}

story('xitong keeps the duty table; gaps and overlaps are told, and everybody may read it', async (s) => {
  const before = await must(s.get('luzheng', '/api/duties'))
  assert.equal(before.items.length, 4)
  assert.deepEqual(before.gaps, [], 'the last line answers for everything')
  assert.equal((await s.post('diaodu', '/api/duties', duty)).body.code, 'not_permitted')
  const { dutyId } = await must(s.post('xitong', '/api/duties', { ...duty, unitId: 'sanitation' }))
  const { overlaps } = await must(s.get('diaodu', '/api/duties'))
  assert.deepEqual(overlaps[0].units.toSorted(), ['市政设施所', '环卫所'])
  const refused = async (more: object) => {
    const { code, field } = (await s.post('xitong', '/api/duties', { ...duty, ...more })).body
    return `${code} ${field}`
  }
  assert.equal(await refused({ category: '99' }), 'duty_category_unknown body.category')
  assert.equal(await refused({ areaCode: '110101001' }), 'duty_area_unknown body.areaCode')
  assert.equal(await refused({ from: '2026-03-01' }), 'duty_dates body.from')
  assert.equal(await refused({ unitId: 'nowhere' }), 'duty_unit_unknown body.unitId')
  await must(s.post('xitong', `/api/duties/${dutyId}/end`, { on: '2026-03-02', reason: '误录' }))
  assert.deepEqual((await must(s.get('diaodu', '/api/duties'))).overlaps, [])
  const all = before.items.find(({ category }: { category: string }) => category === '')
  await must(s.post('xitong', `/api/duties/${all.dutyId}/end`, { on: '2026-03-02', reason: '重新划分' }))
  assert.ok((await must(s.get('diaodu', '/api/duties'))).gaps.length > 50)
})

story(
  'the duty table goes out as a spreadsheet and comes back; a faulty row is refused with its reason and nothing is entered',
  async (s) => {
    const file = (await s.get('diaodu', '/api/duties/export?format=csv')).body as string
    const load = (text: string, commit: string) =>
      must(s.post('xitong', `/api/duties/import?commit=${commit}`, Buffer.from(text)))
    const again = await load(file, 'yes')
    assert.deepEqual(
      again.lines.map(({ outcome }: { outcome: string }) => outcome),
      ['same', 'same', 'same', 'same'],
    )
    const head = '类型,类别代码,区域代码,单位,起始日,终止日,依据\n'
    const good = '部件,0201,513399001,市政设施所,2026-04-01,,会议纪要\n'
    const bad = '部件,xx,513399001,没有的所,2026-13-01,,\n'
    const judged = await load(head + good + bad, 'yes')
    assert.equal(judged.committed, false)
    assert.deepEqual(
      judged.lines[1].faults.map(({ zh }: { zh: string }) => zh),
      ['“类别代码”读不懂：xx', '“起始日”读不懂：2026-13-01', '“依据”读不懂：（空）', '没有单位“没有的所”，或已撤销'],
    )
    assert.equal((await must(s.get('diaodu', '/api/duties'))).items.length, 4)
    assert.equal((await load(head + good, 'no')).committed, false)
    assert.equal((await load(head + good, 'yes')).committed, true)
    assert.equal((await must(s.get('diaodu', '/api/duties'))).items.length, 5)
    assert.equal(
      (await s.post('xitong', '/api/duties/import', Buffer.from('a,b\n1,2\n'))).body.code,
      'duty_column_missing',
    )
  },
)

story('banzhang puts xiaolin on duty, not twice at a time, and cancels what has not begun', async (s) => {
  const shift = {
    personId: s.people.xiaolin,
    startsAt: '2026-03-03T08:00:00+08:00',
    endsAt: '2026-03-03T16:00:00+08:00',
  }
  const { shiftId } = await must(s.post('banzhang', '/api/shifts', shift))
  const code = async (more: object) => (await s.post('banzhang', '/api/shifts', { ...shift, ...more })).body.code
  assert.equal(
    await code({ startsAt: '2026-03-03T15:59:00+08:00', endsAt: '2026-03-03T20:00:00+08:00' }),
    'shift_overlaps',
  )
  assert.equal(await code({ endsAt: '2026-03-05T08:00:00+08:00' }), 'shift_times')
  const week = await must(s.get('xiaolin', '/api/shifts?from=2026-03-02'))
  assert.deepEqual(
    week.items.map(({ name, posts }: Record<string, unknown>) => [name, posts]),
    [['xiaolin', ['collector']]],
  )
  assert.equal((await must(s.get('xiaolin', '/api/shifts?from=2026-03-09'))).items.length, 0)
  assert.equal((await s.post('diaodu', '/api/shifts', shift)).body.code, 'not_permitted')
  s.clock.set('2026-03-03T08:00:00+08:00')
  assert.equal((await s.post('banzhang', `/api/shifts/${shiftId}/cancel`)).body.code, 'shift_over')
  s.clock.set('2026-03-02T18:00:00+08:00')
  await must(s.post('banzhang', `/api/shifts/${shiftId}/cancel`))
})
