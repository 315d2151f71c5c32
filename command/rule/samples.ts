import { compileCalendar } from '#city/calendar/compile.ts'
import type { Duty } from './duty.ts'
import type { Rule } from './rule.ts'
import type { Facts } from './variables.ts'
import type { World } from './world.ts'

/** A rule as a test writes it: what it does not say is plain. */
export const rule = (id: string, when: string, unit: string, more: Partial<Rule> = {}): Rule => ({
  id,
  title: id,
  when,
  unit,
  coUnits: [],
  person: { by: 'none' },
  from: null,
  to: null,
  authority: '测试',
  ...more,
})

const line = (dutyId: string, category: string, areaCode: string, unitId: string): Duty => ({
  ...{ dutyId, kind: null, category, areaCode, unitId, validFrom: '2026-01-01', validTo: null, basis: '三定方案' },
})

/** A duty table of four lines: everything to sanitation, roads by category, one street's roads to its own office. */
export const dutyTable: readonly Duty[] = [
  line('d1', '', '', 'sanitation'),
  line('d2', '01', '', 'roads'),
  line('d3', '06013', '', 'roads'),
  line('d4', '06', '513399002', 'street-two'),
]

/** Two streets, three units, three categories, and an office open on weekdays from eight to six. */
export const world: World = {
  units: [
    { code: 'roads', name: '市政设施所' },
    { code: 'sanitation', name: '环卫所' },
    { code: 'street-two', name: '二街道办' },
  ],
  people: [{ personId: '0192d3c4-0000-7000-8000-000000000001', name: '路正', unitIds: ['roads'] }],
  categories: [
    { kind: 'component', code: '01003', name: '雨水井盖' },
    { kind: 'matter', code: '06013', name: '道路破损' },
    { kind: 'matter', code: '07001', name: '暴露垃圾' },
  ],
  streets: [
    { code: '513399001', name: '一街道' },
    { code: '513399002', name: '二街道' },
  ],
  communities: [
    { code: '513399001001', name: '一社区' },
    { code: '513399002001', name: '二社区' },
  ],
  duties: dutyTable,
  calendar: compileCalendar({
    id: 'office',
    version: 1,
    title: { zh: '日历', en: 'Calendar' },
    timeZone: 'Asia/Shanghai',
    workWeekdays: [1, 2, 3, 4, 5],
    schedules: [
      {
        name: { zh: '全年', en: 'All year' },
        fromMonthDay: '01-01',
        toMonthDay: '12-31',
        sessions: [['08:00', '18:00']],
      },
    ],
    country: null,
    overrides: [],
    holidayYears: [],
    holidays: [],
  }),
}

/** A road case of the first street, on a Monday at ten. */
export const roadCase: Facts = {
  kind: 'matter',
  category: '06013',
  categoryName: '道路破损',
  source: 'hotline',
  urgency: 'normal',
  street: '513399001',
  community: '513399001001',
  cell: '513399001001001',
  componentOwner: '',
  lastUnit: '',
  hour: 10n,
  weekday: 1n,
  isWorkTime: true,
  emergency: false,
  ageHours: 0n,
  returns: 0n,
  reworks: 0n,
}
