import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { locationAt, Terminal } from '#sense/simulate/terminal.ts'
import { withDatabase } from './database.ts'
import { addTrucks } from './devices.ts'
import { type BenchGateway, residentMegabytes, startGateway } from './gateway.ts'
import { type BenchResult, percentile } from './result.ts'
import { phoneOf } from './signed-socket.ts'

const mostMegabytes = 400
const mostMs = 250
const seconds = 15
// A thousand terminals that send without end offer far more than ten times what is taken.
const crowd = 1_000

/**
 * A quiet terminal that reports ten times a second: how long it waits for its answer alone, beside one that sends without end, and
 * beside a thousand of them; and the memory that the gateway holds then.
 */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async (db) => {
    await addTrucks(db.pool, crowd + 2)
    const gateway = await startGateway(db)
    const clients: ChildProcess[] = []
    try {
      const quiet = await Terminal.connect(gateway.port, phoneOf(0))
      if (!(await quiet.signIn())) throw new Error('the quiet terminal is not known')
      const alone = await waits(quiet, gateway)
      clients.push(await runaways(gateway.port, 1, 1))
      const besideOne = await waits(quiet, gateway)
      clients.push(await runaways(gateway.port, 2, crowd))
      await pause(5_000)
      const besideAll = await waits(quiet, gateway)
      for (const [name, one] of Object.entries({ alone, besideOne, besideAll }))
        console.log(`overload: ${name} p99 ${one.p99.toFixed(0)} ms, RSS at most ${one.megabytes.toFixed(0)} MiB`)
      return {
        name: 'overload',
        figure: `RSS ${besideAll.megabytes.toFixed(0)} MiB beside ${crowd} runaway terminals (${alone.megabytes.toFixed(0)} alone); p99 of a quiet one ${besideOne.p99.toFixed(0)} ms beside one of them (${alone.p99.toFixed(0)} ms alone)`,
        bar: `≤ ${mostMegabytes} MiB; ≤ ${mostMs} ms`,
        pass: besideAll.megabytes <= mostMegabytes && besideOne.p99 <= mostMs,
      }
    } finally {
      for (const client of clients) client.kill('SIGKILL')
      gateway.stop()
    }
  })
}

async function runaways(port: number, first: number, count: number): Promise<ChildProcess> {
  const words = [`${port}`, `${first}`, `${count}`]
  const client = fork(join(import.meta.dirname, 'runaway-client.ts'), words, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  await once(client, 'message')
  return client
}

let reports = 0

async function waits(quiet: Terminal, gateway: BenchGateway): Promise<{ p99: number; megabytes: number }> {
  const start = Date.now() - 86_400_000
  const times: number[] = []
  let megabytes = 0
  for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
    const began = performance.now()
    const at = new Date(Math.floor(start / 1000) * 1000 + ++reports * 1000)
    const result = await quiet.acknowledged('location', locationAt(at, { lon: 107.5, lat: 31.2 }))
    if (result === undefined) throw new Error('the quiet terminal lost its connection')
    times.push(performance.now() - began)
    megabytes = Math.max(megabytes, residentMegabytes(gateway.child))
    await pause(100)
  }
  return { p99: percentile(times, 0.99), megabytes }
}
