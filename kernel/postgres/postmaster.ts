import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '#kernel/log.ts'
import { problemFromOutput } from './failures.ts'
import type { Folder } from './folder.ts'
import { isAlive, markOf, pidOf } from './process-mark.ts'
import { commandFor } from './run-as.ts'

/** A postmaster as its lock file and the process table describe it. `mark` outlives a reused pid. */
export type Postmaster = { mark: string; port: number; socketDir: string | undefined; ready: boolean }

/** The postmaster that runs in `pgdata`, if one does. */
export async function findPostmaster(pgdata: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const [pid = '', , , port = '', socketDir = '', , , status = ''] = text.split('\n').map((line) => line.trim())
  const mark = markOf(Math.abs(Number(pid)))
  if (mark === undefined || !(await worksIn(pidOf(mark), pgdata))) return undefined
  return { mark, port: Number(port), socketDir: socketDir || undefined, ready: status === 'ready' }
}

// A postmaster's working directory is its data folder; this tells it from a stranger that got its old number.
async function worksIn(pid: number, pgdata: string): Promise<boolean> {
  if (process.platform !== 'linux') return true
  const [cwd, folder] = await Promise.all([readlink(`/proc/${pid}/cwd`), realpath(pgdata)]).catch(() => [])
  return cwd !== undefined && cwd === folder
}

/**
 * PostgreSQL itself recovers from a lock file whose process is gone. It refuses to start when the number now belongs to
 * another process of the same user, as happens after a container restart: only then, and only when that process is
 * proven not to work in this folder, is the file removed. PostgreSQL still checks the folder's shared memory.
 */
export async function clearForeignLock(pgdata: string, log: Pick<Log, 'warn'>): Promise<void> {
  if (process.platform !== 'linux') return
  const path = join(pgdata, 'postmaster.pid')
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const pid = Math.abs(Number.parseInt(text ?? '', 10))
  if (!(pid > 0) || markOf(pid) === undefined) return
  const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (cwd === undefined || cwd === (await realpath(pgdata))) return
  await rm(path)
  log.warn(`process ${pid} named in postmaster.pid is not a database server of this folder; removed the left-over file`)
}

/** Starts postgres and resolves when it accepts connections; crash recovery may take its time. */
export async function spawnPostmaster(folder: Folder, port: number, log: Pick<Log, 'info' | 'warn' | 'error'>) {
  const { path: logPath, size } = await rotateLog(folder)
  const program = join(folder.native, 'bin/postgres')
  const { command, args, options } = commandFor(folder.runAs, program, ['-D', folder.pgdata])
  const output = openSync(logPath, 'a', 0o600)
  // Its own session: a Ctrl-C meant for the application must not stop the database under it.
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', output, output], cwd: '/' })
  closeSync(output)
  let ended = false
  const gone = new Promise<void>((done) => {
    child.once('error', () => done())
    child.once('exit', () => done())
  }).then(() => {
    ended = true
  })
  child.unref()
  const began = Date.now()
  let told = began
  while (!ended) {
    const found = await findPostmaster(folder.pgdata)
    if (found?.ready && pidOf(found.mark) === child.pid) return { postmaster: found, gone }
    if (Date.now() - told > 5000) {
      told = Date.now()
      log.info(`the database is recovering (${Math.round((told - began) / 1000)} s)`)
    }
    await pause(10)
  }
  const printed = (await readFile(logPath)).subarray(size).toString('utf8')
  throw problemFromOutput(printed, { folder: folder.root, port })
}

const largestLog = 10 * 1024 * 1024

async function rotateLog(folder: Folder): Promise<{ path: string; size: number }> {
  const path = join(folder.root, 'server.log')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size < largestLog) return { path, size }
  await rename(path, `${path}.1`)
  return { path, size: 0 }
}

/** Fast shutdown: sessions are ended, everything is written. After a minute without an end the server is told to abort. */
export async function stopPostmaster(mark: string): Promise<void> {
  if (!isAlive(mark)) return
  process.kill(pidOf(mark), 'SIGINT')
  const began = Date.now()
  let aborted = false
  while (isAlive(mark)) {
    await pause(20)
    if (aborted || Date.now() - began < 60_000) continue
    aborted = true
    process.kill(pidOf(mark), 'SIGQUIT')
  }
}
