import { Malformed } from '../bytes/malformed.ts'

/** The edition that a message says it is written in, by the upper six bits of its flag: 0, 1, 2 [L for 2025]. */
export type Edition = 2005 | 2017 | 2025

/** The flag of a message: its edition, whether it is one of several, whether it wants an answer. */
export type Flag = { edition: Edition; isSplit: boolean; wantsAnswer: boolean }

/** A name and a value as they stand in the text. */
export type Pair = { name: string; value: string }

/**
 * One message. `qn` is the request number, a time to the millisecond; `st` the system, `cn` the command, `mn` the station,
 * all as written. `content` is what stands between the `&&`, in its groups: pairs parted by commas belong together.
 */
export type Message = {
  qn?: string
  st: string
  cn: string
  pw?: string
  mn: string
  flag: Flag
  part?: { total: number; index: number }
  content: Pair[][]
}

/** How a message departs from the standard although it could be read. */
export type MessageDeviation =
  | 'no request number'
  | 'no flag'
  | 'flag without edition'
  | 'unknown edition'
  | 'part not announced'
  | 'station not 24 hexadecimal digits'
  | 'stray separator'

const editions: readonly Edition[] = [2005, 2017, 2025]

/** Reads a data segment. Throws `Malformed` where there is no system, command, station or content. */
export function readMessage(segment: Uint8Array): { message: Message; deviations: MessageDeviation[] } {
  const text = Buffer.from(segment).toString('utf8')
  const open = text.indexOf('CP=&&')
  const close = text.lastIndexOf('&&')
  if (open < 0 || close < open + 5) throw new Malformed('value', Math.max(open, 0), 'no content between CP=&& and &&')
  const deviations: MessageDeviation[] = []
  const fields = new Map(pairsOf(text.slice(0, open), ';', deviations).map(({ name, value }) => [name, value]))
  const need = (name: string): string => {
    const value = fields.get(name)
    if (!value) throw new Malformed('value', 0, `${name} is missing`)
    return value
  }
  const [st, cn, mn] = [need('ST'), need('CN'), need('MN')]
  if (!/^[0-9A-F]{24}$/i.test(mn)) deviations.push('station not 24 hexadecimal digits')
  const flag = flagOf(fields.get('Flag'), deviations)
  const part = partOf(fields, flag, deviations)
  const [qn, pw] = [fields.get('QN'), fields.get('PW')]
  if (!qn) deviations.push('no request number')
  const content = text
    .slice(open + 5, close)
    .split(';')
    .map((group) => pairsOf(group, ',', deviations))
    .filter((group) => group.length > 0)
  const message: Message = {
    ...(qn && { qn }),
    st,
    cn,
    ...(pw !== undefined && { pw }),
    mn,
    flag,
    ...(part && { part }),
    content,
  }
  return { message, deviations: [...new Set(deviations)] }
}

// Every message goes through here, value by value: one pass, without lists in between.
function pairsOf(text: string, separator: string, deviations: MessageDeviation[]): Pair[] {
  const pairs: Pair[] = []
  let equals = -1
  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    const next = text.indexOf(separator, at)
    end = next < 0 ? text.length : next
    if (equals < at) {
      const found = text.indexOf('=', at)
      equals = found < 0 ? text.length : found
    }
    if (equals > at && equals < end) pairs.push({ name: text.slice(at, equals), value: text.slice(equals + 1, end) })
    else if (end > at || (separator === ';' && next >= 0)) deviations.push('stray separator')
  }
  return pairs
}

function flagOf(text: string | undefined, deviations: MessageDeviation[]): Flag {
  if (text === undefined || !/^\d{1,3}$/.test(text)) {
    deviations.push('no flag')
    return { edition: 2005, isSplit: false, wantsAnswer: false }
  }
  const bits = Number(text)
  const version = bits >> 2
  if (version >= editions.length) deviations.push('unknown edition')
  else if (version === 0) deviations.push('flag without edition')
  return {
    edition: editions[Math.min(version, editions.length - 1)] ?? 2025,
    isSplit: (bits & 2) !== 0,
    wantsAnswer: (bits & 1) !== 0,
  }
}

function partOf(fields: ReadonlyMap<string, string>, flag: Flag, deviations: MessageDeviation[]): Message['part'] {
  const [total, index] = [Number(fields.get('PNUM')), Number(fields.get('PNO'))]
  if (!Number.isInteger(total) || !Number.isInteger(index) || index < 1 || index > total) return undefined
  if (!flag.isSplit) deviations.push('part not announced')
  return { total, index }
}

/** The data segment of a message, in the order that the standard gives. */
export function segmentOf(message: Message): string {
  const { qn, st, cn, pw, mn, flag, part, content } = message
  const bits = (editions.indexOf(flag.edition) << 2) | (part ? 2 : 0) | (flag.wantsAnswer ? 1 : 0)
  const fields = [
    qn && `QN=${qn}`,
    `ST=${st}`,
    `CN=${cn}`,
    pw !== undefined && `PW=${pw}`,
    `MN=${mn}`,
    `Flag=${bits}`,
    part && `PNUM=${part.total};PNO=${part.index}`,
  ]
  const groups = content.map((group) => group.map(({ name, value }) => `${name}=${value}`).join(','))
  return `${fields.filter(Boolean).join(';')};CP=&&${groups.join(';')}&&`
}
