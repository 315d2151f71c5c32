import { z } from 'zod'
import { ComponentCode } from '#city/component/contract.ts'
import { PointInput, PointReply, Words } from '#city/place/contract.ts'
import { inspectionRoute, TableReport, tableModes, tableQuery } from '#city/table-import/contract.ts'
import { defineRoute, Id, Instant } from '#kernel/http/contract.ts'
import { timeForms } from '../gateway/json/instant.ts'
import { longestPath } from '../gateway/json/path.ts'
import { credentialRules } from './credential-rule.ts'
import { protocolNames } from './sender.ts'

export { downFault, namesIn, saidBy } from '../gateway/json/down.ts'
export { type Mapping as MappingData, mapped, mappingFault } from '../gateway/json/mapping.ts'
export { enoughFrames, type Grade, gradeOf, type Health } from './health.ts'
export { deviceColumns } from './import-columns.ts'
export { deviationName, kindName, learnNames, metricName } from './names.ts'

const tag = '设备'
const whole = z.int().min(0)

export const ProtocolName = z.enum(protocolNames)
export type ProtocolName = z.output<typeof ProtocolName>
export const DeviceHealth = z.enum(['heard', 'unknown', 'never'])
const Kind = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** A device in a list. `place` is where it was last, or where it was put; speed in km/h. */
export const DeviceRow = z.object({
  deviceId: Id,
  name: z.string(),
  kind: z.string(),
  protocol: z.string(),
  sender: z.string(),
  health: DeviceHealth,
  heardAt: Instant.nullable(),
  frames: whole,
  refused: whole,
  place: PointReply.nullable(),
  placeAt: Instant.nullable(),
  speed: z.number().nullable(),
  course: z.int().nullable(),
  componentCode: z.string().nullable(),
  unitName: z.string().nullable(),
  retiredAt: Instant.nullable(),
})
export type DeviceRow = z.output<typeof DeviceRow>

/** The last value of one metric. */
export const Latest = z.object({
  metric: z.string(),
  unit: z.string(),
  at: Instant,
  value: z.number(),
  quality: z.enum(['ok', 'bad', 'unknown']),
})

const JsonPath = z.string().min(1).max(longestPath)

/** How a maker's own JSON is read: where the values of a device lie in its messages. */
export const Mapping = z.strictObject({
  each: JsonPath.optional(),
  time: z.strictObject({ path: JsonPath, form: z.enum(timeForms) }).optional(),
  values: z
    .array(
      z.strictObject({
        path: JsonPath,
        metric: z.string().regex(/^[\w:.-]{1,60}$/),
        unit: z.string().max(20),
        scale: z.number().optional(),
        offset: z.number().optional(),
      }),
    )
    .min(1)
    .max(200),
  down: z
    .array(z.strictObject({ kind: z.string().regex(/^[a-z][a-z-]{0,39}$/), body: z.string().min(2).max(4_000) }))
    .max(20)
    .optional(),
  answer: z
    .strictObject({ id: JsonPath, ok: JsonPath, equals: z.string().max(40), text: JsonPath.optional() })
    .optional(),
})
export type Mapping = z.output<typeof Mapping>

export const DeviceReply = DeviceRow.extend({
  maker: z.string(),
  model: z.string(),
  dictionaries: z.array(z.string()),
  units: z.record(z.string(), z.string()),
  unitId: z.string().nullable(),
  upstreamId: Id.nullable(),
  upstreamName: z.string().nullable(),
  silentAfter: z.int(),
  registeredAt: Instant,
  registeredBy: z.string(),
  revision: z.int(),
  latest: z.array(Latest),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** How often it departed from its standard, by how. */
  deviations: z.record(z.string(), whole),
  grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
  /** Whether it was given a credential, and what is done with it where it shows a wrong one. */
  hasCredential: z.boolean(),
  credentialRule: z.enum(credentialRules),
  mapping: Mapping.nullable(),
})
export type DeviceReply = z.output<typeof DeviceReply>

const params = z.object({ deviceId: Id })

export const listDevices = defineRoute({
  method: 'GET',
  path: '/api/devices',
  tag,
  summary: { zh: '设备列表', en: 'Devices' },
  access: 'device.read',
  query: z.strictObject({
    text: Words(60).optional(),
    kind: Kind.optional(),
    protocol: ProtocolName.optional(),
    health: DeviceHealth.optional(),
    retired: z.stringbool().default(false),
    after: Id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(DeviceRow),
    next: Id.nullable(),
    counts: z.object({ heard: whole, unknown: whole, never: whole }),
    kinds: z.array(z.string()),
  }),
})

export const getDevice = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId',
  tag,
  summary: { zh: '设备', en: 'A device' },
  access: 'device.read',
  params,
  reply: DeviceReply,
  problems: ['device_not_found'],
})

const Range = { from: Instant, to: Instant }

/** Values of one metric. Over long ranges a step stands for its values: their mean, least and most, and how many. */
export const deviceSeries = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/series',
  tag,
  summary: { zh: '设备数据', en: 'What a device measured' },
  access: 'device.read',
  params,
  query: z.strictObject({ metric: Words(60).min(1), ...Range }),
  reply: z.object({
    metric: z.string(),
    unit: z.string(),
    stepSeconds: whole,
    points: z.array(
      z.object({ at: Instant, value: z.number(), least: z.number(), most: z.number(), count: whole, bad: whole }),
    ),
  }),
  problems: ['device_not_found', 'device_range_too_long'],
})

