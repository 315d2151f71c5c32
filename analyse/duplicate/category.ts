import type { EditionId, Kind } from '#city/catalogue/edition.ts'
import { type CodedCategory, categoryMap, mapCategory } from '#city/catalogue/mapping.ts'
import { readNationalMapping } from '#city/catalogue/national.ts'

/** A category as it is compared and kept: `2026/matter/06013`, in the newest edition that knows it. */
export type CategoryKey = string

const newest: EditionId = '2026'

const keyOf = ({ edition, kind, code }: CodedCategory): CategoryKey => `${edition}/${kind}/${code}`

type Families = { readonly canonical: (category: CodedCategory) => CategoryKey; readonly members: Members }
type Members = ReadonlyMap<CategoryKey, readonly CategoryKey[]>

let families: Families | undefined

/** The national mapping never changes while a program runs, so it is read once. */
function loadFamilies(): Families {
  const rows = readNationalMapping()
  const map = categoryMap(rows)
  const canonical = (category: CodedCategory) => keyOf(mapCategory(map, category, newest)?.category ?? category)
  const all = new Map(rows.flatMap(({ from, to }) => [from, to]).map((category) => [keyOf(category), category]))
  const members = Map.groupBy(all.keys(), (key) => canonical(all.get(key)!))
  return { canonical, members }
}

/** The key under which categories of any edition that mean the same thing meet. */
export function canonicalKey(category: { edition: string; kind: string; code: string }): CategoryKey {
  families ??= loadFamilies()
  return families.canonical(category as CodedCategory)
}

/** Every key, in whatever edition, that means the same as this one. */
export function sameKeys(canonical: CategoryKey): readonly CategoryKey[] {
  families ??= loadFamilies()
  return [...new Set([canonical, ...(families.members.get(canonical) ?? [])])]
}

/** The parts of a key. */
export function categoryOfKey(key: CategoryKey): { edition: string; kind: Kind; code: string } {
  const [edition = '', kind = '', code = ''] = key.split('/')
  return { edition, kind: kind as Kind, code }
}
