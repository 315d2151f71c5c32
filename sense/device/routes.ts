import { type Point, toCgcs2000 } from '#city/place/frame.ts'
import { inspectionOf, tablesOf } from '#city/table-import/read-table.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { actorIdOf, audit } from '#kernel/http/command.ts'
import { type Route, route } from '#kernel/http/route.ts'
import { newId } from '#kernel/id.ts'
import { noticed, refusal } from '../gateway/counts.ts'
import { listLatest } from '../telemetry/latest.ts'
import { readSeries, readTrack, stretchesOf } from '../telemetry/read.ts'
import {
  amendDevice,
  deviceSeries,
  deviceTrack,
  getDevice,
  importDevices,
  inspectDeviceTable,
  listDevices,
  registerDevice,
  retireDevice,
} from './contract.ts'
import { gradeOf, healthOf } from './health.ts'
import { importDevices as enterDevices } from './import.ts'
import { deviceProblems } from './problems.ts'
import { normalSender } from './sender.ts'
import {
  changeDevice,
  countByHealth,
  type Device,
  findDevice,
  holderOf,
  insertDevice,
  listDevicePage,
  listKinds,
  mayHangOn,
  retire,
  takeSender,
} from './store.ts'

// A month of a track is what a map can still show; of a series, which is rolled up, a year and a little.
const trackDays = 31
const seriesDays = 400
const mostPoints = 20_000
const gapSeconds = 120

const rowOf = (one: Device, now: Date) => ({
  deviceId: one.deviceId,
  name: one.name,
  kind: one.kind,
  protocol: one.protocol,
  sender: one.sender,
  health: healthOf(one.heardAt, one.silentAfter, now),
  heardAt: one.heardAt,
  frames: one.frames,
  refused: one.refused,
  place: one.place,
  placeAt: one.placeAt,
  speed: one.speed,
  course: one.course,
  componentCode: one.componentCode,
  unitName: one.unitName,
  retiredAt: one.retiredAt,
})

/** Devices: what is registered, when it was last heard, what it said. */
export const deviceRoutes: readonly Route[] = [
  route(listDevices, async ({ tx, actor: { districtId }, query: { after, limit, ...filter }, now }) => {
    const page = await listDevicePage(tx, districtId, { filter, after, limit: limit + 1, now })
    const items = page.slice(0, limit).map((one) => rowOf(one, now))
    const [counts, kinds] = [await countByHealth(tx, districtId, now), await listKinds(tx, districtId)]
    return { items, next: page.length > limit ? items.at(-1)!.deviceId : null, counts, kinds }
  }),
  route(getDevice, async ({ tx, actor: { districtId }, params: { deviceId }, now }) => {
    const one = await held(tx, districtId, deviceId)
    const latest = await listLatest(tx, districtId, deviceId)
    const { maker, model, dictionaries, units, unitId, silentAfter, registeredAt, registeredBy, revision } = one
    const { upstreamId, upstreamName } = one
    const { facts, deviations, hasCredential, credentialRule, mapping } = one
    const departures = departuresOf(one)
    const grade = gradeOf({ frames: one.frames, refused: one.refused, deviations: departures }) ?? null
    const registration = {
      maker,
      model,
      dictionaries,
      units,
      unitId,
      upstreamId,
      upstreamName,
      silentAfter,
      registeredAt,
      registeredBy,
      revision,
    }
    return {
      ...rowOf(one, now),
      ...registration,
      latest,
      facts,
      deviations,
      grade,
      hasCredential,
      credentialRule,
      mapping,
    }
  }),
  route(deviceSeries, async ({ tx, actor: { districtId }, params: { deviceId }, query }) => {
    const range = rangeOf(query, seriesDays)
    await held(tx, districtId, deviceId)
    const { metric } = query
    return { metric, ...(await readSeries(tx, districtId, { deviceId, metric, ...range })) }
  }),
  route(deviceTrack, async ({ tx, actor: { districtId }, params: { deviceId }, query }) => {
    const range = rangeOf(query, trackDays)
    await held(tx, districtId, deviceId)
    const points = await readTrack(tx, districtId, { deviceId, ...range, most: mostPoints + 1 })
    const isCut = points.length > mostPoints
    return { gapSeconds, isCut, stretches: stretchesOf(points.slice(0, mostPoints), gapSeconds) }
  }),
  route(registerDevice, async ({ tx, actor, body: { protocol, sender: given, place, ...fields }, now, requestId }) => {
    const { districtId, name: by } = actor
    const normal = normalSender(protocol, given)
    if ('rule' in normal) throw deviceProblems.device_sender_invalid({ rule: normal.rule }, 'body.sender')
    const { sender } = normal
    const holder = await holderOf(tx, districtId, { protocol, sender })
    if (holder) throw deviceProblems.device_sender_taken({ protocol, sender, name: holder.name }, 'body.sender')
    await checkLinks(tx, districtId, fields)
    const deviceId = newId()
    if (!(await takeSender(tx, { protocol, sender, districtId, deviceId }))) {
      throw deviceProblems.device_sender_elsewhere({}, 'body.sender')
    }
    await insertDevice(tx, districtId, { ...fields, place: placed(place), deviceId, protocol, sender, by, now })
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device registered', target: deviceId, detail: { protocol, sender, ...fields } })
    return { deviceId }
  }),
  route(
    amendDevice,
    async ({ tx, actor, params: { deviceId }, body: { basedOn, place, ...fields }, now, requestId }) => {
      const { districtId } = actor
      const before = await held(tx, districtId, deviceId)
      await checkLinks(tx, districtId, { ...fields, deviceId })
      const change = { ...fields, place: placed(place), deviceId, basedOn }
      if ((await changeDevice(tx, districtId, change)) === 0) throw conflict(before)
      const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
      await audit(tx, {
        ...entry,
        act: 'device changed',
        target: deviceId,
        detail: { before: summary(before), after: fields },
      })
      return { revision: basedOn + 1 }
    },
  ),
  route(inspectDeviceTable, async ({ query, bytes }) => inspectionOf(await tablesOf(bytes, query.fileName))),
  route(importDevices, async ({ tx, actor, query: { columns, ...query }, bytes, now, requestId }) => {
    const { districtId, name: by } = actor
    const report = await enterDevices(tx, districtId, { ...query, columns: columns?.split(','), bytes }, { by, now })
    if (report.committed) {
      const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
      const detail = { fileName: query.fileName, accepted: report.accepted, refused: report.refused }
      await audit(tx, { ...entry, act: 'devices imported', target: districtId, detail })
    }
    return { ...report, findings: [...report.findings] }
  }),
  route(retireDevice, async ({ tx, actor, params: { deviceId }, body: { basedOn, reason }, now, requestId }) => {
    const { districtId } = actor
    const before = await held(tx, districtId, deviceId)
    if ((await retire(tx, districtId, { deviceId, basedOn, now })) === 0) throw conflict(before)
    const entry = { districtId, actorId: actorIdOf(actor), now, requestId }
    await audit(tx, { ...entry, act: 'device retired', target: deviceId, detail: { reason } })
    return { retiredAt: now }
  }),
]

