import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { fetchSession } from '#web/kit/session.ts'
import { LostPage } from '../pages/lost/lost-page.tsx'

type Context = { readonly client: QueryClient }

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: LostPage })

export const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (given: Record<string, unknown>): { next?: string } =>
    typeof given.next === 'string' && given.next.startsWith('/') && !given.next.startsWith('//')
      ? { next: given.next }
      : {},
  component: lazyRouteComponent(() => import('../pages/login/login-page.tsx'), 'LoginPage'),
})

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    const me = await fetchSession(context.client)
    if (!me) throw redirect({ to: '/login', search: { next: location.href } })
    if (me.passwordDue && location.pathname !== '/password') throw redirect({ to: '/password' })
  },
  component: lazyRouteComponent(() => import('../shell/shell.tsx'), 'Shell'),
  notFoundComponent: LostPage,
})
