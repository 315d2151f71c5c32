import { mustHaveFiles } from '#city/case/attachments.ts'
import { survivorOf } from '#city/case/family.ts'
import { citizen, takerOf } from '#city/case/port.ts'
import { foldCase } from '#city/case/state.ts'
import { readHistory } from '#city/case/store.ts'
import { listCitizenCategories } from '#city/catalogue/citizen.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { placeProblems } from '#city/place/problems.ts'
import type { Db } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { sendFile } from '#kernel/files/send.ts'
import { type Route, route } from '#kernel/http/route.ts'
import type { Sealer } from '#kernel/sealed.ts'
import { listShownFiles, mustBeOver, progressOf } from './citizen.ts'
import {
  citizenPhoto,
  citizenPhotoView,
  citizenProgress,
  citizenRate,
  citizenReport,
  citizenVeto,
  publicDistrict,
} from './contract.ts'
import { register } from './intake.ts'
import { intakeProblems } from './problems.ts'
import { findReportByCode } from './store.ts'
import { leadsTo } from './veto.ts'

const take = takerOf('serve')

async function mustHaveDistrict(db: Db, districtId: string) {
  const district = await findDistrict(db, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId }, 'params.district')
  return district
}

/** What anybody may do without an account: report, follow, rate. A tracking code opens one report and nothing else. */
export const citizenRoutes = (sealer: Sealer, files: FileDeps): readonly Route[] => [
  route(publicDistrict, async ({ tx, params }) => {
    const district = await mustHaveDistrict(tx, params.district)
    const { districtId, name, centre } = district
    return { districtId, name, centre, categories: await listCitizenCategories(tx, district.catalogueEdition) }
  }),
  route(citizenPhoto, async ({ tx, params, bytes }) => {
    await mustHaveDistrict(tx, params.district)
    const upload = { districtId: params.district, bytes, name: 'photo', uploadedBy: citizen.id, purpose: 'report' }
    return { fileId: (await acceptPhoto(files, tx, upload)).fileId }
  }),
  route(citizenReport, async ({ tx, params, body, now }) => {
    const { point, text, componentCode } = body.place
    if (!point && !componentCode && text.length < 2) throw intakeProblems.place_or_words_needed({}, 'body.place')
    const at = { districtId: params.district, doer: citizen, now }
    const { number, trackingCode } = await register(tx, sealer, at, { ...body, source: 'citizen', urgency: 'normal' })
    return { number, trackingCode }
  }),
  route(citizenProgress, ({ tx, params, now }) => progressOf(tx, params.district, params.code, now)),
  route(citizenRate, async ({ tx, params, body, now }) => {
    const report = await findReportByCode(tx, params.district, params.code)
    if (!report) throw intakeProblems.report_not_found({}, 'params.code')
    await mustBeOver(tx, params.district, report.caseId)
    const acting = { districtId: params.district, caseId: report.caseId, doer: citizen, now }
    return { number: (await take(tx, acting, 'rated', body)).state.number }
  }),
  route(citizenVeto, async ({ tx, params: { district, code }, body: { comment, files }, now }) => {
    const report = await findReportByCode(tx, district, code)
    if (!report) throw intakeProblems.report_not_found({}, 'params.code')
    const caseId = await survivorOf(tx, district, report.caseId)
    const from =
      caseId === report.caseId ? {} : { fromNumber: foldCase(await readHistory(tx, district, report.caseId)).number }
    await mustHaveFiles(tx, { districtId: district, personId: citizen.id }, files, now)
    const { state } = await take(tx, { districtId: district, caseId, doer: citizen, now }, 'vetoed', {
      comment,
      files,
      ...from,
    })
    return { number: from.fromNumber ?? state.number, leadsTo: leadsTo(state) }
  }),
  route(citizenPhotoView, async ({ tx, params, response }) => {
    const report = await findReportByCode(tx, params.district, params.code)
    const theirs = report ? await listShownFiles(tx, params.district, report.caseId) : []
    const shown = theirs.some((file) => file.fileId === params.fileId)
    if (!shown) throw intakeProblems.report_not_found({}, 'params.code')
    return sendFile(response, files.store, tx, {
      districtId: params.district,
      fileId: params.fileId,
      variant: 'screen',
    })
  }),
]
