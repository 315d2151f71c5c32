import { type ReactNode, startTransition, useEffect, useState } from 'react'

/**
 * What is read second is drawn second: after what stands beside it has been painted, and so that a further key press goes
 * first. Whoever walks through a list sees each case at once and waits for none of its panels.
 */
export function Soon({ children }: { readonly children: ReactNode }) {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    let second = 0
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(first)
      cancelAnimationFrame(second)
    }
  }, [])
  return isPainted && children
}
