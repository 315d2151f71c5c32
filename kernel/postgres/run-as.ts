import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How PostgreSQL, which refuses root, is run. `self`: as the present user. `namespace`: root seen from inside a user
 * namespace as somebody else (needs no new user, no chown, works under a 0700 home). `service`: as a system user.
 */
export type RunAs =
  | { kind: 'self' }
  | { kind: 'namespace'; prefix: readonly string[] }
  | { kind: 'service'; name: string; uid: number; gid: number }

// Not the caller's environment: PostgreSQL must not see PGDATA, locale or secrets that were meant for the application.
const environment = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export type Passwd = { name: string; uid: number; gid: number }

export const isRoot = (): boolean => process.getuid?.() === 0

/** The user namespace in which root is an ordinary user that can run `native` and write `folder`, if allowed here. */
export function findNamespace(native: string, folder: string): RunAs | undefined {
  // initdb asks for the name of its user, so the number shown inside must be one that has a name.
  const users = readPasswd()
  const inside = users.find((user) => user.uid === 1000) ?? users.find((user) => user.uid !== 0)
  if (!inside) return undefined
  const prefix = ['unshare', '--user', `--map-user=${inside.uid}`, `--map-group=${inside.gid}`, '--']
  // Inside, root has lost its power over other people's folders: both must be reachable without it.
  const probe = ['sh', '-c', 'test -x "$0" && test -w "$1"', join(native, 'bin/postgres'), folder]
  const { status } = spawnSync(prefix[0] ?? '', [...prefix.slice(1), ...probe], { stdio: 'ignore' })
  return status === 0 ? { kind: 'namespace', prefix } : undefined
}

/** An existing or newly made system user for PostgreSQL, if there can be one. */
export function findServiceUser(): RunAs | undefined {
  const known = () => readPasswd().find((user) => user.name === 'yiwang' || user.name === 'postgres')
  if (!known()) {
    const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'yiwang']
    spawnSync('useradd', options, { stdio: 'ignore' })
  }
  const user = known()
  return user && { kind: 'service', ...user }
}

/** Command, arguments and spawn options for one PostgreSQL program. */
export function commandFor(runAs: RunAs, program: string, args: readonly string[]) {
  const env = environment
  if (runAs.kind === 'namespace') {
    const [command = '', ...rest] = [...runAs.prefix, program, ...args]
    return { command, args: rest, options: { env } }
  }
  const who = runAs.kind === 'service' ? { uid: runAs.uid, gid: runAs.gid } : {}
  return { command: program, args: [...args], options: { env, ...who } }
}

function readPasswd(): Passwd[] {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap(passwdLine)
  } catch {
    return []
  }
}

function passwdLine(line: string): Passwd[] {
  const [name, , uid, gid] = line.split(':')
  return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
}
