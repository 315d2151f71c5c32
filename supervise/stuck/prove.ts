import { createHash } from 'node:crypto'
import { currentCalendar } from '#city/calendar/store.ts'
import { listHistories } from '#city/case/bulk.ts'
import { readLadder } from '#city/case/watch-store.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { listUnits } from '#city/organisation/store.ts'
import type { Pool } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { type Finding, type Measures, proveOne } from './finding.ts'
import { insertRun, listOpenCases, listPeopleInService, type StuckRun } from './store.ts'

const BATCH = 500
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Proves that every open case of a district has a next actor and a next time; what is missing is kept, and the duty chief told. */
export async function proveDistrict(pool: Pool, districtId: string, now: Date): Promise<StuckRun> {
  const by = await measuresOf(pool, districtId, now)
  const digest = createHash('sha256')
  const findings: Finding[] = []
  let cases = 0
  for (let after = beforeAll; ; ) {
    const rows = await listOpenCases(pool, districtId, after, BATCH)
    const ids = rows.map(({ caseId }) => caseId)
    const histories = new Map((await listHistories(pool, districtId, ids)).map((each) => [each.caseId, each.history]))
    for (const row of rows) {
      // Whoever acted between the two questions is looked at as they left it.
      const history = (histories.get(row.caseId) ?? []).filter(({ seq }) => seq <= row.version)
      const { actors, time, version, findings: found } = proveOne({ ...row, history }, by)
      digest.update(`${row.caseId} ${version} ${actors.join(' ')} ${time?.toISOString() ?? '-'}\n`)
      findings.push(...found)
    }
    cases += rows.length
    after = ids.at(-1) ?? after
    if (rows.length < BATCH) break
  }
  const run = { runId: newId(), at: now, cases, findings: findings.length, digest: digest.digest('hex') }
  await keep(pool, districtId, run, findings)
  return run
}

async function measuresOf(pool: Pool, districtId: string, now: Date): Promise<Measures> {
  const [calendar, ladder, people, units] = await Promise.all([
    currentCalendar(pool, districtId),
    readLadder(pool, districtId),
    listPeopleInService(pool, districtId),
    listUnits(pool, districtId),
  ])
  return { calendar, ladder, people, unitNames: new Map(units.map(({ unitId, name }) => [unitId, name])), now }
}

const keep = (pool: Pool, districtId: string, run: StuckRun, findings: readonly Finding[]): Promise<void> =>
  pool.transaction(async (tx) => {
    await insertRun(tx, districtId, run, findings)
    if (findings.length === 0) return
    await wantNotice(tx, districtId, {
      to: { post: 'duty_chief' },
      template: 'stuck.digest',
      params: {
        title: '卡住的案件',
        text: `每夜核对：${run.cases} 件在办案件中有 ${findings.length} 处卡住，请查看处理`,
      },
      reason: '您是值班长',
    })
  })
