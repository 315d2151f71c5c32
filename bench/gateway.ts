import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { positionOf } from '#sense/conveyor/store.ts'
import type { BenchDatabase } from './database.ts'

/** A gateway with its conveyor in a process of its own, as the product runs them. */
export type BenchGateway = { port: number; child: ChildProcess; settled(): Promise<void>; stop(): void }

const script = join(import.meta.dirname, '..', 'sense', 'testing', 'survival', 'gateway-process.ts')

/** Starts one on a free port. */
export async function startGateway({ url, pool, folder }: BenchDatabase): Promise<BenchGateway> {
  const port = await freePort()
  const child = fork(script, [url, join(folder, 'spool'), `${port}`], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  await once(child, 'message')
  return {
    port,
    child,
    stop: () => void child.kill('SIGKILL'),
    /** Until everything that was kept is in the database. */
    async settled() {
      const answer = once(child, 'message') as Promise<[{ id: string; end: number }]>
      child.send('how far')
      const [{ id, end }] = await answer
      while ((await positionOf(pool, id)) < end) await pause(50)
    },
  }
}

/** The memory that a process holds, in MiB. */
export function residentMegabytes(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
