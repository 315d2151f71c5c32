import { lazy, type ReactNode, Suspense, useState } from 'react'

const LookSheet = lazy(() => import('./look-sheet.tsx').then((module) => ({ default: module.LookSheet })))

/** The settings of the screen: what opens them, and the sheet while it is open. */
export function useLookSheet(): { readonly lookSheet: ReactNode; readonly showLook: () => void } {
  const [isOpen, setOpen] = useState(false)
  return {
    lookSheet: isOpen && (
      <Suspense>
        <LookSheet onClose={() => setOpen(false)} />
      </Suspense>
    ),
    showLook: () => setOpen(true),
  }
}
