import { execFile } from 'node:child_process'
import { existsSync, globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Where Debian and the like keep pgbench, newest first, or wherever the path leads. */
export function findPgbench(): string | undefined {
  const packaged = globSync('/usr/lib/postgresql/*/bin/pgbench').sort().toReversed()
  const onPath = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'pgbench'))
  return [...packaged, ...onPath].find((path) => existsSync(path))
}

export const pgbenchMissing = 'install pgbench (Debian: postgresql-15, or postgresql-contrib)'

/** A script in pgbench's own language and the values of its variables. */
export type Script = { readonly text: string; readonly variables?: Readonly<Record<string, string | number>> }

export type PgbenchRun = {
  readonly pgbench: string
  readonly url: string
  readonly folder: string
  /** Each is taken as often as the others. */
  readonly scripts: readonly Script[]
  readonly clients: number
  readonly seconds: number
}

/** Runs scripts with prepared statements and gives transactions a second, connecting not counted. */
export async function runPgbench(run: PgbenchRun): Promise<number> {
  const files = run.scripts.map((script, at) => fileOf(run.folder, script, at))
  const variables = run.scripts.flatMap((script, at) => variablesOf(script, at))
  const size = ['-c', `${run.clients}`, '-j', '1', '-T', `${run.seconds}`]
  const { url, password } = withoutPassword(run.url)
  const { stdout } = await promisify(execFile)(
    run.pgbench,
    ['-n', '-M', 'prepared', ...size, ...variables, ...files.flatMap((file) => ['-f', file]), url],
    { maxBuffer: 16 * 1024 * 1024, env: { ...process.env, PGPASSWORD: password } },
  ).catch((error: { stderr?: string }) => {
    throw new Error(`pgbench: ${(error.stderr ?? '').slice(0, 1_000)}`)
  })
  const found = stdout.match(/^tps = ([0-9.]+)/m)
  const failed = stdout.match(/number of failed transactions: ([1-9][0-9]*)/)
  if (!found || failed) throw new Error(`pgbench: ${stdout}`)
  return Number(found[1])
}

// Variables are of the whole run, so those of several scripts are told apart by a suffix.
const suffix = (at: number): string => (at === 0 ? '' : `_${at}`)

function fileOf(folder: string, { text, variables = {} }: Script, at: number): string {
  const file = join(folder, `peer-${at}.sql`)
  const own = new RegExp(`:(${Object.keys(variables).join('|')})\\b`, 'g')
  writeFileSync(file, at === 0 ? text : text.replace(own, `:$1${suffix(at)}`))
  return file
}

const variablesOf = ({ variables = {} }: Script, at: number): string[] =>
  Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}${suffix(at)}=${value}`])

// What stands in a command line can be read by everybody on the machine.
function withoutPassword(url: string): { url: string; password: string } {
  const parsed = new URL(url)
  const password = decodeURIComponent(parsed.password)
  parsed.password = ''
  return { url: parsed.href, password }
}
