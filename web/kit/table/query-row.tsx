// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which native table rows do not allow; the roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the rows carry the focus, not its cells.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys.
import { memo, type ReactNode } from 'react'
import type { Column } from './columns.ts'

type Props<T> = {
  readonly item: T
  /** Its place in the whole list, from 0. */
  readonly index: number
  readonly start: number
  readonly columns: readonly Column<T>[]
  readonly card: ((row: T) => ReactNode) | undefined
  /** The row of the list that the tab key reaches. */
  readonly isActive: boolean
  readonly isSelected: boolean
  readonly measure: (row: HTMLElement | null) => void
  readonly onTell: (index: number) => void
}

function Row<T>({ item, index, start, columns, card, isActive, isSelected, measure, onTell }: Props<T>) {
  return (
    <div
      ref={measure}
      data-index={index}
      className="query-row"
      role="row"
      tabIndex={isActive ? 0 : -1}
      aria-rowindex={index + (card ? 1 : 2)}
      aria-selected={isSelected}
      style={{ transform: `translateY(${start}px)` }}
      onClick={() => onTell(index)}
    >
      {card ? (
        <div role="gridcell" className="query-card">
          {card(item)}
        </div>
      ) : (
        columns.map(({ id, align, cell }) => (
          <div key={id} role="gridcell" className={align}>
            {cell(item)}
          </div>
        ))
      )}
    </div>
  )
}

/** One row of a long list. What stays in sight while the list is scrolled is not drawn again. */
export const QueryRow = memo(Row) as typeof Row

/** Where a row will stand that has been let go and is fetched again. */
export const AwayRow = ({ start }: { readonly start: number }) => (
  <div className="query-row away" aria-hidden="true" style={{ transform: `translateY(${start}px)` }} />
)
