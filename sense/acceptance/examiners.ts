import type { Examiner } from './examiner.ts'
import { Hj212Examiner } from './hj212/examine.ts'
import { JsonExaminer } from './json/examine.ts'
import { mqttChecks } from './json/mqtt-checks.ts'
import { Jt808Examiner } from './jt808/examine.ts'
import { Sl651Examiner } from './sl651/examine.ts'

/** Protocols whose devices can be looked at. What comes through the platform of an operator is looked at there. */
export const examinedProtocols = ['jt808', 'hj212', 'sl651', 'mqtt', 'coap'] as const
export type ExaminedProtocol = (typeof examinedProtocols)[number]

export const isExamined = (protocol: string): protocol is ExaminedProtocol =>
  examinedProtocols.some((known) => known === protocol)

/** Protocols whose devices can be tried as well: over a connection, which datagrams of CoAP do not have. */
export const isTried = (protocol: string): protocol is Exclude<ExaminedProtocol, 'coap'> =>
  isExamined(protocol) && protocol !== 'coap'

/** Somebody who looks at a device of a protocol, with what its registration says of how it is read. */
export function examinerOf(
  protocol: ExaminedProtocol,
  { dictionaries = [], mapping }: { dictionaries?: readonly string[]; mapping?: unknown } = {},
): Examiner {
  switch (protocol) {
    case 'jt808':
      return new Jt808Examiner(dictionaries)
    case 'hj212':
      return new Hj212Examiner()
    case 'sl651':
      return new Sl651Examiner()
    case 'mqtt':
      return new JsonExaminer(mapping, mqttChecks)
    case 'coap':
      return new JsonExaminer(mapping, [])
  }
}
