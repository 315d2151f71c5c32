import type { FenceBody } from '#analyse/fence/contract.ts'

export type Shape = FenceBody['area']['shape']
export type Corner = readonly [number, number]

/** An outline while it is drawn. */
export type Outline = { readonly shape: Shape; readonly corners: readonly Corner[]; readonly metres: number }

export const blankOutline: Outline = { shape: 'polygon', corners: [], metres: 50 }

/** The area that an outline says, undefined while corners are missing. */
export function areaOf({ shape, corners, metres }: Outline): FenceBody['area'] | undefined {
  const all = corners.map(([lon, lat]): [number, number] => [lon, lat])
  const [first] = all
  if (shape === 'circle') return first && { shape, centre: first, metres }
  if (shape === 'corridor') return all.length >= 2 ? { shape, line: all, metres } : undefined
  return first && all.length >= 3 ? { shape, ring: [...all, first] } : undefined
}

/** The outline of an area, to be changed. */
export function outlineOf(area: FenceBody['area']): Outline {
  if (area.shape === 'circle') return { shape: 'circle', corners: [area.centre], metres: area.metres }
  if (area.shape === 'corridor') return { shape: 'corridor', corners: area.line, metres: area.metres }
  const [first, last] = [area.ring[0], area.ring.at(-1)]
  const isClosed = first && last && first[0] === last[0] && first[1] === last[1]
  return { shape: 'polygon', corners: isClosed ? area.ring.slice(0, -1) : area.ring, metres: 50 }
}
