import { type Acting, doerOf, type Moved, moved, stepsOf, takerOf } from '#city/case/port.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory, viewPlaceOfCase } from '#city/case/store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import {
  amendCase,
  getFamily,
  getReporter,
  mergeCase,
  registerCase,
  revealReporter,
  splitCase,
  unmergeCase,
} from './contract.ts'
import { register, sealContext } from './intake.ts'
import { merge, viewFamily } from './merge.ts'
import { intakeProblems } from './problems.ts'
import { resolveCategory, resolvePlace } from './resolve.ts'
import { findReportOfCase, type ReportRow } from './store.ts'

const step = stepsOf('serve')
const take = takerOf('serve')

/** The intake desk: registering, correcting, merging, splitting, and who reported it. */
export const intakeRoutes = (sealer: Sealer): readonly Route[] => [
  route(registerCase, ({ tx, actor, body, now }) =>
    register(tx, sealer, { districtId: actor.districtId, doer: doerOf(actor), now }, body),
  ),
  step(amendCase, 'amended', async ({ category, place, description, urgency }, { tx, actor, now }) => ({
    ...(description === undefined ? {} : { description }),
    ...(urgency === undefined ? {} : { urgency }),
    ...(category === undefined ? {} : { category: await resolveCategory(tx, actor.districtId, category, now) }),
    ...(place === undefined ? {} : { place: await resolvePlace(tx, actor.districtId, place, now) }),
  })),
  step(unmergeCase, 'unmerged', ({ reason }) => ({ reason })),
  route(mergeCase, async ({ tx, actor, params, body, now }) => {
    const acting = { districtId: actor.districtId, caseId: params.id, doer: doerOf(actor), now, seen: body.seen }
    return moved(await merge(tx, actor, acting, body))
  }),
  route(splitCase, async ({ tx, actor, params, body, now }) => {
    const acting = { districtId: actor.districtId, caseId: params.id, doer: doerOf(actor), now, seen: body.seen }
    return moved(await split(tx, sealer, actor, acting, body))
  }),
  route(getFamily, ({ tx, actor, params }) => viewFamily(tx, actor, params.id)),
  route(getReporter, async ({ tx, actor, params }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    const report = await findReportOfCase(tx, actor.districtId, params.id)
    return report ? maskedView(report) : null
  }),
  route(revealReporter, async ({ tx, actor, params, body, now, requestId }) => {
    await viewPlaceOfCase(tx, actor, params.id)
    const report = await findReportOfCase(tx, actor.districtId, params.id)
    if (!report) throw intakeProblems.no_reporter()
    const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'reporter revealed', target: params.id, detail: { purpose: body.purpose } })
    return openedView(sealer, actor.districtId, report)
  }),
]

const maskedView = (report: ReportRow) => ({
  name: report.nameMasked,
  phone: report.phoneMasked,
  trackingCode: report.trackingCode,
  channel: report.channel,
})

function openedView(sealer: Sealer, districtId: string, report: ReportRow) {
  const open = (sealed: Buffer | null, field: string) =>
    sealed ? sealer.open(sealed, sealContext(districtId, report.reportId, field)) : ''
  return {
    ...maskedView(report),
    name: open(report.nameSealed, 'name'),
    phone: open(report.phoneSealed, 'phone'),
  }
}

type Part = {
  description: string
  category?: Parameters<typeof register>[3]['category']
  place?: Parameters<typeof register>[3]['place'] | undefined
}

/** Opens a case for each further problem and notes on the first where they went. */
async function split(
  tx: Tx,
  sealer: Sealer,
  actor: Actor,
  acting: Acting,
  body: { parts: Part[]; reason: string },
): Promise<Moved> {
  await viewPlaceOfCase(tx, actor, acting.caseId)
  const origin = foldCase(await readHistory(tx, actor.districtId, acting.caseId))
  const into: { caseId: string; number: string }[] = []
  for (const part of body.parts) {
    const child = await register(
      tx,
      sealer,
      { districtId: actor.districtId, doer: acting.doer, now: acting.now, splitFrom: acting.caseId },
      {
        source: origin.source,
        urgency: origin.urgency,
        description: part.description,
        category: part.category ?? null,
        place: part.place ?? { text: origin.place.text, point: origin.place.point, componentCode: null },
        files: [],
      },
    )
    into.push({ caseId: child.caseId, number: child.number })
  }
  return take(tx, acting, 'split', { into, reason: body.reason })
}
