import { rowsAsQuery } from '#kernel/db/bulk.ts'
import type { Db, Pool } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { normalSender, protocolNames } from './sender.ts'

/** Who spoke without being registered since the last time, as a gateway counts them. */
export type StrayCounts = Map<string, { protocol: string; sender: string; frames: number }>

/** Writes down who spoke without being registered, so that whoever registers devices can see them, and counts anew. */
export async function flushStrays(pool: Pool, strays: StrayCounts, now: Date): Promise<void> {
  if (strays.size === 0) return
  const rows = [...strays.values()]
  strays.clear()
  const columns = { protocol: 'text', sender: 'text', frames: 'bigint' }
  const given = rowsAsQuery(
    columns,
    rows.map(({ protocol, sender, frames }) => [protocol, sender, frames]),
  )
  await pool.run(sql`
    insert into sense.stray as s (protocol, sender, first_at, last_at, frames, sample)
    select g.protocol, g.sender, ${now}, ${now}, g.frames, ''::bytea from (${given}) g order by g.protocol, g.sender
    on conflict (protocol, sender) do update set last_at = excluded.last_at, frames = s.frames + excluded.frames`)
}

export type StrayRow = {
  readonly protocol: string
  readonly sender: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly frames: number
}

/**
 * Whether a district sees all strangers: the one that runs the gateways, or the only one there is. A stranger belongs to no district
 * yet; what of it is known would tell any other district whose devices are about.
 */
export async function seesAllStrays(db: Db, districtId: string, gatewayDistrict: string): Promise<boolean> {
  if (gatewayDistrict !== '') return districtId === gatewayDistrict
  // A roll-up over all districts: it is asked how many there are.
  const { count } = await db.one<{ count: number }>(sql`select count(*)::int as count from city.district`)
  return count === 1
}

/**
 * Strangers that somebody may see, the most frequent first: all of them, or those that were once the district's own devices and the
 * one whose whole name is given, which whoever has it in hand can read off it.
 */
export function listStrayRows(
  db: Db,
  districtId: string,
  { isAll, sender }: { isAll: boolean; sender?: string | undefined },
): Promise<StrayRow[]> {
  const names = sender === undefined ? [] : namesOn(sender)
  const isNamed = sql`(s.protocol, s.sender) in (
    select * from unnest(${names.map((one) => one.protocol)}::text[], ${names.map((one) => one.sender)}::text[]))`
  const isOwn = sql`exists (
    select 1 from sense.device d
     where d.district_id = ${districtId} and d.protocol = s.protocol and d.sender = s.sender)`
  return db.many<StrayRow>(sql`
    select protocol, sender, first_at as "firstAt", last_at as "lastAt", frames from sense.stray s
     where not exists (select 1 from sense.sender k where k.protocol = s.protocol and k.sender = s.sender)
       ${isAll ? sql.empty : sql`and (${isNamed} or ${isOwn})`}
       ${isAll && sender !== undefined ? sql`and ${isNamed}` : sql.empty}
     order by frames desc limit 200`)
}

const namesOn = (text: string) =>
  protocolNames.flatMap((protocol) => {
    const read = normalSender(protocol, text)
    return 'sender' in read ? [{ protocol, sender: read.sender }] : []
  })
