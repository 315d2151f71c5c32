import { Readable } from 'node:stream'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { fetchCaseExport, listCaseExports, orderCaseExport } from './contract.ts'
import { grantsMark } from './grants.ts'
import { KEPT_MS } from './limits.ts'
import { orderExport } from './order.ts'
import { exportProblems } from './problems.ts'
import { findExport, listExports, readParts } from './store.ts'

/** Long lists of cases as files: asked for, followed, fetched. */
export const caseExportRoutes = (enqueue: Enqueue): readonly Route[] => [
  route(orderCaseExport, ({ tx, actor, body, now }) => orderExport(tx, actor, body.query, { now, enqueue })),
  route(listCaseExports, async ({ tx, actor, now }) => {
    const own = await listExports(tx, actor.districtId, actor.personId, new Date(now.getTime() - KEPT_MS))
    return {
      items: own.map(({ exportId, askedAt, state, rows, total, bytes, expiresAt }) => ({
        exportId,
        askedAt,
        state,
        rows,
        total,
        bytes,
        expiresAt,
      })),
    }
  }),
  route(fetchCaseExport, async ({ tx, actor, params: { exportId }, now, request, requestId, response }) => {
    const { districtId } = actor
    const one = await findExport(tx, districtId, exportId)
    if (!one || one.byId !== actor.personId) throw exportProblems.export_not_found()
    if (one.state === 'expired' || one.expiresAt <= now) throw exportProblems.export_expired()
    if (one.grants !== grantsMark(actor)) throw exportProblems.export_grants_changed()
    if (one.state !== 'ready') throw exportProblems.export_not_ready()
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId, ip: request.ip }
    await audit(tx, { ...entry, act: 'cases exported', target: exportId, detail: { ...one.filter, rows: one.rows } })
    response.header('content-disposition', `attachment; filename="cases-${exportId.slice(0, 8)}.csv"`)
    response.type('text/csv; charset=utf-8')
    return response.send(Readable.from(readParts(tx, districtId, exportId)))
  }),
]
