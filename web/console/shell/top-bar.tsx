import { MenuOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { useWords } from '#web/kit/language.ts'
import { useMe } from '#web/kit/session.ts'
import { words } from '../words.ts'
import { Account } from './account.tsx'
import { Bell } from './bell.tsx'
import { SearchBox } from './search-box.tsx'

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const w = useWords(words)
  const me = useMe()
  return (
    <header className="top-bar">
      <button type="button" className="top-menu" onClick={onMenu} aria-label={w.menu}>
        <MenuOutlined aria-hidden />
      </button>
      <Link to="/" className="brand">
        <img src="/mark.svg" alt="" width="26" height="26" />
        <strong>{w.product}</strong>
        <span>{me.districtName}</span>
      </Link>
      <SearchBox />
      <Bell />
      <Account />
    </header>
  )
}
