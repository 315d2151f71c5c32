import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Secret } from '#kernel/config.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { sharedData } from '#kernel/testing/shared-data.ts'
import { baltimoreDistrict, baltimoreFile } from './baltimore.ts'
import { getReplay } from './replays.ts'
import { requestsCsv } from './sample-records.ts'
import { tipdmDistrict, tipdmFile } from './tipdm.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiwang-replay-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const put = (file: string, text: string): void => writeFileSync(join(folder, file), gzipSync(text))
const errorsOf = (name: string): string => readFileSync(join(folder, 'replay', `${name}-errors.csv`), 'utf8')

async function run(name: string, pool: Pool, from = folder): Promise<{ ok: boolean; lines: string[] }> {
  const lines: string[] = []
  const { ok } = await getReplay(name).run({
    pool,
    sealer: makeSealer(new Secret('a secret of the tests')),
    folder: from,
    dataDir: folder,
    now: new Date('2026-11-22T03:00:00Z'),
    screen: { isTerminal: false, line: (text) => void lines.push(text), write: () => undefined },
  })
  return { ok, lines }
}

const tables = ['city.district', 'city.calendar', 'city.unit', 'city.case', 'city.case_event', 'city.case_number']
const others = ['serve.report', 'kernel.outbox']

/** Every row of a district, table by table, as one text. */
async function stateOf(db: Db, districtId: string): Promise<string> {
  const parts = []
  for (const table of [...tables, ...others]) {
    const { rows } = await db.one<{ rows: string | null }>(sql`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows
        from ${sql.raw(table)} t where district_id = ${districtId}`)
    parts.push(`${table} ${rows}`)
  }
  return parts.join('\n')
}

const messages = `n,msg_id,time,subject,detail,label,subject_score,detail_score
0,24,2020/1/6 12:09:38,路灯不亮,"电话***********，
请尽快",城乡建设,0.9,1
1,,,井盖松动,,城乡建设,1.0,
2,,,,只有详情,环境保护,,0.9
3,,,,,环境保护,,
1,,,重复的编号,,环境保护,,
`

dbTest('messages are registered once as hotline reports and a second replay changes nothing', async (tx) => {
  put(tipdmFile, messages)
  const pool = rolledBackPool(tx)
  const first = await run('tipdm', pool)
  assert.equal(first.lines.at(-1), 'registered 3 of 5, refused 2')
  const before = await stateOf(tx, tipdmDistrict)
  const errors = errorsOf('tipdm')
  assert.match(errors, /5,subject,replay_text_missing,refused/)
  assert.match(errors, /6,n,replay_id_repeated,refused/)
  const second = await run('tipdm', pool)
  assert.equal(second.lines.at(-1), 'registered 3 of 5, refused 2')
  assert.equal(await stateOf(tx, tipdmDistrict), before)
  assert.equal(errorsOf('tipdm'), errors)
  assert.ok(first.ok && second.ok)
  const row = await tx.one(sql`
    select c.description, c.source, c.stage, c.place, e.body->'foreign' as foreign
      from serve.report r
      join city.case c on c.district_id = r.district_id and c.case_id = r.case_id
      join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id and e.seq = 1
     where r.district_id = ${tipdmDistrict} and r.channel = 'hotline' and r.foreign_id = '0'`)
  assert.deepEqual(row, {
    description: '路灯不亮\n电话***********，\n请尽快',
    source: 'hotline',
    stage: 'reported',
    place: null,
    foreign: {
      ...{ label: '城乡建设', time: '2020/1/6 12:09:38', msg_id: '24' },
      ...{ subject_score: '0.9', detail_score: '1' },
    },
  })
})

dbTest('a message added to the file is registered by the next replay, the others are left', async (tx) => {
  const pool = rolledBackPool(tx)
  put(tipdmFile, messages)
  await run('tipdm', pool)
  put(tipdmFile, `${messages}9,,,新的一条,,环境保护,,\n`)
  const { lines } = await run('tipdm', pool)
  assert.ok(lines.includes('新登记 new 1，此前已登记 known before 3'), lines.join('\n'))
  assert.equal(lines.at(-1), 'registered 4 of 6, refused 2')
})

