import type { Check } from './check.ts'

/** What is only seen when a device is tried on purpose: an answer is withheld, a question asked, the connection cut. */
export const probeChecks = {
  retransmission: (clause: string): Check => ({
    id: 'retransmission',
    weight: 'must',
    clause,
    zh: '未收到应答时重发',
    en: 'Sends again what was not acknowledged',
  }),
  query: (clause: string): Check => ({
    id: 'query',
    weight: 'must',
    clause,
    zh: '应答查询命令',
    en: 'Answers a question',
  }),
  backfill: (clause: string): Check => ({
    id: 'backfill',
    weight: 'must',
    clause,
    zh: '断线数据补传',
    en: 'Sends later what it measured while it was cut off',
  }),
}
