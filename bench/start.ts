import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchResult } from './result.ts'

const firstBar = 60
const warmBar = 5
const patienceMs = 180_000

/**
 * From the command to “就绪 ready” on a machine that has installed: the first time with an empty data folder (initdb, migrations,
 * national tables, demo), then again on the same folder. Screens are built once by hand before, as an installation has them.
 */
export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-bench-'))
  try {
    const built = await secondsToReady(join(folder, 'built'), { DEMO: 'no' })
    console.log(`start: once without the demo, so that the screens are built: ${built.toFixed(1)} s`)
    const first = await secondsToReady(join(folder, 'data'), {})
    console.log(`start: first ${first.toFixed(1)} s`)
    const warm = Math.max(
      await secondsToReady(join(folder, 'data'), {}),
      await secondsToReady(join(folder, 'data'), {}),
    )
    console.log(`start: warm ${warm.toFixed(1)} s, the slower of two`)
    return {
      name: 'start',
      figure: `first ${first.toFixed(1)} s, warm ${warm.toFixed(1)} s`,
      bar: `first ≤ ${firstBar} s, warm ≤ ${warmBar} s`,
      pass: first <= firstBar && warm <= warmBar,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the server, stops it once it says that it is ready, and gives the seconds between command and that line. */
async function secondsToReady(dataDir: string, settings: Record<string, string>): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      HTTP_PORT: '0',
      JT808_PORT: '0',
      HJ212_PORT: '0',
      DATABASE_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const given = setTimeout(() => child.kill(), patienceMs)
  let said = ''
  let took: number | undefined
  for await (const part of child.stdout) {
    said += String(part)
    if (took === undefined && said.includes('就绪 ready')) {
      took = (performance.now() - began) / 1000
      child.kill('SIGTERM')
    }
  }
  clearTimeout(given)
  await ended
  if (took === undefined) throw new Error(`the server was never ready:\n${said}`)
  return took
}
