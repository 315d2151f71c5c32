import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { systemClock } from '#kernel/clock.ts'
import { type Config, readConfig } from '#kernel/config.ts'
import { openPool } from '#kernel/db/db.ts'
import { type GoneFolder, goneFolders, goneWords, listRan } from '#kernel/db/gone.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { type Log, makeLog } from '#kernel/log.ts'
import { Problem } from '#kernel/problem.ts'
import { installationSecret } from '#kernel/secret-file.ts'
import { compose, version } from './compose.ts'
import { type Database, openDatabase } from './database.ts'
import { runGatewayAlone } from './gateway-alone.ts'
import type { Listening } from './gateways.ts'
import { serverProblems } from './problems.ts'
import { rolesFrom } from './roles.ts'
import { buildScreensOnce } from './screens-build.ts'
import { demoLogins, seedDemoOnce } from './seed/demo.ts'
import { loadNational } from './seed/national.ts'
import { wantFirstReports } from './seed/reports.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Starts everything in order and serves until told to stop. */
async function main(): Promise<void> {
  const began = performance.now()
  const config = readConfig(process.env)
  const roles = rolesFrom(process.argv)
  const log = makeLog(config.LOG_LEVEL)
  if (roles.has('http')) await refuseTakenPort(config)
  const database = await openDatabase(config, log, false)
  const stops: (() => Promise<void>)[] = [() => database.stop()]
  const { stop, isAsked } = stopper(stops)
  try {
    const secrets = {
      session: config.AUTH_SECRET ?? installationSecret(config.DATA_DIR, 'session'),
      data: config.DATA_SECRET ?? installationSecret(config.DATA_DIR, 'data'),
    }
    if (roles.size === 1 && roles.has('gateway')) {
      const alone = await runGatewayAlone({ config, url: database.url, log, secrets, say })
      stops.unshift(() => alone.stop())
      return announceDevices(alone.listening)
    }
    const [ran] = await Promise.all([prepare(database), buildScreensOnce(say)])
    if (ran.length > 0) say(`迁移 · migrated: ${ran.length}`)
    const pool = openPool({ url: database.url, max: config.DATABASE_POOL })
    for (const gone of goneFolders(await listRan(pool))) sayGone(gone, log)
    await loadNational(pool)
    const demo = { pool, secrets, url: database.url, dataDir: config.DATA_DIR, say }
    const newDistrict = config.DEMO === 'yes' ? await seedDemoOnce(demo) : undefined
    // Not before: who stops a first start need not wait for what it has in hand, which is then as if it had never begun.
    stops.unshift(() => pool.end())
    const running = await compose({
      config,
      pool,
      url: database.url,
      secrets,
      clock: systemClock,
      log,
      roles,
      apart: process.env,
      say,
    })
    stops.unshift(() => running.stop())
    const address = roles.has('http') ? await listen(running.app, config) : undefined
    say(`一网 Yiwang ${version} · 就绪 ready in ${((performance.now() - began) / 1000).toFixed(1)} s`)
    if (address) announce(address, running.listening, await demoLogins(pool, config.DATA_DIR))
    if (newDistrict) await wantFirstReports(pool, running.enqueue, systemClock, newDistrict)
  } catch (error) {
    await stop()
    // Whatever was at work when the stop came has lost its database; that is no error to tell of.
    if (!isAsked()) throw error
  }
}

/** Deleting an industry's folder is allowed; that its data lie there unread has to be said each time. */
function sayGone(gone: GoneFolder, log: Log): void {
  const { zh, en } = goneWords(gone)
  say(`– ${zh} · ${en}`)
  log.warn({ folder: gone.folder, migrations: gone.migrations }, 'the folder of migrations that have run is gone')
}

async function prepare(database: Database): Promise<string[]> {
  if (!database.embedded) await mustReach(database.url)
  return migrate(database.url)
}

async function mustReach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ number: string; words: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as words`,
    )
    if (Number(rows[0]?.number) < 150_000) throw serverProblems.database_too_old({ found: rows[0]?.words ?? '?' })
  } catch (error) {
    if (error instanceof Problem) throw error
    const { message, code } = error as Error & { code?: string }
    throw serverProblems.database_url_unreachable({ reason: message || code || '无应答' })
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Told before anything is started, so that a taken port costs nothing. */
async function refuseTakenPort(config: Config): Promise<void> {
  const { createServer } = await import('node:net')
  await new Promise<void>((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(config.HTTP_PORT, config.HTTP_HOST, () => probe.close(() => done()))
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES') throw serverProblems.http_port_forbidden({ port: config.HTTP_PORT })
    throw serverProblems.http_port_in_use({ port: config.HTTP_PORT })
  })
}

async function listen(app: Awaited<ReturnType<typeof compose>>['app'], config: Config): Promise<string> {
  return app.listen({ port: config.HTTP_PORT, host: config.HTTP_HOST }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw serverProblems.http_port_in_use({ port: config.HTTP_PORT })
    throw error
  })
}

function announceDevices(listening: readonly Listening[]): void {
  for (const { protocol, port, transport } of listening) say(`  设备 devices     ${protocol} · ${transport} ${port}`)
}

function announce(
  address: string,
  listening: readonly Listening[],
  logins: readonly { username: string; post: string; password: string }[],
): void {
  say('')
  say(`  管理台 console   ${address}/`)
  say(`  市民上报 report  ${address}/report/`)
  say(`  接口 API         ${address}/api/docs`)
  announceDevices(listening)
  if (logins.length === 0) return
  say('')
  say(`  演示账号 demo logins（口令 password: ${logins[0]?.password}）`)
  for (const login of logins) say(`    ${login.username.padEnd(10)} ${login.post}`)
  say('')
}

const PATIENCE_MS = 18_000

/**
 * Stops once, in order, however often it is asked. What hangs is left behind after a while, so that the last, the database,
 * always has its turn; after 25 seconds the process ends.
 */
function stopper(stops: readonly (() => Promise<void>)[]): { stop(): Promise<void>; isAsked(): boolean } {
  let stopping: Promise<void> | undefined
  let asked = false
  const stop = () => {
    stopping ??= (async () => {
      setTimeout(() => process.exit(1), 25_000).unref()
      const patience = pause(PATIENCE_MS, undefined, { ref: false })
      for (const each of stops.slice(0, -1)) await Promise.race([each().catch(() => undefined), patience])
      await stops
        .at(-1)?.()
        .catch(() => undefined)
    })()
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      asked = true
      say('正在停止 · stopping')
      void stop().then(() => process.exit(0))
    })
  return { stop, isAsked: () => asked }
}

main().catch((error: unknown) => {
  if (error instanceof Problem) process.stderr.write(`${error.zh} · ${error.en}\n`)
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
})
