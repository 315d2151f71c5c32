import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openSessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import { Secret } from '#kernel/config.ts'
import type { Pool } from '#kernel/db/db.ts'
import { foundTown, type Name, town } from '#server/testing/town.ts'
import type { BenchDatabase } from './database.ts'

/** Signs the sessions of benchmarks. */
export const secret = 'a secret that lives as long as one benchmark'
const password = 'benchmark-password'

/** What a child process of a benchmark is told when it starts. */
export type ProductSettings = { readonly url: string; readonly secret: string; readonly dataDir: string }

/** Founds the town of the route stories for good and gives these people a login. Returns everybody's person id. */
export async function settleTown(db: BenchDatabase, logins: readonly Name[]): Promise<Record<Name, string>> {
  const people = await db.pool.transaction((tx) => foundTown(tx))
  const sessions = sessionsOf(db.url, db.pool)
  const passwordHash = await sessions.hash(password)
  for (const name of logins) {
    const account = { districtId: town.districtId, personId: people[name], username: name, name, passwordHash }
    await sessions.createAccount(db.pool, account)
  }
  await sessions.close()
  return people
}

const sessionsOf = (url: string, pool: Pool) =>
  openSessions({ url, pool, secret: new Secret(secret), clock: systemClock, secure: false })

/** The whole product in a process of its own, every role, as `npm start` runs it but for the limit on public requests. */
export async function withProduct<T>(db: BenchDatabase, work: (address: string) => Promise<T>): Promise<T> {
  const settings: ProductSettings = { url: db.url, secret, dataDir: join(db.folder, 'data') }
  const child = forkScript('product-server.ts')
  child.send(settings)
  const { port } = await messageOf<{ port: number }>(child)
  try {
    return await work(`http://127.0.0.1:${port}`)
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

/** Signs somebody in over HTTP; the cookies to send with every further request. */
export async function cookieOf(address: string, name: Name): Promise<string> {
  const reply = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `sign-in-${name}` },
    body: JSON.stringify({ username: name, password }),
  })
  if (!reply.ok) throw new Error(`${name} cannot sign in: ${reply.status} ${await reply.text()}`)
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** A script of this folder in a Node process of its own, spoken to by messages. */
export const forkScript = (name: string): ChildProcess =>
  fork(join(import.meta.dirname, name), { execArgv: ['--disable-warning=ExperimentalWarning'] })

/** What a script of this folder says first; an error if it ends without a word. */
export function messageOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((said, failed) => {
    child.once('message', (message) => said(message as T))
    child.once('error', failed)
    child.once('exit', (code) => failed(new Error(`${child.spawnargs.at(-1)} ended with ${code}`)))
  })
}
