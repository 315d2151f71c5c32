import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '#web/kit/keys/use-shortcut.ts'

const CheatSheet = lazy(() =>
  import('#web/kit/keys/cheat-sheet.tsx').then((module) => ({ default: module.CheatSheet })),
)

/** The list of all shortcuts: by its key from anywhere, and by whatever calls `show`. */
export function useCheatSheet() {
  const [isOpen, setOpen] = useState(false)
  const show = () => setOpen(true)
  useShortcuts({ sheet: show })
  const sheet = isOpen ? (
    <Suspense fallback={null}>
      <CheatSheet onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
  return { sheet, show }
}
