import { MenuOutlined } from '@ant-design/icons'
import { Link, useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { setLanguage, useLanguage, useWords } from '#web/kit/language.ts'
import { useMe, useSignOut } from '#web/kit/session.ts'
import { words } from '../words.ts'
import { Bell } from './bell.tsx'
import { SearchBox } from './search-box.tsx'
import { useCheatSheet } from './shortcuts.tsx'
import { useLookSheet } from './use-look-sheet.tsx'

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const w = useWords(words)
  const language = useLanguage()
  const me = useMe()
  const signOut = useSignOut()
  const posts = [...new Set(me.posts.map(({ name }) => name))].join('、')
  const units = me.units.map(({ name }) => name).join('、')
  const { sheet, show } = useCheatSheet()
  const navigate = useNavigate()
  const { lookSheet, showLook } = useLookSheet()
  const items = [
    { key: 'look', label: w.look, onClick: showLook },
    { key: 'keys', label: w.shortcuts, onClick: show },
    { key: 'language', label: w.language, onClick: () => setLanguage(language === 'zh' ? 'en' : 'zh') },
    { key: 'password', label: w.password, onClick: () => void navigate({ to: '/password' }) },
    {
      key: 'out',
      label: w.signOut,
      // The whole page goes with the session, so that nothing of it stays in memory.
      onClick: () => void signOut().then(() => location.assign('/login')),
    },
  ]
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
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="account" aria-label={w.account(me.name)}>
          <span className="account-name">{me.name}</span>
          <span className="account-post">{[posts, units].filter(Boolean).join(' · ')}</span>
        </button>
      </Dropdown>
      {sheet}
      {lookSheet}
    </header>
  )
}
