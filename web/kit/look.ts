import { useEffect, useSyncExternalStore } from 'react'
import { breakableStore } from './breakable-store.ts'
import { type Look, lookKey, ownLookKey, readLook, shownTheme } from './look-choice.ts'

export type { Look } from './look-choice.ts'

const listeners = new Set<() => void>()
const [dark, print] = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query))
let current = readLook(breakableStore.get(lookKey))
let owner: string | undefined
let theme = shown()
show()

for (const query of [dark, print]) query?.addEventListener('change', show)

/** Paper is white whatever the screen is. */
function shown(): 'light' | 'dark' {
  return print?.matches ? 'light' : shownTheme(current, dark?.matches ?? false)
}

function show(): void {
  const { dataset, style } = document.documentElement
  theme = shown()
  dataset.theme = theme
  dataset.density = current.density
  style.colorScheme = theme
  style.removeProperty('background')
  for (const listener of listeners) listener()
}

/** Changes how every screen of this browser looks, and remembers it for the person at it. */
export function setLook(change: Partial<Look>): void {
  current = { ...current, ...change }
  for (const key of [lookKey, ...(owner ? [ownLookKey(owner)] : [])]) breakableStore.set(key, JSON.stringify(current))
  show()
}

/** Brings back how this person had it; who was here before keeps theirs. */
export function useOwnLook(personId: string): void {
  useEffect(() => {
    owner = personId
    setLook(readLook(breakableStore.get(ownLookKey(personId))))
  }, [personId])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What has been chosen. */
export const useLook = (): Look => useSyncExternalStore(subscribe, () => current)

/** The theme that is on the screen now. */
export const useTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, () => theme)
