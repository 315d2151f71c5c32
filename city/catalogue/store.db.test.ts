import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { Problem } from '#kernel/problem.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { listCitizenCategories } from './citizen.ts'
import { importStandard } from './import-store.ts'
import { loadNationalCatalogue } from './load.ts'
import { categoryMap, mapCategory } from './mapping.ts'
import {
  clauseOf,
  conditionsOf,
  findCategory,
  listCategories,
  listMapping,
  resolveCategory,
  searchCategories,
} from './store.ts'
import {
  createDraft,
  draftNationalStandard,
  findVersionInForce,
  listStandardVersions,
  publishStandardVersion,
  retireStandardVersion,
} from './version-store.ts'

const here = 'dachuan'
const now = new Date('2026-11-22T01:00:00Z')
const on = '2026-11-22'
const refused = (code: string) => (error: unknown) => error instanceof Problem && error.code === code

async function district(db: Db, id = here): Promise<void> {
  await db.run(sql`
    insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
    values (${id}, '达川区', 107.5, 31.2, box(point(107, 31), point(108, 32))) on conflict do nothing`)
  await loadNationalCatalogue(db)
}

async function published(db: Db, from = '2026-07-01', name = '第一版'): Promise<string> {
  const versionId = await draftNationalStandard(db, here, { name, now })
  await publishStandardVersion(db, here, { versionId, from, now })
  return versionId
}

dbTest('loading the national catalogue twice changes nothing the second time', async (db) => {
  await loadNationalCatalogue(db)
  assert.deepEqual(await loadNationalCatalogue(db), { changed: 0 })
  const rows = await db.many<{ edition: string; n: number }>(
    sql`select edition, count(*) as n from city.category group by 1 order by 1`,
  )
  assert.deepEqual(rows, [
    { edition: '2007', n: 134 },
    { edition: '2013', n: 212 },
    { edition: '2026', n: 403 },
  ])
  const map = categoryMap(await listMapping(db))
  assert.equal(mapCategory(map, { edition: '2013', kind: 'component', code: '0101' }, '2026')?.category.code, '01001')
})

dbTest('a category is found by its standard’s year or number', async (db) => {
  await loadNationalCatalogue(db)
  for (const edition of ['2026', 'GB/T 47678.5-2026']) {
    assert.equal((await findCategory(db, { edition, kind: 'matter', code: '06010' }))?.name, '暴露垃圾')
  }
  assert.equal(await findCategory(db, { edition: '2026', kind: 'matter', code: '06031' }), undefined)
})

dbTest('a citizen is offered a short list in the district’s edition', async (db) => {
  await loadNationalCatalogue(db)
  const current = await listCitizenCategories(db, '2026')
  assert.equal(current.length, 27)
  assert.equal(current[0]?.name, '暴露垃圾')
  const older = await listCitizenCategories(db, '2013')
  assert.ok(older.length >= 12 && older.every((category) => category.edition === '2013'))
})

dbTest('the default standard is published and every category then has conditions', async (db) => {
  await district(db)
  const versionId = await published(db)
  const found = await conditionsOf(db, here, { edition: '2026', kind: 'component', code: '01001', on })
  assert.equal(found.versionId, versionId)
  assert.deepEqual(
    found.conditions.map((c) => [c.ordinal, c.limits[0]?.value, c.limits[0]?.unit]),
    [
      [1, 2, 'urgent_hour'],
      [2, 4, 'work_hour'],
      [3, 2, 'work_day'],
      [4, 5, 'work_day'],
    ],
  )
})

dbTest('before the first day there is no standard in force', async (db) => {
  await district(db)
  await published(db, '2026-12-01')
  const asked = conditionsOf(db, here, { edition: '2026', kind: 'component', code: '01001', on })
  await assert.rejects(asked, refused('standard_not_in_force'))
})

dbTest('a new version ends the old one on its first day, and an old clause keeps its text', async (db) => {
  await district(db)
  const first = await published(db)
  const before = await conditionsOf(db, here, { edition: '2026', kind: 'matter', code: '06010', on })
  const second = await published(db, '2026-12-01', '第二版')
  assert.equal((await findVersionInForce(db, here, { edition: '2026', on: '2026-11-30' }))?.versionId, first)
  assert.equal((await findVersionInForce(db, here, { edition: '2026', on: '2026-12-01' }))?.versionId, second)
  const clause = await clauseOf(db, here, before.conditions[0]!.conditionId)
  assert.deepEqual([clause.versionId, clause.name, clause.code], [first, '暴露垃圾', '06010'])
  assert.deepEqual(clause.limit, { value: 4, unit: 'work_hour' })
})

