import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** Content once stored: both digests as lower-case hexadecimal, and its length. */
export type StoredFile = { readonly sha256: string; readonly sm3: string; readonly bytes: number }

/** What a store may want to know about content (an object store sends the media type as a header). */
export type ContentMeta = { readonly mediaType: string; readonly maxBytes?: number }

export type OpenedFile = { readonly bytes: number; readonly stream: Readable }

/**
 * Where bytes lie, addressed by their SHA-256. A store says yes only when the content would survive a power cut, never shows
 * half of it, and never hands out content that differs from its address.
 */
export type FileStore = {
  /** Keeps the content; the same content twice is kept once. `file_too_large` beyond `maxBytes`. */
  put(content: Uint8Array | AsyncIterable<Uint8Array>, meta: ContentMeta): Promise<StoredFile>
  /** The whole content after its digest was verified; `file_missing`, `file_corrupt`. */
  open(sha256: string): Promise<OpenedFile>
  has(sha256: string): Promise<boolean>
  remove(sha256: string): Promise<void>
  /** Every content last put before `before`, in no particular order. */
  list(before: Date): AsyncIterable<{ readonly sha256: string; readonly bytes: number }>
  /** Clears what interrupted puts left behind before `before`; gives the number cleared. */
  clearPartial(before: Date): Promise<number>
}

/** SHA-256 and SM3 (GB/T 32905-2016) over the same bytes, as they pass. */
export function digester(): { update(chunk: Uint8Array): void; digest(): StoredFile } {
  const hashes: [Hash, Hash] = [createHash('sha256'), createHash('sm3')]
  let bytes = 0
  return {
    update(chunk) {
      for (const hash of hashes) hash.update(chunk)
      bytes += chunk.length
    },
    digest: () => ({ sha256: hashes[0].digest('hex'), sm3: hashes[1].digest('hex'), bytes }),
  }
}

export function digestOf(bytes: Uint8Array): StoredFile {
  const digests = digester()
  digests.update(bytes)
  return digests.digest()
}
