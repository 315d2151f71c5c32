import { lazy, Suspense, useEffect, useState } from 'react'
import { isTourDone, onTourAsked } from './tour-kept.ts'

const Tour = lazy(() => import('./tour.tsx').then((module) => ({ default: module.Tour })))

/** The tour where it is due: on the overview of whoever has not had it, and for whoever asks for it. */
export function TourWhenDue({ personId, isHome }: { personId: string; isHome: boolean }) {
  const [isAsked, setAsked] = useState(false)
  const [isClosed, setClosed] = useState(() => isTourDone(personId))
  useEffect(
    () =>
      onTourAsked(() => {
        setAsked(true)
        setClosed(false)
      }),
    [],
  )
  if (isClosed || (!isAsked && !isHome)) return null
  return (
    <Suspense fallback={null}>
      <Tour isAsked={isAsked} onClose={() => setClosed(true)} />
    </Suspense>
  )
}
