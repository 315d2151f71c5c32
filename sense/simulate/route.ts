/** A place on a route, WGS-84 degrees as a receiver has it, with speed in km/h and course in degrees. */
export type OnRoute = { lon: number; lat: number; speed: number; course: number }

const metresPerDegree = 111_320

/**
 * A vehicle that goes round a closed line of places at a steady speed: where it is so many seconds after its start. The line
 * needs two places at least.
 */
export function onRoute(line: readonly { lon: number; lat: number }[], speedKmh: number, seconds: number): OnRoute {
  const legs = line.map((from, index) => {
    const to = line[(index + 1) % line.length]!
    const east = (to.lon - from.lon) * metresPerDegree * Math.cos((from.lat * Math.PI) / 180)
    const north = (to.lat - from.lat) * metresPerDegree
    return { from, to, metres: Math.hypot(east, north), course: (Math.atan2(east, north) * 180) / Math.PI }
  })
  const round = legs.reduce((sum, { metres }) => sum + metres, 0)
  let left = round > 0 ? ((speedKmh / 3.6) * seconds) % round : 0
  for (const { from, to, metres, course } of legs) {
    if (left > metres) {
      left -= metres
      continue
    }
    const share = metres > 0 ? left / metres : 0
    return {
      lon: from.lon + (to.lon - from.lon) * share,
      lat: from.lat + (to.lat - from.lat) * share,
      speed: speedKmh,
      course: Math.round((course + 360) % 360) % 360,
    }
  }
  return { ...line[0]!, speed: 0, course: 0 }
}
