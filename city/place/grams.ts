/**
 * Letter pairs of names, so that "contains" can use a plain GIN index over `text[]`: every name that contains a text contains all
 * pairs of the text. The first letter alone is kept too and answers one-letter queries by beginning.
 */
export function gramsOf(...texts: readonly (string | null | undefined)[]): string[] {
  const grams = new Set<string>()
  for (const text of texts) {
    const letters = [...folded(text ?? '')]
    if (letters[0] !== undefined) grams.add(letters[0])
    for (let at = 1; at < letters.length; at++) grams.add(`${letters[at - 1]}${letters[at]}`)
  }
  return [...grams]
}

/** The pairs every match must hold. */
export function gramsWanted(text: string): string[] {
  const letters = [...folded(text)]
  return letters.length === 1 ? letters : letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)
}

/** A name for comparing: full-width forms narrowed, lower case, without spaces, punctuation and control characters. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}\p{C}]/gu, '')
