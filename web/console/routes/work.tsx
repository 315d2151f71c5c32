import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readCaseSearch } from '../case-search.ts'
import { readMapSearch } from '../map-address.ts'
import { readFilmSearch } from '../pages/film/film-time.ts'
import { inside } from './frame.tsx'

/** Those parts of an address that a page knows, as texts. */
const texts =
  <const Name extends string>(...names: readonly Name[]) =>
  (search: Record<string, unknown>): { [K in Name]?: string } =>
    Object.fromEntries(
      names
        .filter((name) => typeof search[name] === 'string' && search[name] !== '')
        .map((name) => [name, search[name]]),
    ) as { [K in Name]?: string }

export const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home/home-page.tsx'), 'HomePage'),
})

export const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: readCaseSearch,
  component: lazyRouteComponent(() => import('../pages/cases/cases-page.tsx'), 'CasesPage'),
})

export const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$id',
  component: lazyRouteComponent(() => import('../pages/case/case-page.tsx'), 'CasePage'),
})

export const film = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$id/film',
  validateSearch: readFilmSearch,
  component: lazyRouteComponent(() => import('../pages/film/page.tsx'), 'FilmPage'),
})

export const register = createRoute({
  getParentRoute: () => inside,
  path: '/register',
  component: lazyRouteComponent(() => import('../pages/register/page.tsx'), 'RegisterPage'),
})

export const dispatch = createRoute({
  getParentRoute: () => inside,
  path: '/dispatch',
  validateSearch: ({
    list,
    open,
  }: Record<string, unknown>): { list?: 'to-dispatch' | 'to-decide' | 'open'; open?: string } => ({
    ...(list === 'to-decide' || list === 'open' || list === 'to-dispatch' ? { list } : {}),
    ...(typeof open === 'string' && open !== '' ? { open } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/dispatch/page.tsx'), 'DispatchPage'),
})

export const brief = createRoute({
  getParentRoute: () => inside,
  path: '/brief',
  component: lazyRouteComponent(() => import('../pages/brief/page.tsx'), 'BriefPage'),
})

export const briefCases = createRoute({
  getParentRoute: () => inside,
  path: '/brief/cases',
  component: lazyRouteComponent(() => import('../pages/brief/cases-page.tsx'), 'BriefCasesPage'),
})

export const reports = createRoute({
  getParentRoute: () => inside,
  path: '/reports',
  component: lazyRouteComponent(() => import('../pages/reports/page.tsx'), 'ReportsPage'),
})

export const gaming = createRoute({
  getParentRoute: () => inside,
  path: '/gaming',
  component: lazyRouteComponent(() => import('../pages/gaming/page.tsx'), 'GamingPage'),
})

export const oneReport = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$id',
  component: lazyRouteComponent(() => import('../pages/reports/report-page.tsx'), 'ReportPage'),
})

export const reportCases = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$id/cases',
  component: lazyRouteComponent(() => import('../pages/reports/cases-page.tsx'), 'ReportCasesPage'),
})

export const handover = createRoute({
  getParentRoute: () => inside,
  path: '/handover',
  component: lazyRouteComponent(() => import('../pages/handover/page.tsx'), 'HandoverPage'),
})

export const oneHandover = createRoute({
  getParentRoute: () => inside,
  path: '/handover/$id',
  component: lazyRouteComponent(() => import('../pages/handover/one-page.tsx'), 'OneHandoverPage'),
})

export const map = createRoute({
  getParentRoute: () => inside,
  path: '/map',
  validateSearch: readMapSearch,
  component: lazyRouteComponent(() => import('../pages/map/page.tsx'), 'MapPage'),
})

export const components = createRoute({
  getParentRoute: () => inside,
  path: '/components',
  component: lazyRouteComponent(() => import('../pages/components/page.tsx'), 'ComponentsPage'),
})

export const cells = createRoute({
  getParentRoute: () => inside,
  path: '/cells',
  component: lazyRouteComponent(() => import('../pages/cells/page.tsx'), 'CellsPage'),
})

