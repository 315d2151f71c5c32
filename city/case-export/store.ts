import type { ExportColumn } from '#city/case/export-columns.ts'
import type { CaseFilter } from '#city/case/list.ts'
import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

export type ExportFilter = Omit<CaseFilter, 'cursor' | 'limit'>

export type ExportState = 'waiting' | 'running' | 'ready' | 'failed' | 'expired'

export type CaseExportRow = {
  exportId: string
  byId: string
  filter: ExportFilter
  columns: ExportColumn[]
  grants: string
  askedAt: Date
  state: ExportState
  total: number
  rows: number
  bytes: number
  next: string | null
  expiresAt: Date
}

const columns =
  sql.raw(`export_id as "exportId", by_id as "byId", filter, columns, grants, asked_at as "askedAt", state,
  total, rows, bytes::float8 as bytes, next, expires_at as "expiresAt"`)

export async function insertExport(
  tx: Tx,
  districtId: string,
  one: Pick<CaseExportRow, 'exportId' | 'byId' | 'filter' | 'columns' | 'grants' | 'askedAt' | 'total' | 'expiresAt'>,
): Promise<void> {
  await tx.run(sql`
    insert into city.case_export (district_id, export_id, by_id, filter, columns, grants, asked_at, total, expires_at)
    values (${districtId}, ${one.exportId}, ${one.byId}, ${JSON.stringify(one.filter)}::jsonb, ${one.columns}, ${one.grants},
      ${one.askedAt}, ${one.total}, ${one.expiresAt})`)
}

export const findExport = (db: Db, districtId: string, exportId: string): Promise<CaseExportRow | undefined> =>
  db.find(sql`select ${columns} from city.case_export where district_id = ${districtId} and export_id = ${exportId}`)

/** One person's exports that were asked for since `since`, the latest first. */
export const listExports = (db: Db, districtId: string, byId: string, since: Date): Promise<CaseExportRow[]> =>
  db.many(sql`select ${columns} from city.case_export
    where district_id = ${districtId} and by_id = ${byId} and asked_at >= ${since} order by asked_at desc, export_id desc limit 20`)

/** Adds a piece where the run stands; gives false where another run has gone on meanwhile. */
export async function addPart(
  tx: Tx,
  districtId: string,
  { exportId, next: from }: Pick<CaseExportRow, 'exportId' | 'next'>,
  part: { content: Uint8Array; rows: number; next: string | null },
): Promise<boolean> {
  const moved = await tx.run(sql`
    update city.case_export set state = 'running', rows = rows + ${part.rows}, total = greatest(total, rows + ${part.rows}),
           bytes = bytes + ${part.content.length}, next = ${part.next}
     where district_id = ${districtId} and export_id = ${exportId} and next is not distinct from ${from}
       and state in ('waiting', 'running')`)
  if (moved === 0) return false
  await tx.run(sql`
    insert into city.case_export_part (district_id, export_id, ordinal, content)
    select ${districtId}, ${exportId}, count(*), ${Buffer.from(part.content)}::bytea
      from city.case_export_part where district_id = ${districtId} and export_id = ${exportId}`)
  return true
}

/** Ends a run, once. */
export const endExport = async (
  tx: Tx,
  districtId: string,
  { exportId, state, now }: { exportId: string; state: 'ready' | 'failed'; now: Date },
): Promise<boolean> =>
  (await tx.run(sql`
    update city.case_export set state = ${state}, ended_at = ${now}, next = null,
           total = case when ${state} = 'ready' then rows else total end
     where district_id = ${districtId} and export_id = ${exportId} and state in ('waiting', 'running')`)) === 1

/** The file, piece by piece. */
export async function* readParts(pool: Db, districtId: string, exportId: string): AsyncGenerator<Buffer> {
  for (let ordinal = 0; ; ordinal++) {
    const part = await pool.find<{ content: Buffer }>(sql`
      select content from city.case_export_part
       where district_id = ${districtId} and export_id = ${exportId} and ordinal = ${ordinal}`)
    if (!part) return
    yield part.content
  }
}

/** Drops the files that have been kept long enough. A roll-up over all districts; gives how many. */
export const expireExports = (pool: Pool, now: Date): Promise<number> =>
  pool.transaction(async (tx) => {
    await tx.run(sql`
      delete from city.case_export_part p using city.case_export e
       where e.district_id = p.district_id and e.export_id = p.export_id and e.expires_at <= ${now}`)
    return tx.run(sql`
      update city.case_export set state = 'expired' where expires_at <= ${now} and state <> 'expired'`)
  })
