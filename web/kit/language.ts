import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'

type Entry = { readonly zh: unknown; readonly en: unknown }
type Spoken<T extends Record<string, Entry>> = { readonly [K in keyof T]: T[K]['zh'] }

/** A catalogue of words: each key in both languages, plain or as a function of the same shape. A missing half does not compile. */
export const defineWords = <
  const T extends Record<string, { readonly zh: string; readonly en: string } | WordsFunction>,
>(
  words: T,
): { readonly [K in keyof T]: { readonly zh: Widen<T[K]['zh']>; readonly en: Widen<T[K]['zh']> } } => words as never

// biome-ignore lint/suspicious/noExplicitAny: a function of any arguments; `Widen` keeps the real ones.
type WordsFunction = { readonly zh: (...given: any[]) => string; readonly en: (...given: any[]) => string }
type Widen<T> = T extends string ? string : T

const storageKey = 'yiwang.language'
const listeners = new Set<() => void>()
let current: Language = readLanguage()

function readLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Switches every screen of this browser and remembers it. */
export function setLanguage(language: Language): void {
  current = language
  markLanguage()
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // A browser that stores nothing still switches for now.
  }
  for (const listener of listeners) listener()
}

/** Tells the browser and screen readers which language the page is in. */
export function markLanguage(): void {
  document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en'
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => current)

/** The words of a catalogue in the language of the screen. */
export function useWords<const T extends Record<string, Entry>>(words: T): Spoken<T> {
  return spoken(words, useLanguage())
}

const cache = new WeakMap<object, Partial<Record<Language, object>>>()

export function spoken<const T extends Record<string, Entry>>(words: T, language: Language): Spoken<T> {
  const known = cache.get(words) ?? {}
  known[language] ??= Object.fromEntries(Object.entries(words).map(([key, entry]) => [key, entry[language]]))
  cache.set(words, known)
  return known[language] as Spoken<T>
}

/** The half of a bilingual value (an explanation, a problem) that the screen shows. */
export const usePick = (): (<T>(both: { readonly zh: T; readonly en: T }) => T) => {
  const language = useLanguage()
  return (both) => both[language]
}
