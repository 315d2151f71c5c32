import assert from 'node:assert/strict'
import { soundIndustries } from '../industries/discover.ts'
import { addressOf } from '../testing/contracts.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

type Item = { id: string; isOn: boolean; turns: object[]; rules: { code: string; state: string }[] }

const itemOf = async (s: Story, id: string): Promise<Item> => {
  const { status, body } = await s.get('xitong', '/api/industries')
  assert.equal(status, 200)
  return body.items.find((one: Item) => one.id === id)
}
const turn = (s: Story, who: 'xitong' | 'ducha', id: string, isOn: boolean) =>
  s.post(who, `/api/industries/${id}/switch`, { isOn, reason: '规划要求，首批接入' })

story('xitong turns an industry on with a reason, its rules come as drafts, and ducha may not', async (s) => {
  const [first] = (await s.get('ducha', '/api/industries')).body.items as Item[]
  assert.ok(first)
  assert.equal(first.isOn, false)
  assert.equal((await turn(s, 'ducha', first.id, true)).body.code, 'not_permitted')
  assert.equal((await s.post('xitong', `/api/industries/${first.id}/switch`, { isOn: true, reason: '' })).status, 400)
  const on = await turn(s, 'xitong', first.id, true)
  assert.deepEqual([on.status, on.body.rules], [200, first.rules.length])
  const known = await itemOf(s, first.id)
  assert.equal(known.isOn, true)
  assert.deepEqual([...new Set(known.rules.map(({ state }) => state))], ['draft'])
  assert.equal((await turn(s, 'xitong', first.id, true)).body.code, 'industry_already')
  assert.equal((await turn(s, 'xitong', 'tramway', true)).body.code, 'industry_unknown')
  const off = await turn(s, 'xitong', first.id, false)
  assert.equal(off.status, 200)
  assert.equal((await itemOf(s, first.id)).turns.length, 2)
})

story('an industry that is off has no board, and its own routes refuse', async (s) => {
  assert.deepEqual((await s.get('ducha', '/api/indicator-board')).body.industries, [])
  for (const { id, command } of await soundIndustries()) {
    for (const { contract } of command.routes.filter((one) => one.contract.method === 'GET')) {
      const refused = await s.get('banzhang', addressOf(contract, ''))
      assert.equal(refused.body.code, 'industry_off', contract.path)
    }
    const behind = await s.get('ducha', `/api/indicator-board/${id}/none?period=2026-03`)
    assert.equal(behind.body.code, 'industry_off')
  }
})

story('every indicator of every industry counts in an empty district and shows nothing as unknown', async (s) => {
  const { body } = await s.get('xitong', '/api/industries')
  for (const { id } of body.items as Item[]) assert.equal((await turn(s, 'xitong', id, true)).status, 200)
  const board = (await s.get('lingdao', '/api/indicator-board?months=2')).body
  assert.equal(board.industries.length, body.items.length)
  for (const { id, indicators } of board.industries)
    for (const one of indicators) {
      assert.equal(one.readings.length, 2, one.id)
      assert.equal(one.readings[1].period, '2026-03')
      const rows = await s.get('lingdao', `/api/indicator-board/${id}/${one.id}?period=2026-03`)
      assert.deepEqual([rows.status, rows.body.items], [200, []], one.id)
    }
  const [{ id }] = body.items
  const at = `/api/indicator-board/${id}/none`
  assert.equal((await s.get('lingdao', `${at}?period=2026-03`)).body.code, 'indicator_unknown')
  assert.equal((await s.get('lingdao', `${at}?period=2026-13`)).status, 400)
})

const component = { kind: '01037', name: '路灯', managerCode: 'roads', managerName: '示范路政', state: 'intact' }

story('dashen scans the code on a lamp, sees what it is, and reports it with the thing attached', async (s) => {
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  const made = await s.post('xitong', '/api/components', { ...component, place, address: '南大街 12 号旁' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { code } = made.body
  const at = `/api/public/${town.districtId}`
  const { body: thing } = await s.get('nobody', `${at}/things/${code}`)
  assert.deepEqual([thing.name, thing.kindName, thing.category.code], ['路灯', '路灯', '01037'])
  assert.equal('attributes' in thing, false)
  const report = { description: '灯不亮', category: { edition: '2026', kind: 'matter', code: '01037' }, files: [] }
  const sent = await s.post('nobody', `${at}/reports`, {
    ...report,
    place: { point: place, text: '南大街', componentCode: code },
  })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  assert.equal((await s.get('nobody', `${at}/things/51339901037999999`)).body.code, 'component_not_found')
})

story('banzhang prints labels of a kind; nothing to print and no choice are refused by name', async (s) => {
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  assert.equal((await s.post('xitong', '/api/components', { ...component, place })).status, 200)
  const printed = await s.app.inject({ url: '/api/component-labels?kind=01037', headers: { 'x-cast': 'banzhang' } })
  assert.equal(printed.statusCode, 200)
  assert.match(printed.rawPayload.subarray(0, 5).toString(), /%PDF-/)
  assert.equal((await s.get('banzhang', '/api/component-labels')).body.code, 'labels_of_what')
  assert.equal((await s.get('banzhang', '/api/component-labels?kind=01060')).body.code, 'labels_none')
  assert.equal((await s.get('ducha', '/api/component-labels?kind=01037')).body.code, 'not_permitted')
})
