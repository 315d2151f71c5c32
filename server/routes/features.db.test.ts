import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { loadComponents } from '#city/component/store.ts'
import { point } from '#city/place/frame.ts'
import { lamp } from '../testing/lamps.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const putLamps = (s: Story) =>
  loadComponents(
    s.tx,
    town.districtId,
    [lamp(1), lamp(2, point(107.5015, 31.2005)), { ...lamp(3), state: 'damaged' }],
    { by: 'census', at: s.clock.now(), change: 'imported' },
  )

const items = '/ogc/collections/components/items'
const idsOf = (body: { features: { id: string }[] }) => body.features.map(({ id }) => Number(id.slice(-6)))

story('shouli reads components by box, filter, day and page, in the reference system asked for', async (s) => {
  await putLamps(s)
  const ask = async (query: string) => (await s.get('shouli', `${items}?${query}`)).body
  assert.deepEqual(idsOf(await ask('')), [1, 2, 3])
  assert.deepEqual(idsOf(await ask('bbox=107.5010,31.2,107.5020,31.201')), [2])
  const latFirst = encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/4490')
  assert.deepEqual(idsOf(await ask(`bbox=31.2,107.5010,31.201,107.5020&bbox-crs=${latFirst}`)), [2])
  assert.deepEqual(idsOf(await ask(`filter=${encodeURIComponent("state <> 'intact' or name like '井%'")}`)), [3])
  assert.deepEqual(
    idsOf(await ask(`filter=${encodeURIComponent('s_intersects(geometry, bbox(107.5010,31.2,107.5020,31.201))')}`)),
    [2],
  )
  assert.deepEqual(idsOf(await ask('datetime=2025-01-01/2025-12-31')), [])
  assert.deepEqual(idsOf(await ask('datetime=../2026-01-01')), [1, 2, 3])
  const first = await ask('limit=2')
  assert.deepEqual([idsOf(first), first.numberMatched, first.numberReturned], [[1, 2], 3, 2])
  const next = first.links.find(({ rel }: { rel: string }) => rel === 'next').href
  assert.deepEqual(idsOf((await s.get('shouli', next.slice(next.indexOf('/ogc')))).body), [3])
  const one = await s.get('shouli', `${items}/51339901003000001?crs=${latFirst}`)
  assert.deepEqual(one.body.geometry.coordinates, [inTown.lat, inTown.lon])
  assert.equal(one.headers['content-crs'], '<http://www.opengis.net/def/crs/EPSG/0/4490>')
  const metres = await ask(`limit=1&crs=${encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/3857')}`)
  assert.ok(Math.abs(metres.features[0].geometry.coordinates[0] - 11_966_900.9) < 1)
})

story('what is asked wrongly is refused by code and field', async (s) => {
  for (const [query, code, field] of [
    ['bbox=1,2,3', 'bbox_invalid', 'query.bbox'],
    ['crs=EPSG:9999', 'crs_unknown', 'query.crs'],
    ['datetime=yesterday', 'datetime_invalid', 'query.datetime'],
    ['filter=nothing%20=%201', 'filter_invalid', 'query.filter'],
  ] as const) {
    const { status, body } = await s.get('shouli', `${items}?${query}`)
    assert.deepEqual([status, body.code, body.field], [400, code, field])
  }
  assert.equal((await s.get('shouli', '/ogc/collections/people/items')).body.code, 'collection_not_found')
  assert.equal((await s.get('shouli', `${items}/51339901003009999`)).body.code, 'feature_not_found')
})

