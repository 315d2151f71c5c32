import type { Config } from '#kernel/config.ts'
import { sql } from '#kernel/db/sql.ts'
import { driveCoap } from '#sense/simulate/coap-fleet.ts'
import { type Faults, faultsOf } from '#sense/simulate/faults.ts'
import { driveFleet, type FleetCounts } from '#sense/simulate/fleet.ts'
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
  protocol: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  speed: { type: 'string' },
  sender: { type: 'string' },
  credential: { type: 'string' },
} as const

type Values = Partial<Record<keyof typeof options, string | undefined>>

/** Vehicles that are not there: for demonstrations, load and tests. */
export const simulateCommand: Command = {
  name: 'simulate',
  about: { zh: '模拟设备', en: 'simulate devices' },
  help: `用法 usage：
  npm run yiwang -- simulate jt808 --district <区划 id> [--rate 每秒定位数 1] [--seconds 60] [--devices 上限]
  npm run yiwang -- simulate coap --devices <标识:凭证,… name:credential,…> [--rate 每秒报数 1] [--seconds 60]
  npm run yiwang -- simulate replay <文件 file> --protocol jt808|hj212|sl651|mqtt|coap [--sender 标识] [--credential 凭证]
  npm run yiwang -- simulate replay <设备 id 或标识 device> --district <区划 id> [--from 2026-11-01] [--to …] [--credential 凭证]
      均可加 all take [--host 127.0.0.1] [--port …] [--faults cut=0.01,twice=0.05,reorder=0.05,delay=0.02,delayHours=48] [--seed 1]
      replay 另可 also [--speed x1|x60|20/s]

jt808 以该区已登记的终端行驶上报，coap 以所列设备报数，直到时间到或 Ctrl+C。replay 把文件里（每行一帧十六进制或文本、messages.csv(.gz)、
原始字节）或已收的（默认近一天）报文原样重发，x60 为原来间隔的 60 分之一，文件无时间则一帧一秒；报文里的时间不改，接收方已有的不会重复
入库。未应答的重连再发。末行为发送、确认、断线、拒绝的次数；replay 有丢失或拒绝时退出码为 1。
jt808 drives the registered terminals of a district, coap the devices that are listed. replay sends the frames of a file or those kept
of a device (of the last day unless told otherwise) once more as they were, at the stated speed; what was not acknowledged is sent
again. Times inside the frames stay. The last line counts; the exit code of replay is 1 where frames were lost or refused.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, options)
    const what = oneOf(positionals[0], ['jt808', 'coap', 'replay'] as const, '协议 protocol')
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    const shared = {
      host: values.host ?? '127.0.0.1',
      faults: knownFaults(values.faults ?? ''),
      seed: numberOf(values.seed, 'seed', 1, 2 ** 31),
      signal: stop.signal,
    }
    if (what === 'replay') {
      const from = required(positionals[1], '文件或设备 file or device')
      const port = (usual: number) => numberOf(values.port, 'port', usual, 65_535)
      const { replayAsDevice } = await import('./simulate-replay.ts')
      return replayAsDevice({ ...shared, config, io, what: from, values, port })
    }
    const seconds = numberOf(values.seconds, 'seconds', 60, 86_400)
    setTimeout(() => stop.abort(), seconds * 1000).unref()
    const perSecond = numberOf(values.rate, 'rate', 1, 20_000)
    const drive = what === 'coap' ? driveListed : driveDistrict
    const { sent, acknowledged, cut, refused } = await drive({ ...shared, config, values, perSecond })
    io.line(`sent ${sent} acknowledged ${acknowledged} cut ${cut} refused ${refused}`)
    return 0
  },
}

type Driving = {
  config: Config
  values: Values
  perSecond: number
  host: string
  faults: Faults
  seed: number
  signal: AbortSignal
}

function driveListed({ config, values, ...shared }: Driving): Promise<FleetCounts> {
  const devices = required(values.devices, 'devices')
    .split(',')
    .map((one) => ({ sender: one.split(':')[0] ?? '', credential: one.split(':').slice(1).join(':') }))
  const port = numberOf(values.port, 'port', config.COAP_PORT || 5_683, 65_535)
  return driveCoap({ ...shared, devices, port })
}

async function driveDistrict({ config, values, ...shared }: Driving): Promise<FleetCounts> {
  const districtId = required(values.district, 'district')
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
  return driveFleet({ ...shared, port: numberOf(values.port, 'port', config.JT808_PORT, 65_535), phones, lines })
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
