import { buffer } from 'node:stream/consumers'
import type { Db, Tx } from '../db/db.ts'
import type { FileDeps } from './accept.ts'
import { digestOf } from './file-store.ts'
import { fileFor } from './files.ts'
import type { Box } from './images.ts'
import { fileProblems } from './problems.ts'
import {
  insertRedactedDerivative,
  insertRedaction,
  lastRedaction,
  listRedactions,
  lockContent,
  lockFile,
  type RedactionRow,
} from './store.ts'

type FileKey = { readonly districtId: string; readonly fileId: string }

/** What is to be blacked out, why, by whom, and which version they looked at (0: none yet). */
export type Redaction = FileKey & {
  readonly boxes: readonly Box[]
  readonly reason: string
  readonly by: { readonly id: string; readonly name: string }
  readonly seen: number
}

/**
 * Blacks out a photo: from now on everything but the original is made without those pixels. The original stays as it came and
 * sealed. No boxes undo what was done before; every version is kept. `file_not_found`, `redact_not_photo`, `photo_redacted_meanwhile`.
 */
export async function redactPhoto(deps: FileDeps, tx: Tx, given: Redaction): Promise<{ version: number }> {
  const { districtId, fileId, boxes, reason, by, seen } = given
  await lockFile(tx, districtId, fileId)
  const file = await fileFor(tx, given)
  if (file.kind !== 'photo') throw fileProblems.redact_not_photo()
  const last = await lastRedaction(tx, districtId, fileId)
  if ((last?.version ?? 0) !== seen)
    throw fileProblems.photo_redacted_meanwhile({ by: last?.madeByName ?? '' }, 'body.seen')
  const version = seen + 1
  await insertRedaction(tx, { districtId, fileId, version, boxes, reason, by, at: deps.clock.now() })
  if (boxes.length === 0) return { version }
  const original = await buffer((await deps.store.open(file.sha256)).stream)
  const made = (await deps.images.redact(original, boxes)).map((each) => ({ ...each, ...digestOf(each.content) }))
  await lockContent(
    tx,
    made.map(({ sha256 }) => sha256),
    'share',
  )
  for (const each of made) {
    await deps.store.put(each.content, { mediaType: each.mediaType })
    await insertRedactedDerivative(tx, { districtId, fileId, version, variant: each.variant }, each)
  }
  return { version }
}

/** The versions of a photo's redaction, latest first, and the size of its upright picture. `file_not_found`. */
export async function redactionsOf(
  db: Db,
  key: FileKey,
): Promise<{ width: number; height: number; versions: RedactionRow[] }> {
  const { kind, width, height } = await fileFor(db, key)
  if (kind !== 'photo') throw fileProblems.redact_not_photo()
  return { width: width ?? 1, height: height ?? 1, versions: await listRedactions(db, key.districtId, key.fileId) }
}
