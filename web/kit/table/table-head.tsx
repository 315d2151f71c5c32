// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which native table rows do not allow; the roles say the same.
// biome-ignore-all lint/a11y/useFocusableInteractive: in a grid the rows carry the focus, not its head or groups.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid around the rows takes the keys.
import type { ReactTable } from '@tanstack/react-table'
import type { PointerEvent } from 'react'
import type { Features } from './columns.ts'
import type { TableLayout } from './use-layout.ts'

type Props<T extends object> = {
  table: ReactTable<Features, T>
  sort: string | undefined
  onSort: ((by: string) => void) | undefined
  layout: TableLayout | undefined
}

/** The head of the grid; a column that the server can order by is a button. */
export function TableHead<T extends object>({ table, sort, onSort, layout }: Props<T>) {
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
              {layout?.order.includes(id) && (
                <span className="column-edge" onPointerDown={(event) => drag(event, id, layout)} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The edge of a head is pulled to make its column wider; the list of columns does the same with buttons. */
function drag(event: PointerEvent<HTMLElement>, id: string, layout: TableLayout): void {
  const edge = event.currentTarget
  const began = event.clientX - (edge.parentElement?.offsetWidth ?? 0)
  event.preventDefault()
  edge.setPointerCapture(event.pointerId)
  edge.onpointermove = ({ clientX }) => layout.change({ widths: { ...layout.widths, [id]: clientX - began } })
  edge.onpointerup = () => {
    edge.onpointermove = null
  }
}
