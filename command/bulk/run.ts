import { z } from 'zod'
import { wantNotice } from '#city/notice/wanted.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Pool } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { Id } from '#kernel/http/contract.ts'
import { defineJob, type Job } from '#kernel/jobs/job.ts'
import type { Log } from '#kernel/log.ts'
import { bulkActions, LONG } from './action.ts'
import { bulkProblems } from './problems.ts'
import { type Bulk, claimItem, endBulk, findBulk, findWaiting, type Item, settleItem } from './store.ts'
import { isPassing, refusalFrom, type StepRoutes, takeOne } from './take.ts'

export const BulkRun = z.object({ districtId: z.string(), bulkId: Id })
export type BulkRun = z.output<typeof BulkRun>

type Parts = { readonly pool: Pool; readonly clock: Clock; readonly log: Log; readonly steps: StepRoutes }

/**
 * Carries a bulk out. Each case has a transaction of its own, which also settles it: whatever ends the process in between, the
 * next attempt goes on with the first case that still waits, and none is done twice.
 */
export const bulkRunJob = (parts: Parts): Job<BulkRun> =>
  defineJob({
    ...bulkRunQueue,
    handle: async ({ districtId, bulkId }, { signal }) => {
      const bulk = await findBulk(parts.pool, districtId, bulkId)
      if (!bulk) return
      const actor = await loadActor(parts.pool, districtId, bulk.byId, parts.clock.now())
      for (;;) {
        const item = await findWaiting(parts.pool, districtId, bulkId)
        if (!item) return end(parts, bulk)
        signal.throwIfAborted()
        await settle(parts, bulk, actor, item)
      }
    },
  })

/** Notes the end, once, and tells whoever ordered it when it took so long that they have gone elsewhere. */
const end = ({ pool, clock }: Parts, bulk: Bulk): Promise<void> =>
  pool.transaction(async (tx) => {
    const now = clock.now()
    const ended = await endBulk(tx, bulk, now)
    if (!ended) return
    const isLong = ended.total >= LONG.cases || now.getTime() - bulk.at.getTime() >= LONG.milliseconds
    if (!isLong) return
    const { zh, en } = bulkActions[bulk.action]
    const params = { action: zh, actionEn: en, ...ended }
    await wantNotice(tx, bulk.districtId, {
      to: { personId: bulk.byId },
      template: 'bulk.ended',
      params,
      reason: '您下达的批量办理',
    })
  })

/** How the work is queued; whoever orders it need not know how it is carried out. */
export const bulkRunQueue: Job<BulkRun> = {
  name: 'bulk-run',
  schema: BulkRun,
  parallel: 2,
  handle: () => Promise.reject(new Error('carried out by bulkRunJob')),
}

async function settle(
  { pool, clock, log, steps }: Parts,
  bulk: Bulk,
  actor: Actor | undefined,
  item: Item,
): Promise<void> {
  const now = clock.now()
  const order = { action: bulk.action, input: item.body ?? bulk.input, caseId: item.caseId, seen: item.seen, now }
  try {
    if (!actor) throw bulkProblems.bulk_owner_gone()
    await pool.transaction(async (tx) => {
      if (!(await claimItem(tx, bulk.districtId, bulk.bulkId, item.ordinal))) return
      const taken = await takeOne(tx, steps, { ...order, actor })
      await settleItem(tx, bulk, item.ordinal, { ...taken, refusal: null }, now)
      await audit(tx, deedOf(bulk, actor, item, now))
    })
  } catch (error) {
    if (isPassing(error)) throw error
    const refusal = refusalFrom(error)
    if (refusal.code === 'internal')
      log.error({ err: error, bulkId: bulk.bulkId, caseId: item.caseId }, 'bulk item failed')
    await settleItem(pool, bulk, item.ordinal, { refusal, before: null, after: null }, now)
  }
}

const deedOf = (bulk: Bulk, actor: Actor, item: Item, now: Date) => ({
  districtId: bulk.districtId,
  actorId: actor.accountId,
  act: `POST /api/cases/:id/${bulk.action}`,
  target: `/api/cases/${item.caseId}/${bulk.action}`,
  requestId: bulk.bulkId,
  now,
  detail: { bulkId: bulk.bulkId },
})
