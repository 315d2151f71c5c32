import { Malformed } from '../bytes/malformed.ts'
import type { Instruction } from '../instruction.ts'
import type { Message, Pair } from './message.ts'
import { digitsOf } from './readings.ts'

/** What is needed of a station to speak to it: how it spoke last. */
export type Heard = Pick<Message, 'mn' | 'st' | 'flag'> & { pw?: string }

/** The request that tells a station what it is to do; `qn` is what its answers repeat. HJ 212-2017, table 5 and annex C [S]. */
export function requestFor(
  { kind, values }: Pick<Instruction, 'kind' | 'values'>,
  { mn, st, pw, flag }: Heard,
  at: Date,
): Message & { qn: string } {
  const { cn, content } = requestOf(kind, values, at)
  return {
    qn: digitsOf(at),
    st,
    cn,
    ...(pw !== undefined && { pw }),
    mn,
    flag: { edition: flag.edition, isSplit: false, wantsAnswer: true },
    content,
  }
}

function requestOf(kind: string, values: Instruction['values'], at: Date): { cn: string; content: Pair[][] } {
  switch (kind) {
    case 'read-time':
      return { cn: '1011', content: [] }
    case 'set-time':
      return { cn: '1012', content: [[{ name: 'SystemTime', value: digitsOf(at).slice(0, 14) }]] }
    case 'read-interval':
      return { cn: '1061', content: [] }
    case 'set-interval':
      return { cn: '1062', content: [[{ name: 'RtdInterval', value: String(values.interval) }]] }
    case 'sample-now':
      return { cn: '3012', content: [] }
    case 'read-identity':
      return { cn: '3019', content: [] }
    default:
      throw new Malformed('value', 0, `no request says ${kind}`)
  }
}
