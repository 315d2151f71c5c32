import { fileInScope } from '#city/case/store.ts'
import { permissionNames } from '#city/organisation/permissions.ts'
import { upkeepFileInScope } from '#command/record/store.ts'
import { type Actor, may } from '#kernel/auth/actor.ts'
import type { Db } from '#kernel/db/db.ts'
import { acceptPhoto, type FileDeps } from '#kernel/files/accept.ts'
import { getRedactions, redactFile, uploadPhoto, viewFile } from '#kernel/files/contract.ts'
import { fileFor } from '#kernel/files/files.ts'
import { fileProblems } from '#kernel/files/problems.ts'
import { redactionsOf, redactPhoto } from '#kernel/files/redact.ts'
import { sendFile } from '#kernel/files/send.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { kernelProblems } from '#kernel/problems.ts'
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
  route(viewFile, async ({ tx, actor, params, response, now, requestId }) => {
    const of = { districtId: actor.districtId, fileId: params.fileId, variant: params.variant }
    await mustSee(tx, actor, params.fileId)
    if (of.variant === 'original' && (await fileFor(tx, of)).kind === 'photo') {
      if (!may(actor, 'photo.original'))
        throw kernelProblems.not_permitted({ permission: permissionNames['photo.original'] })
      const entry = { districtId: actor.districtId, actorId: actorIdOf(actor), now, requestId }
      await audit(tx, { ...entry, act: 'original photo viewed', target: params.fileId })
    }
    return sendFile(response, files.store, tx, of)
  }),
  route(getRedactions, async ({ tx, actor, params }) => {
    await mustSee(tx, actor, params.fileId)
    return redactionsOf(tx, { districtId: actor.districtId, ...params })
  }),
  route(redactFile, async ({ tx, actor, params, body }) => {
    await mustSee(tx, actor, params.fileId)
    const by = { id: actor.personId, name: actor.name }
    return redactPhoto(files, tx, { districtId: actor.districtId, ...params, ...body, by })
  }),
]

async function mustSee(db: Db, actor: Actor, fileId: string): Promise<void> {
  if (!(await maySee(db, actor, fileId))) throw fileProblems.file_not_found()
}

async function maySee(db: Db, actor: Actor, fileId: string): Promise<boolean> {
  if (await fileInScope(db, actor, fileId)) return true
  if (await upkeepFileInScope(db, actor, fileId)) return true
  if (may(actor, 'urge.read') && (await urgeFileInScope(db, actor, fileId))) return true
  return (await fileFor(db, { districtId: actor.districtId, fileId })).uploadedBy === actor.personId
}
