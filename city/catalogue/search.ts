import type { Kind } from './edition.ts'

/** What a search looks at. `pinyin` is the name's syllables with blanks between. */
export type Searchable = {
  readonly kind: Kind
  readonly code: string
  readonly name: string
  readonly majorName: string
  readonly pinyin: string
}

/** How a category was found, best first; shown beside a hit so that an odd one explains itself. */
export const matchedBy = [
  'code',
  'name',
  'name_start',
  'name_part',
  'pinyin',
  'pinyin_part',
  'letters',
  'condition',
] as const
export type MatchedBy = (typeof matchedBy)[number]

export type Hit<C> = { readonly category: C; readonly by: MatchedBy }

/**
 * Categories matching every word typed: digits of the code, Chinese of the name or its class, full pinyin, initials or a mix
 * (`gongsjg`). Best first: how it matched, then where, then the shorter name, then the code. `inConditions` tells which
 * categories mention the text in a filing condition; they come last.
 */
export function searchCategories<C extends Searchable>(
  categories: readonly C[],
  typed: string,
  options: { readonly limit?: number; readonly inConditions?: (category: C) => boolean } = {},
): Hit<C>[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8)
  if (words.length === 0) return []
  const ranked: { hit: Hit<C>; rank: number }[] = []
  for (const category of categories) {
    const found = matchAll(category, words) ?? (options.inConditions?.(category) ? mentioned : undefined)
    if (!found) continue
    ranked.push({ hit: { category, by: matchedBy[found.by]! }, rank: found.by * 100 + Math.min(found.at, 99) })
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || byLengthThenCode(a.hit.category, b.hit.category))
    .slice(0, options.limit ?? 20)
    .map(({ hit }) => hit)
}

/** `by` is an index into `matchedBy`; `at` the character or syllable it began with. */
type Match = { readonly by: number; readonly at: number }

const mentioned: Match = { by: matchedBy.indexOf('condition'), at: 0 }

const byLengthThenCode = (a: Searchable, b: Searchable) =>
  a.name.length - b.name.length || a.kind.localeCompare(b.kind) || a.code.localeCompare(b.code)

/** Every word must match; the worst of them decides. */
function matchAll(category: Searchable, words: readonly string[]): Match | undefined {
  let worst: Match | undefined
  for (const word of words) {
    const match = matchWord(category, word)
    if (!match) return undefined
    if (!worst || match.by > worst.by) worst = match
  }
  return worst
}

function matchWord(category: Searchable, word: string): Match | undefined {
  if (/^[0-9]+$/.test(word) && category.code.startsWith(word)) return { by: 0, at: 0 }
  const name = category.name.normalize('NFKC').toLowerCase()
  if (name === word) return { by: 1, at: 0 }
  const at = name.indexOf(word)
  if (at === 0) return { by: 2, at }
  if (at > 0) return { by: 3, at }
  if (/^[a-z0-9]+$/.test(word)) return matchPinyin(category.pinyin.split(' '), word)
  if (category.majorName.includes(word)) return { by: 3, at: 99 }
  const inOrder = lettersInOrder(name, word)
  return inOrder < 0 ? undefined : { by: 6, at: inOrder }
}

function matchPinyin(syllables: readonly string[], word: string): Match | undefined {
  const at = pinyinAt(syllables, word)
  return at < 0 ? undefined : { by: at === 0 ? 4 : 5, at }
}

/** The syllable from which on a word is full pinyin, initials or a mix of a name; -1 where it is not. */
export function pinyinAt(syllables: readonly string[], word: string): number {
  for (let at = 0; at < syllables.length; at++) if (takes(syllables, at, word)) return at
  return -1
}

/** Whether the word is beginnings of consecutive syllables from `at` on, each at least one letter. */
function takes(syllables: readonly string[], at: number, word: string): boolean {
  if (word === '') return true
  const syllable = syllables[at]
  if (syllable === undefined) return false
  let shared = 0
  while (shared < syllable.length && syllable[shared] === word[shared]) shared++
  for (let length = shared; length > 0; length--) {
    if (takes(syllables, at + 1, word.slice(length))) return true
  }
  return false
}

/** Where the word's Chinese characters begin to occur in order with others between (井破 finds 井盖破损); -1 when they do not. */
function lettersInOrder(name: string, word: string): number {
  const letters = [...word]
  if (letters.length < 2) return -1
  const first = name.indexOf(letters[0]!)
  let at = first - 1
  for (const letter of letters) {
    at = name.indexOf(letter, at + 1)
    if (at < 0) return -1
  }
  return first
}
