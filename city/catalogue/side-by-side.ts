import type { EditionId, Kind } from './edition.ts'
import type { MappingRow } from './mapping.ts'

export type Named = {
  readonly edition: EditionId
  readonly kind: Kind
  readonly code: string
  readonly name: string
  readonly majorName: string
  readonly pinyin: string
}

/** One thing under its names in the editions; an edition without it is left empty. `how` says on what ground they are the same. */
export type Row = {
  readonly kind: Kind
  readonly majorName: string
  readonly '2026': readonly Cell[]
  readonly '2013': readonly Cell[]
  readonly '2007': readonly Cell[]
  /** The syllables of its names, for search. */
  readonly syllables: string
  readonly how: readonly { readonly basis: string; readonly mark: string }[]
}
type Cell = { readonly code: string; readonly name: string }

const order = ['2026', '2013', '2007'] as const

/**
 * The editions beside one another: what is linked by the mapping stands in one row, also where one category was split or several
 * were joined; what has no counterpart stands alone. In the order of the newest edition that has it.
 */
export function sideBySide(categories: readonly Named[], mapping: readonly MappingRow[]): Row[] {
  const byKey = new Map(categories.map((category) => [keyOf(category), category]))
  const links = new Map<string, { key: string; row: MappingRow }[]>()
  const link = (a: string, b: string, row: MappingRow) => links.set(a, [...(links.get(a) ?? []), { key: b, row }])
  for (const row of mapping) {
    link(keyOf(row.from), keyOf(row.to), row)
    link(keyOf(row.to), keyOf(row.from), row)
  }
  const seen = new Set<string>()
  const rows: Row[] = []
  const sorted = order.flatMap((edition) => categories.filter((each) => each.edition === edition))
  for (const category of sorted) {
    if (seen.has(keyOf(category))) continue
    const [group, how] = gather(keyOf(category), links, seen)
    const found = group.flatMap((key) => byKey.get(key) ?? [])
    rows.push({
      kind: category.kind,
      majorName: category.majorName,
      ...cellsOf(found),
      syllables: syllablesOf(found),
      how,
    })
  }
  return rows
}

const keyOf = ({ edition, kind, code }: Pick<Named, 'edition' | 'kind' | 'code'>) => `${edition}/${kind}/${code}`

type Links = ReadonlyMap<string, readonly { readonly key: string; readonly row: MappingRow }[]>

/** Everything that hangs together with a category, and the ground on which. */
function gather(start: string, links: Links, seen: Set<string>): [string[], Row['how']] {
  const [waiting, group, how] = [[start], [] as string[], new Map<string, Row['how'][number]>()]
  seen.add(start)
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    group.push(key)
    for (const next of links.get(key) ?? []) {
      how.set(`${next.row.basis}/${next.row.mark}`, { basis: next.row.basis, mark: next.row.mark })
      if (seen.has(next.key)) continue
      seen.add(next.key)
      waiting.push(next.key)
    }
  }
  return [group, [...how.values()]]
}

const syllablesOf = (found: readonly Named[]): string => [...new Set(found.map(({ pinyin }) => pinyin))].join(' ')

const cellsOf = (found: readonly Named[]) => {
  const of = (edition: EditionId): Cell[] =>
    found
      .filter((each) => each.edition === edition)
      .map(({ code, name }) => ({ code, name }))
      .sort((a, b) => a.code.localeCompare(b.code))
  return { '2026': of('2026'), '2013': of('2013'), '2007': of('2007') }
}
