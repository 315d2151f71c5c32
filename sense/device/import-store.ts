import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'

/** What rows may point at: the components among `codes`, and the district's units by identifier and by name. */
export async function linksOf(
  db: Db,
  districtId: string,
  codes: readonly string[],
): Promise<{ components: ReadonlySet<string>; units: ReadonlyMap<string, string> }> {
  const components = await db.many<{ code: string }>(
    sql`select code from city.component where district_id = ${districtId} and code = any(${codes})`,
  )
  const units = await db.many<{ unitId: string; name: string }>(
    sql`select unit_id as "unitId", name from city.unit where district_id = ${districtId} and retired_on is null`,
  )
  return {
    components: new Set(components.map(({ code }) => code)),
    units: new Map(units.flatMap(({ unitId, name }) => [[name, unitId] as const, [unitId, unitId] as const])),
  }
}

/**
 * Who holds the senders given, by `protocol sender`: the device's name in this district, null in another. It asks across districts,
 * because a gateway listens for all of them at once.
 */
export async function sendersTaken(
  db: Db,
  districtId: string,
  given: readonly { protocol: string; sender: string }[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.many<{ key: string; name: string | null }>(sql`
    select s.protocol || ' ' || s.sender as key, d.name
      from sense.sender s
      join unnest(${given.map(({ protocol }) => protocol)}::text[], ${given.map(({ sender }) => sender)}::text[])
           as g(protocol, sender) using (protocol, sender)
      left join sense.device d
        on d.district_id = ${districtId} and s.district_id = ${districtId} and d.device_id = s.device_id`)
  return new Map(rows.map(({ key, name }) => [key, name]))
}
