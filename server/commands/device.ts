import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { openTypesetter } from '#kernel/documents/typesetter.ts'
import { makeLog } from '#kernel/log.ts'
import { examinedProtocols, examinerOf } from '#sense/acceptance/examiners.ts'
import { examineFile } from '#sense/acceptance/frames-file.ts'
import { tryDevice } from '#sense/acceptance/listen.ts'
import { type ListeningMqtt, tryMqttDevice } from '#sense/acceptance/listen-mqtt.ts'
import { acceptancePdf } from '#sense/acceptance/print.ts'
import { reportOf } from '#sense/acceptance/report.ts'
import { linesOf } from '#sense/acceptance/text.ts'
import { usualTrials } from '#sense/acceptance/trials.ts'
import { protocolsOf } from '#sense/gateway/protocols.ts'
import { type Command, oneOf, readArgs, required, UsageError } from './command.ts'

const options = {
  protocol: { type: 'string' },
  frames: { type: 'string' },
  dictionaries: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  minutes: { type: 'string' },
  listen: { type: 'boolean' },
  credential: { type: 'string' },
  json: { type: 'string' },
  pdf: { type: 'string' },
} as const

/** Looks at a device before it is bought: strictly, and by the clauses of its standard. */
export const deviceCommand: Command = {
  name: 'device',
  about: { zh: '设备接入验收', en: 'accept a device' },
  help: `用法 usage：
  npm run yiwang -- device accept --protocol jt808|hj212|sl651|mqtt [--port 7808|1883] [--host 0.0.0.0] [--minutes 10] [--listen]
      MQTT 可加 with MQTT also [--credential 口令 password]
  npm run yiwang -- device accept --protocol jt808|hj212|sl651|mqtt|coap --frames <文件 file> [--dictionaries trackers]
      两者均可加 both take [--json 报告.json] [--pdf 报告.pdf]

监听一台设备，按标准逐条严查：帧、校验、转义、注册、心跳、时钟、坐标、单位、附加项……并有意不应答一次、查询、断线，看它是否重发、应答、
补传；MQTT 还看凭证、QoS、主题、DUP、保活、重连。--listen 只听不试。或查一个报文文件（每行一帧十六进制或文本，或原始字节）。不需要数据库。等级不到 B 时退出码为 1。
Listens for one device and looks at what it sends strictly, clause by clause; withholds an acknowledgement, asks questions and cuts
the connection to see whether it sends again (of MQTT also password, QoS, topics, DUP, keep-alive); --listen only hears. Or reads a file of frames. No database is needed. The exit code
is 1 below grade B.`,
  async run(args, { config, io }) {
    const { values, positionals } = readArgs(args, options)
    oneOf(positionals[0], ['accept'] as const, '动作 act')
    const name = oneOf(required(values.protocol, 'protocol'), examinedProtocols, '协议 protocol')
    const examiner = examinerOf(name, { dictionaries: values.dictionaries?.split(',') ?? [] })
    const from = new Date()
    let sender: string | undefined
    if (values.frames !== undefined) examineFile(examiner, name, readFileSync(resolve(values.frames)))
    else {
      if (name === 'coap')
        throw new UsageError('CoAP 设备请用 --frames，或在设备页验收', 'use --frames for CoAP, or its page')
      const minutes = numberOf(values.minutes, 'minutes', 10, 1_440)
      sender = await tryLive(name, {
        examiner,
        trials: values.listen ? {} : usualTrials,
        host: values.host ?? '0.0.0.0',
        port: numberOf(values.port, 'port', name === 'mqtt' ? 1_883 : 7_808, 65_535),
        credential: values.credential,
        log: makeLog(config.LOG_LEVEL),
        signal: AbortSignal.any([AbortSignal.timeout(minutes * 60_000), stopped()]),
        tell: (what) => io.line(`… ${what}`),
      })
    }
    const report = { ...reportOf(examiner, name, { from, to: new Date() }), ...(sender && { sender }) }
    for (const line of linesOf(report)) io.line(line)
    if (values.json !== undefined) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`)
    if (values.pdf !== undefined) {
      const titles = { name: report.sender, maker: '', model: '', by: '', at: new Date() }
      writeFileSync(resolve(values.pdf), acceptancePdf(openTypesetter(), report, titles))
    }
    return report.grade === 'A' || report.grade === 'B' ? 0 : 1
  },
}

/** Tries a device over the wire; gives its name where the protocol's frames do not. */
async function tryLive(name: string, options: ListeningMqtt): Promise<string | undefined> {
  if (name === 'mqtt') return tryMqttDevice(options)
  const protocol = protocolsOf(randomBytes(16).toString('hex')).find((one) => one.name === name)
  if (protocol) await tryDevice({ ...options, protocol })
  return undefined
}

function stopped(): AbortSignal {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  return stop.signal
}

function numberOf(text: string | undefined, name: string, fallback: number, most: number): number {
  const value = text === undefined ? fallback : Number(text)
  if (value >= 0 && value <= most) return value
  throw new UsageError(`--${name} 须在 0 与 ${most} 之间`, `--${name} is between 0 and ${most}`)
}
