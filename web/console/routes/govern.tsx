import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { inside } from './frame.tsx'

export const scores = createRoute({
  getParentRoute: () => inside,
  path: '/scores',
  component: lazyRouteComponent(() => import('../pages/scores/page.tsx'), 'ScoresPage'),
})

export const scoreRuns = createRoute({
  getParentRoute: () => inside,
  path: '/scores/runs',
  component: lazyRouteComponent(() => import('../pages/scores/runs-page.tsx'), 'RunsPage'),
})

export const scoreRules = createRoute({
  getParentRoute: () => inside,
  path: '/scores/rules',
  component: lazyRouteComponent(() => import('../pages/scores/rules-page.tsx'), 'RulesPage'),
})

export const targets = createRoute({
  getParentRoute: () => inside,
  path: '/targets',
  component: lazyRouteComponent(() => import('../pages/targets/page.tsx'), 'TargetsPage'),
})

export const walls = createRoute({
  getParentRoute: () => inside,
  path: '/walls',
  component: lazyRouteComponent(() => import('../pages/walls/page.tsx'), 'WallsPage'),
})

export const accessTokens = createRoute({
  getParentRoute: () => inside,
  path: '/access-tokens',
  component: lazyRouteComponent(() => import('../pages/tokens/page.tsx'), 'TokensPage'),
})

export const districtRules = createRoute({
  getParentRoute: () => inside,
  path: '/district-rules',
  component: lazyRouteComponent(() => import('../pages/district-rules/page.tsx'), 'DistrictRulesPage'),
})

export const notices = createRoute({
  getParentRoute: () => inside,
  path: '/notices',
  component: lazyRouteComponent(() => import('../pages/notices/page.tsx'), 'NoticesPage'),
})

export const notify = createRoute({
  getParentRoute: () => inside,
  path: '/notify',
  component: lazyRouteComponent(() => import('../pages/notify/page.tsx'), 'NotifyPage'),
})

export const emergency = createRoute({
  getParentRoute: () => inside,
  path: '/emergency',
  component: lazyRouteComponent(() => import('../pages/emergency/page.tsx'), 'EmergencyPage'),
})

export const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../pages/campaigns/page.tsx'), 'CampaignsPage'),
})

export const deadlines = createRoute({
  getParentRoute: () => inside,
  path: '/deadlines',
  component: lazyRouteComponent(() => import('../pages/deadlines/page.tsx'), 'DeadlinesPage'),
})

export const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  component: lazyRouteComponent(() => import('../pages/rules/page.tsx'), 'RulesPage'),
})

export const returns = createRoute({
  getParentRoute: () => inside,
  path: '/returns',
  component: lazyRouteComponent(() => import('../pages/returns/page.tsx'), 'ReturnsPage'),
})

export const counting = createRoute({
  getParentRoute: () => inside,
  path: '/time-limits',
  component: lazyRouteComponent(() => import('../pages/counting/page.tsx'), 'CountingPage'),
})

export const limitDraft = createRoute({
  getParentRoute: () => inside,
  path: '/time-limits/conditions',
  component: lazyRouteComponent(() => import('../pages/limit-draft/page.tsx'), 'LimitDraftPage'),
})

export const urges = createRoute({
  getParentRoute: () => inside,
  path: '/urges',
  component: lazyRouteComponent(() => import('../pages/urges/page.tsx'), 'UrgesPage'),
})

export const appeals = createRoute({
  getParentRoute: () => inside,
  path: '/appeals',
  component: lazyRouteComponent(() => import('../pages/appeals/page.tsx'), 'AppealsPage'),
})

export const declines = createRoute({
  getParentRoute: () => inside,
  path: '/declines',
  component: lazyRouteComponent(() => import('../pages/declines/page.tsx'), 'DeclinesPage'),
})

export const samples = createRoute({
  getParentRoute: () => inside,
  path: '/samples',
  component: lazyRouteComponent(() => import('../pages/samples/page.tsx'), 'SamplesPage'),
})

export const reviews = createRoute({
  getParentRoute: () => inside,
  path: '/reviews',
  component: lazyRouteComponent(() => import('../pages/reviews/page.tsx'), 'ReviewsPage'),
})

export const draws = createRoute({
  getParentRoute: () => inside,
  path: '/draws',
  component: lazyRouteComponent(() => import('../pages/draws/page.tsx'), 'DrawsPage'),
})

export const bulks = createRoute({
  getParentRoute: () => inside,
  path: '/bulks',
  component: lazyRouteComponent(() => import('../pages/bulks/page.tsx'), 'BulksPage'),
})

export const sampleTasks = createRoute({
  getParentRoute: () => inside,
  path: '/sample-tasks',
  component: lazyRouteComponent(() => import('../pages/sample-tasks/page.tsx'), 'SampleTasksPage'),
})

/** An address that may name a unit to look at. */
const ofUnit = (given: Record<string, unknown>): { unitId?: string } => given

export const organisation = createRoute({
  getParentRoute: () => inside,
  path: '/organisation',
  component: lazyRouteComponent(() => import('../pages/organisation/page.tsx'), 'OrganisationPage'),
})

export const duties = createRoute({
  getParentRoute: () => inside,
  path: '/duties',
  validateSearch: ofUnit,
  component: lazyRouteComponent(() => import('../pages/duties/page.tsx'), 'DutiesPage'),
})

export const catalogue = createRoute({
  getParentRoute: () => inside,
  path: '/catalogue',
  component: lazyRouteComponent(() => import('../pages/catalogue/page.tsx'), 'CataloguePage'),
})

export const calendar = createRoute({
  getParentRoute: () => inside,
  path: '/calendar',
  component: lazyRouteComponent(() => import('../pages/calendar/page.tsx'), 'CalendarPage'),
})

export const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  validateSearch: ofUnit,
  component: lazyRouteComponent(() => import('../pages/people/page.tsx'), 'PeoplePage'),
})

export const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  component: lazyRouteComponent(() => import('../pages/audit/page.tsx'), 'AuditPage'),
})

export const password = createRoute({
  getParentRoute: () => inside,
  path: '/password',
  component: lazyRouteComponent(() => import('../pages/password/page.tsx'), 'PasswordPage'),
})

export const help = createRoute({
  getParentRoute: () => inside,
  path: '/help',
  component: lazyRouteComponent(() => import('../pages/help/page.tsx'), 'HelpPage'),
})

export const style = createRoute({
  getParentRoute: () => inside,
  path: '/style',
  component: lazyRouteComponent(() => import('../pages/style/page.tsx'), 'StylePage'),
})
