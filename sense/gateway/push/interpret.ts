import { type Interpretation, type Interpreter, nothing } from '../interpretation.ts'
import { interpretDocument } from '../json/interpret.ts'
import type { PushShape } from './shape.ts'
import { type ShapeName, shapes } from './shapes.ts'

/** Reads what platforms pushed: each value by the device's mapping, or under the name that it has there. */
export const interpretPush: Readonly<Record<ShapeName, Interpreter>> = {
  onenet: reader(shapes.onenet),
  ctwing: reader(shapes.ctwing),
  iotda: reader(shapes.iotda),
}

function reader(shape: PushShape): Interpreter {
  return (bytes, device, receivedAt) => {
    const found = nothing()
    for (const { sender, at, document } of shape.read(bytes)) {
      if (sender === device.sender) join(found, interpretDocument(document, device, receivedAt, at))
    }
    return found
  }
}

function join(found: Interpretation, more: Interpretation): void {
  found.samples.push(...more.samples)
  found.tracks.push(...more.tracks)
  found.facts = { ...found.facts, ...more.facts }
  for (const one of more.deviations) if (!found.deviations.includes(one)) found.deviations.push(one)
}
