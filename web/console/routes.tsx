import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { asProblem } from '#web/kit/client.ts'
import { fetchSession } from '#web/kit/session.ts'
import { Failure, Loading } from '#web/kit/states.tsx'
import { parseSearch, readCaseSearch, stringifySearch } from './case-search.ts'
import { readMapSearch } from './map-address.ts'
import { LostPage } from './pages/lost/lost-page.tsx'

type Context = { readonly client: QueryClient }

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: LostPage })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (given: Record<string, unknown>): { next?: string } =>
    typeof given.next === 'string' && given.next.startsWith('/') && !given.next.startsWith('//')
      ? { next: given.next }
      : {},
  component: lazyRouteComponent(() => import('./pages/login/login-page.tsx'), 'LoginPage'),
})

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ context, location }) => {
    if (!(await fetchSession(context.client))) throw redirect({ to: '/login', search: { next: location.href } })
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  notFoundComponent: LostPage,
})

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home/home-page.tsx'), 'HomePage'),
})

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('./pages/cases/cases-page.tsx'), 'CasesPage'),
})

const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('./pages/case/case-page.tsx'), 'CasePage'),
})

const register = createRoute({
  getParentRoute: () => inside,
  path: '/register',
  component: lazyRouteComponent(() => import('./pages/register/page.tsx'), 'RegisterPage'),
})

const brief = createRoute({
  getParentRoute: () => inside,
  path: '/brief',
  component: lazyRouteComponent(() => import('./pages/brief/page.tsx'), 'BriefPage'),
})

const briefCases = createRoute({
  getParentRoute: () => inside,
  path: '/brief/cases',
  component: lazyRouteComponent(() => import('./pages/brief/cases-page.tsx'), 'BriefCasesPage'),
})

const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  component: lazyRouteComponent(() => import('./pages/reports/page.tsx'), 'ReportsPage'),
})

const gaming = createRoute({
  getParentRoute: () => inside,
  path: '/gaming',
  component: lazyRouteComponent(() => import('./pages/gaming/page.tsx'), 'GamingPage'),
})

const oneReport = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$id',
  component: lazyRouteComponent(() => import('./pages/reports/report-page.tsx'), 'ReportPage'),
})

const reportCases = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$id/cases',
  component: lazyRouteComponent(() => import('./pages/reports/cases-page.tsx'), 'ReportCasesPage'),
})

const handover = createRoute({
  getParentRoute: () => inside,
  path: '/handover',
  component: lazyRouteComponent(() => import('./pages/handover/page.tsx'), 'HandoverPage'),
})

const oneHandover = createRoute({
  getParentRoute: () => inside,
  path: '/handover/$id',
  component: lazyRouteComponent(() => import('./pages/handover/one-page.tsx'), 'OneHandoverPage'),
})

const map = createRoute({
  getParentRoute: () => inside,
  path: '/map',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import('./pages/map/page.tsx'), 'MapPage'),
})

const components = createRoute({
  getParentRoute: () => inside,
  path: '/components',
  component: lazyRouteComponent(() => import('./pages/components/page.tsx'), 'ComponentsPage'),
})

const cells = createRoute({
  getParentRoute: () => inside,
  path: '/cells',
  component: lazyRouteComponent(() => import('./pages/cells/page.tsx'), 'CellsPage'),
})

const devices = createRoute({
  getParentRoute: () => inside,
  path: '/devices',
  component: lazyRouteComponent(() => import('./pages/devices/page.tsx'), 'DevicesPage'),
})

const chronic = createRoute({
  getParentRoute: () => inside,
  path: '/chronic',
  component: lazyRouteComponent(() => import('./pages/chronic/page.tsx'), 'ChronicPage'),
})

const photoReuse = createRoute({
  getParentRoute: () => inside,
  path: '/photo-reuse',
  component: lazyRouteComponent(() => import('./pages/photo-reuse/page.tsx'), 'PhotoReusePage'),
})

const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  component: lazyRouteComponent(() => import('./pages/imports/page.tsx'), 'ImportsPage'),
})

const scores = createRoute({
  getParentRoute: () => inside,
  path: '/scores',
  component: lazyRouteComponent(() => import('./pages/scores/page.tsx'), 'ScoresPage'),
})

