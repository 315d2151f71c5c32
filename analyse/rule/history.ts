import type { Judge } from './judge.ts'
import type { Memory, Told, Turn } from './memory.ts'

type Heard = Exclude<Told, { kind: 'clock' }>

/** What is known besides the values: until when to judge, when a device was heard, after how many seconds it counts as silent. */
export type Span = {
  readonly until: number
  readonly silentAfter: number
  /** When a device was heard before the first value. */
  readonly heardAt?: number | null
  readonly memory?: Memory
}

/**
 * Judges a stretch of history in the order of the device's own time, with the clock running as it would have: what would
 * have been raised and cleared. Gives the memory at its end as well. Pure but for a memory given to go on from.
 */
export function judgeHistory(judge: Judge, values: readonly Heard[], span: Span): { turns: Turn[]; memory: Memory } {
  const { until, silentAfter, memory = judge.fresh() } = span
  const turns: Turn[] = []
  let heardAt = span.heardAt ?? null
  const tell = (told: Told) => {
    const turn = judge.tell(memory, told)
    if (turn) turns.push(turn)
  }
  const runTo = (end: number) => {
    for (let last: number | undefined; ; ) {
      const due = judge.dueAt(memory, { heardAt, silentAfter })
      if (due === undefined || due > end || due === last) return
      tell({ kind: 'clock', at: due, heardAt, silentAfter })
      last = due
    }
  }
  for (const one of inOrder(values)) {
    if (judge.needsClock || memory.active) runTo(one.at)
    heardAt = one.at
    tell(one)
    if (judge.needsClock) tell({ kind: 'clock', at: one.at, heardAt, silentAfter })
  }
  runTo(until)
  return { turns, memory }
}

/** By the device's own time; of two values of one metric at one instant the first one stays. */
export function inOrder<One extends { at: number }>(values: readonly One[]): readonly One[] {
  return values.toSorted((a, b) => a.at - b.at)
}
