import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'

type Roving = {
  readonly count: number
  readonly active: number
  readonly virtualizer: Virtualizer<HTMLDivElement, Element>
  readonly container: () => HTMLElement | null
  readonly onMove: (index: number) => void
  readonly onOpen: (index: number) => void
}

const pageRows = 10

/**
 * One row of the list is in the tab order; J, K and the arrows move it, Enter opens it. The letters act only while a row
 * has the focus, and never while an input method is composing.
 */
export function useRoving({ count, active, virtualizer, container, onMove, onOpen }: Roving) {
  const wanted = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (wanted.current !== active) return
    // The row may only exist after the list has scrolled to it.
    const frame = requestAnimationFrame(() => {
      container()?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true })
      wanted.current = undefined
    })
    return () => cancelAnimationFrame(frame)
  })
  const moveTo = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    wanted.current = next
    virtualizer.scrollToIndex(next)
    onMove(next)
  }
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || count === 0) return
    const target = targetOf(event, active, count)
    if (target === undefined) return
    event.preventDefault()
    if (target === 'open') onOpen(active)
    else moveTo(target)
  }
}

function targetOf({ code }: KeyboardEvent, active: number, count: number): number | 'open' | undefined {
  switch (code) {
    case 'KeyJ':
    case 'ArrowDown':
      return active + 1
    case 'KeyK':
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
    case 'Enter':
    case 'NumpadEnter':
      return 'open'
    default:
      return undefined
  }
}
