import { type KeyboardEvent, useMemo } from 'react'
import type { CaseItem } from '#city/case/contract.ts'
import { useWords } from '#web/kit/language.ts'
import type { Column } from '#web/kit/table/columns.ts'
import type { Keyset } from '#web/kit/table/use-keyset.ts'
import type { Picks } from './use-picks.ts'
import { words } from './words.ts'

/** A box before each case; a click with Shift chooses a range. */
export function usePickColumn(picks: Picks): Column<CaseItem> {
  const w = useWords(words)
  return useMemo(
    () => ({
      id: 'pick',
      header: '',
      width: 44,
      fixed: true,
      cell: (item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the label only keeps the click from opening the case; the box itself takes keys.
        <label className="pick" onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={w.pick(item.number)}
            checked={picks.has(item.caseId)}
            onChange={({ nativeEvent }) => picks.toggle(item, (nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      ),
    }),
    [w, picks],
  )
}

/** X chooses the case on which the keyboard is; with Shift all from the last chosen. */
export function pickByKey(
  event: KeyboardEvent,
  { rows, first }: Pick<Keyset<CaseItem>, 'rows' | 'first'>,
  picks: Picks,
): void {
  if (event.code !== 'KeyX' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const row = (event.target as HTMLElement).closest<HTMLElement>('[role="row"][data-index]')
  const item = rows[Number(row?.dataset.index) - first]
  if (!item || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  picks.toggle(item, event.shiftKey)
}