const requests = requestsCsv([
  { ServiceRequestNum: '1' },
  { ServiceRequestNum: '2', CloseDate: '05/15/2018 10:00:00 AM' },
  { ServiceRequestNum: '3', DueDate: '', Agency: 'Health' },
  { ServiceRequestNum: '4', Latitude: '39', Longitude: '-77' },
  { ServiceRequestNum: '5', SRStatus: 'Open', CloseDate: '' },
  { ServiceRequestNum: '6', SRStatus: 'Lost' },
])

dbTest('requests become judged cases of their own district and a second replay changes nothing', async (tx) => {
  put(baltimoreFile, requests)
  const pool = rolledBackPool(tx)
  const first = await run('baltimore', pool)
  assert.equal(first.lines.at(-1), 'on time 2 of 3 66.67%')
  assert.match(first.lines.join('\n'), /登记 entered 5（新 new 5，已有 known before 0），拒绝 refused 1/)
  const before = await stateOf(tx, baltimoreDistrict)
  const second = await run('baltimore', pool)
  assert.equal(second.lines.at(-1), 'on time 2 of 3 66.67%')
  assert.equal(await stateOf(tx, baltimoreDistrict), before)
  assert.match(errorsOf('baltimore'), /7,SRStatus,replay_status_unknown,refused,Lost/)
  assert.match(errorsOf('baltimore'), /5,"Latitude,Longitude",replay_point_rounded,noticed/)
  const cases = await tx.many(sql`
    select r.foreign_id as id, c.number, c.stage, c.unit_id as unit, c.handled_in_time as "inTime", c.place is null as unknown
      from serve.report r join city.case c on c.district_id = r.district_id and c.case_id = r.case_id
     where r.district_id = ${baltimoreDistrict} order by r.foreign_id`)
  const common = { number: 'BAL-20180507-000', stage: 'closed', unit: 'solid-waste', inTime: true, unknown: false }
  assert.deepEqual(cases, [
    { ...common, id: '1', number: 'BAL-20180507-0001' },
    { ...common, id: '2', number: 'BAL-20180507-0002', inTime: false },
    { ...common, id: '3', number: 'BAL-20180507-0003', inTime: null, unit: 'health' },
    { ...common, id: '4', number: 'BAL-20180507-0004', unknown: true },
    { ...common, id: '5', number: 'BAL-20180507-0005', stage: 'handling', inTime: null },
  ])
})

dbTest('a verdict in the database that the history does not bear out is found', async (tx) => {
  put(baltimoreFile, requests)
  const pool = rolledBackPool(tx)
  await run('baltimore', pool)
  await tx.run(sql`
    update city.case set handled_in_time = true where district_id = ${baltimoreDistrict} and handled_in_time is false`)
  const { ok, lines } = await run('baltimore', pool)
  assert.equal(ok, false)
  assert.ok(lines.some((line) => line.startsWith('✗ 缓存判定与台账一致')))
  assert.equal(lines.at(-1), 'on time 2 of 3 66.67%')
})

const real = { tipdm: sharedData('tipdm-zhengwu'), baltimore: sharedData('311-baltimore') }

function realTest(sentence: string, from: string | undefined, story: (pool: Pool, from: string) => Promise<void>) {
  if (!from) test(sentence, { skip: '没有真实数据 the real data is not here' }, () => undefined)
  else dbTest(sentence, (tx) => story(rolledBackPool(tx), from))
}

realTest('5 957 real requests give the facts of their publisher', real.baltimore, async (pool, from) => {
  const { ok, lines } = await run('baltimore', pool, from)
  assert.equal(ok, true, lines.join('\n'))
  assert.equal(lines.filter((line) => line.startsWith('✓')).length, 8)
  assert.equal(lines.at(-1), 'on time 4775 of 5684 84.01%')
})

realTest('5 525 real messages are registered and none of their characters is lost', real.tipdm, async (pool, from) => {
  const { ok, lines } = await run('tipdm', pool, from)
  assert.equal(ok, true, lines.join('\n'))
  assert.ok(lines.some((line) => line.startsWith('逐字核对 texts equal to the source 5525 of 5525')))
  assert.equal(lines.at(-1), 'registered 5525 of 5525, refused 0')
})
