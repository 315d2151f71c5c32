import type { Typesetter } from '#kernel/documents/typesetter.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { held } from '../device/routes.ts'
import { getAcceptance, listAcceptances, makeAcceptance, printAcceptance } from './contract.ts'
import { examinerOf, isExamined } from './examiners.ts'
import { examineKept } from './kept.ts'
import { acceptancePdf } from './print.ts'
import { acceptanceProblems } from './problems.ts'
import { reportOf } from './report.ts'
import { findAcceptance, framesSince, insertAcceptance, instructionsSince, listAcceptanceRows } from './store.ts'

// Some days of a terminal; what lies before is not looked at.
const mostFrames = 20_000

/** Acceptance of devices: what was kept of one is looked at clause by clause, and the report can be printed. */
export const acceptanceRoutes = (typesetter: Typesetter): readonly Route[] => [
  route(listAcceptances, async ({ tx, actor: { districtId }, params: { deviceId } }) => {
    await held(tx, districtId, deviceId)
    return { items: await listAcceptanceRows(tx, districtId, deviceId) }
  }),
  route(makeAcceptance, async ({ tx, actor, params: { deviceId }, body: { minutes }, now, requestId }) => {
    const { districtId } = actor
    const device = await held(tx, districtId, deviceId)
    const { protocol } = device
    if (!isExamined(protocol)) throw acceptanceProblems.acceptance_protocol({ protocol })
    const from = new Date(now.getTime() - minutes * 60_000)
    const frames = await framesSince(tx, districtId, { deviceId, from, most: mostFrames })
    if (frames.length === 0) throw acceptanceProblems.acceptance_nothing({}, 'body.minutes')
    const examiner = examinerOf(protocol, device)
    const instructions = await instructionsSince(tx, districtId, { deviceId, from })
    examineKept(examiner, { frames, instructions, deviations: device.deviations })
    const report = { ...reportOf(examiner, protocol, { from, to: now }), sender: device.sender }
    const acceptanceId = newId()
    await insertAcceptance(tx, districtId, { acceptanceId, deviceId, by: actor.name, report })
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    const detail = { minutes, frames: report.frames, grade: report.grade }
    await audit(tx, { ...entry, act: 'device examined', target: deviceId, detail })
    return { acceptanceId, grade: report.grade }
  }),
  route(getAcceptance, async ({ tx, actor: { districtId }, params }) => {
    await held(tx, districtId, params.deviceId)
    const { report, ...row } = await found(tx, districtId, params)
    return { ...row, ...report }
  }),
  route(printAcceptance, async ({ tx, actor, params, response, now, requestId }) => {
    const { districtId, accountId } = actor
    const { name, maker, model } = await held(tx, districtId, params.deviceId)
    const { report, madeAt, madeBy, fromAt, ...row } = await found(tx, districtId, params)
    const target = params.acceptanceId
    await audit(tx, { districtId, actorId: accountId, act: 'GET acceptance/print', target, requestId, now })
    const checks = report.checks.map((one) => ({
      ...one,
      evidence: one.evidence.map(({ at, ...each }) => ({ ...each, at: at === null ? null : new Date(at) })),
    }))
    const titles = { name, maker, model, by: madeBy, at: madeAt, trials: row.trials }
    const pdf = acceptancePdf(typesetter, { ...report, ...row, checks, from: fromAt, to: madeAt }, titles)
    const file = encodeURIComponent(`设备验收报告-${name}.pdf`)
    response.header('content-disposition', `attachment; filename*=UTF-8''${file}`)
    return response.type('application/pdf').send(pdf)
  }),
]

async function found(
  tx: Parameters<typeof findAcceptance>[0],
  districtId: string,
  place: Parameters<typeof findAcceptance>[2],
) {
  const one = await findAcceptance(tx, districtId, place)
  if (!one) throw acceptanceProblems.acceptance_not_found()
  return one
}
