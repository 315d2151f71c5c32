import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from '#kernel/config.ts'
import { type Faults, randomOf } from '#sense/simulate/faults.ts'
import { type DialectName, dialectNames, dialects } from '#sense/simulate/resend/dialects.ts'
import { type Frame, planOf, speedOf } from '#sense/simulate/resend/plan.ts'
import { type ResendCounts, resend } from '#sense/simulate/resend/resend.ts'
import { framesOfDevice, framesOfFile } from '#sense/simulate/resend/sources.ts'
import { type Io, oneOf, required, UsageError } from './command.ts'
import { withDatabase } from './session.ts'

export type ReplayValues = {
  protocol?: string | undefined
  district?: string | undefined
  from?: string | undefined
  to?: string | undefined
  speed?: string | undefined
  sender?: string | undefined
  credential?: string | undefined
}

type Replaying = {
  config: Config
  io: Io
  what: string
  values: ReplayValues
  faults: Faults
  seed: number
  host: string
  port: (usual: number) => number
  signal: AbortSignal
}

// So many frames are held in memory at most; a terminal says as many in some days.
const mostFrames = 200_000
const day = 86_400_000

/** Sends the frames of a file or of a device once more, as that device. Gives the exit code. */
export async function replayAsDevice({
  io,
  what,
  values,
  faults,
  seed,
  host,
  port,
  signal,
  ...deps
}: Replaying): Promise<number> {
  const speed = speedOf(values.speed ?? 'x1')
  if (!speed) throw new UsageError('--speed 须如 x1、x60 或 20/s', '--speed is x1, x60 or 20/s')
  const { protocol, frames } = await framesFrom(deps.config, io, what, values)
  if (frames.length === 0) throw new UsageError('没有可发的报文', 'there are no frames to send')
  const usual = portsOf(deps.config)[protocol]
  const plan = planOf(frames, { speed, faults, random: randomOf(seed) })
  const senders = new Set(frames.map(({ sender }) => sender))
  io.line(`… ${protocol} ${frames.length} 帧 frames ${senders.size} 台 devices`)
  const counts = await resend({
    dialect: dialects[protocol],
    target: { host, port: port(usual), credential: values.credential ?? '' },
    plan,
    signal,
    tell: (now) => io.line(`… ${lineOf(now)}`),
  })
  io.line(lineOf(counts))
  return counts.lost + counts.refused > 0 ? 1 : 0
}

const lineOf = ({ sent, acknowledged, unanswered, twice, cut, refused, lost }: ResendCounts): string =>
  `sent ${sent} acknowledged ${acknowledged} unanswered ${unanswered} twice ${twice} cut ${cut} refused ${refused} lost ${lost}`

const portsOf = (config: Config): Record<DialectName, number> => ({
  jt808: config.JT808_PORT,
  hj212: config.HJ212_PORT,
  sl651: config.SL651_PORT,
  mqtt: config.MQTT_PORT || 1_883,
  coap: config.COAP_PORT || 5_683,
})

async function framesFrom(
  config: Config,
  io: Io,
  what: string,
  values: ReplayValues,
): Promise<{ protocol: DialectName; frames: Frame[] }> {
  if (existsSync(resolve(what))) {
    const protocol = oneOf(required(values.protocol, 'protocol'), dialectNames, '协议 protocol')
    if (protocol === 'mqtt' || protocol === 'coap') required(values.sender, 'sender')
    return { protocol, frames: framesOfFile(protocol, readFileSync(resolve(what)), values.sender) }
  }
  const districtId = required(values.district, 'district')
  const from = instantOf(values.from, 'from') ?? new Date(Date.now() - day)
  const to = instantOf(values.to, 'to') ?? new Date(Date.now() + day)
  const kept = await withDatabase(config, ({ pool }) =>
    framesOfDevice(pool, { districtId, device: what, from, to, most: mostFrames }),
  )
  if (!kept) {
    throw new UsageError(
      `没有文件“${what}”，该区也没有可回放的这台设备`,
      `“${what}” is no file, and no device of the district to play`,
    )
  }
  if (kept.isCut) io.line(`… 只取前 ${mostFrames} 帧 · the first ${mostFrames} frames only`)
  return kept
}

function instantOf(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined
  const at = new Date(text)
  if (!Number.isNaN(at.getTime())) return at
  throw new UsageError(`--${option} 须为日期或时间，如 2026-11-01`, `--${option} is a date or a time, as 2026-11-01`)
}
