import { type ReactNode, useEffect, useState } from 'react'

/** Long enough that somebody who walks through a list by J and K has gone on. */
const restMs = 500

type Props = { readonly fallback?: ReactNode; readonly children: ReactNode }

/** What is costly to draw or to ask for is drawn once somebody rests on it; whoever goes on pays for none of it. */
export function Rested({ fallback = null, children }: Props) {
  const [isRested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [])
  return isRested ? children : fallback
}
