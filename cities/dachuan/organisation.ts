import { type Beat, drawBeats } from './beats.ts'
import { type DutyArea, drawDuties } from './duty.ts'
import type { Geography } from './model.ts'
import { drawPeople, type Person, POSTS, type Post } from './people.ts'
import { PLAN_TARGETS, type PlanTarget } from './targets.ts'
import { UNITS, type Unit } from './units.ts'

/** A shift of a post, local time; `ends` below `starts` runs past midnight. `days` are 1 (Monday) … 7. */
export type Shift = {
  code: string
  name: string
  post: Post
  starts: string
  ends: string
  days: readonly number[]
  mark: string
}

/** Working hours of a season: months, and from–until spans of a working day, local time. */
export type WorkingHours = {
  season: 'winter' | 'summer'
  months: readonly number[]
  spans: readonly [from: string, until: string][]
  mark: string
}

/** 环节时限: how long one step of the system may take; unit as in the deadline rules. */
export type StageLimit = {
  step: 'intake' | 'file' | 'dispatch' | 'confirm' | 'send' | 'verify' | 'close'
  name: string
  value: number
  unit: 'minute'
  clock: 'continuous' | 'working'
  mark: string
}

export type Organisation = {
  departments: readonly Unit[]
  posts: { code: Post; name: string }[]
  people: Person[]
  beats: Beat[]
  duties: DutyArea[]
  shifts: readonly Shift[]
  workingHours: readonly WorkingHours[]
  stageLimits: readonly StageLimit[]
  targets: readonly PlanTarget[]
}

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7] as const
const DEMO = '演示数据'

/** Demo rota: desks around the clock (hotlines answer 7×24 [standards notes §9, S36]), collectors in two day shifts. */
export const SHIFTS: readonly Shift[] = [
  { code: 'desk-early', name: '受理早班', post: 'intake', starts: '08:00', ends: '16:00', days: ALL_DAYS, mark: DEMO },
  { code: 'desk-late', name: '受理中班', post: 'intake', starts: '16:00', ends: '24:00', days: ALL_DAYS, mark: DEMO },
  { code: 'desk-night', name: '受理夜班', post: 'intake', starts: '00:00', ends: '08:00', days: ALL_DAYS, mark: DEMO },
  {
    code: 'chief-day',
    name: '值班长日班',
    post: 'duty_chief',
    starts: '08:00',
    ends: '20:00',
    days: ALL_DAYS,
    mark: DEMO,
  },
  {
    code: 'chief-night',
    name: '值班长夜班',
    post: 'duty_chief',
    starts: '20:00',
    ends: '08:00',
    days: ALL_DAYS,
    mark: DEMO,
  },
  {
    code: 'dispatch-day',
    name: '派遣日班',
    post: 'dispatcher',
    starts: '08:00',
    ends: '20:00',
    days: ALL_DAYS,
    mark: DEMO,
  },
  {
    code: 'dispatch-night',
    name: '派遣夜班',
    post: 'dispatcher',
    starts: '20:00',
    ends: '08:00',
    days: ALL_DAYS,
    mark: DEMO,
  },
  {
    code: 'patrol-morning',
    name: '巡查上午班',
    post: 'collector',
    starts: '07:30',
    ends: '13:30',
    days: ALL_DAYS,
    mark: DEMO,
  },
  {
    code: 'patrol-afternoon',
    name: '巡查下午班',
    post: 'collector',
    starts: '13:30',
    ends: '19:30',
    days: ALL_DAYS,
    mark: DEMO,
  },
]

/** Winter October–April, summer May–September. Invented for the demo; the district's own notice decides. */
export const WORKING_HOURS: readonly WorkingHours[] = [
  {
    season: 'winter',
    months: [10, 11, 12, 1, 2, 3, 4],
    spans: [
      ['08:30', '12:00'],
      ['14:30', '18:00'],
    ],
    mark: DEMO,
  },
  {
    season: 'summer',
    months: [5, 6, 7, 8, 9],
    spans: [
      ['08:30', '12:00'],
      ['15:00', '18:30'],
    ],
    mark: DEMO,
  },
]

/** Sample values of one system in use; every district sets its own [standards notes §3.5]. */
export const STAGE_LIMITS: readonly StageLimit[] = [
  { step: 'intake', name: '受理（登记到立案）', value: 15, unit: 'minute', clock: 'continuous', mark: 'S18' },
  { step: 'file', name: '立案', value: 15, unit: 'minute', clock: 'continuous', mark: '推：计入受理环节' },
  { step: 'dispatch', name: '派遣', value: 15, unit: 'minute', clock: 'continuous', mark: 'S18' },
  { step: 'confirm', name: '核实', value: 30, unit: 'minute', clock: 'continuous', mark: 'S18' },
  { step: 'send', name: '发核查', value: 30, unit: 'minute', clock: 'working', mark: DEMO },
  { step: 'verify', name: '核查', value: 30, unit: 'minute', clock: 'continuous', mark: 'S18' },
  { step: 'close', name: '结案', value: 30, unit: 'minute', clock: 'continuous', mark: DEMO },
]

/** Everything about who does what in the demo district. */
export function generateOrganisation(geography: Geography): Organisation {
  const beats = drawBeats(geography)
  return {
    departments: UNITS,
    posts: Object.entries(POSTS).map(([code, name]) => ({ code: code as Post, name })),
    people: drawPeople(beats, geography.seed),
    beats,
    duties: drawDuties(),
    shifts: SHIFTS,
    workingHours: WORKING_HOURS,
    stageLimits: STAGE_LIMITS,
    targets: PLAN_TARGETS,
  }
}
