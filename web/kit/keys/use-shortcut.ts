import { useEffect, useRef } from 'react'
import type { ActionId } from './actions.ts'
import { isTyping, keyOf, keysOf } from './binding.ts'
import { currentChoices } from './choices.ts'

const writing =
  'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable], [role="combobox"], .cm-editor'

/** Whether an input method is composing, in which case no key is a shortcut. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** Whether a press means an action now: never while composing, and no letter while something is being written. */
export function means(event: KeyboardEvent, id: ActionId): boolean {
  if (event.defaultPrevented || isComposing(event)) return false
  const key = keyOf(event)
  if (key === undefined || !keysOf(id, currentChoices()).includes(key)) return false
  return !(isTyping(key) && event.target instanceof Element && event.target.closest(writing) !== null)
}

/** Whether something lies over the page and takes the keys for itself. */
const isCovered = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"], .ant-modal-wrap:not([style*="none"])') !== null

/** What to do for actions; `false` leaves the key to others. */
export type Handlers = { readonly [K in ActionId]?: (() => unknown) | undefined }

/** Does something when the key of an action is pressed anywhere on the page, unless a dialog lies over it. */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      for (const id of Object.keys(latest.current) as ActionId[]) {
        const act = latest.current[id]
        if (!act || !means(event, id) || isCovered()) continue
        if (act() !== false) event.preventDefault()
        return
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
