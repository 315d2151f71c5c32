import { useSyncExternalStore } from 'react'

/** A value kept in this browser across reloads; without storage (private windows) it lives as long as the page. */
export type Kept<T> = { get(): T; set(next: T): void; subscribe(listen: () => void): () => void }

/** A kept value under a name. What is stored but no longer readable falls back to `initial`. */
export function kept<T>(name: string, initial: T): Kept<T> {
  const listeners = new Set<() => void>()
  let value = read<T>(name) ?? initial
  const tell = () => {
    for (const listen of listeners) listen()
  }
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key !== name) return
    value = read<T>(name) ?? initial
    tell()
  })
  return {
    get: () => value,
    set(next) {
      value = next
      write(name, next)
      tell()
    },
    subscribe(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

export const useKept = <T>(of: Kept<T>): T => useSyncExternalStore(of.subscribe, of.get)

function read<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(name)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

function write(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Full or forbidden storage costs the reload, not the report.
  }
}
