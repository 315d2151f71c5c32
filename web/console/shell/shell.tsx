import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useWords } from '#web/kit/language.ts'
import { useLive } from '#web/kit/live.ts'
import { useOwnLook } from '#web/kit/look.ts'
import { may, useMe } from '#web/kit/session.ts'
import { Nothing } from '#web/kit/states.tsx'
import { words } from '../words.ts'
import { EmergencyBanner } from './emergency-banner.tsx'
import { permissionFor } from './pages.ts'
import { SideNav } from './side-nav.tsx'
import './shell.css'
import { TopBar } from './top-bar.tsx'
import { TourWhenDue } from './use-tour.tsx'

const MenuDrawer = lazy(() => import('./menu-drawer.tsx').then((module) => ({ default: module.MenuDrawer })))

/** The frame of every page behind the sign-in. */
export function Shell() {
  const w = useWords(words)
  const me = useMe()
  useOwnLook(me.personId)
  const live = useLive(may(me, 'case.read') || may(me, 'notice.read'))
  const { pathname, searchStr } = useLocation()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [wasMenuOpen, setWasMenuOpen] = useState(false)
  const openMenu = () => {
    setWasMenuOpen(true)
    setMenuOpen(true)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice in the menu leads to another address and closes it.
  useEffect(() => setMenuOpen(false), [pathname, searchStr])
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <TopBar onMenu={openMenu} />
      <div className="shell-side">
        <SideNav />
      </div>
      <main id="content" className="shell-main" tabIndex={-1}>
        <EmergencyBanner />
        {live === 'broken' && (
          <p className="shell-notice" role="status">
            {w.broken}
          </p>
        )}
        <Page pathname={pathname} />
      </main>
      <TourWhenDue personId={me.personId} isHome={pathname === '/'} />
      {wasMenuOpen && (
        <Suspense>
          <MenuDrawer isOpen={isMenuOpen} onClose={() => setMenuOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** The page asked for, unless no post of this person opens it. */
function Page({ pathname }: { pathname: string }) {
  const w = useWords(words)
  const me = useMe()
  const permission = permissionFor(pathname)
  if (permission === undefined || may(me, permission)) return <Outlet />
  return (
    <Nothing title={w.forbidden} isPage>
      <Link to="/">{w.toHome}</Link>
    </Nothing>
  )
}
