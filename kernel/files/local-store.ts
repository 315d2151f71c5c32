import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { newId } from '../id.ts'
import { digester, type FileStore, type StoredFile } from './file-store.ts'
import { fileProblems } from './problems.ts'

const MB = 1_048_576
const HEX_64 = /^[0-9a-f]{64}$/

/** A store in `<dataDir>/files`: `sha256/ab/cd/<digest>`, with unfinished puts kept apart in `partial/`. */
export async function openLocalStore(dataDir: string): Promise<FileStore> {
  const root = join(dataDir, 'files')
  const partial = join(root, 'partial')
  await makeFolder(join(root, 'sha256'))
  await makeFolder(partial)
  const placeOf = (sha256: string) => {
    // The address comes from outside; only a digest may become part of a path.
    if (!HEX_64.test(sha256)) throw fileProblems.file_not_found()
    return join(root, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256)
  }
  return {
    async put(content, meta) {
      const draft = join(partial, newId())
      try {
        const stored = await writeDraft(draft, content, meta.maxBytes)
        await publish(draft, placeOf(stored.sha256))
        return stored
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    open: (sha256) => openVerified(placeOf(sha256), sha256),
    has: (sha256) =>
      stat(placeOf(sha256)).then(
        () => true,
        () => false,
      ),
    remove: (sha256) => rm(placeOf(sha256), { force: true }),
    list: (before) => listBefore(join(root, 'sha256'), before),
    clearPartial: (before) => clearBefore(partial, before),
  }
}

async function writeDraft(
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<StoredFile> {
  const digests = digester()
  const file = await open(path, 'wx', 0o440)
  try {
    let bytes = 0
    for await (const chunk of content instanceof Uint8Array ? [content] : content) {
      bytes += chunk.length
      if (bytes > maxBytes) throw fileProblems.file_too_large({ limitMb: Math.floor(maxBytes / MB) })
      digests.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return digests.digest()
}

/** Renaming over content already there heals a damaged copy and renews its age, which keeps the sweep away from it. */
async function publish(draft: string, place: string): Promise<void> {
  const folder = dirname(place)
  await makeFolder(folder)
  await rename(draft, place)
  await syncFolder(folder)
}

/** Makes a folder durable: every parent that gained an entry is synced too. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o750 })
  if (first === undefined) return
  for (let at = dirname(folder); at.length >= dirname(first).length; at = dirname(at)) {
    await syncFolder(at)
    if (at === dirname(at)) return
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** Reads twice from one handle, so that not a byte of damaged evidence leaves before the whole is known to be good. */
async function openVerified(path: string, sha256: string) {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw fileProblems.file_missing({ sha256 })
    throw error
  })
  try {
    if ((await sha256Of(file)) !== sha256) throw fileProblems.file_corrupt({ sha256 })
    const { size } = await file.stat()
    return { bytes: size, stream: file.createReadStream({ start: 0 }) }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function sha256Of(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of file.createReadStream({ start: 0, autoClose: false, highWaterMark: MB })) hash.update(chunk)
  return hash.digest('hex')
}

async function* listBefore(root: string, before: Date): AsyncGenerator<{ sha256: string; bytes: number }> {
  for (const first of await readdir(root))
    for (const second of await readdir(join(root, first)))
      for (const sha256 of await readdir(join(root, first, second))) {
        const found = await stat(join(root, first, second, sha256)).catch(() => undefined)
        if (found && found.mtime < before) yield { sha256, bytes: found.size }
      }
}

async function clearBefore(folder: string, before: Date): Promise<number> {
  let cleared = 0
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (!found || found.mtime >= before) continue
    await rm(join(folder, name), { force: true })
    cleared += 1
  }
  return cleared
}
