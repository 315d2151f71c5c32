/** A seeded stream of numbers: the same seed and label give the same stream on every machine. */
export type Random = {
  /** Uniform in [0, 1). */
  next(): number
  between(low: number, high: number): number
  /** Whole number in [low, high]. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** An independent stream: what one part draws never shifts what another part draws. */
  fork(label: string): Random
}

/** Makes the stream for `seed`; arithmetic is 32-bit integer only, so it is exact everywhere. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    fork: (label) => seeded(mix(seed, label)),
  }
}

function mix(seed: number, label: string): number {
  let hash = seed ^ 0x811c9dc5
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Smooth value noise in [-1, 1] over the plane, wavelength 1; deterministic in (x, y, seed). */
export function noise(x: number, y: number, seed: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const u = fade(x - column)
  const v = fade(y - row)
  const north = lattice(column, row + 1, seed) * (1 - u) + lattice(column + 1, row + 1, seed) * u
  const south = lattice(column, row, seed) * (1 - u) + lattice(column + 1, row, seed) * u
  return south * (1 - v) + north * v
}

const fade = (t: number) => t * t * (3 - 2 * t)

function lattice(column: number, row: number, seed: number): number {
  let h = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ seed
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0) / 2147483648 - 1
}
