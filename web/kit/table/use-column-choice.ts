import { useState } from 'react'
import type { Column } from './columns.ts'

type Choice = Record<string, boolean>

/** Which columns of a table a person wants, remembered in this browser under the table's name. */
export function useColumnChoice<T>(tableId: string, columns: readonly Column<T>[]) {
  const storageKey = `yiwang.columns.${tableId}`
  const [choice, setChoice] = useState<Choice>(() => ({ ...defaults(columns), ...read(storageKey) }))
  const choose = (next: Choice) => {
    setChoice(next)
    try {
      localStorage.setItem(storageKey, JSON.stringify(next))
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }
  return { choice, choose, reset: () => choose(defaults(columns)) }
}

const defaults = <T>(columns: readonly Column<T>[]): Choice =>
  Object.fromEntries(columns.map(({ id, hidden }) => [id, !hidden]))

function read(key: string): Choice {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return kept !== null && typeof kept === 'object' ? (kept as Choice) : {}
  } catch {
    return {}
  }
}
