import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverProblems } from './problems.ts'

const root = join(import.meta.dirname, '..')

/** Builds each front whose sources differ from what it was last built from. Error: `screens_not_built`. */
export async function buildScreensOnce(say: (line: string) => void): Promise<void> {
  for (const front of fronts()) {
    const stamp = join(root, 'dist', `.${front}`)
    const sources = fingerprint(front)
    if (
      existsSync(stamp) &&
      readFileSync(stamp, 'utf8') === sources &&
      existsSync(join(root, 'dist', front, 'index.html'))
    )
      continue
    say(`构建页面 · building ${front} …`)
    await build(front)
    mkdirSync(join(root, 'dist'), { recursive: true })
    writeFileSync(stamp, sources)
  }
}

const fronts = (): string[] =>
  globSync('web/*/vite.config.ts', { cwd: root })
    .map((path) => path.split(/[\\/]/)[1] ?? '')
    .sort()

/** Everything that can end up in a bundle: the front, the kit, every contract and the pure modules behind them. */
function fingerprint(front: string): string {
  const hash = createHash('sha256')
  const files = globSync(
    [
      `web/${front}/**/*`,
      'web/kit/**/*',
      'industry/*/{web/**/*,*.ts}',
      '{kernel,city,sense,analyse,serve,command,supervise}/**/*.ts',
      'package-lock.json',
    ],
    {
      cwd: root,
      withFileTypes: true,
    },
  )
  const paths = files
    .filter((file) => file.isFile() && !file.name.endsWith('.test.ts'))
    .map((file) => join(file.parentPath, file.name))
  for (const path of paths.sort()) hash.update(path.slice(root.length)).update(readFileSync(path))
  return hash.digest('hex')
}

// Built aside and then moved, so that a running server never serves half a build.
async function build(front: string): Promise<void> {
  const aside = join(root, 'dist', `.${front}-${process.pid}`)
  await runVite(front, aside)
  rmSync(join(root, 'dist', front), { recursive: true, force: true })
  renameSync(aside, join(root, 'dist', front))
}

function runVite(front: string, outDir: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(
    process.execPath,
    [
      vite,
      'build',
      '-c',
      join(root, 'web', front, 'vite.config.ts'),
      '--logLevel',
      'error',
      '--outDir',
      outDir,
      '--emptyOutDir',
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  )
  return new Promise((done, failed) => {
    child.once('error', failed)
    child.once('exit', (code) => (code === 0 ? done() : failed(serverProblems.screens_not_built({ front }))))
  })
}
