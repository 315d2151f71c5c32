import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'

/** Forgets sessions that have expired. */
export const purgeSessions = (db: Db, now: Date): Promise<number> =>
  db.run(sql`delete from auth."session" where "expiresAt" < ${now}`)
