import type { Tx } from '#kernel/db/db.ts'
import { markAttached } from '#kernel/files/store.ts'
import { caseProblems } from './problems.ts'

/**
 * Takes uploaded files as a case's own: only those that this person brought in this district. Error: `unknown_file`, naming the
 * first that is not there, so that nobody attaches a stranger's file by guessing its id.
 */
export async function mustHaveFiles(
  tx: Tx,
  { districtId, personId }: { districtId: string; personId: string },
  fileIds: readonly string[],
  at: Date,
): Promise<void> {
  if (fileIds.length === 0) return
  const attached = await markAttached(tx, { districtId, fileIds, by: personId, at })
  const found = new Set(attached.map((row) => row.fileId))
  const missing = fileIds.find((fileId) => !found.has(fileId))
  if (missing !== undefined) throw caseProblems.unknown_file({ fileId: missing }, 'body.files')
}
