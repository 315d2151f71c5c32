import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Several servers run side by side; the usual ports belong to none of them.
const noGateways = { JT808_PORT: '0', HJ212_PORT: '0' }

const root = join(import.meta.dirname, '..', '..')

/** A whole server with the demo district, as `npm start` gives it, for browser tests. */
export type RunningServer = { readonly address: string; readonly password: string; stop(): Promise<void> }

/** Starts the product on a free port and a temporary data folder; resolves when it says that it is ready. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yiwang-e2e-'))
  const port = await freePort()
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, HTTP_PORT: String(port), DATABASE_URL: '', DEMO: 'yes', ...noGateways },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test that is cut off leaves no server behind.
  process.once('exit', () => child.kill('SIGTERM'))
  await ready(child)
  return {
    address: `http://127.0.0.1:${port}`,
    password: readFileSync(join(dataDir, 'demo-password'), 'utf8').trim(),
    stop: () => end(child, dataDir),
  }
}

function ready(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((done, failed) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('就绪 ready in')) done()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => failed(new Error(`the server ended with ${code} before it was ready:\n${said}`)))
  })
}

function end(child: ChildProcess, dataDir: string): Promise<void> {
  return new Promise((done) => {
    child.once('exit', () => {
      rmSync(dataDir, { recursive: true, force: true })
      done()
    })
    child.kill('SIGTERM')
  })
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
