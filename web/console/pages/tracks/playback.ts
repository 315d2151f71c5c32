import type { TrackDay } from '#sense/track/contract.ts'

/** A part of a day in seconds since its beginning. */
export type Span = TrackDay['parts'][number] & { readonly first: number; readonly last: number }

/** A point of a way: second, longitude, latitude, km/h from here on, 1 on a road. */
export type WayPoint = TrackDay['paths'][number]['points'][number]

/** What a vehicle does at a second of its day. Null where nothing is known of it. */
export type Moment = {
  readonly span: Span | undefined
  readonly lon: number
  readonly lat: number
  readonly kmh: number
} | null

const secondsFrom = (begin: string, at: string): number => (Date.parse(at) - Date.parse(begin)) / 1000

/** The parts of a day with their seconds. */
export const spansOf = ({ begin, parts }: Pick<TrackDay, 'begin' | 'parts'>): Span[] =>
  parts.map((part) => ({ ...part, first: secondsFrom(begin, part.from), last: secondsFrom(begin, part.to) }))

/** The number of the part at a second: the later one where two meet; -1 before the first and behind the last. */
export function spanAt(spans: readonly Span[], second: number): number {
  for (let n = spans.length - 1; n >= 0; n--) {
    const { first, last } = spans[n]!
    if (second >= first && (second < last || (n === spans.length - 1 && second === last))) return n
  }
  return -1
}

/** Where a vehicle is at a second: on the way of its trip, at its stop, nowhere in a gap. */
export function momentAt(spans: readonly Span[], paths: TrackDay['paths'], second: number): Moment {
  const part = spanAt(spans, second)
  const span = spans[part]
  if (!span || span.kind === 'gap') return null
  if (span.kind === 'stop') return { span, lon: span.start.lon, lat: span.start.lat, kmh: 0 }
  const points = paths.find((one) => one.part === part)?.points ?? []
  const at = lastBefore(points, second)
  const [from, to] = [points[at], points[at + 1]]
  if (!from) return { span, lon: span.start.lon, lat: span.start.lat, kmh: 0 }
  if (!to) return { span, lon: from[1], lat: from[2], kmh: from[3] }
  const share = to[0] > from[0] ? Math.min(1, Math.max(0, (second - from[0]) / (to[0] - from[0]))) : 0
  return { span, lon: from[1] + share * (to[1] - from[1]), lat: from[2] + share * (to[2] - from[2]), kmh: from[3] }
}

function lastBefore(points: readonly WayPoint[], second: number): number {
  let [low, high] = [0, points.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (points[middle]![0] <= second) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * The next second of a playback. Stops longer than half a minute and gaps are passed over where that is wished: what does not move
 * need not be watched.
 */
export function played(spans: readonly Span[], second: number, by: number, skips: boolean): number {
  const end = spans.at(-1)?.last ?? second
  let next = Math.min(end, second + by)
  if (!skips) return next
  const now = spans[spanAt(spans, next)]
  if (now && now.kind !== 'trip' && next - now.first > 30) next = now.last
  return Math.min(end, next)
}

export const speeds = [1, 5, 10, 30, 60, 300] as const
export type Speed = (typeof speeds)[number]

/** Classes of speed on the map, km/h up to; work is slow, driving there is not. */
export const speedClasses = [
  { upTo: 5, colour: '#7a3fb0' },
  { upTo: 15, colour: '#0958d9' },
  { upTo: 25, colour: '#00806a' },
  { upTo: 40, colour: '#b86e00' },
  { upTo: Number.POSITIVE_INFINITY, colour: '#c4121f' },
] as const

export const classOf = (kmh: number): number => speedClasses.findIndex(({ upTo }) => kmh <= upTo)

/** A second of a day as the clock of the district shows it: `09:30`, with seconds `09:30:05`; behind its end `+00:40`. */
export function clock(second: number, isExact = false): string {
  const whole = Math.max(0, Math.round(second))
  const two = (value: number) => String(value).padStart(2, '0')
  const next = whole > 86_400 ? '+' : ''
  const text = `${next}${two(Math.floor((whole - (next ? 86_400 : 0)) / 3_600))}:${two(Math.floor(whole / 60) % 60)}`
  return isExact ? `${text}:${two(whole % 60)}` : text
}