/** Where a device was, in stretches: between two of them nothing was heard for longer than `gapSeconds`. */
export const deviceTrack = defineRoute({
  method: 'GET',
  path: '/api/devices/:deviceId/track',
  tag,
  summary: { zh: '设备轨迹', en: 'Where a device was' },
  access: 'device.read',
  params,
  query: z.strictObject(Range),
  reply: z.object({
    gapSeconds: whole,
    isCut: z.boolean(),
    stretches: z.array(
      z.array(z.object({ at: Instant, lon: z.number(), lat: z.number(), speed: z.number(), course: z.int() })),
    ),
  }),
  problems: ['device_not_found', 'device_range_too_long'],
})

const fields = {
  kind: Kind,
  name: Words(60).min(1),
  maker: Words(60).default(''),
  model: Words(60).default(''),
  dictionaries: z.array(Words(40)).max(10).default([]),
  units: z.record(z.string().max(40), z.string().max(20)).default({}),
  componentCode: ComponentCode.nullable().default(null),
  unitId: Words(40).nullable().default(null),
  /** The device it hangs on: its cabinet, its gateway. */
  upstreamId: Id.nullable().default(null),
  place: PointInput.nullable().default(null),
  silentAfter: z.int().min(10).max(864_000).default(900),
}

export const registerDevice = defineRoute({
  method: 'POST',
  path: '/api/devices',
  tag,
  summary: { zh: '登记设备', en: 'Register a device' },
  access: 'device.write',
  body: z.strictObject({ protocol: ProtocolName, sender: z.string().trim().min(1).max(40), ...fields }),
  reply: z.object({ deviceId: Id }),
  problems: [
    'device_sender_taken',
    'device_sender_elsewhere',
    'device_sender_invalid',
    'device_component_unknown',
    'device_unit_unknown',
    'device_upstream_unfit',
  ],
})

export const amendDevice = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId',
  tag,
  summary: { zh: '修改设备资料', en: 'Change a device' },
  access: 'device.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), ...fields }),
  reply: z.object({ revision: z.int() }),
  problems: [
    'device_not_found',
    'device_changed',
    'device_retired',
    'device_component_unknown',
    'device_unit_unknown',
    'device_upstream_unfit',
  ],
})

export const retireDevice = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/retire',
  tag,
  summary: { zh: '停用设备', en: 'Retire a device' },
  access: 'device.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), reason: Words(200).min(2) }),
  reply: z.object({ retiredAt: Instant }),
  problems: ['device_not_found', 'device_changed', 'device_retired'],
})

/**
 * Senders that nobody has registered, the most frequent first. They belong to no district, so whoever does not run the gateways sees
 * those that were its own, and the one whose whole name is given.
 */
export const listStrays = defineRoute({
  method: 'GET',
  path: '/api/device-strays',
  tag,
  summary: { zh: '未登记的设备', en: 'Senders that nobody registered' },
  access: 'device.write',
  query: z.strictObject({ sender: z.string().trim().min(1).max(40).optional() }),
  reply: z.object({
    /** Whether all of them are seen. */
    isAll: z.boolean(),
    items: z.array(
      z.object({ protocol: z.string(), sender: z.string(), firstAt: Instant, lastAt: Instant, frames: whole }),
    ),
  }),
})

/** The declarations that go with a table of devices; the file itself is the body. */
export const importDevices = defineRoute({
  method: 'POST',
  path: '/api/imports/devices',
  tag: '导入',
  summary: { zh: '导入设备（Excel 或 CSV），先试后入', en: 'Import devices; dry run first' },
  access: 'device.write',
  query: z.strictObject({
    fileName: Words(200).min(1),
    ...tableQuery,
    ...tableModes,
    frame: z.enum(['CGCS2000', 'WGS84', 'GCJ02', 'BD09']).default('CGCS2000'),
  }),
  bytes: true,
  reply: TableReport,
  problems: ['device_rows_too_many'],
})

export const inspectDeviceTable = inspectionRoute('/api/imports/devices/inspect', 'device.write')

/**
 * Gives a device the credential that it has to show: of MQTT one that nobody can guess, which is told once; of HJ 212 and SL 651
 * the password that the device was set to. Without a password and outside MQTT it is taken away.
 */
export const setCredential = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/credential',
  tag,
  summary: { zh: '设置设备接入凭证', en: 'Set the credential of a device' },
  access: 'device.write',
  params,
  body: z.strictObject({
    basedOn: z.int().positive(),
    rule: z.enum(credentialRules).default('tolerate'),
    password: z.string().trim().max(32).default(''),
  }),
  reply: z.object({ revision: z.int(), credential: z.string().nullable() }),
  problems: ['device_not_found', 'device_changed', 'device_retired', 'device_credential_none'],
})

/** Says how the messages of a device are read that speaks its maker's own JSON. */
export const setMapping = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/mapping',
  tag,
  summary: { zh: '设置设备报文映射', en: 'Set how the JSON of a device is read' },
  access: 'device.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), mapping: Mapping.nullable() }),
  reply: z.object({ revision: z.int() }),
  problems: ['device_not_found', 'device_changed', 'device_retired', 'device_mapping_path', 'device_mapping_down'],
})

/** Says on which device another hangs: a lamp on its cabinet, a sensor on its gateway. */
export const hangDevice = defineRoute({
  method: 'POST',
  path: '/api/devices/:deviceId/upstream',
  tag,
  summary: { zh: '设置上级设备', en: 'Set what a device hangs on' },
  access: 'device.write',
  params,
  body: z.strictObject({ basedOn: z.int().positive(), upstreamId: Id.nullable() }),
  reply: z.object({ revision: z.int() }),
  problems: ['device_not_found', 'device_changed', 'device_retired', 'device_upstream_unfit'],
})
