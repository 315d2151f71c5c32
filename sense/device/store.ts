import { type Point, point } from '#city/place/frame.ts'
import { pointText } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { Mapping } from '../gateway/json/mapping.ts'
import type { CredentialRule } from './credential-rule.ts'

export type Device = {
  deviceId: string
  name: string
  kind: string
  protocol: string
  sender: string
  maker: string
  model: string
  dictionaries: string[]
  units: Record<string, string>
  componentCode: string | null
  unitId: string | null
  unitName: string | null
  /** The device it hangs on: its cabinet, its gateway. */
  upstreamId: string | null
  upstreamName: string | null
  silentAfter: number
  registeredAt: Date
  registeredBy: string
  retiredAt: Date | null
  revision: number
  heardAt: Date | null
  frames: number
  refused: number
  deviations: Record<string, number>
  facts: Record<string, string | number | boolean>
  place: Point | null
  placeAt: Date | null
  speed: number | null
  course: number | null
  hasCredential: boolean
  credentialRule: CredentialRule
  mapping: Mapping | null
}

type DeviceRow = Omit<Device, 'place'> & { lon: number | null; lat: number | null }

const columns = sql.raw(`
  d.device_id as "deviceId", d.name, d.kind, d.protocol, d.sender, d.maker, d.model, d.dictionaries, d.units,
  d.component_code as "componentCode", d.unit_id as "unitId", u.name as "unitName",
  d.upstream_id as "upstreamId", h.name as "upstreamName", d.silent_after as "silentAfter",
  d.registered_at as "registeredAt", d.registered_by as "registeredBy", d.retired_at as "retiredAt", d.revision,
  s.heard_at as "heardAt", coalesce(s.frames, 0) as frames, coalesce(s.refused, 0) as refused,
  coalesce(s.deviations, '{}') as deviations, coalesce(s.facts, '{}') as facts,
  (coalesce(s.place, d.place))[0] as lon, (coalesce(s.place, d.place))[1] as lat, s.place_at as "placeAt", s.speed, s.course,
  d.credential_hash is not null as "hasCredential", d.credential_rule as "credentialRule", d.mapping`)

const from = sql.raw(`
  from sense.device d
  left join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id
  left join sense.device h on h.district_id = d.district_id and h.device_id = d.upstream_id
  left join city.unit u on u.district_id = d.district_id and u.unit_id = d.unit_id`)

const asDevice = ({ lon, lat, ...rest }: DeviceRow): Device => ({
  ...rest,
  place: lon === null || lat === null ? null : point(lon, lat),
})

export type DeviceFilter = {
  text?: string | undefined
  kind?: string | undefined
  protocol?: string | undefined
  health?: 'heard' | 'unknown' | 'never' | undefined
  retired: boolean
}

const silence = sql.raw(`s.heard_at + d.silent_after * interval '1 second'`)

function matching({ text, kind, protocol, health, retired }: DeviceFilter, now: Date): Sql {
  const conditions = [
    retired ? sql`d.retired_at is not null` : sql`d.retired_at is null`,
    kind && sql`d.kind = ${kind}`,
    protocol && sql`d.protocol = ${protocol}`,
    text && sql`(strpos(lower(d.name), lower(${text})) > 0 or strpos(lower(d.sender), lower(${text})) > 0)`,
    health === 'never' && sql`s.heard_at is null`,
    health === 'heard' && sql`${silence} >= ${now}`,
    health === 'unknown' && sql`${silence} < ${now}`,
  ].filter((one) => typeof one === 'object')
  return sql.join(conditions, ' and ')
}

/** A page of devices by kind and name. `after` is the last of the page before. */
export async function listDevicePage(
  db: Db,
  districtId: string,
  { filter, after, limit, now }: { filter: DeviceFilter; after?: string | undefined; limit: number; now: Date },
): Promise<Device[]> {
  const behind = after
    ? sql`and (d.kind, d.name, d.device_id) > (
        select l.kind, l.name, l.device_id from sense.device l where l.district_id = ${districtId} and l.device_id = ${after})`
    : sql.empty
  const rows = await db.many<DeviceRow>(sql`
    select ${columns} ${from}
     where d.district_id = ${districtId} and ${matching(filter, now)} ${behind}
     order by d.kind, d.name, d.device_id limit ${limit}`)
  return rows.map(asDevice)
}

export const countByHealth = (
  db: Db,
  districtId: string,
  now: Date,
): Promise<{ heard: number; unknown: number; never: number }> =>
  db.one(sql`
    select count(*) filter (where ${silence} >= ${now}) as heard, count(*) filter (where ${silence} < ${now}) as unknown,
           count(*) filter (where s.heard_at is null) as never
      ${from} where d.district_id = ${districtId} and d.retired_at is null`)

export const listKinds = async (db: Db, districtId: string): Promise<string[]> =>
  (
    await db.many<{ kind: string }>(sql`
      select distinct kind from sense.device where district_id = ${districtId} order by kind`)
  ).map(({ kind }) => kind)

export async function findDevice(db: Db, districtId: string, deviceId: string): Promise<Device | undefined> {
  const row = await db.find<DeviceRow>(sql`
    select ${columns} ${from} where d.district_id = ${districtId} and d.device_id = ${deviceId}`)
  return row && asDevice(row)
}

/** What a registration says; `place` is where the device was put. */
export type DeviceFields = Pick<
  Device,
  'name' | 'kind' | 'maker' | 'model' | 'dictionaries' | 'units' | 'componentCode' | 'unitId' | 'silentAfter' | 'place'
> & { upstreamId?: string | null }

const placeOf = (place: Point | null) => (place ? sql`${pointText(place)}::point` : sql`null`)

