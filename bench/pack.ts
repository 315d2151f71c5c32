import type { Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { DeviceNews } from '#sense/conveyor/batch.ts'
import { Memory } from '#sense/conveyor/memory.ts'
import { writeSamples, writeSeries } from '#sense/conveyor/values.ts'
import type { KnownDevice } from '#sense/device/directory.ts'
import { randomOf } from '#sense/simulate/faults.ts'
import { packDay } from '#sense/telemetry/pack-day.ts'
import { ensureDays } from '#sense/telemetry/partitions.ts'
import { withDatabase } from './database.ts'
import { addStations } from './devices.ts'
import type { BenchResult } from './result.ts'

const bar = 0.1
const stations = 100
const day = '2026-11-10'
const start = Date.parse(`${day}T00:00:00Z`)

// As instruments print them: so many digits, a day's course, some noise, and a clock that is a second off now and then.
const kinds = [
  { metric: 'tsp', digits: 3, mean: 0.12, swing: 0.06, noise: 0.01 },
  { metric: 'pm10', digits: 0, mean: 75, swing: 30, noise: 4 },
  { metric: 'noise', digits: 1, mean: 55, swing: 9, noise: 3 },
  { metric: 'temperature', digits: 1, mean: 14, swing: 6, noise: 0.1 },
  { metric: 'pressure', digits: 2, mean: 101.1, swing: 0.3, noise: 0.02 },
]

/** A day of 500 series at one value a minute: bytes a value packed, with index and all, against plain rows with theirs. */
export async function run(): Promise<BenchResult> {
  return withDatabase(4, async ({ pool }) => {
    const devices = await addStations(pool, stations)
    await pool.transaction((tx) => ensureDays(tx, 'sense.telemetry', [day]))
    const rows = await writeDay(pool, devices)
    const began = performance.now()
    const { plainBytes, state } = await packDay(pool, day, new Date())
    const seconds = (performance.now() - began) / 1000
    if (state !== 'packed') throw new Error('the day was not packed')
    const { bytes } = await pool.one<{ bytes: number }>(sql`select pg_total_relation_size('sense.packed') as bytes`)
    const ratio = bytes / plainBytes
    console.log(`pack: ${rows} values packed and read back in ${seconds.toFixed(1)} s`)
    return {
      name: 'pack',
      figure: `${(bytes / rows).toFixed(1)} bytes a value of ${(plainBytes / rows).toFixed(1)} plain, ratio ${ratio.toFixed(3)}`,
      bar: `≤ ${bar}`,
      pass: ratio <= bar,
    }
  })
}

async function writeDay(pool: Pool, devices: readonly KnownDevice[]): Promise<number> {
  const memory = new Memory()
  let rows = 0
  // Hour by hour, so that the rows lie as they would have come.
  for (let hour = 0; hour < 24; hour++) {
    const news = devices.map((device, index) => hourOf(device, index, hour))
    rows += await pool.transaction(async (tx) => {
      await writeSeries(tx, news, memory)
      return writeSamples(tx, news, memory)
    })
  }
  return rows
}

function hourOf(device: KnownDevice, index: number, hour: number): Pick<DeviceNews, 'device' | 'samples' | 'tracks'> {
  const random = randomOf(index * 24 + hour)
  const samples: DeviceNews['samples'] = []
  for (let minute = 0; minute < 60; minute++) {
    const at = new Date(start + (hour * 60 + minute) * 60_000 + (random() < 0.05 ? 1_000 : 0))
    const course = Math.sin(((hour * 60 + minute) / 1440 + index / 40) * 2 * Math.PI)
    for (const { metric, digits, mean, swing, noise } of kinds) {
      const value = Number((mean + swing * course + noise * (random() - 0.5) * 2).toFixed(digits))
      samples.push({ metric, unit: '', at, value, quality: random() < 0.002 ? 'bad' : 'ok' })
    }
  }
  return { device, samples, tracks: [] }
}
