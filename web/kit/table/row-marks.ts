import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

/**
 * Which row of a list is selected, which one the keyboard is on, and what is spoken of it. Rows ask for themselves, so that a step
 * from one to the next draws those two and not the list.
 */
export class RowMarks {
  #selected: string | undefined
  #active: string | undefined
  #spoken = ''
  readonly #listeners = new Set<() => void>()

  get selected(): string | undefined {
    return this.#selected
  }

  get active(): string | undefined {
    return this.#active
  }

  get spoken(): string {
    return this.#spoken
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Selects a row; the keyboard stands there too, also when it was opened from elsewhere. */
  select(id: string | undefined): void {
    if (this.#selected === id) return
    this.#selected = id
    this.#active = id ?? this.#active
    this.#tell()
  }

  /** Puts the keyboard on a row, and says so in words where there are any. */
  activate(id: string | undefined, spoken = this.#spoken): void {
    if (this.#active === id && this.#spoken === spoken) return
    this.#active = id
    this.#spoken = spoken
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** The marks of one list for as long as it is shown. */
export function useRowMarks(): RowMarks {
  const marks = useRef<RowMarks>(undefined)
  marks.current ??= new RowMarks()
  return marks.current
}

/** Selects the row of this name in a list, without drawing the list. */
export function useSelect(marks: RowMarks, id: string | undefined): void {
  useLayoutEffect(() => marks.select(id), [marks, id])
}

export const useIsSelected = (marks: RowMarks, id: string): boolean =>
  useSyncExternalStore(marks.subscribe, () => marks.selected === id)

export const useIsActive = (marks: RowMarks, id: string): boolean =>
  useSyncExternalStore(marks.subscribe, () => marks.active === id)

export const useSelected = (marks: RowMarks): string | undefined =>
  useSyncExternalStore(marks.subscribe, () => marks.selected)

export const useSpoken = (marks: RowMarks): string => useSyncExternalStore(marks.subscribe, () => marks.spoken)
