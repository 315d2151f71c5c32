import type { RedactionBox } from '#kernel/files/contract.ts'

export type Box = RedactionBox

/** No box is smaller than a face seen from across a square. */
const least = 0.01

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/** The box between two corners, however it was drawn, inside the picture; nothing for a mere click. */
export function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): Box | undefined {
  const [left, right] = [within(Math.min(a.x, b.x), 0, 1), within(Math.max(a.x, b.x), 0, 1)]
  const [top, bottom] = [within(Math.min(a.y, b.y), 0, 1), within(Math.max(a.y, b.y), 0, 1)]
  if (right - left < least || bottom - top < least) return undefined
  return tidy({ x: left, y: top, width: right - left, height: bottom - top })
}

/** A box moved by shares of the picture, stopped at its edges. */
export const moved = (box: Box, x: number, y: number): Box =>
  tidy({ ...box, x: within(box.x + x, 0, 1 - box.width), y: within(box.y + y, 0, 1 - box.height) })

/** A box made wider and higher by shares of the picture, between the least size and the edges. */
export const resized = (box: Box, width: number, height: number): Box =>
  tidy({
    ...box,
    width: within(box.width + width, least, 1 - box.x),
    height: within(box.height + height, least, 1 - box.y),
  })

/** A new box in the middle, for whoever draws by keys. */
export const middleBox: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.15 }

function tidy({ x, y, width, height }: Box): Box {
  const [left, top] = [rounded(x), rounded(y)]
  return { x: left, y: top, width: Math.min(rounded(width), 1 - left), height: Math.min(rounded(height), 1 - top) }
}
