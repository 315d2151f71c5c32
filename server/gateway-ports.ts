import { readFileSync } from 'node:fs'
import type { Config } from '#kernel/config.ts'
import { listenCoap } from '#sense/gateway/coap/server.ts'
import { listenMqtt, type MqttOptions } from '#sense/gateway/mqtt/server.ts'
import { protocolsOf } from '#sense/gateway/protocols.ts'
import { listenPush } from '#sense/gateway/push/server.ts'
import { type Gateway, type GatewayOptions, listen } from '#sense/gateway/server.ts'
import { addressOf, TalqClient } from '#sense/gateway/talq/client.ts'
import { listenTalq } from '#sense/gateway/talq/server.ts'
import { listenUdp } from '#sense/gateway/udp.ts'

/** What every port of the gateways shares. */
export type Shared = Omit<GatewayOptions, 'protocol'> & MqttOptions

type Opening = { name: string; port: number; open: (port: number, host: string) => Promise<Gateway> }

// JT/T 808 goes over UDP as well, on the same port.
const byDatagrams: ReadonlySet<string> = new Set(['jt808'])

/** Opens every port that is set. One that cannot be opened is said and left out: the others are heard all the same. */
export async function openPorts(
  config: Config,
  shared: Shared,
  { secret, say }: { secret: string; say: ((line: string) => void) | undefined },
): Promise<Map<string, Gateway>> {
  const gateways = new Map<string, Gateway>()
  for (const { name, port, open } of [...streamsOf(config, shared, secret), ...messagesOf(config, shared)]) {
    if (port === 0) continue
    try {
      gateways.set(name, await open(port, config.GATEWAY_HOST))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      say?.(`${name} 端口 ${port} 无法监听 · cannot listen: ${code ?? message}`)
    }
  }
  return gateways
}

function streamsOf(config: Config, shared: Shared, secret: string): Opening[] {
  const ports: Readonly<Record<string, number>> = {
    jt808: config.JT808_PORT,
    hj212: config.HJ212_PORT,
    sl651: config.SL651_PORT,
  }
  return protocolsOf(secret).flatMap((protocol): Opening[] => {
    const port = ports[protocol.name] ?? 0
    const own = { ...shared, protocol }
    const stream: Opening = { name: protocol.name, port, open: (...at) => listen(own, ...at) }
    const datagrams: Opening = { name: `${protocol.name}/udp`, port, open: (...at) => listenUdp(own, ...at) }
    return byDatagrams.has(protocol.name) ? [stream, datagrams] : [stream]
  })
}

const messagesOf = (config: Config, shared: Shared): Opening[] => [
  { name: 'mqtt', port: config.MQTT_PORT, open: (...at) => listenMqtt(shared, ...at) },
  {
    name: 'mqtt/tls',
    port: config.MQTT_TLS_PORT,
    open: async (...at) => listenMqtt({ ...shared, tls: certificateOf(config) }, ...at),
  },
  { name: 'coap/udp', port: config.COAP_PORT, open: (...at) => listenCoap(shared, ...at) },
  ...talqOf(config, shared),
  { name: 'push', port: config.PUSH_PORT, open: (...at) => listenPush({ ...shared, tokens: tokensOf(config) }, ...at) },
]

/** Lamp gateways by TALQ: they report here, and are told there. Without a shared token neither is done. */
function talqOf(config: Config, shared: Shared): Opening[] {
  const token = config.TALQ_TOKEN?.reveal()
  const { TALQ_URL: url, TALQ_PORT: port } = config
  if (!token) return []
  const client = url
    ? new TalqClient({
        ...shared,
        url,
        token,
        cms: addressOf(`yiwang/${config.PUBLIC_URL}`),
        onAnswer: shared.onAnswer ?? (() => undefined),
      })
    : undefined
  // A gateway that is not asked to log reports nothing; it is asked with each start.
  void client
    ?.configureLogging()
    .catch((error: unknown) => shared.log.warn({ err: error }, 'a lamp gateway is not there'))
  const instruct = client && ((...telling: Parameters<TalqClient['instruct']>) => client.instruct(...telling))
  return [{ name: 'talq', port, open: (...at) => listenTalq({ ...shared, token, instruct }, ...at) }]
}

/** The certificate and key that MQTT over TLS shows. Throws where a file cannot be read. */
const certificateOf = ({ MQTT_TLS_CERT, MQTT_TLS_KEY }: Config): { cert: Buffer; key: Buffer } => ({
  cert: readFileSync(MQTT_TLS_CERT),
  key: readFileSync(MQTT_TLS_KEY),
})

const tokensOf = ({ ONENET_TOKEN, CTWING_TOKEN, IOTDA_TOKEN }: Config) => ({
  ...(ONENET_TOKEN && { onenet: ONENET_TOKEN.reveal() }),
  ...(CTWING_TOKEN && { ctwing: CTWING_TOKEN.reveal() }),
  ...(IOTDA_TOKEN && { iotda: IOTDA_TOKEN.reveal() }),
})
