import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { setLanguage, useLanguage, useWords } from '#web/kit/language.ts'
import { useMe, useSignOut } from '#web/kit/session.ts'
import { words } from '../words.ts'
import { useCheatSheet } from './shortcuts.tsx'
import { useLookSheet } from './use-look-sheet.tsx'

const AccountMenu = lazy(() => import('./account-menu.tsx').then((module) => ({ default: module.AccountMenu })))

/** Who is signed in, and what they may set. The menu comes when it is first asked for. */
export function Account() {
  const w = useWords(words)
  const me = useMe()
  const [isAsked, setAsked] = useState(false)
  const { items, sheets } = useItems()
  const posts = [...new Set(me.posts.map(({ name }) => name))].join('、')
  const units = me.units.map(({ name }) => name).join('、')
  const button = (
    <button
      type="button"
      className="account"
      aria-label={w.account(me.name)}
      aria-haspopup="menu"
      onClick={isAsked ? undefined : () => setAsked(true)}
    >
      <span className="account-name">{me.name}</span>
      <span className="account-post">{[posts, units].filter(Boolean).join(' · ')}</span>
    </button>
  )
  return (
    <>
      {isAsked ? (
        <Suspense fallback={button}>
          <AccountMenu items={items}>{button}</AccountMenu>
        </Suspense>
      ) : (
        button
      )}
      {sheets}
    </>
  )
}

function useItems() {
  const w = useWords(words)
  const language = useLanguage()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const { sheet, show } = useCheatSheet()
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
  const sheets = (
    <>
      {sheet}
      {lookSheet}
    </>
  )
  return { items, sheets }
}
