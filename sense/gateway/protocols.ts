import { Hj212Conversation, protocolName as hj212 } from './hj212/conversation.ts'
import { Jt808Conversation, protocolName as jt808 } from './jt808/conversation.ts'
import type { Protocol } from './protocol.ts'
import { Sl651Conversation, protocolName as sl651 } from './sl651/conversation.ts'

/** The protocols that are listened to over TCP. `secret` makes the codes that terminals of JT/T 808 are given. */
export const protocolsOf = (secret: string): readonly Protocol[] => [
  // A terminal registers as soon as it is connected; a station may be silent until its next report.
  { name: jt808, namelessMs: 60_000, converse: (directory) => new Jt808Conversation(directory, secret) },
  { name: hj212, converse: (directory) => new Hj212Conversation(directory) },
  { name: sl651, converse: (directory) => new Sl651Conversation(directory) },
]
