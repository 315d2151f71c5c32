import { emptyFilled, type Filled } from './filled.ts'

// For this tab only: a seat is shared, and what is half written may name a caller.
const keyOf = (personId: string): string => `yiwang.register.${personId}`

/** What this person had written in this tab and not submitted. Photos are not kept: they are chosen again. */
export function readDraft(personId: string): Filled | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(personId))
    return text === null ? undefined : { ...emptyFilled, ...(JSON.parse(text) as Filled), files: [] }
  } catch {
    return undefined
  }
}

export function keepDraft(personId: string, filled: Partial<Filled>): void {
  try {
    sessionStorage.setItem(keyOf(personId), JSON.stringify(filled))
  } catch {
    // Without storage a reload costs what was written; nothing else does.
  }
}

export function dropDraft(personId: string): void {
  try {
    sessionStorage.removeItem(keyOf(personId))
  } catch {
    // Nothing was kept.
  }
}
