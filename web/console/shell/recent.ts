const MOST = 8

/** The words sought before, newest first, with `text` in front and nothing twice. */
export const withRecent = (recent: readonly string[], text: string): string[] =>
  [text, ...recent.filter((each) => each !== text)].slice(0, MOST)

const keyOf = (personId: string): string => `yiwang.search.${personId}`

/** What this person sought in this browser. */
export function readRecent(personId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Keeps it for the next time; a browser that stores nothing forgets. */
export function keepRecent(personId: string, recent: readonly string[]): void {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(recent))
  } catch {
    // Then it is forgotten with the page.
  }
}
