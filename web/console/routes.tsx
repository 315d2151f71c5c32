import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter } from '@tanstack/react-router'
import { asProblem } from '#web/kit/client.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { parseSearch, stringifySearch } from './case-search.ts'
import { LostPage } from './pages/lost/lost-page.tsx'
import { inside, login, root } from './routes/frame.tsx'
import * as govern from './routes/govern.tsx'
import * as work from './routes/work.tsx'

/** An unknown address, inside the frame so that the menu is at hand. */
const lost = createRoute({ getParentRoute: () => inside, path: '$', component: LostPage })

const tree = root.addChildren([login, inside.addChildren({ ...work, ...govern, lost })])

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultErrorComponent: ({ error, reset }) => <Failure problem={asProblem(error)} onRetry={reset} />,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
