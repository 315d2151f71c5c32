import type { Point } from '#city/place/contract.ts'

const CORNERS = 48
const METRES_A_DEGREE = 111_320

/** A circle as the map draws it: a polygon of many corners in CGCS2000 degrees. */
export function circleAround({ lon, lat }: Point, metres: number): GeoJSON.FeatureCollection {
  const dy = metres / METRES_A_DEGREE
  const dx = dy / Math.cos((lat * Math.PI) / 180)
  const ring = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = ((corner % CORNERS) * 2 * Math.PI) / CORNERS
    return [lon + dx * Math.cos(angle), lat + dy * Math.sin(angle)]
  })
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
  }
}
