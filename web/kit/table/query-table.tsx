// biome-ignore-all lint/a11y/useSemanticElements: rows are placed one by one, which native table rows do not allow; the roles say the same.
import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { defineWords, useWords } from '../language.ts'
import { useLook } from '../look.ts'
import { Failure, Loading } from '../states.tsx'
import { densities } from '../tokens.ts'
import { type Column, columnDefs, type Features, features, shownColumns, tracksOf, widthOf } from './columns.ts'
import { arranged } from './layout.ts'
import { PagedTable } from './paged-table.tsx'
import { AwayRow, QueryRow } from './query-row.tsx'
import './query-table.css'
import { type RowMarks, useRowMarks, useSelect, useSpoken } from './row-marks.ts'
import { TableHead } from './table-head.tsx'
import type { Keyset } from './use-keyset.ts'
import type { TableLayout } from './use-layout.ts'
import { useRoving } from './use-roving.ts'

const words = defineWords({
  more: { zh: '正在载入更多', en: 'Loading more' },
  loaded: { zh: (n: number) => `已载入 ${n} 条，向下滚动继续`, en: (n: number) => `${n} loaded, scroll for more` },
  all: { zh: (n: number) => `共 ${n} 条`, en: (n: number) => `${n} in all` },
  at: {
    zh: (i: number, n: number | undefined) => `第 ${i} 件${n === undefined ? '' : `，共 ${n} 件`}`,
    en: (i: number, n: number | undefined) => `${i}${n === undefined ? '' : ` of ${n}`}`,
  },
})

/** About as high as a card with two lines between its head and its foot. */
const cardHeight = 89

export type QueryTableProps<T extends object> = {
  /** What the list is a list of, for those who cannot see it. */
  label: string
  source: Keyset<T>
  columns: readonly Column<T>[]
  /** How this person has the columns; without it they are as given. */
  layout?: TableLayout | undefined
  rowId: (row: T) => string
  /** One row in words, spoken after its position when the selection moves. */
  describe: (row: T) => string
  selectedId?: string | undefined
  /** Where whoever shows the list selects by itself, so that the list is not drawn for it; instead of `selectedId`. */
  marks?: RowMarks | undefined
  onSelect?: ((row: T) => void) | undefined
  onOpen: (row: T) => void
  /** Where given, each row is this card instead of cells: for phones and narrow lists beside a detail. */
  card?: ((row: T) => ReactNode) | undefined
  sort?: string | undefined
  onSort?: ((by: string) => void) | undefined
  empty: ReactNode
  /** How many rows there are in all, where known before all are loaded. */
  total?: number | undefined
}

/** A long list: virtual rows over keyset pages, one grid for the keyboard and for screen readers. */
export function QueryTable<T extends object>(props: QueryTableProps<T>) {
  const { source } = props
  const { tables } = useLook()
  if (source.problem) return <Failure problem={source.problem} onRetry={source.retry} />
  if (source.isLoading) return <Loading rows={8} />
  if (source.rows.length === 0) return props.empty
  return tables === 'pages' && !props.card ? <PagedTable {...props} /> : <Grid {...props} />
}

function Grid<T extends object>(props: QueryTableProps<T>) {
  const { source, card, layout, rowId } = props
  const { first, rows } = source
  const { row: rowHeight } = densities[useLook().density]
  const w = useWords(words)
  const scroller = useRef<HTMLDivElement>(null)
  const { table, shown } = useColumns(props)
  // With other functions the virtualizer would measure all rows anew on each frame.
  const nameOf = useRef(rowId)
  const getItemKey = useCallback(
    (index: number) => {
      const row = rows[index - first]
      return row ? nameOf.current(row) : index
    },
    [rows, first],
  )
  const virtualizer = useVirtualizer({
    count: first + rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (card ? cardHeight : rowHeight),
    getItemKey,
    measureElement: sizeOf,
    overscan: 4,
  })
  const drawn = virtualizer.getVirtualItems()
  useMore(source, drawn[0]?.index ?? 0, drawn.at(-1)?.index ?? 0)
  const total = source.hasMore ? props.total : first + rows.length
  const { marks, active, tell, onKeyDown } = useActive(
    props,
    virtualizer,
    scroller,
    (index, row) => `${w.at(index + 1, total)}，${props.describe(row)}`,
  )
  useInSight(card !== undefined, active, virtualizer)
  return (
    <div className="query-table">
      <div
        ref={scroller}
        className={card ? 'query-table-scroll cards' : 'query-table-scroll'}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total === undefined ? -1 : total + (card ? 0 : 1)}
        onKeyDown={onKeyDown}
        style={{ '--tracks': tracksOf(shown), '--width': `${widthOf(shown)}px` } as never}
      >
        {!card && <TableHead table={table} sort={props.sort} onSort={props.onSort} layout={layout} />}
        <div role="rowgroup" className="query-table-body" style={{ blockSize: virtualizer.getTotalSize() }}>
          {drawn.map(({ index, start, key }) => {
            const item = rows[index - first]
            if (!item) return <AwayRow key={key} start={start} />
            return (
              <QueryRow
                key={key}
                item={item}
                id={rowId(item)}
                index={index}
                start={start}
                columns={shown}
                card={card}
                marks={marks}
                measure={virtualizer.measureElement}
                onTell={tell}
              />
            )
          })}
        </div>
      </div>
      <p className="query-table-foot">
        {source.isLoadingMore ? w.more : source.hasMore ? w.loaded(first + rows.length) : w.all(first + rows.length)}
      </p>
      <Spoken marks={marks} />
    </div>
  )
}

