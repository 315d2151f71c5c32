import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, ownMark } from './process-mark.ts'

/** Runs `work` while holding the lock file at `path`; waits for a living holder and takes over from a dead one. */
export async function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await tryTake(path))) await pause(50)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * Takes the lock file at `path` for as long as this process needs it, also from a holder that is dead; gives what lets it go, or
 * undefined while a living process holds it.
 */
export async function takeLock(path: string): Promise<(() => Promise<void>) | undefined> {
  // The first try clears away a dead holder.
  if (!(await tryTake(path)) && !(await tryTake(path))) return undefined
  return () => rm(path, { force: true })
}

async function tryTake(path: string): Promise<boolean> {
  // Linking a finished file in place means nobody ever reads a lock that has no owner yet.
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, ownMark(), { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await clearIfDead(path)
    return false
  } finally {
    await rm(draft, { force: true })
  }
}

async function clearIfDead(path: string): Promise<void> {
  const holder = await readFile(path, 'utf8').catch(() => undefined)
  if (holder === undefined || isAlive(holder)) return
  // Two may see the same dead holder: whoever moves a living newcomer's lock aside by mistake puts it back.
  const aside = `${path}.${randomUUID()}`
  await rename(path, aside).catch(() => undefined)
  const moved = await readFile(aside, 'utf8').catch(() => undefined)
  if (moved !== undefined && isAlive(moved)) await link(aside, path).catch(() => undefined)
  await rm(aside, { force: true })
}
