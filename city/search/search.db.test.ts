import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { loadComponents } from '#city/component/store.ts'
import { point } from '#city/place/frame.ts'
import { putNamedPlaces, putRoads } from '#city/place/gazetteer.ts'
import { sql } from '#kernel/db/sql.ts'
import { lamp as lampOf } from '#server/testing/lamps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { inTown, type Name, town } from '#server/testing/town.ts'
import type { FoundGroup } from './contract.ts'

const { districtId } = town
const lamp = '51339901003000001'

async function settle({ tx }: Story): Promise<void> {
  await putRoads(tx, districtId, [
    {
      roadId: 'r1',
      name: '南坝路',
      line: {
        type: 'LineString',
        coordinates: [
          [107.5, 31.2],
          [107.502, 31.2],
        ],
      },
    },
  ])
  await putNamedPlaces(tx, districtId, [{ placeId: 'p1', kind: 'poi', name: '翠屏广场', place: inTown }])
  await loadComponents(
    tx,
    districtId,
    [
      {
        ...lampOf(1),
        code: lamp,
        place: point(107.5004, 31.2004),
        managerName: '市政设施所',
        address: '南坝路12号',
      },
    ],
    { by: '普查', at: new Date('2026-01-02T00:00:00Z'), change: 'imported' },
  )
}

async function register({ post }: Story, description: string): Promise<{ caseId: string; number: string }> {
  const place = { text: '南坝路12号门前', point: { frame: 'CGCS2000', lon: inTown.lon, lat: inTown.lat } }
  return (await post('shouli', '/api/cases', { source: 'hotline', description, place })).body
}

const searching =
  ({ get }: Story) =>
  async (who: Parameters<Story['get']>[0], q: string): Promise<FoundGroup[]> =>
    (await get(who, `/api/search?q=${encodeURIComponent(q)}`)).body.groups

const titles = (groups: readonly FoundGroup[], kind: string) =>
  groups.find((group) => group.kind === kind)?.items.map(({ title }) => title) ?? []

story('shouli finds a case by its number, by words of its text and by its place, with a point', async (s) => {
  const { number, caseId } = await register(s, '雨水井盖松动，夜间响声大')
  await register(s, '路灯不亮')
  const find = searching(s)
  const [first] = await find('shouli', number)
  assert.deepEqual([first?.kind, first?.items[0]?.id, first?.items[0]?.strength], ['case', caseId, 3])
  assert.equal(first?.items[0]?.point?.lon, inTown.lon)
  assert.deepEqual(titles(await find('shouli', '井 盖松动'), 'case'), [number])
  assert.equal(titles(await find('shouli', '12号门前'), 'case').length, 2)
  assert.deepEqual(titles(await find('shouli', '没有这回事'), 'case'), [])
})

story('an old case is found by the index of words once it is no longer among the latest', async (s) => {
  const { number, caseId } = await register(s, '古井旁石栏断裂')
  await s.tx.run(sql`
    insert into city.case (district_id, case_id, number, version, stage, source, urgency, description, reported_by, reported_at, changed_at)
    select ${districtId}, gen_random_uuid(), 'Z' || n, 1, 'closed', 'hotline', 'normal', '其他', 'citizen', now() + interval '1 day', now()
      from generate_series(1, 1600) n`)
  assert.deepEqual(titles(await searching(s)('shouli', '石栏'), 'case'), [number])
  await s.post('shouli', `/api/cases/${caseId}/amend`, { description: '古井旁护栏断裂' })
  assert.deepEqual(titles(await searching(s)('shouli', '石栏'), 'case'), [])
  assert.deepEqual(titles(await searching(s)('shouli', '护栏断裂'), 'case'), [number])
})

