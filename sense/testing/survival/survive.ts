import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPool, type Pool } from '#kernel/db/db.ts'
import { migrate } from '#kernel/db/migrate.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { type Embedded, startEmbedded } from '#kernel/postgres/embedded.ts'
import { positionOf } from '../../conveyor/store.ts'
import { report, type Said } from './client.ts'
import { judge, type Verdict } from './judge.ts'

export type Survival = Verdict & { gatewayKills: number; databaseKills: number; seconds: number }

type Options = { kills: number; vehicles: number; random: () => number; tell?: (line: string) => void }

const districtId = '513399'

/**
 * Runs a gateway in a process of its own and a PostgreSQL of its own, lets vehicles report, kills one or the other with SIGKILL at
 * random moments and starts it again, and at the end compares what was acknowledged with what is stored.
 */
export async function survive({ kills, vehicles, random, tell }: Options): Promise<Survival> {
  const folder = mkdtempSync(join(tmpdir(), 'yiwang-survival-'))
  const ground = new Ground(folder)
  const started = performance.now()
  const stop = new AbortController()
  try {
    await ground.open(vehicles)
    // Old enough that no report is ever ahead of its time.
    const start = Math.floor(Date.now() / 1000) * 1000 - 20 * 86_400_000
    const clients = ground.said.map((one) => report(ground.port, one, start, stop.signal))
    const killed = { gateway: 0, database: 0 }
    for (let kill = 1; kill <= kills; kill++) {
      // Killed while it writes, not while it waits: something has been taken over since the last time.
      await ground.moved()
      await pause(random() * 400)
      const what = random() < 0.5 ? 'gateway' : 'database'
      killed[what]++
      await (what === 'gateway' ? ground.killGateway() : ground.killDatabase(random() < 0.5))
      if (kill % 20 === 0) tell?.(`${kill} kills, ${ground.acknowledged} reports acknowledged`)
    }
    stop.abort()
    await Promise.all(clients)
    await ground.settle()
    const verdict = await judge(ground.pool, districtId, ground.said)
    const seconds = (performance.now() - started) / 1000
    return { ...verdict, gatewayKills: killed.gateway, databaseKills: killed.database, seconds }
  } finally {
    stop.abort()
    await ground.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Everything that is killed and started again. */
class Ground {
  readonly #folder: string
  readonly said: Said[] = []
  port = 0
  #position = -1
  #server: Embedded | undefined
  #gateway: ChildProcess | undefined
  #pool: Pool | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  get pool(): Pool {
    return this.#pool!
  }

  get acknowledged(): number {
    return this.said.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
  }

  async open(vehicles: number): Promise<void> {
    await this.#startDatabase()
    await migrate(this.#server!.url)
    this.#pool = openPool({ url: this.#server!.url, max: 2, name: 'yiwang-survival-judge' })
    await this.pool.run(sql`
      insert into city.district (district_id, name, centre_lon, centre_lat, bounds)
      values (${districtId}, '示范区', 107.5, 31.2, '((107.4,31.1),(107.6,31.3))')`)
    for (let index = 0; index < vehicles; index++) {
      const sender = `138${String(index).padStart(8, '0')}`
      await this.pool.run(sql`
        insert into sense.device (district_id, device_id, protocol, sender, kind, name, registered_at, registered_by)
        values (${districtId}, ${newId()}, 'jt808', ${sender}, 'sanitation-truck', ${sender}, now(), 'test')`)
      this.said.push({ phone: sender.padStart(12, '0'), sent: new Map(), acknowledged: new Set() })
    }
    this.port = await freePort()
    await this.#startGateway()
  }

  async killGateway(): Promise<void> {
    const ended = once(this.#gateway!, 'exit')
    this.#gateway!.kill('SIGKILL')
    await ended
    await this.#startGateway()
  }

  /** Kills one server process of PostgreSQL, which then recovers by itself, or the postmaster, which has to be started again. */
  async killDatabase(isOneOnly: boolean): Promise<void> {
    const { pid, folder } = await this.#askedUntilAnswered<{ pid: number; folder: string }>(sql`
      select coalesce((select pid from pg_stat_activity where application_name = 'yiwang-survival' order by random() limit 1),
                      pg_backend_pid()) as pid, current_setting('data_directory') as folder`)
    if (isOneOnly) {
      process.kill(pid, 'SIGKILL')
      return
    }
    const postmaster = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(postmaster, 'SIGKILL')
    // As long as it is still dying it would be taken for one that runs.
    while (isThere(postmaster)) await pause(10)
    await this.#startDatabase()
  }

  /** Waits until the conveyor has taken something over since the last time, for some seconds at most. */
  async moved(): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      const now = await this.pool
        .find<{ position: number }>(sql`select max(position) as position from sense.spool_position`)
        .catch(() => undefined)
      if (now && now.position !== this.#position) {
        this.#position = now.position
        return
      }
      await pause(50)
    }
  }

  /** Waits until everything in the spool is in the database. */
  async settle(): Promise<void> {
    const answer = once(this.#gateway!, 'message') as Promise<[{ id: string; end: number }]>
    this.#gateway!.send('how far')
    const [{ id, end }] = await answer
    let position = -1
    for (let tries = 0; tries < 1_800; tries++) {
      position = await positionOf(this.pool, id).catch(() => -1)
      if (position >= end) return
      await pause(100)
    }
    throw new Error(`the spool was taken over up to ${position} of ${end} only, within three minutes`)
  }

  async close(): Promise<void> {
    this.#gateway?.removeAllListeners()
    this.#gateway?.kill('SIGKILL')
    await this.#pool?.end()
    await this.#server?.stop()
  }

  async #askedUntilAnswered<Row>(query: ReturnType<typeof sql>): Promise<Row> {
    for (let tries = 0; tries < 300; tries++) {
      const row = await this.pool.find<Row>(query).catch(() => undefined)
      if (row) return row
      await pause(100)
    }
    throw new Error('the database does not come back')
  }

  async #startDatabase(): Promise<void> {
    this.#server = await startEmbedded({ dataDir: join(this.#folder, 'postgres'), log: silentLog })
  }

  async #startGateway(): Promise<void> {
    const script = join(import.meta.dirname, 'gateway-process.ts')
    const words = [this.#server!.url, join(this.#folder, 'spool'), `${this.port}`]
    const child = fork(script, words, { execArgv: ['--disable-warning=ExperimentalWarning'] })
    this.#gateway = child
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        if (code !== null) throw new Error(`the gateway ended with ${code}`)
      }),
    ])
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
