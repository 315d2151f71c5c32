// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which native table rows do not allow; the roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the rows carry the focus, not its cells.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys.
import { memo, type ReactNode } from 'react'
import type { Column } from './columns.ts'
import { type RowMarks, useIsActive, useIsSelected } from './row-marks.ts'

type Props<T> = {
  readonly item: T
  readonly id: string
  /** Its place in the whole list, from 0. */
  readonly index: number
  readonly start: number
  readonly columns: readonly Column<T>[]
  readonly card: ((row: T) => ReactNode) | undefined
  readonly marks: RowMarks
  readonly measure: (row: HTMLElement | null) => void
  readonly onTell: (index: number) => void
}

function Row<T>({ item, id, index, start, columns, card, marks, measure, onTell }: Props<T>) {
  // The row of the list that the tab key reaches.
  const isActive = useIsActive(marks, id)
  return (
    <div
      ref={measure}
      data-index={index}
      className="query-row"
      role="row"
      tabIndex={isActive ? 0 : -1}
      aria-rowindex={index + (card ? 1 : 2)}
      aria-selected={useIsSelected(marks, id)}
      style={{ insetBlockStart: start }}
      onClick={() => onTell(index)}
    >
      {card ? (
        <div role="gridcell" className="query-card">
          {card(item)}
        </div>
      ) : (
        columns.map(({ id: column, align, cell }) => (
          <div key={column} role="gridcell" className={align}>
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
  <div className="query-row away" aria-hidden="true" style={{ insetBlockStart: start }} />
)
