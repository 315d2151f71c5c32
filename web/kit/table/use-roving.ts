import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { keyOf } from '../keys/binding.ts'
import { isComposing, means } from '../keys/use-shortcut.ts'

type Roving = {
  readonly count: number
  /** The place of the row that the keyboard is on. */
  readonly active: () => number
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  readonly container: () => HTMLElement | null
  readonly onMove: (index: number) => void
  readonly onOpen: (index: number) => void
}

const pageRows = 10
/** Frames within which a list has scrolled to a row and drawn it. */
const patience = 20

/**
 * One row of the list is in the tab order; J, K and the arrows move it, Enter opens it. The letters act only while a row
 * has the focus, and never while an input method is composing.
 */
export function useRoving({ count, active, virtualizer, container, onMove, onOpen }: Roving) {
  const frame = useRef(0)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  // The row may only exist after the list has scrolled to it.
  const focus = (index: number, left = patience) => {
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => {
      const row = container()?.querySelector<HTMLElement>(`[data-index="${index}"]`)
      if (row) row.focus({ preventScroll: true })
      else if (left > 0) focus(index, left - 1)
    })
  }
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    onMove(next)
    virtualizer.scrollToIndex(next)
    focus(next)
  }
  return (event: KeyboardEvent) => {
    if (count === 0) return
    const at = active()
    const target = targetOf(event.nativeEvent, at, count)
    if (target === undefined) return
    event.preventDefault()
    if (target === 'open') onOpen(at)
    else moveTo(target)
  }
}
function targetOf(event: globalThis.KeyboardEvent, active: number, count: number): number | 'open' | undefined {
  if (means(event, 'next')) return active + 1
  if (means(event, 'previous')) return active - 1
  if (means(event, 'open')) return 'open'
  if (isComposing(event)) return undefined
  switch (keyOf(event)) {
    case 'ArrowDown':
      return active + 1
    case 'ArrowUp':
      return active - 1
    case 'PageDown':
      return active + pageRows
    case 'PageUp':
      return active - pageRows
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
