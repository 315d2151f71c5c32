import { citizenReport } from '#serve/intake/contract.ts'
import { call, ProblemError } from '#web/kit/client.ts'
import { districtId } from './address.ts'
import { attemptOf, draft, emptyDraft, patchDraft, type ReportBody } from './draft.ts'
import { addOwnReport } from './mine.ts'
import { dropPhoto } from './photo-store.ts'
import { forgetUploads, sendPhotos } from './photos.ts'

/** Sends the draft, photos first, and gives the tracking code. The draft is cleared only after the server has answered. */
export async function sendDraft(): Promise<string> {
  await sendPhotos()
  try {
    return await sendReport()
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'unknown_file') throw error
    forgetUploads()
    await sendPhotos()
    return sendReport()
  }
}

async function sendReport(): Promise<string> {
  const attempt = attemptOf(draft.get())
  patchDraft({ attempt })
  const body = JSON.parse(attempt.body) as ReportBody
  const reply = await call(citizenReport, { params: { district: districtId }, body }, { key: attempt.key })
  addOwnReport({
    districtId,
    code: reply.trackingCode,
    number: reply.number,
    description: body.description,
    sentAt: new Date().toISOString(),
  })
  const sent = draft.get().photos
  draft.set(emptyDraft)
  await Promise.all(sent.map((photo) => dropPhoto(photo.id)))
  return reply.trackingCode
}
