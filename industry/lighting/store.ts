import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Calendar, Where } from './calendar.ts'
import type { Switching } from './contract.ts'

export type GroupRow = {
  readonly groupId: string
  readonly name: string
  readonly calendar: Calendar
  readonly revision: number
}

export type LampRow = {
  readonly deviceId: string
  readonly name: string
  readonly groupId: string
  readonly isHalf: boolean
  readonly silentAfter: number
  readonly lit: number | null
  readonly litAt: Date | null
}

export type SwitchingRow = Omit<Switching, 'fromAt' | 'untilAt' | 'askedAt'> & {
  readonly fromAt: Date
  readonly untilAt: Date
  readonly askedAt: Date
}

type Doer = { readonly by: string; readonly now: Date }

export const whereIs = (db: Db, districtId: string): Promise<Where> =>
  db.one(sql`
    select centre_lon as lon, centre_lat as lat, time_zone as "timeZone" from city.district where district_id = ${districtId}`)

export const listGroupRows = (db: Db, districtId: string): Promise<GroupRow[]> =>
  db.many(sql`
    select group_id as "groupId", name, calendar, revision from lighting.lamp_group
     where district_id = ${districtId} order by name`)

/** Every lamp of the district, or of one group, with the last sound report of whether it burns. */
export const listLampRows = (db: Db, districtId: string, groupId?: string): Promise<LampRow[]> =>
  db.many(sql`
    select l.device_id as "deviceId", d.name, l.group_id as "groupId", l.is_half as "isHalf",
           d.silent_after as "silentAfter", t.value as lit, t.at as "litAt"
      from lighting.lamp l
      join sense.device d on d.district_id = l.district_id and d.device_id = l.device_id and d.retired_at is null
      left join sense.series s on s.district_id = l.district_id and s.device_id = l.device_id and s.metric = 'lit'
      left join lateral (
        select at, value from sense.telemetry t
         where t.district_id = s.district_id and t.series_id = s.series_id and t.quality = 0
         order by at desc limit 1) t on true
     where l.district_id = ${districtId} ${groupId ? sql`and l.group_id = ${groupId}` : sql.empty}
     order by d.name`)

const columns =
  sql.raw(`switching_id as "switchingId", group_id as "groupId", is_on as "isOn", reason, from_at as "fromAt",
  until_at as "untilAt", asked_by as "askedBy", asked_name as "askedName", asked_at as "askedAt", second_name as "secondName", state`)

/** What a hand has switched and whose time is not over, asked for or in force. */
export const listOpenSwitchings = (db: Db, districtId: string, now: Date): Promise<SwitchingRow[]> =>
  db.many(sql`
    select ${columns} from lighting.switching
     where district_id = ${districtId} and state in ('waiting', 'in_force') and until_at > ${now} order by asked_at desc`)

/** One switching, held until the transaction ends. */
export const lockSwitching = (tx: Tx, districtId: string, switchingId: string): Promise<SwitchingRow | undefined> =>
  tx.find(sql`
    select ${columns} from lighting.switching where district_id = ${districtId} and switching_id = ${switchingId} for update`)

/** Makes a group; undefined where its name is taken. */
export async function insertGroup(
  tx: Tx,
  districtId: string,
  { name, calendar }: { name: string; calendar: Calendar },
  { by, now }: Doer,
): Promise<string | undefined> {
  const groupId = newId()
  const made = await tx.run(sql`
    insert into lighting.lamp_group (district_id, group_id, name, calendar, changed_at, changed_by)
    values (${districtId}, ${groupId}, ${name}, ${JSON.stringify(calendar)}::jsonb, ${now}, ${by})
    on conflict (district_id, name) do nothing`)
  return made === 1 ? groupId : undefined
}

export const isNameTaken = async (db: Db, districtId: string, name: string, groupId: string): Promise<boolean> =>
  (await db.find(sql`
    select 1 as found from lighting.lamp_group
     where district_id = ${districtId} and name = ${name} and group_id <> ${groupId}`)) !== undefined

