import { caseScope } from '#city/case/scope.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Turn } from './return.ts'

export type ReturnedCase = {
  readonly caseId: string
  readonly number: string
  readonly categoryName: string | null
  readonly streetCode: string | null
  readonly stage: string
  readonly turns: readonly Turn[]
}

type Row = Omit<ReturnedCase, 'turns'> & Turn

/** Cases within the actor's scope that were returned at least once and changed since an instant, with the turns they took. */
export async function listReturned(db: Db, actor: Actor, since: Date, caseId?: string): Promise<ReturnedCase[]> {
  const rows = await db.many<Row>(sql`
    select c.case_id as "caseId", c.number, c.category_name as "categoryName", c.street_code as "streetCode", c.stage,
           e.seq, e.kind, e.at, e.by_name as "byName", e.body ->> 'reason' as reason, e.body ->> 'unitId' as "unitId",
           e.body ->> 'inTheRight' as "inTheRight"
      from city.case c
      join city.case_event e on e.district_id = c.district_id and e.case_id = c.case_id
       and e.kind in ('dispatched', 'returned', 'arbitrated', 'handled', 'recalled', 'sent_back')
     where ${caseScope(actor, 'case.read')} and c.returns > 0 and c.changed_at >= ${since}
       and (${caseId ?? null}::uuid is null or c.case_id = ${caseId ?? null})
     order by c.case_id, e.seq`)
  const cases: (Omit<ReturnedCase, 'turns'> & { turns: Turn[] })[] = []
  for (const { caseId: id, number, categoryName, streetCode, stage, ...turn } of rows) {
    if (cases.at(-1)?.caseId !== id) cases.push({ caseId: id, number, categoryName, streetCode, stage, turns: [] })
    cases.at(-1)!.turns.push(turn)
  }
  return cases
}
