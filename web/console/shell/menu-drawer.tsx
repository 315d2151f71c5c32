import { Drawer } from 'antd'
import { useWords } from '#web/kit/language.ts'
import { words } from '../words.ts'
import { SearchBox } from './search-box.tsx'
import { SideNav } from './side-nav.tsx'

/** The menu of a narrow screen. */
export function MenuDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const w = useWords(words)
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      placement="left"
      size={280}
      title={w.menu}
      destroyOnHidden
      rootClassName="shell-drawer"
    >
      <SearchBox />
      <SideNav />
    </Drawer>
  )
}
