import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the spool; its name is the position of its first byte. */
export type Segment = { start: number; path: string; size: number }

const digits = 16

export const segmentPath = (folder: string, start: number): string =>
  join(folder, `${String(start).padStart(digits, '0')}.spool`)

/** The segments of a folder in their order. */
export async function listSegments(folder: string): Promise<Segment[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{16}\.spool$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      return { start: Number(name.slice(0, digits)), path, size: (await stat(path)).size }
    }),
  )
}

/** Bytes of a segment from a place on, at most so many. */
export async function readSegment(path: string, from: number, most: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(most)
    const { bytesRead } = await file.read(bytes, 0, most, from)
    return bytes.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Makes the names in a folder durable, as a new file's name is not until then. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const removeSegment = (path: string): Promise<void> => rm(path, { force: true })
