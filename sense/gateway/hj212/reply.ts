import type { Message, Pair } from './message.ts'

/** Commands by number. HJ 212-2017, table 5 [S]; 9015 and 1014 are of 2025 [L]. */
export const commands = {
  realTime: '2011',
  equipmentState: '2021',
  day: '2031',
  equipmentTime: '2041',
  minute: '2051',
  noise: '2052',
  hour: '2061',
  bootTime: '2081',
  requestReply: '9011',
  result: '9012',
  noticeReply: '9013',
  dataReply: '9014',
  heartbeat: '9015',
} as const

const uploads: ReadonlySet<string> = new Set([
  commands.realTime,
  commands.equipmentState,
  commands.day,
  commands.equipmentTime,
  commands.minute,
  commands.noise,
  commands.hour,
  commands.bootTime,
  '2013',
  '2062',
  '2111',
])

/** Whether a command carries data upwards, which 9014 answers, rather than a notice, which 9013 does. */
export const isUpload = (cn: string): boolean => uploads.has(cn)

/**
 * The answer to a message that wants one: the request number, station and password of the question, from the system 91.
 * HJ 212-2017, 6.4 and annex C [S].
 */
export function replyTo(
  message: Message,
  cn: string = isUpload(message.cn) ? commands.dataReply : commands.noticeReply,
): Message {
  return {
    ...(message.qn && { qn: message.qn }),
    st: '91',
    cn,
    ...(message.pw !== undefined && { pw: message.pw }),
    mn: message.mn,
    flag: { edition: message.flag.edition, isSplit: false, wantsAnswer: false },
    content: [],
  }
}

/** What a station says to a request (`QnRtn`) or of its end (`ExeRtn`), or undefined. */
export function returnOf(message: Message): { kind: 'request' | 'result'; code: number } | undefined {
  const find = (name: string): Pair | undefined => message.content.flat().find((pair) => pair.name === name)
  const [request, result] = [find('QnRtn'), find('ExeRtn')]
  const found = request ?? result
  if (!found || !/^\d{1,3}$/.test(found.value)) return undefined
  return { kind: request ? 'request' : 'result', code: Number(found.value) }
}

/** Why a station does not carry out a request. HJ 212-2017, table 7 [S]. */
export const requestReturns: Readonly<Record<number, { zh: string; en: string }>> = {
  1: { zh: '准备执行请求', en: 'ready' },
  2: { zh: '请求被拒绝', en: 'refused' },
  3: { zh: '密码错误', en: 'wrong password' },
  4: { zh: 'MN 错误', en: 'wrong station' },
  5: { zh: 'ST 错误', en: 'wrong system' },
  6: { zh: 'Flag 错误', en: 'wrong flag' },
  7: { zh: 'QN 错误', en: 'wrong request number' },
  8: { zh: 'CN 错误', en: 'wrong command' },
  9: { zh: 'CRC 校验错误', en: 'wrong checksum' },
  100: { zh: '未知错误', en: 'unknown' },
}

/** How a request ended. HJ 212-2017, table 8 [S]. */
export const results: Readonly<Record<number, { zh: string; en: string }>> = {
  1: { zh: '执行成功', en: 'done' },
  2: { zh: '执行失败，但不知道原因', en: 'failed, reason unknown' },
  3: { zh: '命令请求条件错误', en: 'wrong conditions' },
  4: { zh: '通讯超时', en: 'no answer in time' },
  5: { zh: '系统繁忙不能执行', en: 'busy' },
  6: { zh: '系统故障', en: 'fault' },
  100: { zh: '没有数据', en: 'no data' },
}
