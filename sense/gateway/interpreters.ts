import { interpretHj212 } from './hj212/interpret.ts'
import type { Interpreter } from './interpretation.ts'
import { interpretJson } from './json/interpret.ts'
import { interpretJt808 } from './jt808/interpret.ts'
import { interpretPush } from './push/interpret.ts'
import { interpretSl651 } from './sl651/interpret.ts'
import { interpretTalq } from './talq/interpret.ts'

/** Who reads the kept frames of each protocol. */
export const interpreters: Readonly<Record<string, Interpreter>> = {
  jt808: interpretJt808,
  hj212: interpretHj212,
  sl651: interpretSl651,
  mqtt: interpretJson,
  coap: interpretJson,
  onenet: interpretPush.onenet,
  ctwing: interpretPush.ctwing,
  iotda: interpretPush.iotda,
  talq: interpretTalq,
}
