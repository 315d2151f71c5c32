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
    // Whoever may not see the case any more, or never could, is simply not there.
    const scope = caseId === null ? undefined : await seen(tx, actor, caseId)
    const at = caseId === null || !scope ? null : { caseId, scope }
    await attendance.say({ districtId, personId, name, tab, act: (at && act) ?? null, at })
    return null
  }),
]

/** What readers of the case are judged by, for somebody who is one of them. */
const seen = (db: Db, actor: Actor, caseId: string): Promise<Scoped | undefined> =>
  db.find<Scoped>(sql`
    select c.unit_id as "unitId", c.co_unit_ids as "coUnitIds", c.collector_id as "collectorId",
           c.reported_by as "reportedBy"
      from city.case c where ${caseScope(actor, 'case.read')} and c.case_id = ${caseId}`)
