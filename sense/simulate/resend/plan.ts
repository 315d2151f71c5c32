import type { Faults } from '../faults.ts'

/** A frame that was sent once: by whom, and when it came, where that is known. */
export type Frame = { sender: string; at: Date | undefined; bytes: Buffer }

/** How fast frames are sent again: so many times as fast as they came, or so many a second. */
export type Speed = { times: number } | { perSecond: number }

/** When a frame is sent, in milliseconds from the beginning, and what goes wrong with it. */
export type Planned = { dueMs: number; frame: Frame; isTwice: boolean; isCut: boolean }

/** A speed as it is written: `x1`, `x60`, `×60`, `20/s`. Gives undefined for what is none. */
export function speedOf(text: string): Speed | undefined {
  const found = /^(?:[x×](\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\/s)$/i.exec(text.trim())
  const value = Number(found?.[1] ?? found?.[2])
  if (!found || !(value > 0) || value > 100_000) return undefined
  return found[1] ? { times: value } : { perSecond: value }
}

/** When each frame is sent and what goes wrong with it. Frames that came at no known time are a second apart. */
export function planOf(
  frames: readonly Frame[],
  { speed, faults, random }: { speed: Speed; faults: Faults; random: () => number },
): Planned[] {
  const times = 'times' in speed ? speed.times : speed.perSecond
  const begin = frames.reduce((first, { at }) => Math.min(first, at?.getTime() ?? first), Number.POSITIVE_INFINITY)
  const plan = frames.map((frame, index): Planned => {
    const since = 'times' in speed && frame.at ? frame.at.getTime() - begin : index * 1_000
    const lateMs = random() < faults.delay ? random() * faults.delayHours * 3_600_000 : 0
    const dueMs = (since + ('times' in speed ? lateMs : 0)) / times + ('times' in speed ? 0 : lateMs)
    return { dueMs, frame, isTwice: random() < faults.twice, isCut: random() < faults.cut }
  })
  for (let index = 0; index + 1 < plan.length; index++) {
    if (random() >= faults.reorder) continue
    const [one, next] = [plan[index]!, plan[index + 1]!]
    plan[index] = { ...next, dueMs: one.dueMs }
    plan[index + 1] = { ...one, dueMs: next.dueMs }
    index++
  }
  return plan.toSorted((a, b) => a.dueMs - b.dueMs)
}
