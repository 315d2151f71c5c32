import { z } from 'zod'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { Playlist, Theme } from './theme.ts'

export { Playlist, Theme, themes, usualPlaylist } from './theme.ts'

const tag = '大屏'
const whole = z.int().min(0)
const Named = z.object({ name: z.string(), open: whole, late: whole })

/** A case as a wall may show it: no person, no words of the report, no house number. */
export const WallCase = z.object({
  number: z.string(),
  category: z.string().nullable(),
  street: z.string().nullable(),
  stage: z.string(),
  at: Instant,
  isLate: z.boolean(),
})
export type WallCase = z.output<typeof WallCase>

/** A case that was put on the wall: its stages with their instants, and which unit has it. */
export const PushedCase = WallCase.extend({
  unit: z.string().nullable(),
  dueAt: Instant.nullable(),
  steps: z.array(z.object({ stage: z.string(), at: Instant })),
})
export type PushedCase = z.output<typeof PushedCase>

const Scored = z.object({ rank: z.int(), name: z.string(), total: z.string(), grade: z.string().nullable() })

export const Appearance = z.object({
  today: whole,
  sameHourLastWeek: whole,
  closedToday: whole,
  open: whole,
  late: whole,
  stages: z.array(z.object({ stage: z.string(), open: whole, late: whole })),
  streets: z.array(Named),
  latest: z.array(WallCase),
  /** Reports by hour of the day, today up to now and the same weekday a week ago. */
  hours: z.object({ today: z.array(whole), lastWeek: z.array(whole) }),
})
export type Appearance = z.output<typeof Appearance>

const Degree = z.number()

/** Where open cases are, to some fifty metres: a wall names no door. */
export const CaseMap = z.object({
  spots: z.array(z.object({ lon: Degree, lat: Degree, open: whole, late: whole })),
  /** Squares of some five hundred metres with most open cases, the fullest first. */
  crowded: z.array(
    z.object({ street: z.string(), community: z.string(), lon: Degree, lat: Degree, open: whole, late: whole }),
  ),
  /** Open cases without a place. */
  placeless: whole,
})
export type CaseMap = z.output<typeof CaseMap>

/** A part of the map put on a wall, in CGCS2000 degrees. */
export const WallView = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-85).max(85),
  zoom: z.number().min(8).max(16),
})
export type WallView = z.output<typeof WallView>

export const Emergency = z.object({
  inForce: z
    .object({
      name: z.string(),
      level: z.string(),
      since: Instant,
      text: z.string(),
      teams: z.array(z.object({ unit: z.string(), duty: z.string() })),
      reported: whole,
      open: whole,
    })
    .nullable(),
  critical: whole,
  dueSoon: whole,
  late: whole,
  units: z.array(Named),
  next: z.array(WallCase.extend({ dueAt: Instant })),
})
export type Emergency = z.output<typeof Emergency>

export const Scores = z
  .object({
    from: z.string(),
    /** The last day of the period. */
    to: z.string(),
    madeAt: Instant,
    top: z.array(Scored),
    bottom: z.array(Scored),
    scored: whole,
  })
  .nullable()
export type Scores = z.output<typeof Scores>

export const WallTargets = z.object({
  met: whole,
  short: whole,
  disputed: whole,
  unknown: whole,
  items: z.array(
    z.object({
      name: z.string(),
      unit: z.string(),
      direction: z.enum(['at_least', 'at_most', 'equal', 'state']),
      goals: z.array(z.object({ value: z.number().nullable(), state: z.string() })),
      value: z.number().nullable(),
      state: z.string(),
      period: z.string().nullable(),
      isDemo: z.boolean(),
      standing: z.enum(['met', 'short', 'disputed', 'unknown']),
    }),
  ),
})
export type WallTargets = z.output<typeof WallTargets>

/** How each industry that is on runs: its indicators of the month, and what stands. */
export const WallIndustries = z.array(
  z.object({
    title: z.object({ zh: z.string(), en: z.string() }),
    alarms: whole,
    orders: whole,
    /** Inspected in the last thirty days. */
    inspected: whole,
    indicators: z.array(
      z.object({
        title: z.object({ zh: z.string(), en: z.string() }),
        unit: z.string(),
        value: z.number().nullable(),
        goal: z.string(),
        standing: z.enum(['met', 'short', 'unknown']),
      }),
    ),
  }),
)
export type WallIndustries = z.output<typeof WallIndustries>

/** All that a wall shows, as of one instant. */
export const Picture = z.object({
  at: Instant,
  district: z.string(),
  playlist: Playlist,
  push: z
    .object({ until: Instant, theme: Theme.nullable(), case: PushedCase.nullable(), view: WallView.nullable() })
    .nullable(),
  appearance: Appearance,
  map: CaseMap,
  emergency: Emergency,
  scores: Scores,
  targets: WallTargets,
  industries: WallIndustries,
})
export type Picture = z.output<typeof Picture>

