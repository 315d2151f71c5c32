import { ctwing } from './ctwing.ts'
import { iotda } from './iotda.ts'
import { onenet } from './onenet.ts'
import type { PushShape } from './shape.ts'

/** The platforms that may push to us. */
export const shapes = { onenet, ctwing, iotda } satisfies Readonly<Record<string, PushShape>>
export type ShapeName = keyof typeof shapes