dbTest('a version cannot start before the one in force, be published twice or be empty', async (db) => {
  await district(db)
  const first = await published(db)
  const early = await draftNationalStandard(db, here, { name: '早', now })
  await assert.rejects(
    publishStandardVersion(db, here, { versionId: early, from: '2026-07-01', now }),
    refused('standard_dates_overlap'),
  )
  await assert.rejects(
    publishStandardVersion(db, here, { versionId: first, from: '2027-01-01', now }),
    refused('standard_not_draft'),
  )
  const empty = await createDraft(db, here, {
    edition: '2026',
    name: '空',
    source: '',
    now,
    conditions: [],
    localCategories: [],
  })
  await assert.rejects(
    publishStandardVersion(db, here, { versionId: empty, from: '2027-01-01', now }),
    refused('standard_empty'),
  )
})

dbTest('a retired standard is no longer in force from its last day', async (db) => {
  await district(db)
  const versionId = await published(db)
  await retireStandardVersion(db, here, { versionId, from: '2026-11-01' })
  assert.equal(await findVersionInForce(db, here, { edition: '2026', on }), undefined)
  assert.equal((await findVersionInForce(db, here, { edition: '2026', on: '2026-10-31' }))?.status, 'retired')
})

dbTest('nobody files under a draft, under nothing, or under another category’s condition', async (db) => {
  await district(db)
  const draft = await draftNationalStandard(db, here, { name: '草稿', now })
  const { conditionId } = await db.one<{ conditionId: string }>(sql`
    select condition_id as "conditionId" from city.filing_condition
     where district_id = ${here} and version_id = ${draft} and kind = 'component' and major = '01' and minor = '001' and ordinal = 1`)
  await assert.rejects(clauseOf(db, here, conditionId), refused('condition_not_published'))
  await assert.rejects(clauseOf(db, here, draft), refused('condition_not_found'))
  await publishStandardVersion(db, here, { versionId: draft, from: on, now })
  await assert.rejects(
    clauseOf(db, here, conditionId, '*', { kind: 'matter', code: '06010' }),
    refused('condition_of_other_category'),
  )
  const asMatter = await clauseOf(db, here, conditionId, '*', { kind: 'matter', code: '01001' })
  assert.deepEqual([asMatter.kind, asMatter.name], ['matter', '供水井盖异常'])
})

dbTest('stranger: another district’s conditions and versions are not found', async (db) => {
  await district(db)
  await district(db, 'elsewhere')
  const versionId = await published(db)
  const { conditions } = await conditionsOf(db, here, { edition: '2026', kind: 'matter', code: '06010', on })
  await assert.rejects(clauseOf(db, 'elsewhere', conditions[0]!.conditionId), refused('condition_not_found'))
  await assert.rejects(
    publishStandardVersion(db, 'elsewhere', { versionId, from: on, now }),
    refused('standard_version_not_found'),
  )
  assert.deepEqual(await listStandardVersions(db, 'elsewhere'), [])
})

dbTest('the limit of an area class falls back to the one for every area', async (db) => {
  await district(db)
  const versionId = await draftNationalStandard(db, here, { name: '分区', now })
  await db.run(sql`
    insert into city.limit_by_area (district_id, version_id, condition_id, area_class, value, unit)
    select district_id, version_id, condition_id, 'A', 2, 'work_hour' from city.filing_condition
     where district_id = ${here} and version_id = ${versionId} and kind = 'matter' and major = '06' and minor = '010'`)
  await publishStandardVersion(db, here, { versionId, from: on, now })
  const { conditions } = await conditionsOf(db, here, { edition: '2026', kind: 'matter', code: '06010', on })
  const id = conditions[0]!.conditionId
  const core = await clauseOf(db, here, id, 'A')
  const outskirts = await clauseOf(db, here, id, 'C')
  assert.deepEqual([core.areaClass, core.limit.value], ['A', 2])
  assert.deepEqual([outskirts.areaClass, outskirts.limit.value], ['*', 4])
})

