import { type Route, route } from '#kernel/http/route.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { getStuck, proveNow } from './contract.ts'
import { findingNames } from './finding.ts'
import { proofJob } from './jobs.ts'
import { listFindings, listRuns } from './store.ts'

const RUNS = 14
const MOST = 500

/** Open cases without a next actor or a next time. */
export const stuckRoutes = (enqueue: Enqueue): readonly Route[] => [
  route(getStuck, async ({ tx, actor }) => {
    const runs = await listRuns(tx, actor.districtId, RUNS)
    const items = runs[0] ? await listFindings(tx, actor, runs[0].runId, MOST) : []
    return { runs, items: items.map((item) => ({ ...item, name: findingNames[item.kind] })) }
  }),
  route(proveNow, async ({ tx, actor: { districtId } }) => {
    const id = await enqueue(tx, proofJob, { districtId }, { singletonKey: districtId })
    return { queued: id !== undefined }
  }),
]