export const replaceGroup = (
  tx: Tx,
  districtId: string,
  { groupId, basedOn, name, calendar }: { groupId: string; basedOn: number; name: string; calendar: Calendar },
  { by, now }: Doer,
): Promise<number> =>
  tx.run(sql`
    update lighting.lamp_group set name = ${name}, calendar = ${JSON.stringify(calendar)}::jsonb,
           revision = revision + 1, changed_at = ${now}, changed_by = ${by}
     where district_id = ${districtId} and group_id = ${groupId} and revision = ${basedOn}`)

/** Which of these devices are lamp controllers in use. */
export const lampsAmong = async (db: Db, districtId: string, deviceIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ deviceId: string }>(sql`
      select device_id as "deviceId" from sense.device
       where district_id = ${districtId} and device_id = any(${deviceIds}::uuid[]) and kind = 'lamp-controller'
         and retired_at is null`)
  ).map(({ deviceId }) => deviceId)

export const putLamps = (
  tx: Tx,
  districtId: string,
  { groupId, deviceIds, isHalf }: { groupId: string; deviceIds: readonly string[]; isHalf: boolean },
): Promise<number> =>
  tx.run(sql`
    insert into lighting.lamp (district_id, device_id, group_id, is_half)
    select ${districtId}, id, ${groupId}, ${isHalf} from unnest(${deviceIds}::uuid[]) id
    on conflict (district_id, device_id) do update set group_id = excluded.group_id, is_half = excluded.is_half`)

/** Switching goes one after the other: whether all lamps would be dark is decided on what the others have put out. */
export const lockGroups = async (tx: Tx, districtId: string): Promise<void> => {
  await tx.many(
    sql`select group_id from lighting.lamp_group where district_id = ${districtId} order by group_id for update`,
  )
}

type NewSwitching = Pick<SwitchingRow, 'groupId' | 'isOn' | 'reason' | 'untilAt' | 'askedBy' | 'askedName'> & {
  readonly needsSecond: boolean
  readonly now: Date
}

export async function insertSwitching(tx: Tx, districtId: string, one: NewSwitching): Promise<string> {
  const switchingId = newId()
  await tx.run(sql`
    insert into lighting.switching (district_id, switching_id, group_id, is_on, reason, from_at, until_at, asked_by,
      asked_name, asked_at, needs_second, state)
    values (${districtId}, ${switchingId}, ${one.groupId}, ${one.isOn}, ${one.reason}, ${one.now}, ${one.untilAt},
      ${one.askedBy}, ${one.askedName}, ${one.now}, ${one.needsSecond}, ${one.needsSecond ? 'waiting' : 'in_force'})`)
  return switchingId
}

export const decide = (
  tx: Tx,
  districtId: string,
  one: { switchingId: string; state: 'in_force' | 'refused'; by: string; name: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    update lighting.switching set state = ${one.state}, second_by = ${one.by}, second_name = ${one.name},
           decided_at = ${one.now}, from_at = least(${one.now}::timestamptz, until_at - interval '1 second')
     where district_id = ${districtId} and switching_id = ${one.switchingId} and state = 'waiting'`)

export const endOne = (tx: Tx, districtId: string, switchingId: string): Promise<number> =>
  tx.run(sql`
    update lighting.switching set state = 'ended'
     where district_id = ${districtId} and switching_id = ${switchingId} and state in ('waiting', 'in_force')`)

export async function insertSample(
  tx: Tx,
  districtId: string,
  one: { street: string; lamps: number; lit: number; sampledAt: Date; by: string },
): Promise<string> {
  const sampleId = newId()
  await tx.run(sql`
    insert into lighting.sample (district_id, sample_id, street, lamps, lit, sampled_at, by_name)
    values (${districtId}, ${sampleId}, ${one.street}, ${one.lamps}, ${one.lit}, ${one.sampledAt}, ${one.by})`)
  return sampleId
}
