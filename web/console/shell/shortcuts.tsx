import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '#web/kit/keys/use-shortcut.ts'

const PageHelpDialog = lazy(() => import('./page-help.tsx').then((module) => ({ default: module.PageHelpDialog })))

/** The help of the page with all shortcuts: by its key from anywhere, and by whatever calls `show`. */
export function useCheatSheet() {
  const [isOpen, setOpen] = useState(false)
  const show = () => setOpen(true)
  useShortcuts({ sheet: show })
  const sheet = isOpen ? (
    <Suspense fallback={null}>
      <PageHelpDialog onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
  return { sheet, show }
}
