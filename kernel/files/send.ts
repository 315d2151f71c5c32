import type { FastifyReply } from 'fastify'
import type { Db } from '../db/db.ts'
import type { FileStore } from './file-store.ts'
import { contentFor, openFile } from './files.ts'
import type { Variant } from './images.ts'

/**
 * Streams a verified file as the reply. A picture may be kept but must be asked about each time, because a redaction takes it
 * away from everybody; an original is not kept at all.
 */
export async function sendFile(
  reply: FastifyReply,
  store: FileStore,
  db: Db,
  of: { districtId: string; fileId: string; variant: Variant | 'original' },
): Promise<FastifyReply> {
  const isOriginal = of.variant === 'original'
  const tag = `"${(await contentFor(db, of)).sha256}"`
  reply.header('cache-control', isOriginal ? 'private, no-store' : 'private, no-cache').header('etag', tag)
  if (!isOriginal && reply.request.headers['if-none-match'] === tag) return reply.code(304).send()
  const file = await openFile(store, db, of)
  return reply
    .header('content-length', file.bytes)
    .header('content-disposition', isOriginal ? 'attachment' : 'inline')
    .type(file.mediaType)
    .send(file.stream)
}
