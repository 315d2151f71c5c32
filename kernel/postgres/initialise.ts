import { spawn } from 'node:child_process'
import { appendFile, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '#kernel/problem.ts'
import { problemFromOutput } from './failures.ts'
import { exists, type Folder, give } from './folder.ts'
import { commandFor } from './run-as.ts'

/** The one superuser and the one database of an embedded server. */
export const owner = 'yiwang'

/** Makes the data folder when there is none; made aside and renamed, so a half-made one is never mistaken for data. */
export async function ensureInitialised(folder: Folder, password: string): Promise<void> {
  if (await exists(folder.pgdata)) return
  const draft = `${folder.pgdata}.new`
  const passwordFile = join(folder.place, 'password.new')
  await rm(draft, { recursive: true, force: true })
  await writeFile(passwordFile, password, { mode: 0o600 })
  await give(passwordFile, folder)
  try {
    await initdb(folder, draft, passwordFile, 'C.UTF-8').catch((error) => {
      if ((error as Problem).code !== 'database_locale_missing') throw error
      return initdb(folder, draft, passwordFile, 'C')
    })
  } finally {
    await rm(passwordFile, { force: true })
  }
  const includes = `\ninclude_if_exists '../settings.conf'\ninclude_if_exists '../local.conf'\n`
  await appendFile(join(draft, 'postgresql.conf'), includes)
  await rename(draft, folder.pgdata)
  await syncFolder(dirname(folder.pgdata))
}

// Built-in C.UTF-8: code-point order with Unicode case rules, the same on every operating system. The system's own
// character types only tell pg_trgm and the like that 汉字 are letters, so plain C will do where C.UTF-8 is missing.
async function initdb(folder: Folder, draft: string, passwordFile: string, letters: string): Promise<void> {
  const locale = [
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${letters}`,
    '--encoding=UTF8',
  ]
  const access = ['--auth=scram-sha-256', `--username=${owner}`, `--pwfile=${passwordFile}`]
  const program = join(folder.native, 'bin/initdb')
  const { command, args, options } = commandFor(folder.runAs, program, [
    '-D',
    draft,
    '--data-checksums',
    ...locale,
    ...access,
  ])
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const code = await new Promise<number | null>((done) => {
    child.once('error', (error) => {
      output += error.message
      done(null)
    })
    child.once('close', done)
  })
  if (code !== 0) throw problemFromOutput(output, { folder: folder.root, port: 0 })
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
