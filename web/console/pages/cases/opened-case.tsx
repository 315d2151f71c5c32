import { useNavigate, useSearch } from '@tanstack/react-router'
import type { CaseItem } from '#city/case/contract.ts'
import { defineWords, useWords } from '#web/kit/language.ts'
import { type RowMarks, useSelect } from '#web/kit/table/row-marks.ts'
import { withChange } from '../../case-search.ts'
import { CaseView } from '../case/case-view.tsx'
import { useAdvance } from './use-advance.ts'

const words = defineWords({ close: { zh: '关闭详情', en: 'Close the detail' } })

/** The case that the address names. */
const useOpen = (): string | undefined =>
  useSearch({ from: '/inside/cases', select: ({ open }: { open?: string }) => open })

/** Marks the row of the case that is open. By itself, so that going from case to case does not draw the list. */
export function OpenMark({ marks, isShown }: { readonly marks: RowMarks; readonly isShown: boolean }) {
  const open = useOpen()
  useSelect(marks, isShown ? open : undefined)
  return null
}

type Props = { readonly rows: readonly CaseItem[]; readonly isWorkList: boolean }

/** The case beside the list. */
export function OpenedCase({ rows, isWorkList }: Props) {
  const w = useWords(words)
  const open = useOpen()
  const navigate = useNavigate({ from: '/cases' })
  const go = (next: string | undefined, replace = false) =>
    void navigate({ search: (before) => withChange(before, { open: next }), replace, resetScroll: false })
  const advance = useAdvance(rows, open, isWorkList, (next) => go(next, true))
  if (open === undefined) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape here only repeats the button that closes.
    <section
      className="cases-detail"
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && go(undefined)}
    >
      <CaseView key={open} id={open} onClose={() => go(undefined)} closeLabel={w.close} onMoved={advance} />
    </section>
  )
}
