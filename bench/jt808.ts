import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from '#kernel/db/sql.ts'
import { withDatabase } from './database.ts'
import { addTrucks, busySeconds, district } from './devices.ts'
import { startGateway } from './gateway.ts'
import { type BenchResult, short } from './result.ts'

const bar = 5_000
const connections = 5_000
const seconds = 20

/**
 * Locations by JT/T 808 over 5,000 connections, each terminal sending the next as soon as the last is acknowledged: kept with
 * fsync, acknowledged, then in the database, where every acknowledged one is found. Clients, gateway and database share the machine.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await addTrucks(db.pool, connections)
    const gateway = await startGateway(db)
    try {
      const words = [`${gateway.port}`, '0', `${connections}`, `${seconds}`]
      const client = fork(join(import.meta.dirname, 'jt808-client.ts'), words, {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      await once(client, 'message')
      console.log(`jt808: ${connections} terminals signed in`)
      const told = once(client, 'message') as Promise<[{ acknowledged: number; seconds: number }]>
      const busyBefore = await busySeconds(db.pool, gateway.child.pid ?? 0)
      const began = performance.now()
      client.send('go')
      const [{ acknowledged, seconds: took }] = await told
      await gateway.settled()
      const storedIn = (performance.now() - began) / 1000
      const busy = (await busySeconds(db.pool, gateway.child.pid ?? 0)) - busyBefore
      const { stored, values } = await db.pool.one<{ stored: number; values: number }>(sql`
        select (select count(*) from sense.track_point where district_id = ${district}) as stored,
               (select count(*) from sense.telemetry where district_id = ${district}) as values`)
      const [perSecond, storedPerSecond] = [acknowledged / took, stored / storedIn]
      console.log(
        `jt808: ${acknowledged} acknowledged in ${took.toFixed(1)} s, ${stored} stored with ${values} values in ${storedIn.toFixed(1)} s`,
      )
      return {
        name: 'jt808',
        figure: `${short(perSecond)}/s acknowledged, ${short(storedPerSecond)}/s stored, ${short(stored / busy)}/s a busy core of gateway and database, lost ${acknowledged - stored}`,
        bar: `≥ ${short(bar)}/s stored, lost 0`,
        pass: storedPerSecond >= bar && acknowledged === stored,
      }
    } finally {
      gateway.stop()
    }
  })
}
