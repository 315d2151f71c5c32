import { useRef, useState } from 'react'

/** The rows chosen in a list, as they were when chosen. */
export type Picks<T> = {
  readonly items: readonly T[]
  readonly has: (id: string) => boolean
  /** Chooses one or leaves it; with `isRange` all from the last one chosen to this. */
  readonly toggle: (item: T, isRange: boolean) => void
  readonly all: () => void
  /** Adds these to what is chosen. */
  readonly take: (items: readonly T[]) => void
  readonly clear: () => void
}

/** What is chosen of these rows, `most` at most. */
export function usePicks<T>(rows: readonly T[], idOf: (row: T) => string, most: number): Picks<T> {
  const [picked, setPicked] = useState<ReadonlyMap<string, T>>(new Map())
  const last = useRef<string | undefined>(undefined)
  const add = (before: ReadonlyMap<string, T>, more: readonly T[]) =>
    new Map([...before, ...more.map((item) => [idOf(item), item] as const)].slice(0, most))
  return {
    items: [...picked.values()],
    has: (id) => picked.has(id),
    toggle: (item, isRange) => {
      const [from, to] = [last.current, idOf(item)].map((id) => rows.findIndex((row) => idOf(row) === id))
      last.current = idOf(item)
      setPicked((before) => {
        if (isRange && from !== undefined && to !== undefined && from >= 0)
          return add(before, rows.slice(Math.min(from, to), Math.max(from, to) + 1))
        if (!before.has(idOf(item))) return add(before, [item])
        return new Map([...before].filter(([id]) => id !== idOf(item)))
      })
    },
    all: () => setPicked((before) => add(before, rows)),
    take: (items) => setPicked((before) => add(before, items)),
    clear: () => setPicked(new Map()),
  }
}
