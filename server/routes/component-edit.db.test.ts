import assert from 'node:assert/strict'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, outOfTown, town } from '../testing/town.ts'

const nextDoor = { lon: inTown.lon + 0.001, lat: inTown.lat }

async function standLamp(s: Story) {
  const body = { kind: '01001', name: '上水井盖', place: { lon: inTown.lon, lat: inTown.lat } }
  return must(s.post('xitong', '/api/components', body))
}

story('xitong moves a cover next door: cell, history and who did it follow', async (s) => {
  const { code, cellCode, revision } = await standLamp(s)
  assert.match(code, /^51339901001\d{6}$/)
  assert.equal(cellCode, town.cells[0])
  const moved = await must(
    s.post('xitong', `/api/components/${code}/amend`, { revision, place: nextDoor, reason: '复测后移位' }),
  )
  assert.deepEqual([moved.cellCode, moved.revision], [town.cells[1], revision + 1])
  const { history, located } = await must(s.get('diaodu', `/api/components/${code}`))
  const last = history.at(-1)
  assert.deepEqual([last.change, last.by, last.reason], ['moved', 'xitong', '复测后移位'])
  assert.deepEqual([last.before.place.lon, last.after.place.lon], [inTown.lon, nextDoor.lon])
  assert.equal(located.cellCode, town.cells[1])
})

story('the latest change is taken back as a change of its own, a removal too', async (s) => {
  const { code } = await standLamp(s)
  await must(s.post('xitong', `/api/components/${code}/amend`, { revision: 1, place: nextDoor, reason: '误拖' }))
  const back = await must(s.post('xitong', `/api/components/${code}/undo`, { revision: 2, reason: '拖错了' }))
  assert.deepEqual([back.place.lon, back.cellCode, back.revision], [inTown.lon, town.cells[0], 3])
  await must(s.post('xitong', `/api/components/${code}/state`, { state: 'removed', reason: '拆除', revision: 3 }))
  const standing = await must(s.post('xitong', `/api/components/${code}/undo`, { revision: 4, reason: '误点' }))
  assert.equal(standing.state, 'intact')
  const { history } = await must(s.get('xitong', `/api/components/${code}`))
  assert.deepEqual(
    history.map(({ change }: { change: string }) => change),
    ['registered', 'moved', 'undone', 'state', 'undone'],
  )
})

story('whoever saves over a change not seen is told so, and nothing is written', async (s) => {
  const { code } = await standLamp(s)
  await must(s.post('xitong', `/api/components/${code}/amend`, { revision: 1, name: '供水井盖', reason: '更名' }))
  for (const step of ['amend', 'undo', 'state']) {
    const body = { revision: 1, reason: '迟到', ...(step === 'state' ? { state: 'lost' } : {}) }
    const refused = await s.post('xitong', `/api/components/${code}/${step}`, body)
    assert.deepEqual([refused.status, refused.body.code], [409, 'component_changed_meanwhile'], step)
  }
  assert.equal((await must(s.get('xitong', `/api/components/${code}`))).component.revision, 2)
})

story(
  'an empty change, a place outside, an unknown kind and an unregistered change are refused in words',
  async (s) => {
    const { code } = await standLamp(s)
    const codeOf = async (path: string, body: unknown) => (await s.post('xitong', path, body)).body.code
    const amend = `/api/components/${code}/amend`
    assert.equal(await codeOf(amend, { revision: 1, reason: '无', name: '上水井盖' }), 'component_change_empty')
    assert.equal(
      await codeOf(amend, { revision: 1, reason: '移', place: { lon: outOfTown.lon, lat: outOfTown.lat } }),
      'point_outside_district',
    )
    assert.equal(
      await codeOf(`/api/components/${code}/undo`, { revision: 1, reason: '撤' }),
      'component_nothing_to_undo',
    )
    const unknown = { kind: '01999', name: '无此类', place: { lon: inTown.lon, lat: inTown.lat } }
    assert.equal(await codeOf('/api/components', unknown), 'component_kind_unknown')
    assert.equal((await s.post('xitong', amend, { revision: 1, reason: '改码', code: '1' })).status, 400)
  },
)

