import { currentCalendar } from '#city/calendar/store.ts'
import { mustHaveFiles } from '#city/case/attachments.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { sourceOf } from '#city/case/engine.ts'
import { computeClocks } from '#city/case/ledger/clock.ts'
import { maskPersonal } from '#city/case/mask.ts'
import { refusalOf } from '#city/case/permitted.ts'
import { type Acting, type Doer, takerOf } from '#city/case/port.ts'
import { caseProblems } from '#city/case/problems.ts'
import type { CaseState } from '#city/case/state.ts'
import { listCaseFiles } from '#city/case/store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import type { Db } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { sendFile } from '#kernel/files/send.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { acceptTask, contractorPhoto, contractorTask, handleTask, viewContractorPhoto } from './contract.ts'
import { mustHaveSession, type Opened } from './door.ts'
import { belongs, type Link } from './link.ts'
import { contractorProblems } from './problems.ts'

const take = takerOf('command')

/** Everything a contractor does is done in the name of the link it was given. */
const doerOf = (link: Link): Doer => ({
  id: `link:${link.linkId}`,
  name: `${link.contractor}（承包）`,
  unit: link.unitId,
  actor: undefined,
})

const actingOf = (link: Link, now: Date): Acting => ({
  districtId: link.districtId,
  caseId: link.caseId,
  doer: doerOf(link),
  now,
})

/** Asked again under the case's lock: the dispatch may have ended since the session was checked. */
function mustBelong(link: Link, state: CaseState): void {
  if (!belongs(link, state)) throw contractorProblems.link_session_needed()
}

/** Pictures a contractor may see: what was reported, and the work itself. */
const purposes: ReadonlySet<string> = new Set(['report', 'before', 'after'])

const photosOf = async (db: Db, { districtId, caseId }: Link) =>
  (await listCaseFiles(db, districtId, caseId)).filter(({ purpose }) => purposes.has(purpose))

/** One task and nothing else: seen, accepted and reported by whoever holds the session of its link. */
export const contractorTaskRoutes = (files: FileDeps): readonly Route[] => [
  route(contractorTask, async ({ tx, params, request, now }) => {
    const opened = await mustHaveSession(tx, params.district, request.headers.cookie, now)
    return taskOf(tx, opened, now)
  }),
  route(contractorPhoto, async ({ tx, params, bytes, request, now }) => {
    const { link } = await mustHaveSession(tx, params.district, request.headers.cookie, now)
    const upload = { districtId: link.districtId, bytes, name: 'photo', uploadedBy: doerOf(link).id, purpose: 'case' }
    return { fileId: (await acceptPhoto(files, tx, upload)).fileId }
  }),
  route(viewContractorPhoto, async ({ tx, params, request, response, now }) => {
    const { link } = await mustHaveSession(tx, params.district, request.headers.cookie, now)
    const shown = (await photosOf(tx, link)).some(({ fileId }) => fileId === params.fileId)
    if (!shown) throw contractorProblems.link_not_found({}, 'params.fileId')
    const of = { districtId: link.districtId, fileId: params.fileId, variant: 'screen' as const }
    return sendFile(response, files.store, tx, of)
  }),
  route(acceptTask, async ({ tx, params, request, now }) => {
    const { link } = await mustHaveSession(tx, params.district, request.headers.cookie, now)
    const { state } = await take(tx, actingOf(link, now), 'accepted', (before) => {
      mustBelong(link, before)
      return { note: '' }
    })
    return { stage: state.stage }
  }),
  route(handleTask, async ({ tx, params, body, request, now }) => {
    const { link } = await mustHaveSession(tx, params.district, request.headers.cookie, now)
    const { state } = await take(tx, actingOf(link, now), 'handled', async (before) => {
      mustBelong(link, before)
      const district = await findDistrict(tx, link.districtId)
      if (body.after.length === 0 && district?.settings.requireAfterPhoto)
        throw caseProblems.after_photo_needed({}, 'body.after')
      const owner = { districtId: link.districtId, personId: doerOf(link).id }
      await mustHaveFiles(tx, owner, [...body.before, ...body.after], now)
      return body
    })
    return { stage: state.stage }
  }),
]

async function taskOf(db: Db, { link, state, history }: Opened, now: Date) {
  const calendar = await currentCalendar(db, link.districtId)
  const handle = computeClocks(ledgerOf(history), sourceOf(calendar), now).find(({ name }) => name === 'handle')
  const dispatched = history.find(({ seq }) => seq === link.dispatchSeq)
  const sent = dispatched?.kind === 'dispatched' ? dispatched.body : undefined
  const may = (kind: 'accepted' | 'handled') =>
    refusalOf(kind, state, undefined, { now, handleDueAt: handle?.dueBy, handledLate: false }) === undefined
  const { point } = state.place
  return {
    contractor: link.contractor,
    unitName: sent?.unitName ?? '',
    validTo: link.validTo,
    number: state.number,
    stage: state.stage,
    category: state.category?.name ?? null,
    description: maskPersonal(state.description),
    placeText: maskPersonal(state.place.text),
    point: point ? { frame: 'CGCS2000' as const, lon: point.lon, lat: point.lat } : null,
    closing: state.clause?.closing ?? null,
    note: maskPersonal(sent?.note ?? ''),
    dueBy: handle?.state === 'running' ? (handle.dueBy ?? null) : null,
    photos: (await photosOf(db, link)).map(({ fileId, purpose }) => ({ fileId, purpose })),
    mayAccept: may('accepted'),
    mayHandle: may('handled'),
  }
}
