type Degrees = { readonly lon: number; readonly lat: number }

const METRES_PER_DEGREE = 111_195

/** Metres between two places of one frame, on a plane: for a few kilometres at most, within a thousandth. */
export function metresBetween(a: Degrees, b: Degrees): number {
  const middle = (((a.lat + b.lat) / 2) * Math.PI) / 180
  return Math.hypot((a.lon - b.lon) * Math.cos(middle), a.lat - b.lat) * METRES_PER_DEGREE
}