story(
  'the list finds by words what the box finds: rare ones by the index, common ones in order, by page and scope',
  async (s) => {
    const { number, caseId } = await register(s, 'Ａ座古井旁石栏断裂')
    await s.tx.run(sql`
    insert into city.case (district_id, case_id, number, version, stage, source, urgency, description, reported_by, reported_at, changed_at,
           category_name)
    select ${districtId}, gen_random_uuid(), 'Z' || lpad(n::text, 5, '0'), 1, 'closed', 'hotline', 'normal', '其他 路面破损', 'citizen',
           now() + n * interval '1 second', now(), case when n = 7 then '乱堆乱放' end
      from generate_series(1, 1600) n`)
    const found = async (who: Name, q: string, more = '') => {
      const { body } = await s.get(who, `/api/cases?q=${encodeURIComponent(q)}&limit=3${more}`)
      return { numbers: body.items.map((each: { number: string }) => each.number), next: body.next }
    }
    for (const sort of ['&sort=due', '&sort=reported', '&sort=changed'])
      for (const q of ['古井 旁', 'a座古井', number, number.slice(0, 8)])
        assert.deepEqual(await found('shouli', q, sort), { numbers: [number], next: null }, `${q}${sort}`)
    assert.deepEqual((await found('luzheng', '古井旁')).numbers, [])
    assert.deepEqual((await found('shouli', '古井旁', '&stage=closed')).numbers, [])
    assert.deepEqual((await found('shouli', '乱堆', '&sort=reported')).numbers, ['Z00007'])
    assert.deepEqual((await found('shouli', '没有这回事')).numbers, [])
    const first = await found('shouli', '路面破损', '&sort=reported')
    assert.deepEqual(first.numbers, ['Z01600', 'Z01599', 'Z01598'])
    const second = await found('shouli', '路面破损', `&sort=reported&cursor=${encodeURIComponent(first.next)}`)
    assert.deepEqual(second.numbers, ['Z01597', 'Z01596', 'Z01595'])
    await s.post('shouli', `/api/cases/${caseId}/amend`, { description: '古井旁护栏断裂' })
    assert.deepEqual((await found('shouli', '石栏')).numbers, [])
  },
)

story('luzheng finds no case of other units, xitong no case at all, wairen nothing', async (s) => {
  await settle(s)
  const { number } = await register(s, '雨水井盖松动')
  const find = searching(s)
  for (const q of [number, '井盖松动', '南坝路12号门前'])
    assert.deepEqual(titles(await find('luzheng', q), 'case'), [], q)
  await s.tx.run(sql`update city.case set unit_id = 'roads' where district_id = ${districtId} and number = ${number}`)
  for (const q of [number, '井盖松动']) assert.deepEqual(titles(await find('luzheng', q), 'case'), [number], q)
  assert.deepEqual(titles(await find('xitong', number), 'case'), [])
  assert.deepEqual(
    (await find('anquan', '南坝路')).map(({ kind }) => kind),
    [],
  )
  assert.equal((await s.get('wairen', '/api/search?q=1')).status, 403)
})

story('roads, places, components, people, units and categories are found by name and by pinyin', async (s) => {
  await settle(s)
  const find = searching(s)
  assert.deepEqual(titles(await find('shouli', '南坝路'), 'place'), ['南坝路'])
  assert.deepEqual(titles(await find('shouli', 'cpgc'), 'place'), ['翠屏广场'])
  assert.deepEqual(titles(await find('shouli', lamp), 'component'), [`路灯 ${lamp}`])
  assert.deepEqual(titles(await find('shouli', 'ludeng'), 'component'), [`路灯 ${lamp}`])
  assert.deepEqual(titles(await find('shouli', '南坝路12'), 'component'), [`路灯 ${lamp}`])
  assert.ok(titles(await find('shouli', 'szss'), 'unit').length > 0)
  assert.deepEqual(titles(await find('shouli', 'xiaolin'), 'person'), ['xiaolin'])
  assert.ok(titles(await find('shouli', 'ysjg'), 'category').some((name) => name.includes('雨水井盖')))
})

story('no telephone number finds the report it stands in', async (s) => {
  await register(s, '来电人电话 13800001234，路面塌陷')
  assert.deepEqual(titles(await searching(s)('shouli', '13800001234'), 'case'), [])
})

story('the words of cases that were there before are filled in as the product writes them', async (s) => {
  await register(s, 'Ａ座 3 楼漏水，ＬＥＤ屏闪烁😀')
  const words = () =>
    s.tx.many<{ pairs: number[] }>(sql`select pairs from city.case_words where district_id = ${districtId}`)
  const [written] = await words()
  await s.tx.run(sql`delete from city.case_words where district_id = ${districtId}`)
  const migration = readFileSync(new URL('../case/migrations/2026-11-27-40-case-words.sql', import.meta.url), 'utf8')
  const fill = migration.slice(migration.indexOf('insert into'), migration.indexOf('create index case_component'))
  await s.tx.client.query(
    fill.replace('from city.case c', `from (select * from city.case where district_id = '${districtId}') c`),
  )
  const [filled] = await words()
  const sorted = (pairs: readonly number[] = []) => pairs.toSorted((a, b) => a - b)
  assert.deepEqual(sorted(filled?.pairs), sorted(written?.pairs))
})
