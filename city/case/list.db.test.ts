import assert from 'node:assert/strict'
import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { policy } from '../organisation/policy.ts'
import { type CaseFilter, listCasesOf } from './list.ts'
import { stageNames } from './state.ts'

const districtId = '513398'
const collector = '0192d3c4-0000-7000-8000-00000000c011'
const units = ['roads', 'drains', 'parks']
const stages = Object.keys(stageNames)
const now = new Date('2026-03-02T02:00:00Z')
const hour = 3_600_000

type Sample = {
  caseId: string
  stage: string
  unitId: string | null
  coUnitIds: string[]
  collectorId: string | null
  reportedBy: string
  reportedAt: Date
  dueAt: Date | null
}

/** Every stage with and without a unit, shared or not, with deadlines that often coincide. */
const samples: readonly Sample[] = Array.from({ length: 240 }, (_, n) => ({
  caseId: `0192d3c4-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
  stage: stages[n % stages.length]!,
  unitId: n % 4 === 3 ? null : units[n % 3]!,
  coUnitIds: n % 7 === 0 ? [units[(n + 1) % 3]!] : [],
  collectorId: n % 11 === 0 ? collector : null,
  reportedBy: n % 5 === 0 ? collector : 'citizen',
  reportedAt: new Date(now.getTime() - (n % 60) * hour),
  dueAt: n % 3 === 0 ? null : new Date(now.getTime() + ((n % 20) - 10) * hour),
}))

const actorAs = (post: string, unitIds: string[]): Actor => ({
  accountId: 'account',
  personId: collector,
  districtId,
  name: '某人',
  posts: [post],
  unitIds,
  grants: grantsOf(policy, [post]),
})

/** Who may see what, said once more in plain words. */
const people: readonly [who: string, actor: Actor, sees: (one: Sample) => boolean][] = [
  ['an intake clerk', actorAs('intake', ['centre']), () => true],
  ['a unit', actorAs('unit_handler', ['roads']), (one) => [one.unitId, ...one.coUnitIds].includes('roads')],
  [
    'somebody of two units',
    actorAs('unit_handler', ['roads', 'parks']),
    (one) => [one.unitId, ...one.coUnitIds].some((unit) => unit === 'roads' || unit === 'parks'),
  ],
  ['somebody of no unit', actorAs('unit_handler', []), () => false],
  [
    'a collector',
    actorAs('collector', ['centre']),
    (one) => one.collectorId === collector || one.reportedBy === collector,
  ],
]

const open = (one: Sample): boolean => !['closed', 'refused', 'void', 'merged'].includes(one.stage)
const late = (one: Sample): boolean => open(one) && one.dueAt !== null && one.dueAt < now

const filters: readonly [Partial<CaseFilter>, (one: Sample) => boolean][] = [
  [{}, () => true],
  [{ stage: ['handling', 'closed', 'handling'] }, (one) => ['handling', 'closed'].includes(one.stage)],
  [{ late: '1' }, late],
  [{ list: 'late', stage: ['handling', 'closed'] }, (one) => late(one) && one.stage === 'handling'],
  [{ unit: 'roads' }, (one) => one.unitId === 'roads'],
  [{ unit: 'drains', stage: ['filed'] }, (one) => one.unitId === 'drains' && one.stage === 'filed'],
]

const key = (sort: CaseFilter['sort'], one: Sample): number =>
  sort === 'due' ? (one.dueAt?.getTime() ?? Number.POSITIVE_INFINITY) : -one.reportedAt.getTime()

function expected(sort: CaseFilter['sort'], wanted: (one: Sample) => boolean): string[] {
  const ids = (a: Sample, b: Sample) => (sort === 'due' ? 1 : -1) * (a.caseId < b.caseId ? -1 : 1)
  const order = (a: Sample, b: Sample) => (key(sort, a) === key(sort, b) ? ids(a, b) : key(sort, a) - key(sort, b))
  return samples
    .filter(wanted)
    .sort(order)
    .map((one) => one.caseId)
}

dbTest('every list holds exactly what its reader may see, in order, page by page', async (tx) => {
  await load(tx)
  for (const [who, actor, sees] of people)
    for (const [filter, wanted] of filters)
      for (const sort of ['due', 'reported'] as const) {
        const listed = await readAll(tx, actor, { limit: 7, ...filter, sort })
        // Whoever verifies a case is not told whose it is, by no filter either.
        const isTold = (one: Sample) => who !== 'a collector' || filter.unit === undefined || one.stage !== 'verifying'
        const right = expected(sort, (one) => sees(one) && wanted(one) && isTold(one))
        assert.deepEqual(listed, right, `${who} with ${JSON.stringify(filter)} by ${sort}`)
      }
})

async function readAll(tx: Tx, actor: Actor, filter: CaseFilter): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await listCasesOf(tx, actor, { ...filter, cursor }, now)
    ids.push(...page.items.map((item) => (item as { caseId: string }).caseId))
    cursor = page.next ?? undefined
  } while (cursor)
  return ids
}

async function load(tx: Tx): Promise<void> {
  await tx.run(sql`
    insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
    values (${districtId}, '列表区', 107.5, 31.2, '(107.6,31.3),(107.4,31.1)')`)
  for (const unit of units)
    await tx.run(sql`
      insert into city.unit (district_id, unit_id, name, kind) values (${districtId}, ${unit}, ${unit}, 'office')`)
  await tx.run(sql`
    insert into city.person (district_id, person_id, account_id, name)
    values (${districtId}, ${collector}, 'account-of-list', '采集员')`)
  for (const [n, one] of samples.entries())
    await tx.run(sql`
      insert into city.case (district_id, case_id, number, version, stage, source, urgency, description, unit_id,
             co_unit_ids, collector_id, reported_by, reported_at, due_at, changed_at)
      values (${districtId}, ${one.caseId}, ${`L${n}`}, 1, ${one.stage}, 'collector', 'normal', '井盖破损', ${one.unitId},
              ${one.coUnitIds}, ${one.collectorId}, ${one.reportedBy}, ${one.reportedAt}, ${one.dueAt}, ${one.reportedAt})`)
}
