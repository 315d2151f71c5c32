import { createHash, randomBytes } from 'node:crypto'
import { access, chmod, chown, constants, cp, lstat, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Binaries } from './binaries.ts'
import { postgresProblems } from './problems.ts'
import { findNamespace, findServiceUser, isRoot, type RunAs } from './run-as.ts'

/**
 * One database folder. `root` is the caller's and holds password, port and owner; `place` holds PostgreSQL's own files
 * and is the same folder unless a service user had to be given one elsewhere; `native` are the binaries that user can read.
 */
export type Folder = { root: string; place: string; pgdata: string; native: string; runAs: RunAs }

const systemFolder = '/var/lib/yiwang'

/** Makes the folder and decides who runs PostgreSQL in it. */
export async function openFolder(dataDir: string, binaries: Binaries): Promise<Folder> {
  const root = resolve(dataDir)
  await mkdir(root, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    // On a read-only file system a recursive mkdir reports that the folder it could not make does not exist.
    throw error.code === 'ENOENT' ? postgresProblems.database_folder_not_writable({ folder: root }) : error
  })
  await access(root, constants.W_OK)
  const { native } = binaries
  if (!isRoot()) return { root, place: root, pgdata: join(root, 'pgdata'), native, runAs: { kind: 'self' } }
  const moved = await readMoved(root)
  const namespace = moved ? undefined : findNamespace(native, root)
  if (namespace) return { root, place: root, pgdata: join(root, 'pgdata'), native, runAs: namespace }
  return openForService(root, binaries)
}

/** Where PostgreSQL's files of `dataDir` are, without making anything. */
export async function placeOf(dataDir: string): Promise<string> {
  const root = resolve(dataDir)
  return (await readMoved(root)) ?? root
}

async function openForService(root: string, binaries: Binaries): Promise<Folder> {
  const runAs = findServiceUser()
  const alreadyHere = await exists(join(root, 'pgdata'))
  if (runAs?.kind !== 'service' || alreadyHere) throw postgresProblems.database_refuses_root({ folder: root })
  const native = join(systemFolder, `postgres-${binaries.version}`)
  await mkdir(systemFolder, { recursive: true, mode: 0o755 })
  if (!(await exists(native))) {
    await cp(binaries.native, `${native}.new`, { recursive: true, verbatimSymlinks: true, force: true })
    await rename(`${native}.new`, native)
  }
  const place = join(systemFolder, `data-${shortHash(root)}`)
  await mkdir(place, { recursive: true, mode: 0o700 })
  await chown(place, runAs.uid, runAs.gid)
  await writeFile(join(root, 'moved-to'), `${place}\n`, { mode: 0o600 })
  return { root, place, pgdata: join(place, 'pgdata'), native, runAs }
}

const readMoved = (root: string): Promise<string | undefined> =>
  readFile(join(root, 'moved-to'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

/** Hands a file or folder made by root to the service user; nothing to do for anybody else. */
export async function give(path: string, { runAs }: Folder): Promise<void> {
  if (runAs.kind === 'service') await chown(path, runAs.uid, runAs.gid)
}

/** The superuser's password, made once. */
export async function ensurePassword({ root, pgdata }: Folder): Promise<string> {
  const known = await readPassword(root)
  if (known) return known
  if (await exists(pgdata)) throw postgresProblems.database_password_lost({ folder: root })
  const password = randomBytes(24).toString('base64url')
  await writeFile(join(root, 'password'), password, { mode: 0o600, flag: 'w' })
  return password
}

export const readPassword = (root: string): Promise<string> =>
  readFile(join(root, 'password'), 'utf8').then(
    (text) => text.trim(),
    () => '',
  )

/** The port asked for, else the one kept from last time, else a free one below the range of outgoing connections. */
export async function ensurePort({ root }: Folder, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (!(await isFree(wanted))) throw postgresProblems.database_port_in_use({ port: wanted })
    return wanted
  }
  const kept = Number(await readFile(join(root, 'port'), 'utf8').catch(() => '0'))
  if (kept > 0 && (await isFree(kept))) return kept
  const port = await freePort()
  await writeFile(join(root, 'port'), `${port}\n`, { mode: 0o600 })
  return port
}

async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
  throw postgresProblems.database_port_in_use({ port: 20_000 })
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)))
  })

// A Unix socket's path has room for 107 bytes, the name of the socket file included.
const longestSocketPath = 107

/** A folder for the Unix socket: inside the data folder, else a private one under the system's temporary folder. */
export async function ensureSocketDir(folder: Folder, port: number): Promise<string | undefined> {
  const short = join(tmpdir(), `yiwang-${process.getuid?.() ?? 0}-${shortHash(folder.place)}`)
  for (const path of [join(folder.place, 'run'), short]) {
    if (Buffer.byteLength(join(path, `.s.PGSQL.${port}.lock`)) > longestSocketPath) continue
    if (await makePrivate(path, folder)) return path
  }
  return undefined
}

async function makePrivate(path: string, folder: Folder): Promise<boolean> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const { uid } = await lstat(path)
  const theirs = folder.runAs.kind === 'service' ? folder.runAs.uid : undefined
  const found = await lstat(path)
  // Somebody else's folder or a link under /tmp could lead the database's clients to another server.
  if (!found.isDirectory() || (uid !== process.getuid?.() && uid !== theirs)) return false
  await chmod(path, 0o700)
  await give(path, folder)
  return true
}

/** Refuses data made by another major version; returns when there is none yet or it is ours. */
export async function refuseOtherMajor(dataDir: string, wanted: string): Promise<void> {
  const pgdata = join(await placeOf(dataDir), 'pgdata')
  if (!(await exists(pgdata))) return
  const found = (await readFile(join(pgdata, 'PG_VERSION'), 'utf8').catch(() => '?')).trim()
  if (found !== wanted) throw postgresProblems.database_version_differs({ folder: resolve(dataDir), found, wanted })
}

export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
