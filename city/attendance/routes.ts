import { caseProblems } from '#city/case/problems.ts'
import { caseScope, type Scoped } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Attendance } from './attendance.ts'
import { listAttendance, sayAttendance } from './contract.ts'

/** Who has which case open. */
export const attendanceRoutes = (attendance: Pick<Attendance, 'say' | 'seenBy'>): readonly Route[] => [
  route(listAttendance, async ({ actor }) => attendance.seenBy(actor)),
  route(sayAttendance, async ({ tx, actor, body: { tab, caseId, act } }) => {
    const { districtId, personId, name } = actor
    const at = caseId === null ? null : { caseId, scope: await mustSee(tx, actor, caseId) }
    await attendance.say({ districtId, personId, name, tab, act: act ?? null, at })
    return null
  }),
]

/** What readers of the case are judged by, for somebody who is one of them. Error: `case_not_found`. */
async function mustSee(db: Db, actor: Actor, caseId: string): Promise<Scoped> {
  const scope = await db.find<Scoped>(sql`
    select c.unit_id as "unitId", c.co_unit_ids as "coUnitIds", c.collector_id as "collectorId",
           c.reported_by as "reportedBy"
      from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = ${caseId}`)
  if (!scope) throw caseProblems.case_not_found({}, 'body.caseId')
  return scope
}
