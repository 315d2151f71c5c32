import { currentCalendar } from '#city/calendar/store.ts'
import type { EditionId } from '#city/catalogue/edition.ts'
import { listCategories } from '#city/catalogue/store.ts'
import { findDistrict } from '#city/organisation/district.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Duty } from './duty.ts'
import type { World } from './world.ts'

/** The whole duty table, with what is no longer or not yet valid. */
export const listDuties = (db: Db, districtId: string): Promise<Duty[]> =>
  db.many(sql`
    select duty_id as "dutyId", kind, category, area_code as "areaCode", unit_id as "unitId", valid_from as "validFrom",
           valid_to as "validTo", basis
      from city.duty_area where district_id = ${districtId} order by duty_id`)

/** The unit that owns a component: by credit code or id, or by its very name. */
export async function findOwner(db: Db, districtId: string, componentCode: string): Promise<string | null> {
  const owners = await ownersOf(db, districtId, [componentCode])
  return owners.get(componentCode) ?? null
}

/** The same for many components at once. */
export async function ownersOf(
  db: Db,
  districtId: string,
  componentCodes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (componentCodes.length === 0) return new Map()
  const rows = await db.many<{ code: string; unitId: string }>(sql`
    select k.code, u.unit_id as "unitId"
      from city.component k
      join city.unit u on u.district_id = k.district_id
       and (u.credit_code = k.owner_code or u.unit_id = k.owner_code or (k.owner_code is null and u.name = k.owner_name))
     where k.district_id = ${districtId} and k.code = any(${componentCodes})
     order by u.unit_id desc`)
  return new Map(rows.map(({ code, unitId }) => [code, unitId]))
}

const listDivisionsNow = (db: Db, districtId: string) =>
  db.many<{ code: string; name: string; level: string }>(sql`
    select code, name, level from city.division where district_id = ${districtId} and valid_to is null order by code`)

/** Everything that rules of the district may name, as it is today. */
export async function loadWorld(db: Db, districtId: string, now: Date): Promise<World> {
  const district = await findDistrict(db, districtId)
  const edition = (district?.catalogueEdition ?? '2026') as EditionId
  const on = now.toISOString().slice(0, 10)
  const [units, people, categories, divisions, duties, calendar] = await Promise.all([
    listUnits(db, districtId),
    listPeople(db, districtId),
    listCategories(db, districtId, { edition, on }),
    listDivisionsNow(db, districtId),
    listDuties(db, districtId),
    currentCalendar(db, districtId),
  ])
  const level = (wanted: string) =>
    divisions.filter((each) => each.level === wanted).map(({ code, name }) => ({ code, name }))
  return {
    units: units.map(({ unitId, name }) => ({ code: unitId, name })),
    people: people
      .filter(({ active }) => active)
      .map(({ personId, name, posts }) => ({
        personId,
        name,
        unitIds: [...new Set(posts.map(({ unitId }) => unitId))],
      })),
    categories: categories.map(({ kind, code, name }) => ({ kind, code, name })),
    streets: level('street'),
    communities: level('community'),
    duties,
    calendar,
  }
}
