import type { Tx } from '#kernel/db/db.ts'
import { markAttached } from '#kernel/files/store.ts'
import { caseProblems } from './problems.ts'

/** Takes uploaded files as a case's own. Error: `unknown_file`, naming the first that does not exist in the district. */
export async function mustHaveFiles(tx: Tx, districtId: string, fileIds: readonly string[], at: Date): Promise<void> {
  if (fileIds.length === 0) return
  const found = new Set((await markAttached(tx, { districtId, fileIds, at })).map((row) => row.fileId))
  const missing = fileIds.find((fileId) => !found.has(fileId))
  if (missing !== undefined) throw caseProblems.unknown_file({ fileId: missing }, 'body.files')
}
