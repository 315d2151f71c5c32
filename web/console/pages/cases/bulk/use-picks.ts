import { useRef, useState } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { BULK_MAX } from '#command/bulk/contract.ts'

/** The cases chosen in a list, as they were when chosen. */
export type Picks = {
  readonly items: readonly CaseItem[]
  readonly has: (caseId: string) => boolean
  /** Chooses one or leaves it; with `isRange` all from the last one chosen to this. */
  readonly toggle: (item: CaseItem, isRange: boolean) => void
  readonly all: () => void
  /** Adds these to what is chosen. */
  readonly take: (items: readonly CaseItem[]) => void
  readonly clear: () => void
}

export function usePicks(rows: readonly CaseItem[]): Picks {
  const [picked, setPicked] = useState<ReadonlyMap<string, CaseItem>>(new Map())
  const last = useRef<string | undefined>(undefined)
  const add = (before: ReadonlyMap<string, CaseItem>, more: readonly CaseItem[]) =>
    new Map([...before, ...more.map((item) => [item.caseId, item] as const)].slice(0, BULK_MAX))
  return {
    items: [...picked.values()],
    has: (caseId) => picked.has(caseId),
    toggle: (item, isRange) => {
      const [from, to] = [last.current, item.caseId].map((id) => rows.findIndex(({ caseId }) => caseId === id))
      last.current = item.caseId
      setPicked((before) => {
        if (isRange && from !== undefined && to !== undefined && from >= 0)
          return add(before, rows.slice(Math.min(from, to), Math.max(from, to) + 1))
        if (!before.has(item.caseId)) return add(before, [item])
        return new Map([...before].filter(([caseId]) => caseId !== item.caseId))
      })
    },
    all: () => setPicked((before) => add(before, rows)),
    take: (items) => setPicked((before) => add(before, items)),
    clear: () => setPicked(new Map()),
  }
}
