import { fileInScope } from '#city/case/store.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { uploadPhoto, viewFile } from '#kernel/files/contract.ts'
import { fileFor } from '#kernel/files/files.ts'
import { fileProblems } from '#kernel/files/problems.ts'
import { sendFile } from '#kernel/files/send.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { urgeFileInScope } from '#supervise/urge/view.ts'

/** Photos in, and out again only to those who may see the case that they belong to, or who brought them. */
export const fileRoutes = (files: FileDeps): readonly Route[] => [
  route(uploadPhoto, async ({ tx, actor, query, bytes }) => {
    if (!may(actor, 'case.attach') && !may(actor, 'case.register')) throw fileProblems.file_not_found()
    const upload = {
      districtId: actor.districtId,
      bytes,
      name: query.name,
      uploadedBy: actor.personId,
      purpose: 'case',
    }
    const { fileId, width, height, sha256 } = await acceptPhoto(files, tx, upload)
    return { fileId, width: width ?? 0, height: height ?? 0, sha256 }
  }),
  route(viewFile, async ({ tx, actor, params, response }) => {
    if (!(await maySee(tx, actor, params.fileId))) throw fileProblems.file_not_found()
    const of = { districtId: actor.districtId, fileId: params.fileId, variant: params.variant }
    return sendFile(response, files.store, tx, of)
  }),
]

async function maySee(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  if (await fileInScope(db, actor, fileId)) return true
  if (may(actor, 'urge.read') && (await urgeFileInScope(db, actor, fileId))) return true
  return (await fileFor(db, { districtId: actor.districtId, fileId })).uploadedBy === actor.personId
}
