import { CaseExportQuery } from '#city/case/contract.ts'
import { type ExportColumn, exportColumns } from '#city/case/export-columns.ts'
import { countCasesOf } from '#city/case/list.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { parseInput } from '#kernel/http/input.ts'
import { newId } from '#kernel/id.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { grantsMark } from './grants.ts'
import { exportQueue } from './jobs.ts'
import { DIRECT_ROWS, KEPT_MS, MOST_RUNNING } from './limits.ts'
import { exportProblems } from './problems.ts'
import { insertExport, listExports } from './store.ts'

/** Counts what a list would give, and queues its export where that is long. Problems: `bad_input`, `export_many`. */
export async function orderExport(
  tx: Tx,
  actor: Actor,
  query: Readonly<Record<string, string>>,
  { now, enqueue }: { now: Date; enqueue: Enqueue },
): Promise<{ rows: number; exportId: string | null }> {
  const { columns, ...filter } = parseInput(CaseExportQuery, 'query', query)
  const rows = await countCasesOf(tx, actor, filter, now)
  if (rows <= DIRECT_ROWS) return { rows, exportId: null }
  const { districtId, personId: byId } = actor
  const own = await listExports(tx, districtId, byId, new Date(now.getTime() - KEPT_MS))
  if (own.filter(({ state }) => state === 'waiting' || state === 'running').length >= MOST_RUNNING)
    throw exportProblems.export_many({ most: MOST_RUNNING })
  const exportId = newId()
  await insertExport(tx, districtId, {
    exportId,
    byId,
    filter,
    columns: columns ?? (Object.keys(exportColumns) as ExportColumn[]),
    grants: grantsMark(actor),
    askedAt: now,
    total: rows,
    expiresAt: new Date(now.getTime() + KEPT_MS),
  })
  await enqueue(tx, exportQueue, { districtId, exportId })
  return { rows, exportId }
}
