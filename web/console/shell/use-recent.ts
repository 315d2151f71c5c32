import { useState } from 'react'
import { keepRecent, readRecent, withRecent } from './recent.ts'

/** What this person sought before, in this browser, and ways to add to it and to forget it. */
export function useRecent(personId: string) {
  const [recent, setRecent] = useState(() => readRecent(personId))
  const keep = (next: readonly string[]) => {
    setRecent([...next])
    keepRecent(personId, next)
  }
  return {
    recent,
    remember: (text: string) => {
      if (text) keep(withRecent(recent, text))
    },
    forget: () => keep([]),
  }
}
