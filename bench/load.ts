import { percentile } from './result.ts'

/** What a closed loop of workers did: how many a second, and the 95th percentile of the time of one, in milliseconds. */
export type Load = { readonly perSecond: number; readonly p95Ms: number; readonly count: number }

/** Keeps `workers` at work for `seconds`, each doing one thing after the other; the first tenth warms up and is not counted. */
export async function drive(workers: number, seconds: number, one: (turn: number) => Promise<unknown>): Promise<Load> {
  const began = performance.now()
  const counted = began + seconds * 100
  const end = began + seconds * 1000
  const took: number[] = []
  let turn = 0
  const work = async () => {
    for (;;) {
      const from = performance.now()
      if (from >= end) return
      await one(turn++)
      const until = performance.now()
      if (from >= counted && until <= end) took.push(until - from)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return { perSecond: took.length / ((end - counted) / 1000), p95Ms: percentile(took, 0.95), count: turn }
}
