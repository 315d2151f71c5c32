import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { squareAt, stepsOf } from '#analyse/tile/mercator.ts'
import { loadComponents, type NewComponent } from '#city/component/store.ts'
import { point } from '#city/place/frame.ts'
import { sql } from '#kernel/db/sql.ts'
import { lamp } from '../testing/lamps.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import type { Name } from '../testing/town.ts'
import { inTown, town } from '../testing/town.ts'

type Layers = Record<string, { id: number | undefined; properties: Record<string, unknown> }[]>

const at = (z: number, place = inTown) => {
  const { x, y } = stepsOf(place)
  const square = squareAt(x, y, z)
  return `${square.z}/${square.x}/${square.y}`
}

/** What is told gets its position, and what was heard within the last fifth of a second is heard anew. */
async function told(s: Story) {
  await relayIn(s.tx, [])()
  await new Promise((heard) => setTimeout(heard, 250))
}

const versionOf = async (s: Story, who: Name, layer: string): Promise<string> => {
  const { body } = await s.get(who, '/api/tiles')
  return body.items.find((each: { layer: string }) => each.layer === layer).version
}

async function tile(s: Story, who: Name, layer: string, square: string) {
  const version = await versionOf(s, who, layer)
  const raw = await s.app.inject({ url: `/api/tiles/${layer}/${version}/${square}`, headers: { 'x-cast': who } })
  const layers: Layers = {}
  if (raw.statusCode === 200) {
    assert.equal(raw.headers['content-type'], 'application/vnd.mapbox-vector-tile')
    const read = new VectorTile(new PbfReader(gunzipSync(raw.rawPayload)))
    for (const [name, each] of Object.entries(read.layers))
      layers[name] = Array.from({ length: each.length }, (_, n) => {
        const { id, properties } = each.feature(n)
        return { id, properties: { ...properties } }
      })
  }
  return { status: raw.statusCode, headers: raw.headers, layers, version }
}

const putLamps = (s: Story, lamps: readonly NewComponent[]) =>
  loadComponents(s.tx, town.districtId, lamps, { by: 'census', at: s.clock.now(), change: 'imported' })

story('shouli is shown three layers; wairen none, and no tile of any', async (s) => {
  const { body } = await s.get('shouli', '/api/tiles')
  assert.deepEqual(
    body.items.map((each: { layer: string }) => each.layer),
    ['component', 'case', 'cell'],
  )
  const layersOf = async (who: Name) => (await s.get(who, '/api/tiles')).status
  assert.equal(await layersOf('wairen'), 403)
  for (const { layer, version } of body.items) {
    const reply = await s.get('wairen', `/api/tiles/${layer}/${version}/${at(16)}`)
    assert.equal(reply.status, 403)
  }
  assert.deepEqual(
    (await s.get('xitong', '/api/tiles')).body.items.map((each: { layer: string }) => each.layer),
    ['component', 'cell'],
  )
})

story('a component is one point close by, a marker from afar and a square from farther still', async (s) => {
  await putLamps(s, [lamp(1), lamp(2)])
  await told(s)
  const near = await tile(s, 'luzheng', 'component', at(18))
  assert.deepEqual(
    near.layers.component?.map(({ properties }) => properties),
    [
      { code: '51339901003000001', kind: '01003', state: 'intact' },
      { code: '51339901003000002', kind: '01003', state: 'intact' },
    ],
  )
  assert.equal(near.layers.component?.[0]?.id, 399_101_003_000_001)
  const far = await tile(s, 'luzheng', 'component', at(14))
  assert.deepEqual(far.layers.cluster?.[0]?.properties, { n: 2, kind: '01003', kinds: '路灯 2' })
  const farther = await tile(s, 'luzheng', 'component', at(10))
  assert.deepEqual(farther.layers.density?.[0]?.properties, { n: 2, kinds: '路灯 2' })
  assert.match(String(near.headers['cache-control']), /private.*immutable/)
})

story('a change shows under the next version in the tiles it touches, and no other tile is made again', async (s) => {
  const aside = point(107.5019, 31.2009)
  await putLamps(s, [lamp(1), lamp(2, aside)])
  await told(s)
  const before = await tile(s, 'shouli', 'component', at(18))
  const other = await tile(s, 'shouli', 'component', at(18, aside))
  const set = await s.post('xitong', '/api/components/51339901003000001/state', {
    state: 'damaged',
    reason: '灯杆倾斜',
  })
  assert.equal(set.status, 200)
  await told(s)
  const after = await tile(s, 'shouli', 'component', at(18))
  assert.notEqual(after.version, before.version)
  assert.equal(after.layers.component?.[0]?.properties.state, 'damaged')
  assert.equal((await tile(s, 'shouli', 'component', at(18, aside))).headers.etag, other.headers.etag)
  const past = await s.get('shouli', `/api/tiles/component/${before.version}/${at(18)}`)
  assert.equal(past.status, 307)
  assert.equal(past.body.code, 'tile_version_past')
  assert.equal(past.headers.location, `/api/tiles/component/${after.version}/${at(18)}`)
  await s.post('xitong', '/api/components/51339901003000001/state', { state: 'removed', reason: '拆除' })
  await told(s)
  assert.equal((await tile(s, 'shouli', 'component', at(18))).status, 204)
})

