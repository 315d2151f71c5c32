import { pinyinAt } from '#city/catalogue/search.ts'
import { folded } from '#city/place/grams.ts'
import { type FoundGroup, type FoundItem, type FoundKind, foundKinds } from './contract.ts'

export type Strength = FoundItem['strength']

/** Whether a text may be pinyin: letters alone, two at least. */
export const isPinyinLike = (text: string): boolean => /^[a-z]{2,}$/i.test(text.trim())

/** A long number or the beginning of one: of a case, a component, a cell; no name of anybody. */
export const isNumeric = (text: string): boolean => /^[0-9a-z-]{4,}$/i.test(text) && /[0-9]{3}/.test(text)

/**
 * How well a name answers a text, by its letters or by its syllables: initials, full pinyin or a mix. Undefined where it does
 * not.
 */
export function strengthOf(name: string, text: string, syllables: readonly string[] = []): Strength | undefined {
  const [whole, wanted] = [folded(name), folded(text)]
  if (wanted === '') return undefined
  if (whole === wanted) return 3
  if (whole.startsWith(wanted)) return 2
  if (whole.includes(wanted)) return 1
  const at = isPinyinLike(text) ? pinyinAt(syllables, wanted) : -1
  return at < 0 ? undefined : at === 0 ? 2 : 1
}

/** The best `limit` of a group: the most certain, then the shorter title; cases stay in their order, newest first. */
export function groupOf(kind: FoundKind, found: readonly FoundItem[], limit: number): FoundGroup {
  const items = found.toSorted(
    (a, b) =>
      b.strength - a.strength ||
      (kind === 'case' ? 0 : a.title.length - b.title.length || a.title.localeCompare(b.title)),
  )
  return { kind, items: items.slice(0, limit), more: items.length > limit }
}

/** Groups that hold something, the one with the most certain find first. */
export const ordered = (groups: readonly FoundGroup[]): FoundGroup[] =>
  groups
    .filter(({ items }) => items.length > 0)
    .toSorted((a, b) => bestOf(b) - bestOf(a) || foundKinds.indexOf(a.kind) - foundKinds.indexOf(b.kind))

const bestOf = ({ items }: FoundGroup): number => Math.max(...items.map(({ strength }) => strength))
