import { useState } from 'react'
import { breakableStore } from '../breakable-store.ts'
import { useMe } from '../session.ts'
import type { Column } from './columns.ts'
import { type Layout, readLayout, usualLayout } from './layout.ts'

export type TableLayout = Layout & { readonly change: (change: Partial<Layout>) => void; readonly reset: () => void }

/** How the person at this browser has a table, remembered under their id and the table's name. */
export function useLayout<T>(tableId: string, columns: readonly Column<T>[]): TableLayout {
  const key = `yiwang.table.${useMe().personId}.${tableId}`
  const [layout, setLayout] = useState<Layout>(() => readLayout(breakableStore.get(key), columns))
  const keep = (next: Layout) => {
    setLayout(next)
    breakableStore.set(key, JSON.stringify(next))
  }
  return {
    ...layout,
    change: (change) => keep({ ...layout, ...change }),
    reset: () => keep(usualLayout(columns)),
  }
}