dbTest('searching finds by pinyin, and by what conditions say', async (db) => {
  await district(db)
  await published(db)
  const byInitials = await searchCategories(db, here, { edition: '2026', on, text: 'gsjg', kind: 'component' })
  assert.deepEqual(
    byInitials.map((hit) => hit.category.name),
    ['供水井盖'],
  )
  const byCondition = await searchCategories(db, here, { edition: '2026', on, text: '黄土', limit: 5 })
  assert.deepEqual(byCondition, [])
  const soil = await searchCategories(db, here, { edition: '2026', on, text: '裸土', kind: 'component' })
  assert.deepEqual(
    soil.map((hit) => [hit.category.name, hit.by]),
    [['绿地', 'condition']],
  )
})

const heading = [
  '大类代码',
  '大类名称',
  '小类代码',
  '小类名称',
  '处置单位',
  '主管部门',
  '立案条件',
  '结案条件',
  '处置时限',
]
const rows = [
  ['01', '公用设施', '99', '爱心驿站', '环卫处', '城管局', '未按时开放', '开放', '2小时'],
  ['01', '公用设施', '51', '岗亭', '公安', '公安局', '破损', '修复', '5天'],
  ['01', '公用设施', '01', '上水井盖', '水司', '水务局', '破损', '修复', '5'],
]
const csv = {
  bytes: writeCsv([heading, ...rows]),
  fileName: '部件.csv',
  edition: '2013',
  name: '本地标准',
  now,
} as const

dbTest('a bureau’s table is looked at first, then taken, its own categories with it', async (db) => {
  await district(db)
  const dry = await importStandard(db, here, { ...csv, mode: 'dry-run' })
  assert.deepEqual([dry.versionId, dry.report.accepted, dry.report.refused.map((r) => r.row)], [null, 2, [4]])
  await assert.rejects(importStandard(db, here, { ...csv, mode: 'all' }), (error) => {
    return (
      error instanceof Problem &&
      error.code === 'import_rows_refused' &&
      error.faults[0]?.field === '部件.csv!4!处置时限'
    )
  })
  assert.deepEqual(await listStandardVersions(db, here), [])
  const { versionId } = await importStandard(db, here, { ...csv, mode: 'accepted-only' })
  await publishStandardVersion(db, here, { versionId: versionId!, from: on, now })
  const names = new Map((await listCategories(db, here, { edition: '2013', on })).map((c) => [`${c.kind}${c.code}`, c]))
  assert.deepEqual([names.get('component0199')?.name, names.get('component0199')?.extension], ['爱心驿站', true])
  assert.deepEqual([names.get('component0151')?.name, names.get('component0151')?.extension], ['岗亭', false])
  const resolved = await resolveCategory(db, here, { edition: '2013', kind: 'component', code: '0199', on })
  assert.equal(resolved.name, '爱心驿站')
  const unknown = resolveCategory(db, here, { edition: '2013', kind: 'component', code: '0198', on })
  await assert.rejects(unknown, refused('category_not_in_edition'))
})

const folder = sharedData('taxonomy-yuncheng')
if (folder === undefined) {
  test('a real bureau’s workbook is stored whole', { skip: 'the shared data set taxonomy-yuncheng is not here' })
} else {
  dbTest('a real bureau’s workbook is stored whole', async (db) => {
    await district(db)
    const bytes = readFileSync(join(folder, 'muban.xlsx'))
    const given = { bytes, fileName: 'muban.xlsx', edition: '2013', name: '运城标准', now, mode: 'all' } as const
    const { versionId, report } = await importStandard(db, here, given)
    assert.deepEqual([report.accepted, report.refused.length], [519, 0])
    const version = await publishStandardVersion(db, here, { versionId: versionId!, from: on, now })
    assert.equal(version.conditions, 519)
    const units = await db.many<{ unit: string; n: number }>(sql`
      select unit, count(*) as n from city.limit_by_area where district_id = ${here} group by 1 order by 2 desc`)
    assert.deepEqual(
      units.map((u) => u.n),
      [412, 61, 42, 4],
    )
  })
}
