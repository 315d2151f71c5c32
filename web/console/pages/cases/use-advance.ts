import { useEffect, useRef } from 'react'
import type { CaseItem, CaseMoved } from '#city/case/contract.ts'

/** When a case has left the work list by a step, the one after it is shown, with the keyboard on its row. */
export function useAdvance(
  rows: readonly CaseItem[],
  opened: string | undefined,
  isWorkList: boolean,
  show: (caseId: string) => void,
): (moved: CaseMoved, before: CaseItem['stage']) => void {
  const next = useRef<string>(undefined)
  useEffect(() => {
    if (opened === undefined || next.current !== opened) return
    next.current = undefined
    // The row learns by itself that it is selected.
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('.cases-table [role="row"][aria-selected="true"]')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [opened])
  return ({ stage }, before) => {
    if (!isWorkList || stage === before) return
    const at = rows.findIndex(({ caseId }) => caseId === opened)
    // With nothing left to go on with, what was just done stays in sight.
    next.current = (rows[at + 1] ?? rows[at - 1])?.caseId
    if (next.current !== undefined) show(next.current)
  }
}
