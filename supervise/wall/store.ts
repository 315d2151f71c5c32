import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { WallView } from './contract.ts'
import { type Playlist, type Theme, usualPlaylist } from './theme.ts'

export type Device = {
  readonly deviceId: string
  readonly name: string
  readonly issuedAt: Date
  readonly issuedBy: string
  readonly seenAt: Date | null
  readonly screen: string
  readonly showing: string
  readonly revokedAt: Date | null
  readonly revokedBy: string | null
}

const columns = sql.raw(`
  device_id as "deviceId", name, issued_at as "issuedAt", issued_by as "issuedBy", seen_at as "seenAt", screen, showing,
  revoked_at as "revokedAt", revoked_by as "revokedBy"`)

/** Every wall of a district, those in use first. */
export const listDevices = (db: Db, districtId: string): Promise<Device[]> =>
  db.many<Device>(sql`
    select ${columns} from supervise.wall_device where district_id = ${districtId}
     order by revoked_at nulls first, issued_at desc, device_id limit 200`)

/** The wall that a token opens; nothing for one that was revoked. */
export const findByToken = (db: Db, districtId: string, tokenHash: string): Promise<Device | undefined> =>
  db.find<Device>(sql`
    select ${columns} from supervise.wall_device
     where district_id = ${districtId} and token_hash = ${tokenHash} and revoked_at is null`)

export const insertDevice = (
  db: Db,
  districtId: string,
  {
    deviceId,
    name,
    issuedAt,
    issuedBy,
    tokenHash,
  }: Pick<Device, 'deviceId' | 'name' | 'issuedAt' | 'issuedBy'> & {
    readonly tokenHash: string
  },
): Promise<number> =>
  db.run(sql`
    insert into supervise.wall_device (district_id, device_id, name, token_hash, issued_at, issued_by)
    values (${districtId}, ${deviceId}, ${name}, ${tokenHash}, ${issuedAt}, ${issuedBy})
    on conflict (district_id, name) where revoked_at is null do nothing`)

export const revokeDevice = (
  tx: Tx,
  districtId: string,
  { deviceId, by, now }: { deviceId: string; by: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    update supervise.wall_device set revoked_at = ${now}, revoked_by = ${by}
     where district_id = ${districtId} and device_id = ${deviceId} and revoked_at is null`)

export const noteDevice = (
  db: Db,
  districtId: string,
  { deviceId, screen, showing, now }: Pick<Device, 'deviceId' | 'screen' | 'showing'> & { readonly now: Date },
): Promise<number> =>
  db.run(sql`
    update supervise.wall_device set seen_at = ${now}, screen = ${screen}, showing = ${showing}
     where district_id = ${districtId} and device_id = ${deviceId}`)

/** The playlist in force; the usual one as version 0 where a district has decided nothing. */
export async function playlistOf(db: Db, districtId: string): Promise<{ version: number; items: Playlist }> {
  const found = await db.find<{ version: number; items: Playlist }>(sql`
    select version, items from supervise.wall_playlist where district_id = ${districtId} order by version desc limit 1`)
  return found ?? { version: 0, items: usualPlaylist }
}

/** Puts a playlist in force; nothing where another version came between. */
export const putPlaylist = (
  tx: Tx,
  districtId: string,
  put: { version: number; items: Playlist; by: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into supervise.wall_playlist (district_id, version, items, changed_at, changed_by)
    values (${districtId}, ${put.version}, ${JSON.stringify(put.items)}, ${put.now}, ${put.by})
    on conflict do nothing`)

export type Push = {
  readonly pushId: string
  readonly deviceId: string | null
  readonly theme: Theme | null
  readonly caseId: string | null
  readonly caseNumber: string | null
  readonly view: WallView | null
  readonly pushedBy: string
  readonly until: Date
}

/** What is on the walls by somebody's hand now, the latest first; the latest is shown. */
export const listPushes = (db: Db, districtId: string, now: Date): Promise<Push[]> =>
  db.many<Push>(sql`
    select p.push_id as "pushId", p.device_id as "deviceId", p.theme, p.case_id as "caseId", c.number as "caseNumber",
           p.pushed_by as "pushedBy", p.shown_until as until,
           case when p.view_zoom is not null
                then jsonb_build_object('lon', p.view_lon, 'lat', p.view_lat, 'zoom', p.view_zoom) end as view
      from supervise.wall_push p
      left join city.case c on c.district_id = p.district_id and c.case_id = p.case_id
     where p.district_id = ${districtId} and p.shown_until > ${now} and p.ended_at is null
     order by p.pushed_at desc, p.push_id desc`)

export async function insertPush(
  tx: Tx,
  districtId: string,
  push: Pick<Push, 'deviceId' | 'theme' | 'caseId' | 'view' | 'pushedBy' | 'until'> & { readonly now: Date },
): Promise<string> {
  const pushId = newId()
  await tx.run(sql`
    insert into supervise.wall_push (district_id, push_id, device_id, theme, case_id, view_lon, view_lat, view_zoom, pushed_at, pushed_by, shown_until)
    values (${districtId}, ${pushId}, ${push.deviceId}, ${push.theme}, ${push.caseId}, ${push.view?.lon ?? null},
            ${push.view?.lat ?? null}, ${push.view?.zoom ?? null}, ${push.now}, ${push.pushedBy}, ${push.until})`)
  return pushId
}

export const endPushNow = (tx: Tx, districtId: string, pushId: string, now: Date): Promise<number> =>
  tx.run(sql`
    update supervise.wall_push set ended_at = ${now}
     where district_id = ${districtId} and push_id = ${pushId} and shown_until > ${now} and ended_at is null`)
