import type { Check } from '../check.ts'
import { probeChecks } from '../probes.ts'

const must = 'must' as const
const should = 'should' as const
const own = 'docs/operate/devices.md'

/** How a device keeps to MQTT, beside what its messages say. What only a live trial shows is not seen in kept frames. */
export const mqttChecks: readonly Check[] = [
  {
    id: 'credential',
    weight: must,
    clause: 'MQTT 3.1.1 3.1.3.5',
    zh: '以凭证连接',
    en: 'Connects with its credential',
  },
  {
    id: 'keepAlive',
    weight: must,
    clause: 'MQTT 3.1.1 3.1.2.10',
    zh: '保活时间不为零且守时',
    en: 'Keep-alive, and kept',
  },
  { id: 'will', weight: should, clause: 'MQTT 3.1.1 3.1.2.5', zh: '连接时留遗嘱', en: 'Leaves a will' },
  {
    id: 'session',
    weight: should,
    clause: 'MQTT 3.1.1 3.1.2.4',
    zh: '保持会话（CleanSession 为 0）',
    en: 'Keeps its session (CleanSession 0)',
  },
  { id: 'topic', weight: must, clause: own, zh: '只向自己的主题发布', en: 'Publishes to its own topics only' },
  { id: 'qos', weight: must, clause: 'MQTT 3.1.1 4.3', zh: '以 QoS 1 发布', en: 'Publishes at QoS 1' },
  probeChecks.retransmission('MQTT 3.1.1 4.4'),
  { id: 'dup', weight: must, clause: 'MQTT 3.1.1 3.3.1.1', zh: '重发时置 DUP', en: 'Marks what it sends again (DUP)' },
  probeChecks.query(own),
  {
    id: 'reconnect',
    weight: must,
    clause: 'MQTT 3.1.1 4.2',
    zh: '断线后自行重连',
    en: 'Connects again after a cut',
  },
  // Whoever keeps its session sends what was not acknowledged; what was measured meanwhile is its own matter.
  { ...probeChecks.backfill(own), weight: should },
]
