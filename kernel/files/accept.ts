import type { Clock } from '../clock.ts'
import type { Tx } from '../db/db.ts'
import { newId } from '../id.ts'
import { documentType } from './documents.ts'
import { digestOf, type FileStore } from './file-store.ts'
import type { Images, ReadPhoto } from './images.ts'
import { fileProblems } from './problems.ts'
import { type FileRow, insertDerivative, insertFile, lockContent, type SealRow } from './store.ts'

const MB = 1_048_576
const NAME_LENGTH = 200
// Control characters, and the marks that make text run backwards and names look like other names.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unsafeInName = /[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** What accepting needs: `openLocalStore(dataDir)`, `openImages()`, the clock, and `UPLOAD_MAX_MB`. */
export type FileDeps = {
  readonly store: FileStore
  readonly images: Images
  readonly clock: Clock
  readonly uploadMaxMb: number
}

/** An upload: its bytes as they came, the name the sender gave them, and the digest taken at capture where there is one. */
export type Upload = {
  readonly districtId: string
  readonly bytes: Uint8Array
  readonly name: string
  readonly uploadedBy: string
  readonly purpose: string
  readonly sha256AtCapture?: string
}

/**
 * Accepts a photo: the original byte for byte, its camera record sealed beside it, and two derivatives. The bytes are safe on
 * disk before the row is; if the transaction rolls back the sweep clears them. Refusals: `photo_…`, `file_digest_mismatch`.
 */
export async function acceptPhoto(deps: FileDeps, tx: Tx, upload: Upload): Promise<FileRow> {
  if (upload.bytes.length > deps.uploadMaxMb * MB) throw fileProblems.photo_too_large({ limitMb: deps.uploadMaxMb })
  const digests = digestsOf(upload)
  const photo = await deps.images.read(upload.bytes)
  const smaller = photo.derivatives.map((derivative) => ({ ...derivative, digests: digestOf(derivative.content) }))
  await lockContent(tx, [digests.sha256, ...smaller.map((derivative) => derivative.digests.sha256)], 'share')
  await deps.store.put(upload.bytes, { mediaType: photo.mediaType })
  for (const derivative of smaller) await deps.store.put(derivative.content, { mediaType: derivative.mediaType })
  const row = rowOf(deps, upload, { kind: 'photo', ...photo, ...digests })
  await insertFile(tx, row, sealOf(photo))
  for (const { variant, mediaType, width, height, digests: own } of smaller)
    await insertDerivative(tx, { ...row, variant }, { sha256: own.sha256, bytes: own.bytes, mediaType, width, height })
  return row
}

/** Accepts a PDF or xlsx as an attachment, byte for byte. Refusals: `attachment_…`, `file_too_large`, `file_digest_mismatch`. */
export async function acceptAttachment(deps: FileDeps, tx: Tx, upload: Upload): Promise<FileRow> {
  if (upload.bytes.length > deps.uploadMaxMb * MB) throw fileProblems.file_too_large({ limitMb: deps.uploadMaxMb })
  const digests = digestsOf(upload)
  const mediaType = documentType(upload.bytes)
  await lockContent(tx, [digests.sha256], 'share')
  await deps.store.put(upload.bytes, { mediaType })
  const row = rowOf(deps, upload, { kind: 'attachment', mediaType, width: null, height: null, ...digests })
  await insertFile(tx, row, { takenAt: null, lon: null, lat: null, facing: null })
  return row
}

function digestsOf(upload: Upload) {
  const digests = digestOf(upload.bytes)
  if (upload.sha256AtCapture !== undefined && upload.sha256AtCapture.toLowerCase() !== digests.sha256)
    throw fileProblems.file_digest_mismatch()
  return digests
}

type Known = Pick<FileRow, 'kind' | 'mediaType' | 'width' | 'height' | 'sha256' | 'sm3' | 'bytes'>

const rowOf = (deps: FileDeps, upload: Upload, known: Known): FileRow => ({
  districtId: upload.districtId,
  fileId: newId(),
  kind: known.kind,
  purpose: upload.purpose,
  sha256: known.sha256,
  sm3: known.sm3,
  bytes: known.bytes,
  mediaType: known.mediaType,
  width: known.width,
  height: known.height,
  originalName: tidyName(upload.name),
  uploadedBy: upload.uploadedBy,
  uploadedAt: deps.clock.now(),
  attachedAt: null,
})

const sealOf = ({ camera }: ReadPhoto): SealRow => ({
  takenAt: camera.takenAt ?? null,
  lon: camera.place?.lon ?? null,
  lat: camera.place?.lat ?? null,
  facing: camera.facing ?? null,
})

/** A name to show and to offer for download: no folders, no invisible marks, at most 200 characters, ending kept. */
export function tidyName(name: string): string {
  const last = name.normalize('NFC').replace(unsafeInName, '').split(/[/\\]/).at(-1)?.trim() || '未命名'
  const characters = [...last]
  if (last.length <= NAME_LENGTH) return last
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(last)?.[0] ?? ''
  let kept = ''
  for (const character of characters) {
    if (kept.length + character.length + ending.length > NAME_LENGTH) break
    kept += character
  }
  return kept + ending
}
