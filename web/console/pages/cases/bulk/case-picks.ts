import { useCallback } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { BULK_MAX } from '#command/bulk/contract.ts'
import { useWords } from '#web/kit/language.ts'
import { usePickColumn } from '#web/kit/table/pick-column.tsx'
import { type Picks, usePicks } from '#web/kit/table/use-picks.ts'
import { words } from './words.ts'

const idOf = ({ caseId }: CaseItem): string => caseId

export type CasePicks = Picks<CaseItem>

export const useCasePicks = (rows: readonly CaseItem[]): CasePicks => usePicks(rows, idOf, BULK_MAX)

export function useCasePickColumn(picks: CasePicks) {
  const w = useWords(words)
  return usePickColumn(
    picks,
    idOf,
    useCallback(({ number }: CaseItem) => w.pick(number), [w]),
  )
}
