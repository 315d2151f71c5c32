import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { ReactNode } from 'react'

/** A column of a list. `width` is its least width in px; `grow` its share of what is left. */
export type Column<T> = {
  readonly id: string
  readonly header: string
  readonly width: number
  readonly grow?: number
  readonly align?: 'end'
  readonly cell: (row: T) => ReactNode
  /** The server's name of the order this column stands for; without it the column does not sort. */
  readonly sort?: { readonly by: string; readonly direction: 'ascending' | 'descending' }
  /** Always shown. */
  readonly fixed?: boolean
  /** Not shown until chosen. */
  readonly hidden?: boolean
}

export type ColumnMeta = Pick<Column<unknown>, 'width' | 'grow' | 'align' | 'sort'>

export const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: {} as ColumnMeta,
})

export type Features = typeof features

/** The columns as the table library takes them. */
export function columnDefs<T extends object>(columns: readonly Column<T>[]): ColumnDef<Features, T>[] {
  const helper = createColumnHelper<Features, T>()
  return columns.map((column) =>
    helper.display({
      id: column.id,
      header: column.header,
      enableHiding: !column.fixed,
      cell: ({ row }) => column.cell(row.original),
      meta: column,
    }),
  )
}

/** The columns that are to be seen. */
export const shownColumns = <T>(columns: readonly Column<T>[], shown: Readonly<Record<string, boolean>> = {}) =>
  columns.filter(({ id, fixed }) => fixed || shown[id] !== false)

/** The tracks of the CSS grid that head and rows share. */
export const tracksOf = (metas: readonly (ColumnMeta | undefined)[]): string =>
  metas
    .map((meta) => `minmax(${meta?.width ?? 100}px, ${meta?.grow ? `${meta.grow}fr` : `${meta?.width ?? 100}px`})`)
    .join(' ')

export const widthOf = (metas: readonly (ColumnMeta | undefined)[]): number =>
  metas.reduce((sum, meta) => sum + (meta?.width ?? 100), 0)
