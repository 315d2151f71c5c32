import { Button } from 'antd'
import { useState } from 'react'
import { defineWords, useWords } from '../language.ts'
import { shownColumns } from './columns.ts'
import { arranged } from './layout.ts'
import type { QueryTableProps } from './query-table.tsx'
import { useRowMarks, useSelect, useSelected } from './row-marks.ts'

const words = defineWords({
  open: { zh: '打开', en: 'Open' },
  opens: { zh: (what: string) => `打开：${what}`, en: (what: string) => `Open: ${what}` },
  actions: { zh: '操作', en: 'Action' },
  earlier: { zh: '上一页', en: 'Previous page' },
  later: { zh: '下一页', en: 'Next page' },
  at: {
    zh: (from: number, to: number, total: number | undefined) =>
      `第 ${from}–${to} 条${total === undefined ? '' : `，共 ${total} 条`}`,
    en: (from: number, to: number, total: number | undefined) =>
      `${from}–${to}${total === undefined ? '' : ` of ${total}`}`,
  },
})

const pageRows = 50

/** The same list as a native table of fifty rows: for screen readers that prefer tables, and for paper. */
export function PagedTable<T extends object>(props: QueryTableProps<T>) {
  const { source, columns, layout, rowId, describe, onOpen, sort, onSort } = props
  const w = useWords(words)
  const [page, setPage] = useState(0)
  const own = useRowMarks()
  useSelect(own, props.selectedId)
  const selectedId = useSelected(props.marks ?? own)
  const shown = shownColumns(layout ? arranged(columns, layout) : columns, layout?.shown)
  const { first, rows, hasMore, isLoadingMore } = source
  const from = Math.max(first, Math.min(page * pageRows, first + rows.length - 1))
  const held = rows.slice(from - first, from - first + pageRows)
  const total = props.total ?? (hasMore ? undefined : first + rows.length)
  const isLast = !hasMore && from + held.length >= first + rows.length
  const turn = (to: number) => {
    if (to * pageRows < first) source.loadEarlier()
    if ((to + 2) * pageRows > first + rows.length) source.loadMore()
    setPage(to)
  }
  return (
    <div className="query-table paged">
      <div className="query-table-scroll">
        <table aria-label={props.label}>
          <thead>
            <tr>
              {shown.map(({ id, header, align, sort: order }) => (
                <th
                  key={id}
                  scope="col"
                  className={align}
                  aria-sort={order ? (order.by === sort ? order.direction : 'none') : undefined}
                >
                  {order && onSort ? (
                    <button type="button" className="link" onClick={() => onSort(order.by)}>
                      {header}
                    </button>
                  ) : (
                    header
                  )}
                </th>
              ))}
              <th scope="col">{w.actions}</th>
            </tr>
          </thead>
          <tbody>
            {held.map((row) => (
              <tr key={rowId(row)} data-selected={rowId(row) === selectedId || undefined}>
                {shown.map(({ id, align, cell }) => (
                  <td key={id} className={align}>
                    {cell(row)}
                  </td>
                ))}
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-label={w.opens(describe(row))}
                    onClick={() => onOpen(row)}
                  >
                    {w.open}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="query-table-foot query-table-pager">
        <span role="status">{w.at(from + 1, from + held.length, total)}</span>
        <Button size="small" disabled={page === 0} onClick={() => turn(page - 1)}>
          {w.earlier}
        </Button>
        <Button size="small" disabled={isLast} loading={isLoadingMore} onClick={() => turn(page + 1)}>
          {w.later}
        </Button>
      </div>
    </div>
  )
}
