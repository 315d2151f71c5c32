import { createHash } from 'node:crypto'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { StageLimit } from './contract.ts'
import { calendarProblems } from './problems.ts'
import { listStageLimits, type PublishedVersion, setStageLimit } from './store.ts'

/** Who publishes which stage limits, when and why; `basedOn` is the version they edited, 0 while none was signed. */
export type LimitPublication = {
  readonly districtId: string
  readonly limits: readonly StageLimit[]
  readonly basedOn: number
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly reason: string
}

/** The signed versions of the stage limits, newest first. */
export const listLimitTables = (db: Db, districtId: string): Promise<PublishedVersion[]> =>
  db.many<PublishedVersion>(sql`
    select version, digest, published_at as "publishedAt", published_by as "publishedBy", reason
      from city.limit_table
     where district_id = ${districtId}
     order by version desc`)

/**
 * Publishes the next version of the stage limits and puts it in force at once for cases that begin from then on. Call it in a
 * transaction. Error: `limits_changed_meanwhile`.
 */
export async function publishLimitTable(db: Db, publication: LimitPublication): Promise<number> {
  const { districtId, limits, basedOn, publishedAt, publishedBy, reason } = publication
  const [last] = await listLimitTables(db, districtId)
  const current = last?.version ?? 0
  if (current !== basedOn) throw calendarProblems.limits_changed_meanwhile({ basedOn, current })
  for (const limit of limits) await setStageLimit(db, districtId, limit)
  const definition = JSON.stringify(await listStageLimits(db, districtId))
  const digest = createHash('sha256')
    .update(last?.digest ?? '')
    .update(definition)
    .digest('hex')
  await db.run(sql`
    insert into city.limit_table (district_id, version, definition, digest, published_at, published_by, reason)
    values (${districtId}, ${current + 1}, ${definition}, ${digest}, ${publishedAt}, ${publishedBy}, ${reason})`)
  return current + 1
}
