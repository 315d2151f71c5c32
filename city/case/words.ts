/** A text for comparing: full-width forms narrowed, lower case, without blanks. */
export const foldedWords = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '')

/** What is sought in of a case: its description and its place, kept apart so that no pair spans both. */
export const wordsOfCase = (description: string, placeText: string): string =>
  foldedWords(`${description}|${placeText}`)

/**
 * The pairs of neighbouring letters of a folded text, each as one 32-bit integer, without repeats: whatever contains a text holds
 * all pairs of it. Two letters beyond the basic plane may share a number, so a match is read again.
 */
export function pairsOf(text: string): number[] {
  const letters = [...text].map((letter) => letter.codePointAt(0)!)
  return [...new Set(letters.slice(1).map((letter, at) => (letters[at]! * 65_536 + letter) | 0))]
}
