import type { Check } from '../check.ts'
import { probeChecks } from '../probes.ts'

const must = 'must' as const
const should = 'should' as const

/** What is looked at in a station by HJ 212; clauses are those of the edition of 2017. */
export const checks: readonly Check[] = [
  { id: 'frame', weight: must, clause: 'HJ 212-2017 6.3.1', zh: '包头与结构', en: 'Head and structure of frames' },
  { id: 'length', weight: must, clause: 'HJ 212-2017 6.3.1', zh: '数据段长度（字节）', en: 'Length in bytes' },
  { id: 'checksum', weight: must, clause: 'HJ 212-2017 附录 A', zh: 'CRC 校验', en: 'CRC' },
  { id: 'ending', weight: should, clause: 'HJ 212-2017 6.3.1', zh: '包尾回车换行', en: 'Ends in CR LF' },
  { id: 'size', weight: should, clause: 'HJ 212-2017 6.3.1', zh: '数据段不超过 1024 字节', en: 'At most 1,024 bytes' },
  { id: 'qn', weight: must, clause: 'HJ 212-2017 6.3.2', zh: '请求编码 QN', en: 'Request number QN' },
  {
    id: 'qnOrder',
    weight: should,
    clause: 'HJ 212-2017 6.3.2',
    zh: 'QN 唯一递增',
    en: 'QN grows and is never repeated',
  },
  { id: 'st', weight: must, clause: 'HJ 212-2017 6.6.1', zh: '系统编码 ST', en: 'System ST' },
  { id: 'cn', weight: must, clause: 'HJ 212-2017 6.6.5', zh: '命令编码 CN', en: 'Command CN' },
  { id: 'mn', weight: must, clause: 'HJ 212-2017 6.3.2', zh: '设备标识 MN（24 位）', en: 'Station MN of 24 digits' },
  { id: 'pw', weight: must, clause: 'HJ 212-2017 6.3.2', zh: '访问密码 PW', en: 'Password PW' },
  { id: 'flag', weight: must, clause: 'HJ 212-2017 6.3.2', zh: '标志位 Flag 带版本', en: 'Flag with its edition' },
  {
    id: 'part',
    weight: should,
    clause: 'HJ 212-2017 6.3.2',
    zh: '分包标志与 PNUM、PNO 一致',
    en: 'Parts fit the flag',
  },
  { id: 'separators', weight: must, clause: 'HJ 212-2017 6.3.3', zh: '分隔符', en: 'Separators' },
  { id: 'dataTime', weight: must, clause: 'HJ 212-2017 6.6.4', zh: '数据时间 DataTime', en: 'DataTime' },
  { id: 'clock', weight: must, clause: 'HJ 212-2017 6.6.4', zh: '现场机时钟', en: 'Clock of the station' },
  { id: 'values', weight: must, clause: 'HJ 212-2017 6.6.4', zh: '数值可读', en: 'Values are numbers' },
  {
    id: 'fields',
    weight: must,
    clause: 'HJ 212-2017 附录 C',
    zh: '按命令应有的字段（Rtd、Avg…）',
    en: 'Fields that the command needs',
  },
  {
    id: 'marks',
    weight: must,
    clause: 'HJ 212-2017 6.6.4',
    zh: '每个因子带数据标记 Flag',
    en: 'Each factor has its quality',
  },
  { id: 'factors', weight: should, clause: 'HJ 212-2017 附录 B', zh: '因子编码在表之内', en: 'Factors of the table' },
  { id: 'units', weight: should, clause: 'HJ 212-2017 附录 B', zh: '数值与单位相称', en: 'Values fit their units' },
  { id: 'heartbeat', weight: should, clause: 'HJ 212-2025', zh: '心跳（2025）', en: 'Heartbeat (2025)' },
  probeChecks.retransmission('HJ 212-2017 6.4'),
  probeChecks.query('HJ 212-2017 附录 C'),
  probeChecks.backfill('HJ 212-2017 4'),
]
