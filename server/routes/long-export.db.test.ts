import assert from 'node:assert/strict'
import { exportJobs } from '#city/case-export/jobs.ts'
import { expireExports } from '#city/case-export/store.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { readCsv } from '#kernel/tabular/csv.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

/** The case at hand 5 200 times over, so that its list is a long one. */
async function manyCases(s: Story): Promise<void> {
  await filed(s)
  const { names } = await s.tx.one<{ names: string }>(sql`
    select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
     where table_schema = 'city' and table_name = 'case' and is_generated = 'NEVER'
       and column_name not in ('case_id', 'number')`)
  const columns = sql.raw(names)
  await s.tx.run(sql`
    insert into city.case (case_id, number, ${columns})
    select gen_random_uuid(), number || '-' || n, ${columns} from city.case, generate_series(1, 5200) n
     where district_id = ${town.districtId}`)
}

const run = (s: Story) => s.jobs.run(exportJobs({ pool: s.pool, clock: s.clock, log: silentLog }))
const ask = (s: Story, query: Record<string, string> = { list: 'open', columns: 'number,stage' }) =>
  must(s.post('shouli', '/api/case-exports', { query }))

story('a short list is fetched at once, with nothing queued', async (s) => {
  await filed(s)
  assert.deepEqual(await ask(s), { rows: 1, exportId: null })
  assert.deepEqual(s.jobs.waiting(), [])
})

story('a long list is made in the background, fetched by who asked for it, and gone after a day', async (s) => {
  await manyCases(s)
  const direct = await s.get('shouli', '/api/cases/export?list=open')
  assert.deepEqual([direct.status, direct.body.code], [409, 'export_too_long'])
  const { rows, exportId } = await ask(s)
  assert.equal(rows, 5_201)
  const file = `/api/case-exports/${exportId}/file`
  assert.equal((await s.get('shouli', file)).body.code, 'export_not_ready')
  await run(s)
  const { items } = await must(s.get('shouli', '/api/case-exports'))
  assert.deepEqual([items[0].state, items[0].rows, items[0].total], ['ready', 5_201, 5_201])
  const { status, body } = await s.get('shouli', file)
  assert.equal(status, 200)
  const read = readCsv(new TextEncoder().encode(String(body))).rows
  assert.deepEqual(read[0], ['案件编号', '阶段'])
  assert.equal(new Set(read.slice(1).map(([number]) => number)).size, 5_201)
  assert.equal((await s.get('luzheng', file)).body.code, 'export_not_found')
  assert.equal((await s.get('wairen', file)).status, 403)
  const acts = await s.tx.many<{ act: string }>(sql`
    select act from kernel.audit_entry where district_id = ${town.districtId} and act = 'cases exported'`)
  assert.equal(acts.length, 1)
  const later = new Date(s.clock.now().getTime() + 25 * 3_600_000)
  assert.equal(await expireExports(s.pool, later), 1)
  assert.equal((await s.get('shouli', file)).body.code, 'export_expired')
})

story('a run that was ended goes on where it stood, and writes no row twice', async (s) => {
  await manyCases(s)
  const { exportId } = await ask(s)
  const [job] = exportJobs({ pool: s.pool, clock: s.clock, log: silentLog })
  const data = { districtId: town.districtId, exportId }
  let looks = 0
  const signal = { throwIfAborted: () => assert.ok(++looks <= 3, 'ended') } as AbortSignal
  await assert.rejects(job!.handle(data, { jobId: exportId, attempt: 1, signal }), /ended/)
  const half = await must(s.get('shouli', '/api/case-exports'))
  assert.deepEqual([half.items[0].state, half.items[0].rows], ['running', 3_000])
  await run(s)
  const whole = await must(s.get('shouli', '/api/case-exports'))
  assert.deepEqual([whole.items[0].state, whole.items[0].rows], ['ready', 5_201])
})

story('whoever may see other things by now does not get the file', async (s) => {
  await manyCases(s)
  const { exportId } = await ask(s)
  await run(s)
  await s.tx.run(sql`
    update city.case_export set grants = 'before' where district_id = ${town.districtId} and export_id = ${exportId}`)
  assert.equal((await s.get('shouli', `/api/case-exports/${exportId}/file`)).body.code, 'export_grants_changed')
  const again = (await ask(s)).exportId
  await s.tx.run(sql`
    update city.case_export set grants = 'before' where district_id = ${town.districtId} and export_id = ${again}`)
  await run(s)
  const { items } = await must(s.get('shouli', '/api/case-exports'))
  assert.deepEqual([items[0].state, items[0].rows], ['failed', 0])
})

story('three exports at once are enough, and a filter that does not exist is refused by name', async (s) => {
  await manyCases(s)
  for (let n = 0; n < 3; n++) await ask(s)
  const query = { list: 'open' }
  assert.equal((await s.post('shouli', '/api/case-exports', { query })).body.code, 'export_many')
  const wrong = await s.post('shouli', '/api/case-exports', { query: { phone: '1' } })
  assert.deepEqual([wrong.status, wrong.body.code], [400, 'bad_input'])
})
