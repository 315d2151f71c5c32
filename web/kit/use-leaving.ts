import { useEffect } from 'react'
import type { Saver } from './saver.ts'

/** Saves at once when a field loses the cursor and when the page is left: for another page, another window, or by closing it. */
export function useLeaving(saver: Pick<Saver<unknown>, 'flush'>): void {
  useEffect(() => {
    const rest = () => saver.flush()
    const leave = () => saver.flush(true)
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    document.addEventListener('focusout', rest)
    document.addEventListener('visibilitychange', hide)
    addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('focusout', rest)
      document.removeEventListener('visibilitychange', hide)
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [saver])
}