export const beats = createRoute({
  getParentRoute: () => inside,
  path: '/beats',
  component: lazyRouteComponent(() => import('../pages/beats/page.tsx'), 'BeatsPage'),
})

export const gridChanges = createRoute({
  getParentRoute: () => inside,
  path: '/grid-changes',
  component: lazyRouteComponent(() => import('../pages/grid-changes/page.tsx'), 'GridChangesPage'),
})

export const devices = createRoute({
  getParentRoute: () => inside,
  path: '/devices',
  validateSearch: texts('q', 'kind', 'protocol', 'health', 'open'),
  component: lazyRouteComponent(() => import('../pages/devices/page.tsx'), 'DevicesPage'),
})

export const tracks = createRoute({
  getParentRoute: () => inside,
  path: '/tracks',
  validateSearch: texts('q', 'day', 'open'),
  component: lazyRouteComponent(() => import('../pages/tracks/page.tsx'), 'TracksPage'),
})

export const coverage = createRoute({
  getParentRoute: () => inside,
  path: '/coverage',
  validateSearch: texts('day', 'plan', 'state', 'segment'),
  component: lazyRouteComponent(() => import('../pages/coverage/page.tsx'), 'CoveragePage'),
})

export const fences = createRoute({
  getParentRoute: () => inside,
  path: '/fences',
  validateSearch: texts('open'),
  component: lazyRouteComponent(() => import('../pages/fences/page.tsx'), 'FencesPage'),
})

export const alarms = createRoute({
  getParentRoute: () => inside,
  path: '/alarms',
  validateSearch: texts('state', 'seen', 'severity', 'asks', 'rule', 'device', 'q', 'open'),
  component: lazyRouteComponent(() => import('../pages/alarms/page.tsx'), 'AlarmsPage'),
})

export const alarmRules = createRoute({
  getParentRoute: () => inside,
  path: '/alarm-rules',
  validateSearch: texts('open'),
  component: lazyRouteComponent(() => import('../pages/alarm-rules/page.tsx'), 'AlarmRulesPage'),
})

export const industries = createRoute({
  getParentRoute: () => inside,
  path: '/industries',
  validateSearch: texts('open'),
  component: lazyRouteComponent(() => import('../pages/industries/page.tsx'), 'IndustriesPage'),
})

export const inspections = createRoute({
  getParentRoute: () => inside,
  path: '/inspections',
  validateSearch: texts('open', 'state'),
  component: lazyRouteComponent(() => import('../pages/inspections/page.tsx'), 'InspectionsPage'),
})

export const owners = createRoute({
  getParentRoute: () => inside,
  path: '/owners',
  component: lazyRouteComponent(() => import('../pages/owners/page.tsx'), 'OwnersPage'),
})

export const rounds = createRoute({
  getParentRoute: () => inside,
  path: '/rounds',
  validateSearch: texts('code'),
  component: lazyRouteComponent(() => import('../pages/rounds/page.tsx'), 'RoundsPage'),
})

export const workOrders = createRoute({
  getParentRoute: () => inside,
  path: '/work-orders',
  validateSearch: texts('state', 'industry', 'late', 'q', 'open', 'code'),
  component: lazyRouteComponent(() => import('../pages/work-orders/page.tsx'), 'WorkOrdersPage'),
})

export const oneThing = createRoute({
  getParentRoute: () => inside,
  path: '/things/$code',
  component: lazyRouteComponent(() => import('../pages/thing/page.tsx'), 'ThingPage'),
})

export const chronic = createRoute({
  getParentRoute: () => inside,
  path: '/chronic',
  component: lazyRouteComponent(() => import('../pages/chronic/page.tsx'), 'ChronicPage'),
})

export const photoReuse = createRoute({
  getParentRoute: () => inside,
  path: '/photo-reuse',
  component: lazyRouteComponent(() => import('../pages/photo-reuse/page.tsx'), 'PhotoReusePage'),
})

export const imports = createRoute({
  getParentRoute: () => inside,
  path: '/imports',
  component: lazyRouteComponent(() => import('../pages/imports/page.tsx'), 'ImportsPage'),
})