story(
  'luzheng sees on the map the cases of his unit only, huanwei none of them, and both from a point to a square',
  async (s) => {
    const own = await filed(s)
    await filed(s)
    assert.equal((await s.post('diaodu', `${own}/dispatch`, { unitId: 'roads' })).status, 200)
    await told(s)
    const seen = async (who: Name, z: number) => (await tile(s, who, 'case', at(z))).layers
    assert.equal((await seen('diaodu', 14)).case?.length, 2)
    const [case1] = (await seen('luzheng', 14)).case ?? []
    assert.equal(`/api/cases/${case1?.properties.id}`, own)
    assert.equal(case1?.properties.stage, 'dispatched')
    assert.equal(case1?.properties.late, false)
    assert.deepEqual(await seen('huanwei', 14), {})
    assert.deepEqual((await seen('diaodu', 10)).density?.[0]?.properties, { n: 2, late: 0 })
    assert.deepEqual((await seen('luzheng', 10)).density?.[0]?.properties, { n: 1, late: 0 })
    // The address of another's version leads to one's own tile.
    const theirs = await versionOf(s, 'diaodu', 'case')
    assert.equal((await s.get('huanwei', `/api/tiles/case/${theirs}/${at(14)}`)).status, 307)
    s.clock.set('2026-03-20T10:00:00+08:00')
    assert.equal((await seen('luzheng', 14)).case?.[0]?.properties.late, true)
    assert.deepEqual((await seen('diaodu', 10)).density?.[0]?.properties, { n: 2, late: 2 })
  },
)

story('a tile that is held goes to whoever may see it by the shortest way, and to nobody else', async (s) => {
  await putLamps(s, [lamp(1)])
  const own = await filed(s)
  assert.equal((await s.post('diaodu', `${own}/dispatch`, { unitId: 'roads' })).status, 200)
  await told(s)
  await s.app.listen({ port: 0, host: '127.0.0.1' })
  const root = `http://127.0.0.1:${(s.app.server.address() as AddressInfo).port}`
  const ask = async (who: Name | 'nobody', path: string, known?: string) => {
    const headers = { 'x-cast': who, ...(known ? { 'if-none-match': known } : {}) }
    const reply = await fetch(`${root}${path}`, { headers, redirect: 'manual' })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) }
  }
  const component = `/api/tiles/component/${await versionOf(s, 'luzheng', 'component')}/${at(18)}`
  const cases = `/api/tiles/case/${await versionOf(s, 'luzheng', 'case')}/${at(14)}`
  for (const path of [component, cases]) {
    const [slow, quick] = [await ask('luzheng', path), await ask('luzheng', path)]
    assert.deepEqual([slow.status, quick.status], [200, 200])
    assert.ok(quick.bytes.length > 0 && quick.bytes.equals(slow.bytes))
    const sent = (headers: Headers) => Object.fromEntries([...headers].filter(([name]) => !variable.has(name)))
    assert.deepEqual(sent(quick.headers), sent(slow.headers))
    assert.equal((await ask('luzheng', path, quick.headers.get('etag')!)).status, 304)
    assert.equal((await ask('nobody', path)).status, 401)
    assert.equal((await ask('wairen', path)).status, 403)
  }
  assert.equal(s.warm.length, 4)
  assert.equal((await ask('huanwei', cases)).status, 307)
  assert.equal((await ask('xitong', cases)).status, 403)
  await s.tx.run(sql`delete from city.post_holding where person_id = ${s.people.luzheng}`)
  s.clock.advance(100)
  for (const path of [component, cases]) assert.equal((await ask('luzheng', path)).status, 403)
  assert.equal(s.warm.length, 4, 'nobody else was answered from memory')
})

story('what luzheng may see is asked again after a tenth of a second, and at once when a session ends', async (s) => {
  await putLamps(s, [lamp(1)])
  await told(s)
  await s.app.listen({ port: 0, host: '127.0.0.1' })
  const root = `http://127.0.0.1:${(s.app.server.address() as AddressInfo).port}`
  const path = `/api/tiles/component/${await versionOf(s, 'luzheng', 'component')}/${at(18)}`
  const seen = async () => {
    const reply = await fetch(`${root}${path}`, { headers: { 'x-cast': 'luzheng', cookie: 'own=luzheng' } })
    await reply.arrayBuffer()
    return reply.status
  }
  const holds = (post: boolean) =>
    s.tx.run(sql`update city.person set active = ${post} where person_id = ${s.people.luzheng}`)
  assert.deepEqual([await seen(), await seen()], [200, 200])
  await holds(false)
  s.clock.advance(99)
  assert.equal(await seen(), 200)
  s.clock.advance(1)
  assert.equal(await seen(), 401)
  await holds(true)
  assert.equal(await seen(), 200)
  await holds(false)
  s.endings.push('luzheng')
  assert.equal(await seen(), 401)
})

const variable = new Set(['date', 'x-request-id', 'connection', 'keep-alive', 'vary'])

story('cells are drawn with their outline and one label each', async (s) => {
  const { layers } = await tile(s, 'xiaolin', 'cell', at(12))
  assert.deepEqual(new Set(layers.cell?.map(({ properties }) => properties.code)), new Set(town.cells))
  assert.equal(layers.cell_label?.length, 2)
})
