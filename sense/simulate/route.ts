/** A place on a route, WGS-84 degrees as a receiver has it, with speed in km/h and course in degrees. */
export type OnRoute = { lon: number; lat: number; speed: number; course: number }

type Place = { readonly lon: number; readonly lat: number }
/** Where it is so many metres along a closed line, and which way it leads there. */
export type Along = (metres: number) => Place & { course: number }

const metresPerDegree = 111_320

/** Measures a closed line once, to be asked for many places. The line needs two places at least. */
export function alongLine(line: readonly Place[]): Along {
  const ends: number[] = []
  const courses: number[] = []
  let round = 0
  for (const [index, from] of line.entries()) {
    const to = line[(index + 1) % line.length]!
    const east = (to.lon - from.lon) * metresPerDegree * Math.cos((from.lat * Math.PI) / 180)
    const north = (to.lat - from.lat) * metresPerDegree
    round += Math.hypot(east, north)
    ends.push(round)
    courses.push(Math.round((Math.atan2(east, north) * 180) / Math.PI + 360) % 360)
  }
  return (metres) => {
    if (round === 0) return { ...line[0]!, course: 0 }
    const left = ((metres % round) + round) % round
    let [low, high] = [0, ends.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]! < left) low = middle + 1
      else high = middle
    }
    const [from, to] = [line[low]!, line[(low + 1) % line.length]!]
    const begin = ends[low - 1] ?? 0
    const length = ends[low]! - begin
    const share = length > 0 ? (left - begin) / length : 0
    return {
      lon: from.lon + (to.lon - from.lon) * share,
      lat: from.lat + (to.lat - from.lat) * share,
      course: courses[low]!,
    }
  }
}

/** A vehicle that goes round a closed line of places at a steady speed: where it is so many seconds after its start. */
export function onRoute(line: readonly Place[], speedKmh: number, seconds: number): OnRoute {
  return { ...alongLine(line)((speedKmh / 3.6) * seconds), speed: speedKmh }
}
