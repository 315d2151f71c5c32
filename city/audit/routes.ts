import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { writeCsv } from '#kernel/tabular/csv.ts'
import type { ActName } from './acts.ts'
import { exportAudit, listActs, searchAudit } from './contract.ts'
import { type AuditRow, searchEntries } from './store.ts'

const MOST = 50_000

/** Who did what to what, for whoever audits: nothing here changes anything. `acts` is asked late, when all routes are known. */
export const auditRoutes = (acts: () => ReadonlyMap<string, ActName>): readonly Route[] => {
  const named = (row: AuditRow) => ({ ...row, actName: acts().get(row.act) ?? { zh: row.act, en: row.act } })
  return [
    route(searchAudit, async ({ tx, actor, query }) => {
      const found = await searchEntries(tx, actor.districtId, { ...query, limit: query.limit + 1 })
      const items = found.slice(0, query.limit)
      return {
        items: items.map(named),
        next: found.length > query.limit ? (items.at(-1)?.auditId ?? null) : null,
      }
    }),
    route(listActs, async () => ({ items: [...acts()].map(([act, name]) => ({ act, ...name })) })),
    route(exportAudit, async ({ tx, actor, query, now, request, requestId, response }) => {
      const rows = await searchEntries(tx, actor.districtId, { ...query, limit: MOST })
      const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId, ip: request.ip }
      await audit(tx, {
        ...entry,
        act: 'audit exported',
        target: '/api/audit',
        detail: { ...query, rows: rows.length },
      })
      response.header('content-type', 'text/csv; charset=utf-8')
      response.header('content-disposition', `attachment; filename="audit-${now.toISOString().slice(0, 10)}.csv"`)
      return Buffer.from(writeCsv([heads, ...rows.map((row) => cellsOf(named(row)))]))
    }),
  ]
}

const heads = ['时间', '人员', '账号', '操作', '接口', '对象', '结果', '来源地址', '明细', '请求编号']

const cellsOf = (row: AuditRow & { actName: ActName }): string[] => [
  row.at.toISOString(),
  row.actorName ?? '',
  row.actorId,
  row.actName.zh,
  row.act,
  row.target,
  row.outcome === 'done' ? '成功' : '拒绝',
  row.ip ?? '',
  JSON.stringify(row.detail),
  row.requestId,
]