const Spoken = ({ marks }: { readonly marks: RowMarks }) => (
  <p className="unseen" aria-live="polite">
    {useSpoken(marks)}
  </p>
)

/** The head's columns as the table library keeps them, and the same as each row draws them. */
function useColumns<T extends object>({ source, columns, layout, rowId }: QueryTableProps<T>) {
  const [shown, order, widths] = [layout?.shown, layout?.order, layout?.widths]
  const own = useMemo(
    () => (shown && order && widths ? arranged(columns, { shown, order, widths }) : columns),
    [columns, shown, order, widths],
  )
  const columnVisibility = useMemo(() => ({ ...shown }), [shown])
  const table = useTable<Features, T>({
    features,
    columns: useMemo(() => columnDefs(own), [own]),
    data: source.rows,
    getRowId: rowId,
    manualSorting: true,
    state: { columnVisibility },
  })
  return { table, shown: useMemo(() => shownColumns(own, shown), [own, shown]) }
}

/** As the browser told it after its own layout: to ask for it while rows are being made costs a layout of its own each time. */
function sizeOf(row: Element, entry: ResizeObserverEntry | undefined, virtualizer: Rows): number {
  const told = entry?.borderBoxSize[0]?.blockSize
  if (told !== undefined) return Math.round(told)
  const index = virtualizer.indexFromElement(row)
  return virtualizer.itemSizeCache.get(virtualizer.options.getItemKey(index)) ?? virtualizer.options.estimateSize(index)
}

/** The row that the keyboard is on stays in sight when rows become cards beside a detail, and when they become rows again. */
function useInSight(isCards: boolean, active: () => number, virtualizer: Rows) {
  const was = useRef(isCards)
  useEffect(() => {
    if (was.current === isCards) return
    was.current = isCards
    virtualizer.measure()
    virtualizer.scrollToIndex(active(), { align: 'center' })
  })
}

/** Fetches the next page, or one that was let go, before it comes into sight. */
function useMore<T>(
  { first, hasMore, isLoadingMore, rows, loadMore, loadEarlier }: Keyset<T>,
  from: number,
  to: number,
) {
  const isNearEnd = hasMore && !isLoadingMore && to >= first + rows.length - 40
  const isNearStart = first > 0 && from <= first + 40
  useEffect(() => {
    if (isNearStart) loadEarlier()
    else if (isNearEnd) loadMore()
  })
}

type Rows = Parameters<typeof useRoving>[0]['virtualizer']
type Scroller = { readonly current: HTMLDivElement | null }

/** Which row the keyboard is on: the selected one, unless the person has moved on since. */
function useActive<T extends object>(
  { rowId, selectedId, marks: given, onSelect, onOpen, source: { first, rows } }: QueryTableProps<T>,
  virtualizer: Rows,
  scroller: Scroller,
  spokenOf: (index: number, row: T) => string,
) {
  const own = useRowMarks()
  const marks = given ?? own
  useSelect(own, selectedId)
  const nameOf = useRef(rowId)
  const places = useMemo(() => new Map(rows.map((row, at) => [nameOf.current(row), first + at])), [rows, first])
  const placeOf = (id: string | undefined) => (id === undefined ? undefined : places.get(id))
  const last = useRef(0)
  const active = () => placeOf(marks.active) ?? Math.min(last.current, Math.max(0, first + rows.length - 1))
  useLayoutEffect(() => {
    // A case that has moved on leaves the list; the keyboard stays where it was.
    const at = placeOf(marks.active) ?? placeOf(marks.selected) ?? active()
    last.current = at
    const row = rows[at - first]
    if (row) marks.activate(nameOf.current(row))
  })
  const on = (index: number, act: (row: T) => void) => {
    const row = rows[index - first]
    if (!row) return
    last.current = index
    act(row)
  }
  const move = (index: number) =>
    on(index, (row) => {
      marks.activate(rowId(row), spokenOf(index, row))
      onSelect?.(row)
    })
  const open = (index: number) =>
    on(index, (row) => {
      marks.activate(rowId(row))
      onOpen(row)
    })
  const onKeyDown = useRoving({
    count: first + rows.length,
    active,
    virtualizer,
    container: () => scroller.current,
    onMove: move,
    onOpen: open,
  })
  const latest = useRef(open)
  latest.current = open
  const tell = useCallback((index: number) => latest.current(index), [])
  return { marks, active, tell, onKeyDown }
}
