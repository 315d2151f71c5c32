import { join } from 'node:path'
import type { Clock } from '#kernel/clock.ts'
import type { Config, Secret } from '#kernel/config.ts'
import type { Pool } from '#kernel/db/db.ts'
import type { Log } from '#kernel/log.ts'
import type { Metrics } from '#kernel/metrics/metrics.ts'
import { type Loop, startLoop } from '#kernel/outbox/loop.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { TrialRegistry } from '#sense/acceptance/live/registry.ts'
import { startTrials } from '#sense/acceptance/live/run.ts'
import { startConveyor } from '#sense/conveyor/conveyor.ts'
import { flushConduct } from '#sense/device/conduct.ts'
import { SenderDirectory } from '#sense/device/directory.ts'
import { SendersFile } from '#sense/device/senders-file.ts'
import { flushStrays } from '#sense/device/strays.ts'
import type { InstructionAnswer } from '#sense/gateway/instruction.ts'
import { type ExternalGateway, joinBroker } from '#sense/gateway/mqtt/external.ts'
import { shapes } from '#sense/gateway/push/shapes.ts'
import { type PushTelling, pushTeller } from '#sense/gateway/push/tell.ts'
import { type Gateway, type GatewayCounts, newCounts } from '#sense/gateway/server.ts'
import { Spool } from '#sense/gateway/spool/spool.ts'
import { type Answers, startDispatch, type Tellers, takeAnswer } from '#sense/instruction/dispatch.ts'
import { driveDemo } from './demo-devices.ts'
import { openPorts } from './gateway-ports.ts'

export type GatewayDeps = {
  readonly config: Config
  readonly pool: Pool
  readonly secrets: { readonly data: Secret }
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly say?: ((line: string) => void) | undefined
}

/** Where a protocol is listened to. */
export type Listening = { readonly protocol: string; readonly port: number; readonly transport: 'TCP' | 'UDP' | 'TLS' }

const transports: Readonly<Record<string, Listening['transport']>> = { udp: 'UDP', tls: 'TLS' }

const refreshMs = 3_000
const noticeMs = 10_000
const keepMs = 30_000

/**
 * The gateway role: listens for devices, keeps what they say on disk before it answers, and takes it over into the database.
 * Devices are heard while the database is away; only who is registered meanwhile is then not known.
 */
export async function startGateways(deps: GatewayDeps): Promise<{ listening: Listening[]; stop(): Promise<void> }> {
  const { config, pool, clock, log } = deps
  const spool = await Spool.open(join(config.DATA_DIR, 'spool'))
  const directory = new SenderDirectory()
  const senders = new SendersFile(join(config.DATA_DIR, 'senders'), makeSealer(deps.secrets.data))
  const isRead = await readSenders(deps, directory, senders)
  const counts = newCounts()
  watch(deps.metrics, counts, spool)
  const answers: Answers = []
  const trials = new TrialRegistry()
  const shared = {
    spool,
    directory,
    counts,
    log,
    now: () => clock.now().getTime(),
    mostConnections: config.GATEWAY_CONNECTIONS,
    mostOfAddress: config.GATEWAY_ADDRESS_CONNECTIONS,
    rate: { perSecond: config.GATEWAY_DEVICE_RATE, burst: config.GATEWAY_DEVICE_RATE * 20 },
    onAnswer: (answer: InstructionAnswer) => takeAnswer(answers, answer),
    trials,
  }
  const gateways = await openPorts(config, shared, { secret: deps.secrets.data.reveal(), say: deps.say })
  const url = config.MQTT_URL?.reveal()
  const broker = url ? joinBroker({ ...shared, url, clientId: `yiwang-${spool.id}` }) : undefined
  const dispatch = startDispatch(
    { pool, clock, log, tellers: tellersOf(gateways, broker, platformsOf(config, shared)) },
    answers,
  )
  const conveyor = startConveyor({ pool, spool, directory, clock, log })
  const loops = [
    ...keepUp(deps, { directory, senders, counts }),
    startTrials({ pool, clock, log, registry: trials, gateway: spool.id }),
  ]
  const listening = [...gateways].map(([name, { port }]): Listening => {
    const protocol = name.replace(/\/(udp|tls)$/, '')
    return { protocol, port, transport: transports[name.split('/')[1] ?? ''] ?? 'TCP' }
  })
  const demo =
    isRead && config.DEMO === 'yes' ? await driveDemo({ pool, log, host: config.GATEWAY_HOST, listening }) : undefined
  return {
    listening,
    async stop() {
      await demo?.()
      await broker?.stop()
      await Promise.all([...gateways.values()].map((gateway) => gateway.stop()))
      await Promise.all([conveyor, dispatch, ...loops].map((loop) => loop.stop()))
      await spool.close()
    },
  }
}

