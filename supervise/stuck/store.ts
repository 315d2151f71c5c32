import { caseScope } from '#city/case/scope.ts'
import { policy } from '#city/organisation/policy.ts'
import { type Actor, grantsOf } from '#kernel/auth/actor.ts'
import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Finding, FindingKind } from './finding.ts'

export type OpenRow = {
  readonly caseId: string
  readonly version: number
  readonly dueAt: Date | null
  readonly watchAt: Date | null
}

/** Open cases after one, in the order of their ids. */
export const listOpenCases = (db: Db, districtId: string, after: string, limit: number): Promise<OpenRow[]> =>
  db.many<OpenRow>(sql`
    select case_id as "caseId", version, due_at as "dueAt", watch_at as "watchAt" from city.case
     where district_id = ${districtId} and case_id > ${after}::uuid
       and (stage not in ('closed', 'refused', 'void', 'merged') or pending = 'veto')
     order by case_id limit ${limit}`)

/** Everybody in service with all that their posts grant. */
export async function listPeopleInService(db: Db, districtId: string): Promise<Actor[]> {
  const rows = await db.many<Omit<Actor, 'grants' | 'districtId'>>(sql`
    select p.person_id as "personId", coalesce(p.account_id, '') as "accountId", p.name,
           array_agg(distinct h.post) as posts, array_agg(distinct h.unit_id) as "unitIds"
      from city.person p
      join city.post_holding h on h.district_id = p.district_id and h.person_id = p.person_id
     where p.district_id = ${districtId} and p.active
     group by p.person_id, p.account_id, p.name`)
  return rows.map((row) => ({ ...row, districtId, grants: grantsOf(policy, row.posts) }))
}

export type StuckRun = {
  readonly runId: string
  readonly at: Date
  readonly cases: number
  readonly findings: number
  readonly digest: string
}

export async function insertRun(
  tx: Tx,
  districtId: string,
  run: StuckRun,
  findings: readonly Finding[],
): Promise<void> {
  await tx.run(sql`
    insert into supervise.stuck_run (district_id, run_id, at, cases, findings, digest)
    values (${districtId}, ${run.runId}, ${run.at}, ${run.cases}, ${run.findings}, ${run.digest})`)
  const columns = { district_id: 'text', run_id: 'uuid', case_id: 'uuid', kind: 'text', detail: 'jsonb' }
  await copyRows(
    tx,
    'supervise.stuck_finding',
    columns,
    findings.map(({ caseId, kind, detail }) => [districtId, run.runId, caseId, kind, detail]),
  )
}

/** The last proofs of a district. */
export const listRuns = (db: Db, districtId: string, limit: number): Promise<StuckRun[]> =>
  db.many<StuckRun>(sql`
    select run_id as "runId", at, cases, findings, digest from supervise.stuck_run
     where district_id = ${districtId} order by at desc limit ${limit}`)

export type FoundCase = Finding & {
  readonly kind: FindingKind
  readonly number: string
  readonly stage: string
  readonly category: string | null
  readonly unit: string | null
  readonly dueAt: Date | null
}

/** What a proof found in cases the actor may see, the worst kinds together. */
export const listFindings = (db: Db, actor: Actor, runId: string, limit: number): Promise<FoundCase[]> =>
  db.many<FoundCase>(sql`
    select f.case_id as "caseId", f.kind, f.detail, c.number, c.stage, c.category_name as category, u.name as unit,
           c.due_at as "dueAt"
      from supervise.stuck_finding f
      join city.case c on c.district_id = f.district_id and c.case_id = f.case_id
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where f.district_id = ${actor.districtId} and f.run_id = ${runId} and ${caseScope(actor, 'case.read')}
     order by f.kind, c.due_at nulls first, f.case_id limit ${limit}`)
