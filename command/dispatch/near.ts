import { addWork, measureBetween } from '#city/calendar/arithmetic.ts'
import { currentCalendar } from '#city/calendar/store.ts'
import { caseScope } from '#city/case/scope.ts'
import { finalStages } from '#city/case/state.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

type Near = { caseId: string; number: string; stage: string; categoryName: string | null; dueAt: Date }

const MINUTE = 60_000

/**
 * Open cases that fall due within so many minutes of working time, over the whole queue the actor may see, the nearest first. What is
 * due tomorrow at nine is near at half past five.
 */
export async function nearDeadlinesOf(
  db: Db,
  actor: Actor,
  { minutes, limit }: { readonly minutes: number; readonly limit: number },
  now: Date,
) {
  const calendar = await currentCalendar(db, actor.districtId)
  const until = new Date(addWork(calendar, now.getTime(), { value: minutes, unit: 'work_minute' }))
  const near = sql`c.stage <> all(${finalStages}) and c.due_at > ${now} and c.due_at <= ${until} and ${caseScope(actor, 'case.read')}`
  const rows = await db.many<Near>(sql`
    select c.case_id as "caseId", c.number, c.stage, c.category_name as "categoryName", c.due_at as "dueAt"
      from city.case c where ${near} order by c.due_at, c.case_id limit ${limit}`)
  const { total } = await db.one<{ total: number }>(sql`select count(*) as total from city.case c where ${near}`)
  const items = rows.map((row) => {
    const left = measureBetween(calendar, now.getTime(), row.dueAt.getTime(), 'work_time')
    return { ...row, dueAt: row.dueAt.toISOString(), minutesLeft: Math.max(0, Math.floor(left / MINUTE)) }
  })
  return { items, total, until: until.toISOString() }
}