story('only who keeps the register changes it: diaodu and wairen may not', async (s) => {
  const { code } = await standLamp(s)
  for (const who of ['diaodu', 'wairen'] as const)
    for (const step of ['amend', 'undo'])
      assert.equal((await s.post(who, `/api/components/${code}/${step}`, { revision: 1, reason: '试' })).status, 403)
})

const tree = { kind: '04001', name: '古树名木', place: { lon: inTown.lon, lat: inTown.lat } }
const ginkgo = { species: '银杏', protection: '一级古树', age: 620 }

story('a kind brings its form with it: an ancient tree wants its species and is refused field by field', async (s) => {
  const { items } = await must(s.get('diaodu', '/api/component-attributes?kind=04001'))
  assert.deepEqual(
    items.filter(({ isRequired }: { isRequired: boolean }) => isRequired).map(({ zh }: { zh: string }) => zh),
    ['树种', '保护等级'],
  )
  const refused = await s.post('xitong', '/api/components', { ...tree, attributes: { age: 3.5, protection: '特级' } })
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.faults.map(({ field }: { field: string }) => field)],
    [400, 'bad_input', ['body.attributes.species', 'body.attributes.protection', 'body.attributes.age']],
  )
  const { code } = await must(s.post('xitong', '/api/components', { ...tree, attributes: ginkgo }))
  const { component, form } = await must(s.get('diaodu', `/api/components/${code}`))
  assert.deepEqual([component.attributes, form.length], [ginkgo, items.length])
})

story('attributes are corrected by the same form, emptied ones go, and history tells both', async (s) => {
  const { code } = await must(s.post('xitong', '/api/components', { ...tree, attributes: ginkgo }))
  const amend = (body: object) => s.post('xitong', `/api/components/${code}/amend`, { reason: '复测', ...body })
  const wrong = await amend({ revision: 1, attributes: { ...ginkgo, colour: '绿' } })
  assert.deepEqual([wrong.status, wrong.body.field], [400, 'body.attributes'])
  await must(amend({ revision: 1, attributes: { ...ginkgo, age: null, careMeasures: ['围栏', '支撑'] } }))
  // Moving needs none of it.
  await must(amend({ revision: 2, place: nextDoor }))
  const { component, history } = await must(s.get('xitong', `/api/components/${code}`))
  const { age: _, ...rest } = ginkgo
  assert.deepEqual(component.attributes, { ...rest, careMeasures: ['围栏', '支撑'] })
  assert.deepEqual(history[1].before.attributes, ginkgo)
})

story('wairen does not learn what a kind is asked for', async (s) => {
  assert.equal((await s.get('wairen', '/api/component-attributes?kind=04001')).status, 403)
})

const pole = { kind: '01037', name: '路灯', place: { lon: inTown.lon, lat: inTown.lat } }
const asOf = (lamp: { readonly code: string; readonly revision: number }) => ({
  code: lamp.code,
  revision: lamp.revision,
})

type Pole = { code: string; revision: number }

const standPole = (s: Story): Promise<Pole> =>
  must(s.post('xitong', '/api/components', { ...pole, attributes: { heads: 1, height: 8 } }))

