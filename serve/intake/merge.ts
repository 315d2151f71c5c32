import { listMerged, survivorOf } from '#city/case/family.ts'
import { type Acting, type Moved, takerOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import { caseScope } from '#city/case/scope.ts'
import { type CaseState, foldCase, type Stage } from '#city/case/state.ts'
import { lockCase, readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Problem } from '#kernel/problem.ts'
import { intakeProblems } from './problems.ts'

const take = takerOf('serve')

/**
 * Merges into a case that is itself not merged. Both are locked, the lower id first: of two merges that cross, the second waits
 * and then finds its target merged, so they neither block each other nor close a circle. Errors: `merge_itself`,
 * `merge_target_merged`, `merge_target_ended`, `case_not_found` and those of the step.
 */
export async function merge(
  tx: Tx,
  actor: Actor,
  acting: Acting,
  { into, reason }: { into: string; reason: string },
): Promise<Moved> {
  if (into === acting.caseId) throw caseProblems.merge_itself({}, 'body.into')
  await viewPlaceOfCase(tx, actor, into)
  for (const caseId of [acting.caseId, into].sort()) await lockCase(tx, actor.districtId, caseId)
  const target = foldCase(await readHistory(tx, actor.districtId, into))
  const own = await readHistory(tx, actor.districtId, acting.caseId)
  const refusal = refusalOf(own[0]?.at, target)
  if (refusal) throw refusal
  return take(tx, acting, 'merged', { into, intoNumber: target.number, reason })
}

/** Why nothing may be merged into this case. What was reported after a case was closed has happened again. */
function refusalOf(reportedAt: Date | undefined, target: CaseState): Problem | undefined {
  if (target.stage === 'merged') return caseProblems.merge_target_merged({}, 'body.into')
  if (target.stage === 'refused' || target.stage === 'void') return intakeProblems.merge_target_ended({}, 'body.into')
  const isAgain = target.closedAt !== null && reportedAt !== undefined && reportedAt > target.closedAt
  return isAgain ? intakeProblems.merge_target_closed({}, 'body.into') : undefined
}

type Member = {
  readonly caseId: string
  readonly number: string
  readonly mergedAt: Date
  readonly byName: string
  readonly reason: string
  readonly reporter: string
  readonly channel: string | null
}

/** Under which case this one is handled and which are handled under it, as far as the actor may see them. */
export async function viewFamily(db: Db, actor: Actor, caseId: string) {
  await viewPlaceOfCase(db, actor, caseId)
  const { districtId } = actor
  const [survivorId, merged] = [await survivorOf(db, districtId, caseId), await listMerged(db, districtId, caseId)]
  const survivor =
    survivorId === caseId
      ? undefined
      : await db.find<{ caseId: string; number: string; stage: Stage }>(sql`
          select c.case_id as "caseId", c.number, c.stage from city.case c
           where ${caseScope(actor, 'case.read')} and c.case_id = ${survivorId}`)
  const members = await db.many<Member>(sql`
    select c.case_id as "caseId", c.number, e.at as "mergedAt", e.by_name as "byName", e.body->>'reason' as reason,
           coalesce(r.name_masked, '') as reporter, r.channel
      from city.case c
      join lateral (select * from city.case_event e
                     where e.district_id = c.district_id and e.case_id = c.case_id and e.kind = 'merged'
                     order by e.seq desc limit 1) e on true
      left join lateral (select * from serve.report r
                          where r.district_id = c.district_id and r.case_id = c.case_id
                          order by r.reported_at, r.report_id limit 1) r on true
     where ${caseScope(actor, 'case.read')} and c.case_id = any(${merged.map((each) => each.caseId)}::uuid[])
     order by e.at, c.case_id`)
  return { survivor: survivor ?? null, members, hidden: merged.length - members.length }
}
