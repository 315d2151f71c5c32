import type { Check } from '../check.ts'
import { probeChecks } from '../probes.ts'

const must = 'must' as const
const should = 'should' as const

/** What is looked at in a terminal by JT/T 808; clauses are those of the edition of 2019. */
export const checks: readonly Check[] = [
  { id: 'frame', weight: must, clause: 'JT/T 808-2019 4.4.1', zh: '帧标识与结构', en: 'Marks and structure of frames' },
  { id: 'escape', weight: must, clause: 'JT/T 808-2019 4.4.2', zh: '转义', en: 'Escapes' },
  { id: 'checksum', weight: must, clause: 'JT/T 808-2019 4.4.4', zh: '校验码', en: 'Checksum' },
  { id: 'length', weight: must, clause: 'JT/T 808-2019 4.4.3', zh: '消息体长度与分包', en: 'Length and parts' },
  { id: 'body', weight: must, clause: 'JT/T 808-2019 8', zh: '消息体字段完整', en: 'Bodies hold every field' },
  { id: 'phone', weight: must, clause: 'JT/T 808-2019 4.4.3', zh: '终端手机号为 BCD', en: 'Phone in packed decimal' },
  {
    id: 'version',
    weight: must,
    clause: 'JT/T 808-2019 4.4.3',
    zh: '版本标识与消息头一致',
    en: 'Version bit fits header',
  },
  { id: 'serial', weight: should, clause: 'JT/T 808-2019 4.4.3', zh: '流水号连续', en: 'Serials follow one another' },
  {
    id: 'message',
    weight: should,
    clause: 'JT/T 808-2019 8',
    zh: '消息 ID 在标准之内',
    en: 'Messages of the standard',
  },
  {
    id: 'registration',
    weight: must,
    clause: 'JT/T 808-2019 8.8',
    zh: '注册及必填项',
    en: 'Registers, with what is needed',
  },
  {
    id: 'authentication',
    weight: must,
    clause: 'JT/T 808-2019 8.10',
    zh: '先鉴权后上报',
    en: 'Authenticates before reports',
  },
  {
    id: 'identity',
    weight: must,
    clause: 'JT/T 808-2019 8.10',
    zh: '鉴权带 IMEI 与软件版本（2019）',
    en: 'IMEI and software (2019)',
  },
  { id: 'heartbeat', weight: should, clause: 'JT/T 808-2019 8.3', zh: '心跳间隔', en: 'Heartbeat in time' },
  { id: 'clock', weight: must, clause: 'JT/T 808-2019 8.12', zh: '终端时间（GMT+8）', en: 'Clock (GMT+8)' },
  { id: 'place', weight: must, clause: 'JT/T 808-2019 8.12', zh: '定位坐标', en: 'Coordinates' },
  {
    id: 'units',
    weight: must,
    clause: 'JT/T 808-2019 8.12',
    zh: '速度、方向、高程的单位',
    en: 'Units of speed, course, altitude',
  },
  {
    id: 'items',
    weight: must,
    clause: 'JT/T 808-2019 8.12',
    zh: '位置附加信息的长度',
    en: 'Lengths of additional items',
  },
  {
    id: 'knownItems',
    weight: should,
    clause: 'JT/T 808-2019 表 27',
    zh: '附加信息在字典之内',
    en: 'Additional items are known',
  },
  { id: 'bits', weight: should, clause: 'JT/T 808-2019 表 24、25', zh: '保留位为零', en: 'Reserved bits are zero' },
  probeChecks.retransmission('JT/T 808-2019 4.3.2'),
  probeChecks.query('JT/T 808-2019 8.16、8.26'),
  probeChecks.backfill('JT/T 808-2019 8.39'),
]