story(
  'xitong gives many lamps one value at once, sees each before and after, and takes it back as a whole',
  async (s) => {
    const [first, second, third] = [await standPole(s), await standPole(s), await standPole(s)]
    const order = {
      kind: '01037',
      attributes: { lightSource: 'LED', heads: null },
      items: [first, second, third].map(asOf),
    }
    await must(
      s.post('xitong', `/api/components/${third.code}/state`, { state: 'removed', reason: '拆除', revision: 1 }),
    )
    const { items } = await must(s.post('xitong', '/api/component-bulks/preview', order))
    assert.deepEqual(items[0].before, { lightSource: null, heads: 1 })
    assert.deepEqual(items[0].after, { lightSource: 'LED', heads: null })
    assert.deepEqual(
      items.map((one: { refusal: { code: string } | null }) => one.refusal?.code ?? null),
      [null, null, 'component_removed'],
    )
    const done = await must(s.post('xitong', '/api/component-bulks', { ...order, reason: '改造' }))
    assert.deepEqual([done.done, done.left[0].code], [2, third.code])
    const changed = await must(s.get('diaodu', `/api/components/${first.code}`))
    assert.deepEqual(changed.component.attributes, { height: 8, lightSource: 'LED' })
    assert.deepEqual([changed.history.at(-1).change, changed.history.at(-1).by], ['amended', 'xitong'])
    // One of them is corrected since: it stays as it was corrected.
    await must(
      s.post('xitong', `/api/components/${second.code}/amend`, {
        revision: 2,
        reason: '复测',
        attributes: { height: 10 },
      }),
    )
    const path = `/api/component-bulks/${done.bulkId}/undo`
    const back = await must(s.post('xitong', path, { reason: '改错了' }))
    assert.deepEqual([back.done, back.left.map(({ code }: { code: string }) => code)], [1, [second.code]])
    const restored = await must(s.get('xitong', `/api/components/${first.code}`))
    assert.deepEqual(restored.component.attributes, { heads: 1, height: 8 })
    assert.equal(restored.history.at(-1).change, 'undone')
    const [kept] = (await must(s.get('xitong', '/api/component-bulks'))).items
    assert.deepEqual([kept.done, kept.undone, kept.undoneBy, kept.kindName], [2, 1, 'xitong', '路灯'])
    assert.equal((await s.post('xitong', path, { reason: '再撤' })).body.code, 'component_bulk_undone')
  },
)

story('a value the form refuses is named by field, a kind or revision that differs by component', async (s) => {
  const lamp = await standPole(s)
  const cover = await standLamp(s)
  const order = (attributes: object, items: object[]) =>
    s.post('xitong', '/api/component-bulks', { kind: '01037', attributes, items, reason: '改' })
  const wrong = await order({ height: 400, lightSource: '煤气' }, [asOf(lamp)])
  assert.deepEqual(
    [wrong.status, wrong.body.faults.map(({ field }: { field: string }) => field).sort()],
    [400, ['body.attributes.height', 'body.attributes.lightSource']],
  )
  assert.equal((await order({ colour: '绿' }, [asOf(lamp)])).status, 400)
  assert.equal((await order({}, [asOf(lamp)])).status, 400)
  assert.equal((await order({ height: 9 }, [asOf(cover)])).body.code, 'component_bulk_empty')
  const { items } = await must(
    s.post('xitong', '/api/component-bulks/preview', {
      kind: '01037',
      attributes: { height: 9 },
      items: [asOf(cover), { code: lamp.code, revision: 7 }],
    }),
  )
  assert.deepEqual(
    items.map((one: { refusal: { code: string } }) => one.refusal.code),
    ['component_kind_differs', 'component_changed_meanwhile'],
  )
  assert.equal((await s.post('wairen', '/api/component-bulks', { kind: '01037' })).status, 403)
})

story(
  'a list of one kind is exported with its attributes, telephone numbers masked for who does not keep them',
  async (s) => {
    const attributes = { current: '直流', power: 60, phone: '13812345678' }
    await must(s.post('xitong', '/api/components', { ...pole, kind: '01054', name: '充电桩', attributes }))
    const csv = async (who: 'xitong' | 'diaodu') =>
      String((await s.get(who, '/api/components/export?kind=01054')).body ?? '')
    const [kept, read] = [await csv('xitong'), await csv('diaodu')]
    assert.match(kept, /额定功率（kW）/)
    assert.match(kept, /直流,60,,13812345678/)
    assert.match(read, /直流,60,,138\*\*\*\*5678/)
    const { items } = await must(s.get('diaodu', '/api/components?kind=01054'))
    assert.equal(items[0].attributes.phone, '138****5678')
  },
)
