import { getDistrict } from '#city/place/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import type { Typesetter } from '#kernel/documents/typesetter.ts'
import { audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Enqueue } from '#kernel/jobs/jobs.ts'
import { askReport, checkReport, getReport, listReportCases, listReports, printReport } from './contract.ts'
import { listCounted } from './counted.ts'
import { type Frozen, thaw } from './frozen.ts'
import { checkReport as check, wantReport } from './make.ts'
import { type PeriodKind, periodOn, stepsOfPeriod } from './period.ts'
import { printed } from './print.ts'
import { reportProblems } from './problems.ts'
import { findFrozen, findReport, listReports as list, type ReportHead } from './store.ts'

/** Reports: the list, one of them with the cases behind it, and the same on paper. */
export const reportRoutes = (typesetter: Typesetter, enqueue: Enqueue): readonly Route[] => [
  route(listReports, async ({ tx, actor, query }) => ({ items: await list(tx, actor.districtId, query) })),
  route(askReport, async ({ tx, actor, body, now }) => ({
    reportId: await wantReport(tx, enqueue, { districtId: actor.districtId, ...body, by: actor.name, now }),
  })),
  route(getReport, async ({ tx, actor, params }) => {
    const head = await headOf(tx, actor, params.reportId)
    const frozen = await findFrozen(tx, actor.districtId, params.reportId)
    return { head, figures: frozen ? thaw(frozen) : null }
  }),
  route(checkReport, async ({ tx, actor, params }) => {
    const { head, frozen } = await made(tx, actor, params.reportId)
    return check(tx, actor.districtId, head, frozen)
  }),
  route(listReportCases, async ({ tx, actor, params, query: { step, ...wanted } }) => {
    const { head } = await made(tx, actor, params.reportId)
    const during = step === undefined ? undefined : await partOf(tx, actor.districtId, head, step)
    return listCounted(tx, actor, params.reportId, { ...wanted, during })
  }),
  route(printReport, async ({ tx, actor, params: { reportId, form }, now, requestId, response }) => {
    const { head, frozen } = await made(tx, actor, reportId)
    const file = printed(typesetter, head, frozen, form)
    const deed = { districtId: actor.districtId, actorId: actor.accountId, act: 'GET report/print', target: reportId }
    await audit(tx, { ...deed, requestId, now, detail: { form, sha256: frozen.sha256 } })
    response.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    return response.type(file.type).send(file.bytes)
  }),
]

async function headOf(tx: Db, actor: Actor, reportId: string): Promise<ReportHead> {
  const head = await findReport(tx, actor.districtId, reportId)
  if (!head) throw reportProblems.period_report_not_found()
  return head
}

type Made = ReportHead & { madeAt: Date; cutOff: Date }

async function made(tx: Db, actor: Actor, reportId: string): Promise<{ head: Made; frozen: Frozen }> {
  const head = await headOf(tx, actor, reportId)
  const frozen = await findFrozen(tx, actor.districtId, reportId)
  if (!frozen || !head.madeAt || !head.cutOff) throw reportProblems.period_report_not_made()
  return { head: head as Made, frozen }
}

async function partOf(tx: Db, districtId: string, head: { kind: PeriodKind; starts: string }, step: number) {
  const { timeZone } = await getDistrict(tx, districtId)
  const period = periodOn(head.kind, head.starts, timeZone)
  return period && stepsOfPeriod(period)[step]
}
