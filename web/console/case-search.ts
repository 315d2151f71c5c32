const names = [
  'list',
  'stage',
  'source',
  'unit',
  'street',
  'community',
  'category',
  'late',
  'q',
  'from',
  'to',
  'sort',
  'open',
] as const

/** What the address of a work list says: its filters, its order and the case open beside it. */
export type CaseSearch = { readonly [K in (typeof names)[number]]?: string }

/** Reads an address; what it does not know it leaves out. */
export const readCaseSearch = (given: Readonly<Record<string, unknown>>): CaseSearch =>
  Object.fromEntries(
    names.flatMap((name) => (typeof given[name] === 'string' && given[name] !== '' ? [[name, given[name]]] : [])),
  )

const filterNames = ['stage', 'source', 'unit', 'street', 'community', 'category', 'late', 'q', 'from', 'to'] as const

export const hasFilters = (search: CaseSearch): boolean => filterNames.some((name) => search[name] !== undefined)

/** The same list with all filters off. */
export const withoutFilters = ({ list, sort }: CaseSearch): CaseSearch => ({
  ...(list ? { list } : {}),
  ...(sort ? { sort } : {}),
})

/** The address with something changed; an empty value takes its part away. */
export const withChange = (
  search: CaseSearch,
  change: { readonly [K in keyof CaseSearch]?: string | undefined },
): CaseSearch => readCaseSearch({ ...search, ...change })

/** Plain `name=value` pairs, so that an address can be read and written by hand. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (value !== undefined && value !== '') query.set(name, String(value))
  return query.size > 0 ? `?${query}` : ''
}
