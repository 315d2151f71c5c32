import type { Db } from '#kernel/db/db.ts'
import type { FileStore } from '#kernel/files/file-store.ts'
import { findDerivative } from '#kernel/files/store.ts'
import { Problem } from '#kernel/problem.ts'
import { type Looks, looksOf } from './hash.ts'

const REMEMBERED = 500
const remembered = new Map<string, Promise<Looks>>()

/**
 * What a photo looks like, from its smallest picture, which shows as much as the look asks for. Undefined for anything but a
 * photo and where its bytes are lost or spoiled.
 */
export async function readLooks(
  db: Db,
  store: FileStore,
  of: { districtId: string; fileId: string },
): Promise<Looks | undefined> {
  const thumb = await findDerivative(db, { ...of, variant: 'thumb' })
  if (!thumb) return undefined
  const known = remembered.get(thumb.sha256)
  if (known) return known
  const looks = bytesOf(store, thumb.sha256).then(looksOf)
  if (remembered.size >= REMEMBERED) remembered.clear()
  remembered.set(thumb.sha256, looks)
  try {
    return await looks
  } catch (error) {
    remembered.delete(thumb.sha256)
    if (error instanceof Problem && ['file_missing', 'file_corrupt'].includes(error.code)) return undefined
    throw error
  }
}

async function bytesOf(store: FileStore, sha256: string): Promise<Uint8Array> {
  const { stream } = await store.open(sha256)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
