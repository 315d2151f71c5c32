/** What a benchmark found, against its bar (`bars.md`); `figure` and `bar` are printed as they are. */
export type BenchResult = {
  readonly name: string
  readonly figure: string
  readonly bar: string
  readonly pass: boolean
}

/** A benchmark whose peer is not installed on this machine. */
export type BenchSkipped = { readonly name: string; readonly skipped: string }

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The value below which `share` (0…1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

/** Ours and the peer's figures of every pair (each a second), the median of the pairs' ratios and the peer's spread. */
export type Compared = {
  readonly ours: number
  readonly peers: number
  readonly ratio: number
  readonly spread: number
}

/**
 * Measures ours and the peer in turn, A/B/A/B, so that a machine that slows down slows both. Prints every pair, and warns where
 * the peer alone differs by more than a tenth between its runs: the ratio is then worth no more than that.
 */
export async function inPairs(
  name: string,
  pairs: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<Compared> {
  const measured: { ours: number; peer: number }[] = []
  for (let pair = 1; pair <= pairs; pair++) {
    const one = { ours: await ours(), peer: await peer() }
    measured.push(one)
    console.log(`${name}: pair ${pair}: ours ${short(one.ours)}/s, peer ${short(one.peer)}/s, ratio ${ratioOf(one)}`)
  }
  const peers = measured.map((one) => one.peer)
  const spread = (Math.max(...peers) - Math.min(...peers)) / median(peers)
  const warning = spread > 0.1 ? ' — more than 10 %: the machine is not quiet, repeat' : ''
  console.log(`${name}: the peer's own spread ${Math.round(spread * 100)} %${warning}`)
  return {
    ours: median(measured.map((one) => one.ours)),
    peers: median(peers),
    ratio: median(measured.map((one) => one.ours / one.peer)),
    spread,
  }
}

const ratioOf = (one: { ours: number; peer: number }): string => (one.ours / one.peer).toFixed(2)

/** A number as one reads it: 12 345 678 as 12.3 M, 34 567 as 34.6 k. */
export function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} M`
  if (value >= 1e4) return `${(value / 1e3).toFixed(1)} k`
  return value >= 100 ? `${Math.round(value)}` : value.toFixed(1)
}
