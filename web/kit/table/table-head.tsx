// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which native table rows do not allow; the roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the rows carry the focus, not its head or groups.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys.
import type { ReactTable } from '@tanstack/react-table'
import type { Features } from './columns.ts'

type Props<T extends object> = {
  table: ReactTable<Features, T>
  sort: string | undefined
  onSort: ((by: string) => void) | undefined
}

/** The head of the grid; a column that the server can order by is a button. */
export function TableHead<T extends object>({ table, sort, onSort }: Props<T>) {
  return (
    <div role="rowgroup" className="query-table-head">
      <div role="row" className="query-row-head" aria-rowindex={1}>
        {table.getVisibleLeafColumns().map(({ id, columnDef: { header, meta } }) => {
          const title = String(header)
          const order = meta?.sort
          const isSorted = order !== undefined && order.by === sort
          return (
            <div
              key={id}
              role="columnheader"
              className={meta?.align === 'end' ? 'end' : undefined}
              aria-sort={order ? (isSorted ? order.direction : 'none') : undefined}
            >
              {order && onSort ? (
                <button type="button" onClick={() => onSort(order.by)}>
                  {title}
                  <span aria-hidden="true" className={isSorted ? 'sort-mark on' : 'sort-mark'}>
                    {order.direction === 'ascending' ? '↑' : '↓'}
                  </span>
                </button>
              ) : (
                title
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
