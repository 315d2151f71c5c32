import { readFile, realpath, rm, rmdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#kernel/log.ts'
import { findBinaries } from './binaries.ts'
import { problemFromSystem } from './failures.ts'
import {
  ensurePassword,
  ensurePort,
  ensureSocketDir,
  type Folder,
  give,
  openFolder,
  placeOf,
  readPassword,
  refuseOtherMajor,
} from './folder.ts'
import { ensureInitialised, owner } from './initialise.ts'
import { whileLocked } from './lock.ts'
import { clearForeignLock, findPostmaster, type Postmaster, spawnPostmaster, stopPostmaster } from './postmaster.ts'
import { postgresProblems } from './problems.ts'
import { isAlive, ownMark, pidOf } from './process-mark.ts'
import { renderSettings } from './settings.ts'

type EmbeddedLog = Pick<Log, 'info' | 'warn' | 'error'>

/** `port` only when a certain one is wanted; otherwise a free one is chosen once and kept. */
export type EmbeddedOptions = { dataDir: string; port?: number; log: EmbeddedLog }

/**
 * A running embedded server. `url` prefers the Unix socket and still names the loopback port. `alreadyRunning` means
 * that another living process (`ownerPid`) started it: `stop` then does nothing. `adopted` means it had outlived its
 * owner and now is ours.
 */
export type Embedded = {
  url: string
  stop: () => Promise<void>
  alreadyRunning: boolean
  adopted: boolean
  ownerPid: number
}

/** Starts the embedded PostgreSQL on `dataDir`, adopts one left over from a crash, or finds another process's. */
export async function startEmbedded({ dataDir, port, log }: EmbeddedOptions): Promise<Embedded> {
  const root = resolve(dataDir)
  try {
    const binaries = await findBinaries()
    await refuseOtherMajor(root, binaries.version.split('.')[0] ?? '')
    const folder = await openFolder(root, binaries)
    return await whileLocked(join(root, 'starting.lock'), async () => {
      const running = await waitSettled(folder.pgdata)
      if (running) return await takeOver(folder, running, log)
      return await startNew(folder, port, log)
    })
  } catch (error) {
    throw problemFromSystem(error, root)
  }
}

/** The url of a server that runs on `dataDir` and takes our password; undefined when there is none. */
export async function findRunning(dataDir: string): Promise<string | undefined> {
  const root = resolve(dataDir)
  const pgdata = join(await placeOf(root), 'pgdata')
  const running = await findPostmaster(pgdata)
  if (!running?.ready) return undefined
  const url = urlOf(running, await readPassword(root))
  return (await answers(url, pgdata)) ? url : undefined
}

async function startNew(folder: Folder, port: number | undefined, log: EmbeddedLog): Promise<Embedded> {
  if (folder.runAs.kind === 'service') {
    log.warn(`root may not use a user namespace here: the database runs as ${folder.runAs.name} in ${folder.place}`)
  }
  const password = await ensurePassword(folder)
  await ensureInitialised(folder, password)
  await clearForeignLock(folder.pgdata, log)
  const chosen = await ensurePort(folder, port)
  const settings = join(folder.place, 'settings.conf')
  await writeFile(settings, renderSettings({ port: chosen, socketDir: await ensureSocketDir(folder, chosen) }), {
    mode: 0o600,
  })
  await give(settings, folder)
  const { postmaster, gone } = await spawnPostmaster(folder, chosen, log)
  const embedded = await claim(folder, postmaster, password, false)
  let stopping = false
  gone.then(() => {
    if (!stopping) log.error(`the embedded database has ended by itself; see ${join(folder.root, 'server.log')}`)
  })
  return {
    ...embedded,
    stop: () => {
      stopping = true
      return embedded.stop()
    },
  }
}

async function takeOver(folder: Folder, running: Postmaster, log: EmbeddedLog): Promise<Embedded> {
  const password = await readPassword(folder.root)
  const holder = await readFile(join(folder.root, 'owner'), 'utf8').catch(() => '')
  if (holder !== '' && isAlive(holder)) {
    const url = urlOf(running, password)
    return { url, stop: async () => {}, alreadyRunning: true, adopted: false, ownerPid: pidOf(holder) }
  }
  log.info('the embedded database was left running by a process that is gone; it is taken over')
  return claim(folder, running, password, true)
}

/** Makes this process the owner, after the server has shown that it is ours. */
async function claim(folder: Folder, running: Postmaster, password: string, adopted: boolean): Promise<Embedded> {
  const url = urlOf(running, password)
  await ensureDatabase(url)
  if (!(await answers(url, folder.pgdata))) throw postgresProblems.database_password_lost({ folder: folder.root })
  const ownerFile = join(folder.root, 'owner')
  await writeFile(ownerFile, ownMark(), { mode: 0o600 })
  const stop = async () => {
    await stopPostmaster(running.mark)
    await rm(ownerFile, { force: true })
    const { socketDir } = running
    if (socketDir && !socketDir.startsWith(folder.place)) await rmdir(socketDir).catch(() => undefined)
  }
  return { url, stop, alreadyRunning: false, adopted, ownerPid: process.pid }
}

// A server that is starting, recovering or shutting down is waited for until it is one thing or the other.
async function waitSettled(pgdata: string): Promise<Postmaster | undefined> {
  for (;;) {
    const found = await findPostmaster(pgdata)
    if (!found || found.ready) return found
    await pause(50)
  }
}

function urlOf({ port, socketDir }: Postmaster, password: string, database = owner): string {
  const host = socketDir ? `?host=${encodeURIComponent(socketDir)}` : ''
  return `postgres://${owner}:${password}@127.0.0.1:${port}/${database}${host}`
}

async function answers(url: string, pgdata: string): Promise<boolean> {
  const rows = await query(url, 'show data_directory').catch(() => [])
  const folder = rows[0]?.data_directory
  return folder !== undefined && (await realpath(folder)) === (await realpath(pgdata))
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = url.replace(`/${owner}?`, '/postgres?').replace(/\/yiwang$/, '/postgres')
  const known = await query(maintenance, `select 1 from pg_database where datname = '${owner}'`).catch(() => undefined)
  if (known?.length === 0) await query(maintenance, `create database ${owner}`)
}

async function query(url: string, text: string): Promise<{ data_directory?: string }[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // A server that goes away while we talk is answered by the rejected query, not by an event.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
