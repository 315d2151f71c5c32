import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Config } from '#kernel/config.ts'
import type { Log } from '#kernel/log.ts'
import { startEmbedded } from '#kernel/postgres/embedded.ts'
import { serverProblems } from './problems.ts'

export type Database = { readonly url: string; readonly embedded: boolean; stop(): Promise<void> }

/**
 * The database to work with: the external one that is configured, or the embedded one in the data folder. `sharing` allows a
 * command line to use the server that another process already runs there; a second server is refused.
 */
export async function openDatabase(config: Config, log: Log, sharing: boolean): Promise<Database> {
  makeWritable(config.DATA_DIR)
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, embedded: false, stop: async () => undefined }
  const server = await startEmbedded({ dataDir: join(config.DATA_DIR, 'postgres'), log })
  if (server.alreadyRunning && !sharing)
    throw serverProblems.data_folder_in_use({ folder: config.DATA_DIR, pid: server.ownerPid })
  return { url: server.url, embedded: true, stop: () => server.stop() }
}

function makeWritable(folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    throw serverProblems.data_folder_not_writable({ folder })
  }
}

// One level at a time: the recursive form never returns on file systems that take no folders.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}
