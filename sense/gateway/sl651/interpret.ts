import { type Interpreter, isBelievable, nothing } from '../interpretation.ts'
import { codes, openFrame, readMessage } from './codec.ts'
import elements from './elements.json' with { type: 'json' }

type Known = { metric: string; unit: string }
const known: Readonly<Record<string, Known>> = elements.elements

/** What a kept frame of a hydrological station says. An element that the table does not have is kept under its identifier. */
export const interpretSl651: Interpreter = (bytes, device, receivedAt) => {
  const frame = openFrame(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const found = nothing()
  if (frame.code === codes.keepAlive || frame.part) return found
  const { elements: read, alarms, left, sentAt } = readMessage(frame)
  if (left.length > 0) found.deviations.push('value unread')
  for (const { element, at, value } of read) {
    if (value === undefined) continue
    if (!isBelievable(at, receivedAt)) {
      if (!found.deviations.includes('clock')) found.deviations.push('clock')
      continue
    }
    const own = Object.hasOwn(known, element) ? known[element] : undefined
    const { metric, unit } = own ?? { metric: `sl651-${element}`, unit: '' }
    const registered = Object.hasOwn(device.units, element) ? device.units[element] : undefined
    found.samples.push({ metric, unit: registered || unit, at, value, quality: 'ok' })
  }
  if (alarms !== undefined && sentAt && isBelievable(sentAt, receivedAt)) {
    found.samples.push({ metric: 'alarms', unit: '', at: sentAt, value: alarms, quality: 'ok' })
  }
  return found
}