const district = z.strictObject({ district: z.string().regex(/^[0-9]{6}$/) })
const at = (path: string) => `/api/public/:district/wall/${path}`

export const openWall = defineRoute({
  method: 'POST',
  path: at('open'),
  tag,
  summary: { zh: '大屏凭设备令牌打开', en: 'A wall opens with its device token' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({ token: z.string().min(20).max(100) }),
  reply: z.object({ name: z.string() }),
  problems: ['wall_refused'],
})

export const wallPicture = defineRoute({
  method: 'GET',
  path: at('picture'),
  tag,
  summary: { zh: '大屏画面：汇总数字，不含个人信息', en: 'The picture of a wall: aggregates without personal data' },
  access: 'public',
  unmetered: true,
  params: district,
  reply: Picture,
  problems: ['wall_refused'],
})

export const wallHello = defineRoute({
  method: 'POST',
  path: at('hello'),
  tag,
  summary: { zh: '大屏报到：尺寸与正在显示的主题', en: 'A wall says that it is there, how large, and what it shows' },
  access: 'public',
  outsideLedger: true,
  params: district,
  body: z.strictObject({
    screen: z.string().regex(/^\d{2,5}×\d{2,5}$/),
    showing: z.enum([...Theme.options, 'case', 'view', 'calibration', 'waiting']),
  }),
  reply: z.object({ name: z.string() }),
  problems: ['wall_refused'],
})

export const WallItem = z.object({
  deviceId: Id,
  name: z.string(),
  issuedAt: Instant,
  issuedBy: z.string(),
  seenAt: Instant.nullable(),
  screen: z.string(),
  showing: z.string(),
  revokedAt: Instant.nullable(),
  revokedBy: z.string().nullable(),
})
export type WallItem = z.output<typeof WallItem>

export const listWalls = defineRoute({
  method: 'GET',
  path: '/api/walls',
  tag,
  summary: { zh: '大屏、轮播和正在进行的投屏', en: 'Walls, their playlist, and what is being pushed' },
  access: 'wall.read',
  reply: z.object({
    devices: z.array(WallItem),
    playlist: z.object({ version: z.int(), items: Playlist }),
    pushes: z.array(
      z.object({
        pushId: Id,
        wall: z.string().nullable(),
        theme: Theme.nullable(),
        caseNumber: z.string().nullable(),
        view: WallView.nullable(),
        pushedBy: z.string(),
        until: Instant,
      }),
    ),
  }),
})

export const issueWall = defineRoute({
  method: 'POST',
  path: '/api/walls',
  tag,
  summary: { zh: '发放大屏令牌，只显示一次', en: 'Issue a wall’s token, shown once' },
  access: 'wall.write',
  // The address holds the secret, which is shown once and kept nowhere.
  outsideLedger: true,
  body: z.strictObject({ name: z.string().trim().min(2).max(40) }),
  reply: z.object({ deviceId: Id, address: z.string() }),
  problems: ['wall_name_taken'],
})

export const revokeWall = defineRoute({
  method: 'POST',
  path: '/api/walls/:deviceId/revoke',
  tag,
  summary: { zh: '收回大屏令牌', en: 'Revoke a wall’s token' },
  access: 'wall.write',
  params: z.strictObject({ deviceId: Id }),
  reply: z.object({ deviceId: Id }),
  problems: ['wall_not_found'],
})

export const setPlaylist = defineRoute({
  method: 'POST',
  path: '/api/walls/playlist',
  tag,
  summary: { zh: '设定轮播', en: 'Set the playlist' },
  access: 'wall.write',
  body: z.strictObject({ basedOn: z.int().min(0), items: Playlist }),
  reply: z.object({ version: z.int() }),
  problems: ['wall_playlist_changed'],
})

export const pushToWall = defineRoute({
  method: 'POST',
  path: '/api/walls/push',
  tag,
  summary: {
    zh: '投到大屏：一个主题、一件案件或一处地图，几分钟',
    en: 'Put a theme, a case or a part of the map on a wall for some minutes',
  },
  access: 'wall.push',
  body: z.strictObject({
    /** One wall, or every wall of the district. */
    deviceId: Id.nullable(),
    theme: Theme.nullable(),
    caseNumber: z.string().trim().max(40),
    view: WallView.nullable().default(null),
    minutes: z.int().min(1).max(240),
  }),
  reply: z.object({ pushId: Id, until: Instant }),
  problems: ['wall_not_found', 'wall_push_empty', 'wall_case_unknown'],
})

export const endPush = defineRoute({
  method: 'POST',
  path: '/api/walls/push/:pushId/end',
  tag,
  summary: { zh: '结束投屏，恢复轮播', en: 'End a push; the playlist goes on' },
  access: 'wall.push',
  params: z.strictObject({ pushId: Id }),
  reply: z.object({ pushId: Id }),
  problems: ['wall_push_over'],
})
