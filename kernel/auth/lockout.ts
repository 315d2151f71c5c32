import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'

const ALLOWED = 5
const WINDOW_MINUTES = 15

/** Whether a login name is locked now. */
export async function isLocked(db: Db, username: string, now: Date): Promise<boolean> {
  const row = await db.find(
    sql`select 1 from auth.sign_in_failure where username = ${username} and locked_until > ${now}`,
  )
  return row !== undefined
}

/** Counts a wrong password; the fifth within the window locks the name. */
export const recordFailure = (db: Db, username: string, now: Date): Promise<number> =>
  db.run(sql`
    insert into auth.sign_in_failure as f (username, failures, window_start) values (${username}, 1, ${now})
    on conflict (username) do update set
      failures = case when f.window_start > ${now}::timestamptz - make_interval(mins => ${WINDOW_MINUTES}) then f.failures + 1 else 1 end,
      window_start = case when f.window_start > ${now}::timestamptz - make_interval(mins => ${WINDOW_MINUTES}) then f.window_start else ${now} end,
      locked_until = case when f.window_start > ${now}::timestamptz - make_interval(mins => ${WINDOW_MINUTES}) and f.failures + 1 >= ${ALLOWED}
                          then ${now}::timestamptz + make_interval(mins => ${WINDOW_MINUTES}) else f.locked_until end`)

export const forgetFailures = (db: Db, username: string): Promise<number> =>
  db.run(sql`delete from auth.sign_in_failure where username = ${username}`)
