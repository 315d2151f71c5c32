import type { FoundGroup, FoundItem } from '#city/search/contract.ts'
import type { CaseSearch } from '../case-search.ts'
import { type MapSearch, searchOf } from '../map-address.ts'

/** Where a find leads. */
export type Target =
  | { readonly to: '/cases/$id'; readonly params: { readonly id: string } }
  | { readonly to: '/cases'; readonly search: CaseSearch }
  | { readonly to: '/components'; readonly search: { readonly open: string } }
  | { readonly to: '/map'; readonly search: MapSearch }

const close = 17

/** The page of a find; one of a place is the map, one of a person the open cases of their unit. Undefined where none is open. */
export function targetOf(item: FoundItem, mayReadCases: boolean): Target | undefined {
  switch (item.kind) {
    case 'case':
      return { to: '/cases/$id', params: { id: item.id } }
    case 'component':
      return { to: '/components', search: { open: item.id } }
    case 'place':
      return mapTargetOf(item)
    case 'category':
      return mayReadCases
        ? { to: '/cases', search: { list: 'open', category: item.id.split('/')[1] ?? '' } }
        : undefined
    default:
      return mayReadCases && item.unitId ? { to: '/cases', search: { list: 'open', unit: item.unitId } } : undefined
  }
}

/** The same find on the map; undefined where nobody knows where it is. */
export function mapTargetOf({ kind, id, title, point }: FoundItem): Target | undefined {
  if (!point) return undefined
  const pick = kind === 'case' || kind === 'component' ? { kind, id } : { kind: 'place' as const, point, label: title }
  return { to: '/map', search: searchOf({ centre: point, zoom: close, pick }) }
}

/** All finds in the order in which the arrow keys walk them. */
export const walk = (groups: readonly FoundGroup[]): FoundItem[] => groups.flatMap(({ items }) => items)

/** What Enter opens when nothing was chosen: the one find that is the very thing. */
export function certain(groups: readonly FoundGroup[]): FoundItem | undefined {
  const exact = walk(groups).filter(({ strength }) => strength === 3)
  const numbered = walk(groups).filter(({ kind }) => kind === 'case')
  if (exact.length === 1) return exact[0]
  return walk(groups).length === 1 && numbered.length === 1 ? numbered[0] : undefined
}

/** Where the mark goes with an arrow key: round and round, -1 being the box itself. */
export const moved = (at: number, by: 1 | -1, count: number): number =>
  count === 0 ? -1 : ((at + 1 + by + count + 1) % (count + 1)) - 1
