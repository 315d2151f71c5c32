import type { Limit } from '#city/calendar/unit.ts'
import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type MovedCase = {
  readonly caseId: string
  readonly number: string
  readonly category: string | null
  readonly unit: string | null
  readonly clock: string
  readonly before: Date | null
  readonly after: Date | null
  readonly limit: Limit | null
  readonly recorded: boolean
}

const nothing = '00000000-0000-0000-0000-000000000000'
const position = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\S+)$/

/** The moves of one re-projection in cases the actor may see, in the order of their keys, after the one named. */
export const listMovedCases = (
  db: Db,
  actor: Actor,
  reprojectionId: string,
  after: string | undefined,
  limit: number,
): Promise<MovedCase[]> => {
  const [, caseId = nothing, clock = ''] = position.exec(after ?? '') ?? []
  return db.many<MovedCase>(sql`
    select m.case_id as "caseId", c.number, c.category_name as category, u.name as unit, m.clock, m.before, m.after,
           m.new_limit as "limit", m.recorded
      from supervise.clock_move m
      join city.case c on c.district_id = m.district_id and c.case_id = m.case_id
      left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id
     where m.district_id = ${actor.districtId} and m.reprojection_id = ${reprojectionId}
       and (m.case_id, m.clock) > (${caseId}::uuid, ${clock}) and ${caseScope(actor, 'case.read')}
     order by m.case_id, m.clock limit ${limit}`)
}
