import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '#web/kit/language.ts'
import { words } from './words.ts'

type Props = { readonly isOpen: boolean; readonly onClose: () => void; readonly children: ReactNode }

/** The layers where there is no room beside the map. */
export function PanelDrawer({ isOpen, onClose, children }: Props) {
  const w = useWords(words)
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      placement="left"
      size={320}
      title={w.layers}
      closable={{ 'aria-label': w.close }}
    >
      {children}
    </Drawer>
  )
}
