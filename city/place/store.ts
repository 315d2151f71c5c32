import { copyRows } from '#kernel/db/bulk.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { divisionCodeProblem } from './check.ts'
import type { Box } from './distance.ts'
import { type Point, point } from './frame.ts'
import { placeProblems } from './problems.ts'
import { type Area, boxOf, ringsOf } from './shape.ts'

/** A district served. `divisionCode` is its 6 digits; centre and bounds are CGCS2000. */
export type District = {
  readonly districtId: string
  readonly name: string
  readonly divisionCode: string | null
  readonly timeZone: string
  readonly centre: Point
  readonly bounds: Box
  readonly catalogueEdition: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** A street (9 digits) or community (12). Days are `YYYY-MM-DD`; `validTo` is the first day it is no longer valid. */
export type Division = {
  readonly code: string
  readonly name: string
  readonly boundary?: Area | null
  readonly validFrom: string
  readonly validTo?: string | null
}

/** A box as PostgreSQL writes it, for a fragment and for bulk rows. */
export const boxSql = (box: Box): Sql =>
  sql`box(point(${box.west}::float8, ${box.south}::float8), point(${box.east}::float8, ${box.north}::float8))`
export const boxText = (box: Box): string => `((${box.east},${box.north}),(${box.west},${box.south}))`
export const pointText = (p: Point): string => `(${p.lon},${p.lat})`
/** A text array as PostgreSQL writes it. */
export const arrayText = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`

type DistrictRow = Omit<District, 'centre' | 'bounds'> & { lon: number; lat: number } & Box

const districtColumns =
  sql.raw(`district_id as "districtId", name, division_code as "divisionCode", time_zone as "timeZone",
  centre_lon as lon, centre_lat as lat, catalogue_edition as "catalogueEdition", settings,
  (bounds[1])[0] as west, (bounds[1])[1] as south, (bounds[0])[0] as east, (bounds[0])[1] as north`)

const asDistrict = ({ lon, lat, west, south, east, north, ...rest }: DistrictRow): District => ({
  ...rest,
  centre: point(lon, lat),
  bounds: { west, south, east, north },
})

export async function findDistrict(db: Db, districtId: string): Promise<District | undefined> {
  const row = await db.find<DistrictRow>(
    sql.prepared(sql`select ${districtColumns} from city.district where district_id = ${districtId}`),
  )
  return row && asDistrict(row)
}

/** Throws `district_not_found`. */
export async function getDistrict(db: Db, districtId: string): Promise<District> {
  const district = await findDistrict(db, districtId)
  if (!district) throw placeProblems.district_not_found({ code: districtId })
  return district
}

export async function listDistricts(db: Db): Promise<District[]> {
  const rows = await db.many<DistrictRow>(sql`select ${districtColumns} from city.district order by district_id`)
  return rows.map(asDistrict)
}

/** Enters or replaces a district. */
export async function putDistrict(tx: Db, district: District): Promise<void> {
  await tx.run(sql`
    insert into city.district (district_id, name, division_code, time_zone, centre_lon, centre_lat, bounds, catalogue_edition, settings)
    values (${district.districtId}, ${district.name}, ${district.divisionCode}, ${district.timeZone}, ${district.centre.lon},
      ${district.centre.lat}, ${boxSql(district.bounds)}, ${district.catalogueEdition}, ${JSON.stringify(district.settings)}::jsonb)
    on conflict (district_id) do update set name = excluded.name, division_code = excluded.division_code,
      time_zone = excluded.time_zone, centre_lon = excluded.centre_lon, centre_lat = excluded.centre_lat,
      bounds = excluded.bounds, catalogue_edition = excluded.catalogue_edition, settings = excluded.settings`)
}

/** The state of a district's cells: `token` is new after every change; empty when there has been none. */
export type PlaceVersion = { readonly token: string; readonly timeZone: string }

export async function cellsVersion(db: Db, districtId: string): Promise<PlaceVersion> {
  const row = await db.find<PlaceVersion>(sql`
    select coalesce(v.token::text, '') as token, d.time_zone as "timeZone"
      from city.district d left join city.place_version v using (district_id)
     where d.district_id = ${districtId}`)
  if (!row) throw placeProblems.district_not_found({ code: districtId })
  return row
}

/** The version token as it stands, held until the transaction ends, so that no other change of cells comes between. */
export async function holdVersion(tx: Tx, districtId: string): Promise<string> {
  const row = await tx.find<{ token: string }>(
    sql`select token::text from city.place_version where district_id = ${districtId} for update`,
  )
  return row?.token ?? ''
}

/** Renews the version token. Called first in every change of cells, beats or divisions: it also makes such changes queue. */
export async function renewVersion(tx: Db, districtId: string): Promise<void> {
  await tx.run(sql`
    insert into city.place_version (district_id, token) values (${districtId}, ${newId()})
    on conflict (district_id) do update set token = excluded.token, changed_at = now()`)
}

const validOn = (day: string): Sql => sql`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`

/** The divisions valid on a day, by code. */
export const listDivisions = (
  db: Db,
  districtId: string,
  day: string,
): Promise<(Division & { level: 'street' | 'community'; parentCode: string })[]> =>
  db.many(sql`
    select code, name, level, parent_code as "parentCode", boundary, valid_from as "validFrom", valid_to as "validTo"
      from city.division where district_id = ${districtId} and ${validOn(day)} order by code`)

/**
 * Enters divisions: a current one with the same code is closed on the new one's first day, or corrected if it began that day.
 * Communities need their street, in the list or in the register. Problems: `division_code_invalid`, `division_parent_missing`.
 */
export async function putDivisions(tx: Tx, districtId: string, divisions: readonly Division[]): Promise<number> {
  const district = await getDistrict(tx, districtId)
  for (const { code } of divisions) {
    const problem = divisionCodeProblem(code, district.divisionCode ?? undefined, 'code')
    if (problem) throw problem
  }
  await renewVersion(tx, districtId)
  await mustHaveStreets(tx, districtId, divisions)
  const codes = divisions.map((division) => division.code)
  const firsts = divisions.map((division) => division.validFrom)
  const given = sql`unnest(${codes}::text[], ${firsts}::date[]) as given(code, first)`
  await tx.run(sql`delete from city.division d using ${given}
    where d.district_id = ${districtId} and d.code = given.code and d.valid_from = given.first`)
  await tx.run(sql`update city.division d set valid_to = given.first from ${given}
    where d.district_id = ${districtId} and d.code = given.code and d.valid_to is null and d.valid_from < given.first`)
  return copyRows(
    tx,
    'city.division',
    divisionTypes,
    divisions.map((division) => divisionRow(districtId, division)),
  )
}

const divisionTypes = {
  district_id: 'text',
  code: 'text',
  level: 'text',
  name: 'text',
  parent_code: 'text',
  boundary: 'jsonb',
  bounds: 'box',
  valid_from: 'date',
  valid_to: 'date',
}

const divisionRow = (districtId: string, division: Division): unknown[] => [
  districtId,
  division.code,
  division.code.length === 9 ? 'street' : 'community',
  division.name,
  division.code.slice(0, -3),
  division.boundary,
  division.boundary ? boxText(boxOf(ringsOf(division.boundary))) : null,
  division.validFrom,
  division.validTo,
]

async function mustHaveStreets(db: Db, districtId: string, divisions: readonly Division[]): Promise<void> {
  const given = new Set(divisions.map((division) => division.code))
  const wanted = divisions.filter((one) => one.code.length === 12 && !given.has(one.code.slice(0, 9)))
  if (wanted.length === 0) return
  const parents = [...new Set(wanted.map((one) => one.code.slice(0, 9)))]
  const known = await db.many<{ code: string }>(
    sql`select code from city.division where district_id = ${districtId} and code = any(${parents}) and valid_to is null`,
  )
  const have = new Set(known.map((row) => row.code))
  const orphan = wanted.find((one) => !have.has(one.code.slice(0, 9)))
  if (orphan)
    throw placeProblems.division_parent_missing({ code: orphan.code, parent: orphan.code.slice(0, 9) }, 'code')
}
