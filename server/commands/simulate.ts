import { sql } from '#kernel/db/sql.ts'
import { type Faults, faultsOf } from '#sense/simulate/faults.ts'
import { driveFleet } from '#sense/simulate/fleet.ts'
import { roundLinesOf } from '../rounds.ts'
import { type Command, oneOf, readArgs, required, UsageError } from './command.ts'
import { withDatabase } from './session.ts'

const options = {
  district: { type: 'string' },
  rate: { type: 'string' },
  seconds: { type: 'string' },
  devices: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  faults: { type: 'string' },
  seed: { type: 'string' },
} as const

/** Vehicles that are not there: for demonstrations, load and tests. */
export const simulateCommand: Command = {
  name: 'simulate',
  about: { zh: '模拟设备', en: 'simulate devices' },
  help: `用法 usage：
  npm run yiwang -- simulate jt808 --district <区划 id> [--rate 每秒定位数 1] [--seconds 60] [--devices 上限]
      [--host 127.0.0.1] [--port JT808_PORT] [--faults cut=0.01,twice=0.05,reorder=0.05,delay=0.02,delayHours=48] [--seed 1]

以该区已登记的 JT/T 808 终端行驶上报，直到时间到或 Ctrl+C；末行为发送、确认、断线、拒绝的次数。
Drives the registered JT/T 808 terminals of a district until the time is up; the last line counts what was sent, acknowledged, cut
and refused.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, options)
    oneOf(positionals[0], ['jt808'] as const, '协议 protocol')
    const districtId = required(values.district, 'district')
    const perSecond = numberOf(values.rate, 'rate', 1, 20_000)
    const seconds = numberOf(values.seconds, 'seconds', 60, 86_400)
    const most = numberOf(values.devices, 'devices', 1_000, 20_000)
    const { phones, lines } = await withDatabase(config, async ({ pool }) => ({
      phones: (
        await pool.many<{ sender: string }>(sql`
          select sender from sense.device
           where district_id = ${districtId} and protocol = 'jt808' and retired_at is null order by sender limit ${most}`)
      ).map(({ sender }) => sender.padStart(12, '0')),
      lines: await roundLinesOf(pool, districtId),
    }))
    if (lines.length === 0)
      throw new UsageError('该区没有道路和网格，无路可走', 'the district has no roads or cells to drive through')
    if (phones.length === 0)
      throw new UsageError('该区没有登记 JT/T 808 终端', 'no JT/T 808 terminal is registered there')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), seconds * 1000).unref()
    process.once('SIGINT', () => stop.abort())
    const { sent, acknowledged, cut, refused } = await driveFleet({
      host: values.host ?? '127.0.0.1',
      port: numberOf(values.port, 'port', config.JT808_PORT, 65_535),
      phones,
      lines,
      perSecond,
      faults: knownFaults(values.faults ?? ''),
      seed: numberOf(values.seed, 'seed', 1, 2 ** 31),
      signal: stop.signal,
    })
    io.line(`sent ${sent} acknowledged ${acknowledged} cut ${cut} refused ${refused}`)
    return 0
  },
}

function numberOf(text: string | undefined, name: string, fallback: number, most: number): number {
  const value = text === undefined ? fallback : Number(text)
  if (value > 0 && value <= most) return value
  throw new UsageError(`--${name} 须在 0 与 ${most} 之间`, `--${name} is between 0 and ${most}`)
}

function knownFaults(text: string): Faults {
  try {
    return faultsOf(text)
  } catch (error) {
    if (error instanceof RangeError) {
      throw new UsageError(`--faults 中的“${error.message}”有误`, `“${error.message}” in --faults is wrong`)
    }
    throw error
  }
}
