import { z } from 'zod'
import { exportPage } from '#city/case/export.ts'
import { wantNotice } from '#city/notice/wanted.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { Id } from '#kernel/http/contract.ts'
import { defineJob, type Job } from '#kernel/jobs/job.ts'
import type { AnyJob } from '#kernel/jobs/jobs.ts'
import type { Log } from '#kernel/log.ts'
import { grantsMark } from './grants.ts'
import { addPart, type CaseExportRow, endExport, expireExports, findExport } from './store.ts'

const Run = z.object({ districtId: z.string(), exportId: Id })
type Run = z.output<typeof Run>

/** How an export is queued; whoever asks for it need not know how it is made. */
export const exportQueue: Job<Run> = {
  name: 'case-export',
  schema: Run,
  handle: () => Promise.reject(new Error('carried out by exportJobs')),
}

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log }

/** Making exports, and dropping those that were kept long enough. */
export const exportJobs = (parts: Parts): readonly AnyJob[] => [
  defineJob({ ...exportQueue, handle: (run, { signal }) => makeExport(parts, run, signal) }),
  defineJob({
    name: 'case-export-expiry',
    schema: z.object({}),
    unique: 'either',
    cron: { at: '*/15 * * * *', data: {} },
    handle: async () => {
      const expired = await expireExports(parts.pool, parts.clock.now())
      if (expired > 0) parts.log.info({ expired }, 'exports dropped')
    },
  }),
]

/**
 * Makes the file page by page, each page with where to go on in one transaction: whatever ends the process in between, the next
 * attempt goes on there. The rows are those its owner is shown by the list; once they may see other things than when they asked, it
 * fails.
 */
async function makeExport({ pool, clock, log }: Parts, { districtId, exportId }: Run, signal: AbortSignal) {
  const began = performance.now()
  for (;;) {
    signal.throwIfAborted()
    const one = await findExport(pool, districtId, exportId)
    if (!one || (one.state !== 'waiting' && one.state !== 'running')) return
    const actor = await loadActor(pool, districtId, one.byId, clock.now())
    if (!actor || grantsMark(actor) !== one.grants) return end(pool, clock, districtId, one, 'failed')
    const page = await exportPage(pool, actor, { ...one, cursor: one.next ?? undefined }, one.askedAt)
    const isOn = await pool.transaction((tx) => addPart(tx, districtId, one, page))
    if (!isOn) return
    if (page.next !== null) continue
    await end(pool, clock, districtId, one, 'ready')
    log.info(
      { districtId, exportId, rows: one.rows + page.rows, seconds: (performance.now() - began) / 1000 },
      'exported',
    )
    return
  }
}

const end = (pool: Pool, clock: Clock, districtId: string, one: CaseExportRow, state: 'ready' | 'failed') =>
  pool.transaction(async (tx) => {
    if (!(await endExport(tx, districtId, { exportId: one.exportId, state, now: clock.now() }))) return
    await wantNotice(tx, districtId, {
      to: { personId: one.byId },
      template: `export.${state}`,
      params: { total: one.total },
      reason: '您要求的后台导出',
    })
  })
