import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
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
  const pathname = useLocation({ select: (location) => location.pathname })
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [wasMenuOpen, setWasMenuOpen] = useState(false)
  const openMenu = () => {
    setWasMenuOpen(true)
    setMenuOpen(true)
  }
  const closeMenu = useCallback(() => setMenuOpen(false), [])
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
      <OnLeaving act={closeMenu} />
      <TourWhenDue personId={me.personId} isHome={pathname === '/'} />
      {wasMenuOpen && (
        <Suspense>
          <MenuDrawer isOpen={isMenuOpen} onClose={closeMenu} />
        </Suspense>
      )}
    </div>
  )
}

/** Acts when the address changes: a choice in the menu leads elsewhere and closes it. By itself, so that the frame is not drawn for it. */
function OnLeaving({ act }: { readonly act: () => void }) {
  const href = useLocation({ select: (location) => location.href })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what it waits for.
  useEffect(act, [href, act])
  return null
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
