const key = 'yiwang.score-rules.draft'

/** A draft of scoring rules stays in this browser until it is published or discarded. */
export function readDraft(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function keepDraft(text: string): void {
  try {
    localStorage.setItem(key, text)
  } catch {
    // A browser that stores nothing keeps the draft while the page is open.
  }
}

export function dropDraft(): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