const scoreRuns = createRoute({
  getParentRoute: () => inside,
  path: '/scores/runs',
  component: lazyRouteComponent(() => import('./pages/scores/runs-page.tsx'), 'RunsPage'),
})

const scoreRules = createRoute({
  getParentRoute: () => inside,
  path: '/scores/rules',
  component: lazyRouteComponent(() => import('./pages/scores/rules-page.tsx'), 'RulesPage'),
})

const targets = createRoute({
  getParentRoute: () => inside,
  path: '/targets',
  component: lazyRouteComponent(() => import('./pages/targets/page.tsx'), 'TargetsPage'),
})

const walls = createRoute({
  getParentRoute: () => inside,
  path: '/walls',
  component: lazyRouteComponent(() => import('./pages/walls/page.tsx'), 'WallsPage'),
})

const districtRules = createRoute({
  getParentRoute: () => inside,
  path: '/district-rules',
  component: lazyRouteComponent(() => import('./pages/district-rules/page.tsx'), 'DistrictRulesPage'),
})

const notices = createRoute({
  getParentRoute: () => inside,
  path: '/notices',
  component: lazyRouteComponent(() => import('./pages/notices/page.tsx'), 'NoticesPage'),
})

const notify = createRoute({
  getParentRoute: () => inside,
  path: '/notify',
  component: lazyRouteComponent(() => import('./pages/notify/page.tsx'), 'NotifyPage'),
})

const emergency = createRoute({
  getParentRoute: () => inside,
  path: '/emergency',
  component: lazyRouteComponent(() => import('./pages/emergency/page.tsx'), 'EmergencyPage'),
})

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('./pages/campaigns/page.tsx'), 'CampaignsPage'),
})

const deadlines = createRoute({
  getParentRoute: () => inside,
  path: '/deadlines',
  component: lazyRouteComponent(() => import('./pages/deadlines/page.tsx'), 'DeadlinesPage'),
})

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules/page.tsx'), 'RulesPage'),
})

const returns = createRoute({
  getParentRoute: () => inside,
  path: '/returns',
  component: lazyRouteComponent(() => import('./pages/returns/page.tsx'), 'ReturnsPage'),
})

const counting = createRoute({
  getParentRoute: () => inside,
  path: '/time-limits',
  component: lazyRouteComponent(() => import('./pages/counting/page.tsx'), 'CountingPage'),
})

const urges = createRoute({
  getParentRoute: () => inside,
  path: '/urges',
  component: lazyRouteComponent(() => import('./pages/urges/page.tsx'), 'UrgesPage'),
})

const samples = createRoute({
  getParentRoute: () => inside,
  path: '/samples',
  component: lazyRouteComponent(() => import('./pages/samples/page.tsx'), 'SamplesPage'),
})

const draws = createRoute({
  getParentRoute: () => inside,
  path: '/draws',
  component: lazyRouteComponent(() => import('./pages/draws/page.tsx'), 'DrawsPage'),
})

const bulks = createRoute({
  getParentRoute: () => inside,
  path: '/bulks',
  component: lazyRouteComponent(() => import('./pages/bulks/page.tsx'), 'BulksPage'),
})

const sampleTasks = createRoute({
  getParentRoute: () => inside,
  path: '/sample-tasks',
  component: lazyRouteComponent(() => import('./pages/sample-tasks/page.tsx'), 'SampleTasksPage'),
})

const help = createRoute({
  getParentRoute: () => inside,
  path: '/help',
  component: lazyRouteComponent(() => import('./pages/help/page.tsx'), 'HelpPage'),
})

/** An unknown address, inside the frame so that the menu is at hand. */
const lost = createRoute({ getParentRoute: () => inside, path: '$', component: LostPage })

/** Every page behind the sign-in, one a line. */
const pages = [
  home,
  cases,
  oneCase,
  register,
  brief,
  briefCases,
  handover,
  oneHandover,
  reports,
  gaming,
  map,
  oneReport,
  reportCases,
  components,
  cells,
  chronic,
  devices,
  photoReuse,
  imports,
  scores,
  scoreRuns,
  scoreRules,
  targets,
  walls,
  districtRules,
  notices,
  notify,
  emergency,
  campaigns,
  deadlines,
  rules,
  returns,
  counting,
  urges,
  samples,
  draws,
  bulks,
  sampleTasks,
  help,
  lost,
] as const

const tree = root.addChildren([login, inside.addChildren(pages)])

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