type KeepingUp = { directory: SenderDirectory; senders: SendersFile; counts: GatewayCounts }

/** What goes on beside listening: who is registered is read again and kept on disk, and what was noticed is written down. */
function keepUp({ pool, clock, log }: GatewayDeps, { directory, senders, counts }: KeepingUp): Loop[] {
  const onError = (error: unknown) => log.warn({ err: error }, 'the list of devices could not be read again')
  return [
    startLoop({ everyMs: refreshMs, step: () => directory.refresh(pool).then(() => false), onError }),
    startLoop({
      everyMs: keepMs,
      step: async () => {
        if (directory.all.length > 0) senders.write(directory.all)
        return false
      },
      onError: (error) => log.error({ err: error }, 'the list of devices could not be kept on disk'),
    }),
    startLoop({
      everyMs: noticeMs,
      step: async () => {
        await flushStrays(pool, counts.strays, clock.now())
        await flushConduct(pool, counts.conduct, directory)
        return false
      },
      onError,
    }),
  ]
}

/** Whom to hear: by the database, or while that is away by what was kept of it. Gives whether the database was there. */
async function readSenders(
  { pool, log, say }: GatewayDeps,
  directory: SenderDirectory,
  senders: SendersFile,
): Promise<boolean> {
  try {
    await directory.refresh(pool)
    senders.write(directory.all)
    return true
  } catch (error) {
    log.error({ err: error }, 'the list of devices could not be read from the database')
    const kept = senders.read()
    directory.restore(kept ?? [])
    say?.(
      kept
        ? `数据库不可用，按上次保存的 ${kept.length} 台设备接入 · no database: ${kept.length} devices are known from disk`
        : '数据库不可用，且没有保存的设备名单 · no database, and no list of devices on disk',
    )
    return false
  }
}

type Teller = NonNullable<Gateway['instruct']>

/** Who tells devices behind the platforms of operators, where an address is set for that. */
function platformsOf(
  { PUSH_DOWN_URL: url, PUSH_DOWN_AUTHORIZATION }: Config,
  shared: Pick<PushTelling, 'directory' | 'log' | 'onAnswer'>,
): (readonly [string, Teller])[] {
  if (!url) return []
  const telling = { ...shared, url, authorization: PUSH_DOWN_AUTHORIZATION?.reveal() ?? '' }
  return Object.keys(shapes).map((platform) => [platform, pushTeller(platform, telling)] as const)
}

function tellersOf(
  gateways: ReadonlyMap<string, Gateway>,
  broker: ExternalGateway | undefined,
  platforms: readonly (readonly [string, Teller])[],
): Tellers {
  const tellers = new Map<string, NonNullable<ReturnType<Tellers['get']>>>()
  const add = (protocol: string, teller: Teller): void =>
    void tellers.set(protocol, [...(tellers.get(protocol) ?? []), teller])
  for (const [name, { instruct }] of gateways) if (instruct) add(name.replace(/\/(udp|tls)$/, ''), instruct)
  // A broker of somebody else does not say who listens: a device that speaks to us directly comes first.
  if (broker) add('mqtt', broker.instruct)
  for (const [platform, teller] of platforms) add(platform, teller)
  return tellers
}

function watch(metrics: Metrics, counts: ReturnType<typeof newCounts>, spool: Spool): void {
  metrics.gauge('yiwang_gateway_connections', 'Connections of devices', () => counts.connections)
  metrics.gauge('yiwang_gateway_frames_kept', 'Frames kept since the start', () => counts.kept)
  metrics.gauge('yiwang_gateway_spool_bytes', 'Bytes in the spool', () => spool.end - spool.start)
  metrics.gauge('yiwang_gateway_backlog_bytes', 'Bytes in the spool that are not taken over yet', () => spool.backlog)
  metrics.gauge('yiwang_gateway_shed', 'Places left aside under pressure since the start', () => counts.shed)
  metrics.gaugeBy(
    'yiwang_gateway_refused',
    'What was refused since the start, by reason',
    'reason',
    async () => counts.refused,
  )
}