export async function insertDevice(
  tx: Tx,
  districtId: string,
  one: DeviceFields & { deviceId: string; protocol: string; sender: string; by: string; now: Date },
): Promise<void> {
  await tx.run(sql`
    insert into sense.device (district_id, device_id, protocol, sender, kind, name, maker, model, dictionaries, units,
      component_code, unit_id, upstream_id, place, silent_after, registered_at, registered_by)
    values (${districtId}, ${one.deviceId}, ${one.protocol}, ${one.sender}, ${one.kind}, ${one.name}, ${one.maker},
      ${one.model}, ${one.dictionaries}, ${JSON.stringify(one.units)}::jsonb, ${one.componentCode}, ${one.unitId},
      ${one.upstreamId ?? null}, ${placeOf(one.place)}, ${one.silentAfter}, ${one.now}, ${one.by})`)
}

/** Takes a name on the wire for a device. Gives false when it is taken, by whichever district. */
export const takeSender = async (
  tx: Tx,
  {
    protocol,
    sender,
    districtId,
    deviceId,
  }: { protocol: string; sender: string; districtId: string; deviceId: string },
): Promise<boolean> =>
  (await tx.run(sql`
    insert into sense.sender (protocol, sender, district_id, device_id)
    values (${protocol}, ${sender}, ${districtId}, ${deviceId}) on conflict do nothing`)) === 1

/** Who holds a name on the wire in this district. */
export const holderOf = (
  tx: Tx,
  districtId: string,
  { protocol, sender }: { protocol: string; sender: string },
): Promise<{ name: string } | undefined> =>
  tx.find(sql`
    select name from sense.device
     where district_id = ${districtId} and protocol = ${protocol} and sender = ${sender} and retired_at is null`)

/** Whether a device may hang on another: that is in use and does not hang on it, however many steps up. */
export async function mayHangOn(tx: Tx, districtId: string, upstreamId: string, deviceId?: string): Promise<boolean> {
  const chain = await tx.many<{ deviceId: string; isRetired: boolean }>(sql`
    with recursive up as (
      select device_id, upstream_id, retired_at, 1 as depth from sense.device
       where district_id = ${districtId} and device_id = ${upstreamId}
      union all
      select d.device_id, d.upstream_id, d.retired_at, up.depth + 1 from sense.device d join up on d.device_id = up.upstream_id
       where d.district_id = ${districtId} and up.depth < 20)
    select device_id as "deviceId", retired_at is not null as "isRetired" from up order by depth`)
  return chain.length > 0 && !chain[0]!.isRetired && !chain.some((one) => one.deviceId === deviceId)
}

export const changeDevice = (
  tx: Tx,
  districtId: string,
  { deviceId, basedOn, ...one }: DeviceFields & { deviceId: string; basedOn: number },
): Promise<number> =>
  tx.run(sql`
    update sense.device set kind = ${one.kind}, name = ${one.name}, maker = ${one.maker}, model = ${one.model},
           dictionaries = ${one.dictionaries}, units = ${JSON.stringify(one.units)}::jsonb,
           component_code = ${one.componentCode}, unit_id = ${one.unitId}, upstream_id = ${one.upstreamId ?? null},
           place = ${placeOf(one.place)},
           silent_after = ${one.silentAfter}, revision = revision + 1
     where district_id = ${districtId} and device_id = ${deviceId} and revision = ${basedOn} and retired_at is null`)

type Change = { deviceId: string; basedOn: number }

/** Sets what a device has to show. Gives the number changed. */
export const changeCredential = (
  tx: Tx,
  districtId: string,
  { deviceId, basedOn, hash, rule }: Change & { hash: string | null; rule: CredentialRule },
): Promise<number> =>
  tx.run(sql`
    update sense.device set credential_hash = ${hash}, credential_rule = ${rule}, revision = revision + 1
     where district_id = ${districtId} and device_id = ${deviceId} and revision = ${basedOn} and retired_at is null`)

/** Sets how the messages of a device are read. Gives the number changed. */
export const changeMapping = (
  tx: Tx,
  districtId: string,
  { deviceId, basedOn, mapping }: Change & { mapping: Mapping | null },
): Promise<number> =>
  tx.run(sql`
    update sense.device set mapping = ${mapping && JSON.stringify(mapping)}::jsonb, revision = revision + 1
     where district_id = ${districtId} and device_id = ${deviceId} and revision = ${basedOn} and retired_at is null`)

/** Hangs a device on another, or on none. Gives the number changed. */
export const changeUpstream = (
  tx: Tx,
  districtId: string,
  { deviceId, basedOn, upstreamId }: Change & { upstreamId: string | null },
): Promise<number> =>
  tx.run(sql`
    update sense.device set upstream_id = ${upstreamId}, revision = revision + 1
     where district_id = ${districtId} and device_id = ${deviceId} and revision = ${basedOn} and retired_at is null`)

/** Retires a device and frees its name on the wire. Gives the number retired. */
export async function retire(
  tx: Tx,
  districtId: string,
  { deviceId, basedOn, now }: { deviceId: string; basedOn: number; now: Date },
): Promise<number> {
  const retired = await tx.run(sql`
    update sense.device set retired_at = ${now}, revision = revision + 1
     where district_id = ${districtId} and device_id = ${deviceId} and revision = ${basedOn} and retired_at is null`)
  await tx.run(sql`delete from sense.sender where district_id = ${districtId} and device_id = ${deviceId}
    and exists (select 1 from sense.device d
      where d.district_id = ${districtId} and d.device_id = ${deviceId} and d.retired_at is not null)`)
  return retired
}
