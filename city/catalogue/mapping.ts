import type { EditionId, Kind } from './edition.ts'

/** A category by its composed code. */
export type CodedCategory = { readonly edition: EditionId; readonly kind: Kind; readonly code: string }

/** One row of the mapping: `basis` says by number or by name, `mark` how far to trust it. */
export type MappingRow = {
  readonly from: CodedCategory
  readonly to: CodedCategory
  readonly basis: string
  readonly mark: string
}

const keyOf = (c: CodedCategory) => `${c.edition}/${c.kind}/${c.code}`

/** Where a category went, or whence it came, step by step; ask with `mapCategory`. */
export type CategoryMap = ReadonlyMap<string, readonly MappingRow[]>

/** Both directions: history is read forward into the edition in force, old formats are written backward. */
export function categoryMap(rows: readonly MappingRow[]): CategoryMap {
  const map = new Map<string, MappingRow[]>()
  const add = (row: MappingRow) => {
    const list = map.get(keyOf(row.from)) ?? []
    list.push(row)
    map.set(keyOf(row.from), list)
  }
  for (const row of rows) add(row)
  for (const row of rows) add({ ...row, from: row.to, to: row.from })
  return map
}

/**
 * The same thing in another edition, with the rows that lead there; undefined when it has no counterpart. A direct row is
 * preferred to a way through the edition between. Several old categories may share one successor; backward the first is given.
 */
export function mapCategory(
  map: CategoryMap,
  from: CodedCategory,
  toEdition: EditionId,
): { readonly category: CodedCategory; readonly via: readonly MappingRow[] } | undefined {
  if (from.edition === toEdition) return { category: from, via: [] }
  const steps = map.get(keyOf(from)) ?? []
  const direct = steps.find((row) => row.to.edition === toEdition)
  if (direct) return { category: direct.to, via: [direct] }
  const forward = toEdition > from.edition
  for (const row of steps) {
    const between = forward ? row.to.edition > from.edition : row.to.edition < from.edition
    const rest = between ? mapCategory(map, row.to, toEdition) : undefined
    if (rest) return { category: rest.category, via: [row, ...rest.via] }
  }
  return undefined
}
