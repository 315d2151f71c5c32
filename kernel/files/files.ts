import type { Readable } from 'node:stream'
import type { Db, Tx } from '../db/db.ts'
import type { FileStore } from './file-store.ts'
import type { Variant } from './images.ts'
import { fileProblems } from './problems.ts'
import { type FileRow, findFile, findSeal, findShown, markAttached } from './store.ts'

type FileKey = { readonly districtId: string; readonly fileId: string }

/** The row of a file, or `file_not_found`. Whether the actor may see it is for whoever owns the thing it is attached to. */
export async function fileFor(db: Db, { districtId, fileId }: FileKey): Promise<FileRow> {
  const row = await findFile(db, districtId, fileId)
  if (!row) throw fileProblems.file_not_found()
  return row
}

/** What the camera recorded: sealed with the original, so ask only for somebody who may see the original. */
export async function sealedFor(
  db: Db,
  { districtId, fileId }: FileKey,
): Promise<{
  takenAt: Date | null
  place: { frame: 'WGS84'; lon: number; lat: number } | null
  facing: number | null
}> {
  const seal = await findSeal(db, districtId, fileId)
  if (!seal) throw fileProblems.file_not_found()
  const { takenAt, lon, lat, facing } = seal
  return { takenAt, place: lon === null || lat === null ? null : { frame: 'WGS84', lon, lat }, facing }
}

/** Content ready to be sent; `sha256` serves as its entity tag. */
export type ReadyFile = {
  readonly stream: Readable
  readonly bytes: number
  readonly mediaType: string
  readonly sha256: string
  readonly name: string
}

/** Which content a reader gets, before it is opened; a redacted photo's pictures are those without its boxes. `file_not_found`. */
export async function contentFor(
  db: Db,
  { districtId, fileId, variant }: FileKey & { readonly variant: Variant | 'original' },
): Promise<Omit<ReadyFile, 'stream'>> {
  const file = await fileFor(db, { districtId, fileId })
  const content = variant === 'original' ? file : await findShown(db, { districtId, fileId, variant })
  if (!content) throw fileProblems.file_not_found()
  const { bytes, mediaType, sha256 } = content
  return { bytes, mediaType, sha256, name: file.originalName }
}

/**
 * Opens the original or a derivative after its digest was verified. An attachment has an original only. `file_not_found`,
 * `file_missing`, `file_corrupt`. The caller must read the stream to its end or destroy it.
 */
export async function openFile(
  store: FileStore,
  db: Db,
  of: FileKey & { readonly variant: Variant | 'original' },
): Promise<ReadyFile> {
  const content = await contentFor(db, of)
  return { ...content, ...(await store.open(content.sha256)) }
}

/**
 * Takes uploads as one's own, in the transaction that refers to them; from then on the sweep leaves them alone. With `by`,
 * only that person's uploads may be taken, so nobody attaches a stranger's file by its id. `file_not_found` if any is not there.
 */
export async function attachFiles(
  tx: Tx,
  of: { districtId: string; fileIds: readonly string[]; by?: string; at: Date },
): Promise<void> {
  const wanted = new Set(of.fileIds)
  if (wanted.size === 0) return
  const found = await markAttached(tx, of)
  if (found.length !== wanted.size) throw fileProblems.file_not_found({}, 'fileIds')
}
