import type { Db } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { getRetention, hasMetrics, previewRetention, setRetention } from './contract.ts'
import { retentionProblems } from './problems.ts'
import { classOf, decided, type Retention, usual } from './retention.ts'
import { goingOf, goingRows, listOwn, putRetention } from './retention-preview.ts'
import { listMetrics } from './retention-store.ts'

const dayMs = 86_400_000

/** How long values of devices are kept: what holds, what another decision would drop, and the decision. */
export const retentionRoutes: readonly Route[] = [
  route(getRetention, async ({ tx, actor: { districtId } }) => {
    const own = await listOwn(tx, districtId)
    const items = decided(own).map((one) => ({
      ...one,
      metrics: [...one.metrics],
      isOwn: own.some((other) => other.class === one.class),
    }))
    return { items }
  }),
  route(previewRetention, async ({ tx, actor: { districtId }, query: { metrics, ...asked }, now }) => {
    mustKnow(asked.class, 'query.class')
    const wanted: Retention = { ...asked, metrics: metrics.split(',').filter(Boolean) }
    const midnight = Math.floor(now.getTime() / dayMs) * dayMs
    const before = (days: number): Date => new Date(midnight - days * dayMs)
    if (wanted.class === 'frame' || wanted.class === 'track') {
      const raw = await goingOf(tx, districtId, wanted.class, before(wanted.rawDays))
      return { raw, minutes: nothing, hours: nothing }
    }
    const names = await metricsOf(tx, districtId, wanted)
    return {
      raw: await goingRows(tx, districtId, 'raw', names, before(wanted.rawDays)),
      minutes: await goingRows(tx, districtId, 'minutes', names, before(wanted.minuteDays)),
      hours: await goingRows(tx, districtId, 'hours', names, before(wanted.hourDays)),
    }
  }),
  route(setRetention, async ({ tx, actor, body: { reason, ...wanted }, now, requestId }) => {
    const { districtId } = actor
    mustKnow(wanted.class, 'body.class')
    const { rawDays, minuteDays, hourDays } = wanted
    if (rawDays > minuteDays) throw retentionProblems.retention_order({}, 'body.minuteDays')
    if (minuteDays > hourDays) throw retentionProblems.retention_order({}, 'body.hourDays')
    const before = decided(await listOwn(tx, districtId)).find((one) => one.class === wanted.class)
    const metrics = hasMetrics(wanted.class) ? wanted.metrics : []
    await putRetention(tx, districtId, { ...wanted, metrics })
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { before, after: { ...wanted, metrics }, reason }
    await audit(tx, { ...entry, act: 'device retention set', target: wanted.class, detail })
    return { class: wanted.class }
  }),
]

const nothing = { rows: 0, oldest: null }

function mustKnow(name: string, field: string): void {
  if (!usual.some((one) => one.class === name)) throw retentionProblems.retention_class_unknown({ class: name }, field)
}

// The metrics that would be of the class, were it decided so.
async function metricsOf(db: Db, districtId: string, wanted: Retention): Promise<string[]> {
  const own = (await listOwn(db, districtId)).filter((one) => one.class !== wanted.class)
  const policy = decided([...own, wanted])
  return (await listMetrics(db, districtId)).filter((metric) => classOf(metric, policy).class === wanted.class)
}
