import { interpretHj212 } from './hj212/interpret.ts'
import type { Interpreter } from './interpretation.ts'
import { interpretJt808 } from './jt808/interpret.ts'

/** Who reads the kept frames of each protocol. */
export const interpreters: Readonly<Record<string, Interpreter>> = { jt808: interpretJt808, hj212: interpretHj212 }
