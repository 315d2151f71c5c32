import type { FastifyReply } from 'fastify'
import type { Db } from '../db/db.ts'
import type { FileStore } from './file-store.ts'
import { openFile } from './files.ts'
import type { Variant } from './images.ts'

/** Streams a verified file as the reply; content never changes, so whoever may see it may keep it. */
export async function sendFile(
  reply: FastifyReply,
  store: FileStore,
  db: Db,
  of: { districtId: string; fileId: string; variant: Variant | 'original' },
): Promise<FastifyReply> {
  const file = await openFile(store, db, of)
  return reply
    .header('cache-control', 'private, max-age=3600, immutable')
    .header('etag', `"${file.sha256}"`)
    .header('content-length', file.bytes)
    .header('content-disposition', of.variant === 'original' ? 'attachment' : 'inline')
    .type(file.mediaType)
    .send(file.stream)
}
