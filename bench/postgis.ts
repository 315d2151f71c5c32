import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export const postgisMissing = 'install PostGIS (Debian: postgresql-15-postgis-3)'

/** The newest packaged PostgreSQL that has PostGIS: the folder of its programs. */
export function findPostgis(): string | undefined {
  return globSync('/usr/share/postgresql/*/extension/postgis.control')
    .map((path) => `/usr/lib/postgresql/${path.split('/')[4]}/bin`)
    .filter((bin) => existsSync(join(bin, 'initdb')))
    .sort()
    .at(-1)
}

/** A throw-away cluster with PostGIS, tuned as far as reading from memory goes; it goes when the work is done. */
export async function withPostgis<T>(
  bin: string,
  work: (client: pg.Client, url: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-postgis-'))
  const asUser = userFor(folder)
  const data = join(folder, 'data')
  const port = await freePort()
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c shared_buffers=256MB -c jit=off`
  const run = (program: string, ...args: string[]) =>
    execFileSync(join(bin, program), args, { stdio: 'ignore', cwd: folder, ...asUser })
  const url = `postgres://bench@127.0.0.1:${port}/postgres?host=${encodeURIComponent(folder)}`
  try {
    run('initdb', '-D', data, '-U', 'bench', '--auth=trust', '--no-sync', '--locale=C', '-E', 'UTF8')
    run('pg_ctl', '-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start')
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query('create extension postgis')
      return await work(client, url, folder)
    } finally {
      await client.end()
    }
  } finally {
    if (existsSync(join(data, 'postmaster.pid'))) run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop')
    rmSync(folder, { recursive: true, force: true })
  }
}

// PostgreSQL refuses root, so root lends the folder to the user that Debian's package made.
function userFor(folder: string): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {}
  const id = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  const user = { uid: id('-u'), gid: id('-g') }
  chownSync(folder, user.uid, user.gid)
  return user
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
