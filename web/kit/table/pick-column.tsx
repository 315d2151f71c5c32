import { type KeyboardEvent, useMemo } from 'react'
import type { Column } from './columns.ts'
import './pick-column.css'
import type { Keyset } from './use-keyset.ts'
import type { Picks } from './use-picks.ts'

/** A box before each row; a click with Shift chooses a range. `labelOf` says aloud what is chosen. */
export function usePickColumn<T>(picks: Picks<T>, idOf: (row: T) => string, labelOf: (row: T) => string): Column<T> {
  return useMemo(
    () => ({
      id: 'pick',
      header: '',
      width: 44,
      fixed: true,
      cell: (item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the label only keeps the click from opening the row; the box itself takes keys.
        <label className="pick" onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={labelOf(item)}
            checked={picks.has(idOf(item))}
            onChange={({ nativeEvent }) => picks.toggle(item, (nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      ),
    }),
    [picks, idOf, labelOf],
  )
}

/** X chooses the row on which the keyboard is; with Shift all from the last chosen. */
export function pickByKey<T>(
  event: KeyboardEvent,
  { rows, first }: Pick<Keyset<T>, 'rows' | 'first'>,
  picks: Picks<T>,
): void {
  if (event.code !== 'KeyX' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const row = (event.target as HTMLElement).closest<HTMLElement>('[role="row"][data-index]')
  const item = rows[Number(row?.dataset.index) - first]
  if (!item || event.target instanceof HTMLInputElement) return
  event.preventDefault()
  picks.toggle(item, event.shiftKey)
}
