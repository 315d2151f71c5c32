/** The chance of `k` or more hits in `n` tries that each hit with chance `p`: summed exactly, term by term. */
export function chanceOfAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  if (p <= 0 || k > n) return 0
  if (p >= 1) return 1
  const odds = Math.log(p) - Math.log1p(-p)
  let log = logTerm(k, n, p)
  let sum = 0
  for (let hits = k; hits <= n; hits++) {
    sum += Math.exp(log)
    log += Math.log((n - hits) / (hits + 1)) + odds
  }
  return Math.min(1, sum)
}

/** The lower end of Wilson's interval: a share of which `hits` in `n` make one sure to `z` standard deviations. */
export function wilsonLower(hits: number, n: number, z: number): number {
  if (n === 0) return 0
  const share = hits / n
  const square = z * z
  const spread = z * Math.sqrt((share * (1 - share) + square / (4 * n)) / n)
  return Math.max(0, (share + square / (2 * n) - spread) / (1 + square / n))
}

function logTerm(k: number, n: number, p: number): number {
  let sum = k * Math.log(p) + (n - k) * Math.log1p(-p)
  for (let at = 1; at <= k; at++) sum += Math.log((n - k + at) / at)
  return sum
}
