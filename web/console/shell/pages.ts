/** The pages of the menu, each with the permission that opens it. */
export const pages = [
  { to: '/brief', key: 'brief', permission: 'report.read' },
  { to: '/reports', key: 'reports', permission: 'report.read' },
  { to: '/gaming', key: 'gaming', permission: 'gaming.read' },
  { to: '/register', key: 'register', permission: 'case.register' },
  { to: '/dispatch', key: 'dispatch', permission: 'case.dispatch' },
  { to: '/handover', key: 'handover', permission: 'handover.read' },
  { to: '/bulks', key: 'bulks', permission: 'case.bulk' },
  { to: '/scores', key: 'scores', permission: 'score.read' },
  { to: '/targets', key: 'targets', permission: 'target.read' },
  { to: '/walls', key: 'walls', permission: 'wall.read' },
  { to: '/chronic', key: 'chronic', permission: 'case.read' },
  { to: '/photo-reuse', key: 'photoReuse', permission: 'photo.reuse.read' },
  { to: '/rules', key: 'rules', permission: 'rule.read' },
  { to: '/returns', key: 'returns', permission: 'rule.read' },
  { to: '/urges', key: 'urges', permission: 'urge.read' },
  { to: '/appeals', key: 'appeals', permission: 'appeal.read' },
  { to: '/samples', key: 'samples', permission: 'draw.read' },
  { to: '/reviews', key: 'reviews', permission: 'review.read' },
  { to: '/draws', key: 'draws', permission: 'draw.read' },
  { to: '/declines', key: 'declines', permission: 'decline.read' },
  { to: '/sample-tasks', key: 'sampleTasks', permission: 'task.answer' },
  { to: '/map', key: 'map', permission: 'place.read' },
  { to: '/components', key: 'components', permission: 'component.read' },
  { to: '/devices', key: 'devices', permission: 'device.read' },
  { to: '/alarms', key: 'alarms', permission: 'alarm.read' },
  { to: '/alarm-rules', key: 'alarmRules', permission: 'alarm.rule.read' },
  { to: '/inspections', key: 'inspections', permission: 'inspection.read' },
  { to: '/rounds', key: 'rounds', permission: 'inspection.do' },
  { to: '/work-orders', key: 'workOrders', permission: 'order.read' },
  { to: '/industries', key: 'industries', permission: 'industry.read' },
  { to: '/cells', key: 'cells', permission: 'place.read' },
  { to: '/grid-changes', key: 'gridChanges', permission: 'place.read' },
  { to: '/beats', key: 'beats', permission: 'place.read' },
  { to: '/emergency', key: 'emergency', permission: 'emergency.read' },
  { to: '/campaigns', key: 'campaigns', permission: 'campaign.read' },
  { to: '/deadlines', key: 'deadlines', permission: 'calendar.read' },
  { to: '/time-limits', key: 'counting', permission: 'calendar.read' },
  { to: '/calendar', key: 'calendar', permission: 'calendar.read' },
  { to: '/imports', key: 'imports', permission: 'component.write' },
  { to: '/organisation', key: 'organisation', permission: 'organisation.read' },
  { to: '/duties', key: 'duties', permission: 'organisation.read' },
  { to: '/catalogue', key: 'catalogue', permission: 'catalogue.read' },
  { to: '/people', key: 'people', permission: 'account.read' },
  { to: '/audit', key: 'audit', permission: 'audit.read' },
  { to: '/access-tokens', key: 'accessTokens', permission: 'token.read' },
  { to: '/district-rules', key: 'districtRules', permission: 'district.write' },
  { to: '/notices', key: 'notices', permission: 'notice.read' },
  { to: '/notify', key: 'notify', permission: 'notify.words' },
] as const

/** The permission without which an address shows nothing, if it needs one. */
export const permissionFor = (pathname: string): string | undefined =>
  /^\/cases(\/|$)/.test(pathname)
    ? 'case.read'
    : /^\/things\//.test(pathname)
      ? 'component.read'
      : pages.find(({ to }) => to === pathname || pathname.startsWith(`${to}/`))?.permission
