import type { Column } from './columns.ts'

/** How a person has a table: which columns, in which order, how wide. */
export type Layout = {
  readonly shown: Readonly<Record<string, boolean>>
  readonly order: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

export const narrowest = 60
export const widest = 800

export const usualLayout = <T>(columns: readonly Column<T>[]): Layout => ({
  shown: Object.fromEntries(columns.map(({ id, hidden }) => [id, !hidden])),
  order: columns.map(({ id }) => id),
  widths: {},
})

/** Reads what was kept; a column that is new since then is shown as usual, one that is gone is forgotten. */
export function readLayout<T>(kept: string | null, columns: readonly Column<T>[]): Layout {
  const usual = usualLayout(columns)
  const { shown, order, widths } = parsed(kept)
  const known = (id: unknown): id is string => typeof id === 'string' && usual.order.includes(id)
  const held = Array.isArray(order) ? [...new Set(order.filter(known))] : []
  return {
    shown: { ...usual.shown, ...entries(shown, known, (value): value is boolean => typeof value === 'boolean') },
    order: [...held, ...usual.order.filter((id) => !held.includes(id))],
    widths: entries(widths, known, (value): value is number => Number.isFinite(value)),
  }
}

type Kept = { shown?: unknown; order?: unknown; widths?: unknown }

function parsed(kept: string | null): Kept {
  try {
    const value: unknown = JSON.parse(kept ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function entries<V>(
  held: unknown,
  isKnown: (id: string) => boolean,
  fits: (value: unknown) => value is V,
): Record<string, V> {
  const all: [string, unknown][] = typeof held === 'object' && held !== null ? Object.entries(held) : []
  return Object.fromEntries(all.flatMap(([id, value]) => (isKnown(id) && fits(value) ? [[id, value] as const] : [])))
}

/** The columns as the layout has them; what it does not speak of (a box to choose with) keeps its place. */
export function arranged<T>(columns: readonly Column<T>[], { order, widths }: Layout): readonly Column<T>[] {
  const moved = columns
    .filter(({ id }) => order.includes(id))
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map((column) => widened(column, widths[column.id]))
  const next = moved.values()
  return columns.map((column) => (order.includes(column.id) ? (next.next().value ?? column) : column))
}

function widened<T>(column: Column<T>, width: number | undefined): Column<T> {
  if (width === undefined) return column
  const { grow: _, ...rest } = column
  return { ...rest, width: Math.min(widest, Math.max(narrowest, Math.round(width))) }
}

/** The order with one column moved by so many places. */
export function moved(order: readonly string[], id: string, by: number): readonly string[] {
  const from = order.indexOf(id)
  const to = Math.min(order.length - 1, Math.max(0, from + by))
  return from < 0 ? order : order.toSpliced(from, 1).toSpliced(to, 0, id)
}
