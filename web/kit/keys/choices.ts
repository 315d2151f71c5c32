import { useSyncExternalStore } from 'react'
import { type Choices, noChoices, readChoices } from './binding.ts'

const storageKey = 'yiwang.keys'
const listeners = new Set<() => void>()
let current: Choices | undefined

function stored(): Choices {
  try {
    return readChoices(localStorage.getItem(storageKey))
  } catch {
    return noChoices
  }
}

/** The shortcuts as this browser has them. */
export function currentChoices(): Choices {
  current ??= stored()
  return current
}

/** Changes the shortcuts of this browser and remembers them. */
export function setChoices(choices: Choices): void {
  current = choices
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices))
  } catch {
    // A browser that stores nothing still changes them for now.
  }
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useChoices = (): Choices => useSyncExternalStore(subscribe, currentChoices)