// What the platform left aside says nothing of the device, and what was refused is counted as that.
const departuresOf = ({ deviations }: Device): number =>
  Object.entries(deviations)
    .filter(([name]) => name !== noticed.shed && !name.startsWith(refusal('')))
    .reduce((sum, [, count]) => sum + count, 0)

/** A device of the district, or the problem that there is none. */
export async function held(
  tx: Pick<Tx, 'find'> & Parameters<typeof findDevice>[0],
  districtId: string,
  deviceId: string,
) {
  const one = await findDevice(tx, districtId, deviceId)
  if (!one) throw deviceProblems.device_not_found()
  return one
}

/** Why a change of a device did not come to pass. */
export const conflict = ({ retiredAt }: Device) =>
  retiredAt ? deviceProblems.device_retired() : deviceProblems.device_changed({}, 'body.basedOn')

const summary = ({ name, kind, maker, model, dictionaries, units, componentCode, unitId, silentAfter }: Device) => ({
  name,
  kind,
  maker,
  model,
  dictionaries,
  units,
  componentCode,
  unitId,
  silentAfter,
})

const placed = (place: Point<'CGCS2000' | 'WGS84' | 'GCJ02' | 'BD09'> | null) => (place ? toCgcs2000(place) : null)

function rangeOf({ from, to }: { from: string; to: string }, mostDays: number): { from: Date; to: Date } {
  const range = { from: new Date(from), to: new Date(to) }
  const days = (range.to.getTime() - range.from.getTime()) / 86_400_000
  if (days < 0 || days > mostDays) throw deviceProblems.device_range_too_long({ days: mostDays }, 'query.to')
  return range
}

async function checkLinks(
  tx: Tx,
  districtId: string,
  {
    componentCode,
    unitId,
    upstreamId,
    deviceId,
  }: { componentCode: string | null; unitId: string | null; upstreamId: string | null; deviceId?: string },
): Promise<void> {
  const isComponent =
    !componentCode ||
    (await tx.find(sql`select 1 from city.component where district_id = ${districtId} and code = ${componentCode}`))
  if (!isComponent) throw deviceProblems.device_component_unknown({ code: componentCode }, 'body.componentCode')
  const isUnit =
    !unitId || (await tx.find(sql`select 1 from city.unit where district_id = ${districtId} and unit_id = ${unitId}`))
  if (!isUnit) throw deviceProblems.device_unit_unknown({}, 'body.unitId')
  if (upstreamId && !(await mayHangOn(tx, districtId, upstreamId, deviceId)))
    throw deviceProblems.device_upstream_unfit({}, 'body.upstreamId')
}