story(
  'public cases hold no words of the reporter, and of another unit not even that; wairen reads nothing',
  async (s) => {
    const at = await filed(s)
    assert.equal((await s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' })).status, 200)
    const { body } = await s.get('luzheng', '/ogc/collections/cases/items')
    assert.equal(body.features.length, 1)
    assert.deepEqual(Object.keys(body.features[0].properties).sort(), [
      'category',
      'category_name',
      'cell_code',
      'closed_at',
      'community_code',
      'kind',
      'number',
      'reported_at',
      'stage',
      'street_code',
    ])
    assert.ok(!JSON.stringify(body).includes('井盖缺角'))
    assert.deepEqual((await s.get('huanwei', '/ogc/collections/cases/items')).body.features, [])
    assert.equal((await s.get('xitong', '/ogc/collections/cases/items')).status, 403)
    assert.deepEqual(
      (await s.get('xitong', '/ogc/collections')).body.collections.map(({ id }: { id: string }) => id),
      ['cells', 'components'],
    )
    for (const path of ['/ogc', '/ogc/conformance', '/ogc/collections', items])
      assert.equal((await s.get('wairen', path)).status, 403)
  },
)

const answer = (command: string, args: readonly string[], env: Record<string, string>): Promise<string> =>
  new Promise((done, failed) => {
    const child = spawn(command, args, { env: { ...process.env, ...env } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
    child.once('error', failed)
    child.once('exit', (code) => (code === 0 ? done(said) : failed(new Error(`${command}: ${said}`))))
  })

const listening = async (s: Story) => {
  await s.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(s.app.server.address() as AddressInfo).port}/ogc`
}

story('GDAL reads the collections, where it is installed', async (s) => {
  if (!existsSync('/usr/bin/ogrinfo')) return console.log('skipped: install gdal-bin')
  await putLamps(s)
  const root = await listening(s)
  const env = { GDAL_HTTP_HEADERS: 'x-cast: shouli', no_proxy: '127.0.0.1' }
  const listed = await answer('/usr/bin/ogrinfo', ['-ro', `OAPIF:${root}`], env)
  for (const name of ['cells', 'components', 'cases']) assert.match(listed, new RegExp(name))
  const asked = ['-ro', '-al', '-so', '-where', "state = 'damaged'", `OAPIF:${root}`, 'components']
  assert.match(await answer('/usr/bin/ogrinfo', asked, env), /Feature Count: 1/)
  assert.match(await answer('/usr/bin/ogrinfo', ['-ro', '-al', `OAPIF:${root}`, 'cells'], env), /POLYGON/)
})

story('QGIS and GDAL sign in with a token as a password, where GDAL is installed', async (s) => {
  if (!existsSync('/usr/bin/ogrinfo')) return console.log('skipped: install gdal-bin')
  await putLamps(s)
  const root = await listening(s)
  const { body } = await s.post('xitong', '/api/access-tokens', { name: 'QGIS', reads: ['components'], days: 7 })
  const count = (env: Record<string, string>) =>
    answer('/usr/bin/ogrinfo', ['-ro', '-al', '-so', `OAPIF:${root}`, 'components'], { no_proxy: '127.0.0.1', ...env })
  assert.match(await count({ GDAL_HTTP_USERPWD: `qgis:${body.token}` }), /Feature Count: 3/)
  assert.match(await count({ GDAL_HTTP_HEADERS: `Authorization: Bearer ${body.token}` }), /Feature Count: 3/)
  await s.post('xitong', `/api/access-tokens/${body.tokenId}/revoke`)
  await assert.rejects(count({ GDAL_HTTP_USERPWD: `qgis:${body.token}` }))
})

const owslib = `
import sys
from owslib.ogcapi.features import Features
service = Features(sys.argv[1], headers={'x-cast': 'shouli'})
print(sorted(service.feature_collections()))
print(len(service.collection_items('components', limit=2)['features']))
print(service.collection_queryables('components')['properties']['state']['type'])
`

story('OWSLib reads the collections, where it is installed', async (s) => {
  const python = '/usr/bin/python3'
  const isThere = await answer(python, ['-c', 'import owslib'], {}).then(
    () => true,
    () => false,
  )
  if (!isThere) return console.log('skipped: install python3-owslib')
  await putLamps(s)
  const said = await answer(python, ['-c', owslib, await listening(s)], { no_proxy: '127.0.0.1' })
  assert.deepEqual(said.trim().split('\n').slice(-3), ["['cases', 'cells', 'components']", '2', 'string'])
})
