import { z } from 'zod'
import { Day, PointReply, Words } from '#city/place/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { givenRules, OwnRules } from './rules.ts'
import { WorkSign } from './work-sign.ts'

export { Day } from '#city/place/contract.ts'
export { type GivenRule, givenRules, type OwnRules, type RuleName } from './rules.ts'
export { WorkSign } from './work-sign.ts'

const tag = '轨迹'
const whole = z.int().min(0)
const Metres = z.number().min(0)

/** What the positions of a device on a day come to. */
export const DaySum = z.object({
  day: Day,
  cutAt: Instant,
  fixes: whole,
  bad: whole,
  unknown: whole,
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  trips: whole,
  stops: whole,
  gaps: whole,
  /** By the clock, as the metres are. */
  movingSeconds: whole,
  standingSeconds: whole,
  silentSeconds: whole,
  /** By the positions; along the roads; off every road; straight across the gaps, in no mileage. */
  rawMetres: Metres,
  matchedMetres: Metres,
  offRoadMetres: Metres,
  gapMetres: Metres,
  mostKmh: z.number().min(0),
})
export type DaySum = z.output<typeof DaySum>

/** What a vehicle is doing as far as is known: silent is not standing. */
export const VehicleState = z.enum(['moving', 'standing', 'silent'])
export type VehicleState = z.output<typeof VehicleState>

/** A vehicle in a list: where it is now, and what it did on the day asked for. */
export const Vehicle = z.object({
  deviceId: Id,
  name: z.string(),
  kind: z.string(),
  unitName: z.string().nullable(),
  state: VehicleState,
  place: PointReply,
  placeAt: Instant,
  speed: z.number().nullable(),
  sum: DaySum.nullable(),
})
export type Vehicle = z.output<typeof Vehicle>

/** Devices that have told where they are, in the order of their names; at most 500. */
export const listVehicles = defineRoute({
  method: 'GET',
  path: '/api/tracks',
  tag,
  summary: { zh: '车辆与当日行程', en: 'Vehicles and what they did on a day' },
  access: 'track.read',
  query: z.strictObject({ day: Day, text: Words(60).optional() }),
  reply: z.object({ items: z.array(Vehicle), isCut: z.boolean() }),
})

/** The last days on which a device told where it was, the newest first. */
export const listTrackDays = defineRoute({
  method: 'GET',
  path: '/api/tracks/:deviceId',
  tag,
  summary: { zh: '车辆有轨迹的日子', en: 'Days on which a vehicle has a track' },
  access: 'track.read',
  params: z.object({ deviceId: Id }),
  reply: z.object({ items: z.array(DaySum) }),
  problems: ['device_not_found'],
})

/** A trip, a stop or a gap. A gap is time of which nothing is known. */
export const TrackPart = z.object({
  kind: z.enum(['trip', 'stop', 'gap']),
  from: Instant,
  to: Instant,
  start: PointReply,
  end: PointReply,
  rawMetres: Metres,
  matchedMetres: Metres,
  offRoadMetres: Metres,
  mostKmh: z.number().min(0),
  why: z.enum(['silent', 'jump']).nullable(),
})
export type TrackPart = z.output<typeof TrackPart>

/** Seconds since the beginning of the day, over 86,400 where a trip runs into the next one; longitude, latitude, km/h from here on, 1 on a road. */
const PathPoint = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])

export const TrackDay = z.object({
  deviceId: Id,
  name: z.string(),
  kind: z.string(),
  day: Day,
  /** The instant at which the day begins in the district. */
  begin: Instant,
  /** Null where nothing came on the day, or it is not cut yet. */
  sum: DaySum.nullable(),
  /** A trip belongs to the day it began on, whole; the sums are by the clock, each day having what was driven on it. */
  parts: z.array(TrackPart),
  /** The trip of the day before that ran into this one. */
  before: z.object({ day: Day, from: Instant, to: Instant }).nullable(),
  /** The way of each trip, by the number of its part. */
  paths: z.array(z.object({ part: whole, points: z.array(PathPoint) })),
  /** Positions that are not relied on: second of the day, longitude, latitude, verdict, why. */
  dropped: z.array(z.tuple([z.number(), z.number(), z.number(), z.string(), z.string()])),
})
export type TrackDay = z.output<typeof TrackDay>

/** A day of a vehicle: its trips on the roads they were driven on, its stops, and the gaps of which nothing is known. */
export const getTrackDay = defineRoute({
  method: 'GET',
  path: '/api/tracks/:deviceId/days/:day',
  tag,
  summary: { zh: '车辆一天的轨迹', en: 'A day of a vehicle' },
  access: 'track.read',
  params: z.object({ deviceId: Id, day: Day }),
  reply: TrackDay,
  problems: ['device_not_found'],
})

const RuleValue = z.object({ name: z.enum(givenRules.map(({ name }) => name)), value: z.number() })

/** By which numbers tracks are cut. */
export const getTrackRules = defineRoute({
  method: 'GET',
  path: '/api/track-rules',
  tag,
  summary: { zh: '轨迹判定参数', en: 'Numbers by which tracks are cut' },
  access: 'track.read',
  reply: z.object({
    revision: whole,
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
    values: z.array(RuleValue),
    /** Days that are still to be cut. */
    due: whole,
  }),
})

/** Decides other numbers; the days of the last month are cut again by them. What is not named is as usual. */
export const setTrackRules = defineRoute({
  method: 'POST',
  path: '/api/track-rules',
  tag,
  summary: { zh: '修改轨迹判定参数', en: 'Change the numbers by which tracks are cut' },
  access: 'track.write',
  body: z.strictObject({ basedOn: whole, own: OwnRules, reason: Words(200).min(2) }),
  reply: z.object({ revision: whole, due: whole }),
  problems: ['track_rules_changed'],
})

const Latest = z.object({ metric: z.string(), unit: z.string(), at: Instant, value: z.number() })

/** By what a vehicle tells that it works, and what it last said of everything that may serve as such a sign. */
export const getWorkSign = defineRoute({
  method: 'GET',
  path: '/api/tracks/:deviceId/work-sign',
  tag,
  summary: { zh: '车辆的作业信号', en: 'By what a vehicle tells that it works' },
  access: 'track.read',
  params: z.object({ deviceId: Id }),
  reply: z.object({
    revision: whole,
    /** Null where speed alone tells. */
    sign: WorkSign.nullable(),
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
    reason: z.string().nullable(),
    latest: z.array(Latest),
  }),
  problems: ['device_not_found'],
})

/** Declares the sign of work of a vehicle, or that it has none; its days of the last month are judged again by it. */
export const setWorkSign = defineRoute({
  method: 'POST',
  path: '/api/tracks/:deviceId/work-sign',
  tag,
  summary: { zh: '声明车辆的作业信号', en: 'Declare by what a vehicle tells that it works' },
  access: 'track.write',
  params: z.object({ deviceId: Id }),
  body: z.strictObject({ basedOn: whole, sign: WorkSign.nullable(), reason: Words(200).min(2) }),
  reply: z.object({ revision: whole, days: whole }),
  problems: ['device_not_found', 'work_sign_changed'],
})
