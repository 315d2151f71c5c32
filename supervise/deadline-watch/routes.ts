import { readLadder } from '#city/case/watch-store.ts'
import { setLadder } from '#city/organisation/district.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { getLadder, publishLadder } from './contract.ts'
import { rearmJob } from './jobs.ts'
import { faultsOf } from './ladder.ts'
import { watchProblems } from './problems.ts'
import { countFired, insertLadder, listLadders } from './store.ts'

const A_DAY = 86_400_000

/** The escalation ladder of a district. */
export const ladderRoutes = (enqueue: Enqueue): readonly Route[] => [
  route(getLadder, async ({ tx, actor: { districtId }, now }) => {
    const [rungs, versions, lastDay] = await Promise.all([
      readLadder(tx, districtId),
      listLadders(tx, districtId),
      countFired(tx, districtId, new Date(now.getTime() - A_DAY)),
    ])
    return {
      version: versions[0]?.version ?? 0,
      rungs: rungs.map(({ id, share, tell, hours = 'any', urges = false }) => ({ id, share, tell, hours, urges })),
      versions: versions.map(({ rungs: _, ...version }) => version),
      lastDay,
    }
  }),
  route(publishLadder, async ({ tx, actor, body: { rungs, basedOn, reason }, now }) => {
    const { districtId, name } = actor
    const faults = faultsOf(rungs)
    if (faults.length > 0) throw watchProblems.ladder_invalid().with(faults)
    const current = (await listLadders(tx, districtId))[0]?.version ?? 0
    if (current !== basedOn) throw watchProblems.ladder_changed_meanwhile({ basedOn, current }, 'body.basedOn')
    const version = current + 1
    await insertLadder(tx, districtId, { version, rungs, reason, publishedAt: now, publishedBy: name })
    await setLadder(tx, districtId, rungs)
    await enqueue(tx, rearmJob, { districtId })
    return { version }
  }),
]
