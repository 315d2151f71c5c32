type Place = { readonly lon: number; readonly lat: number }

/** Whether a place lies inside a ring of corners, by the count of its edges that a ray to the east crosses. */
export function isWithin({ lon, lat }: Place, ring: readonly Place[]): boolean {
  let inside = false
  ring.forEach((a, at) => {
    const b = ring[(at + 1) % ring.length] ?? a
    if (a.lat > lat === b.lat > lat) return
    if (lon < a.lon + ((lat - a.lat) / (b.lat - a.lat)) * (b.lon - a.lon)) inside = !inside
  })
  return inside
}
