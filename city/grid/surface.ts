import type { z } from 'zod'
import type { Area as AreaReply } from '#city/place/contract.ts'
import type { Area, Ring } from '#city/place/shape.ts'

const ring = (given: Ring) => given.map(([lon, lat]): [number, number] => [lon, lat])

/** A surface as it travels. */
export const surface = (area: Area): z.input<typeof AreaReply> =>
  area.type === 'Polygon'
    ? { type: 'Polygon', coordinates: area.coordinates.map(ring) }
    : { type: 'MultiPolygon', coordinates: area.coordinates.map((polygon) => polygon.map(ring)) }
