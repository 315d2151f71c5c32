import { finalStages } from '#city/case/contract.ts'
import { type Point, point } from '#city/place/frame.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'

export type Placed = { readonly code: string; readonly name: string; readonly place: Point; readonly cellCode: string }

/** Standing components of cells, by code. */
export async function listComponentsOf(db: Db, districtId: string, cells: readonly string[]): Promise<Placed[]> {
  const rows = await db.many<Omit<Placed, 'place'> & { lon: number; lat: number }>(sql`
    select code, name, place[0] as lon, place[1] as lat, cell_code as "cellCode" from city.component
     where district_id = ${districtId} and cell_code = any(${cells}) and state <> 'removed' order by code`)
  return rows.map(({ lon, lat, ...rest }) => ({ ...rest, place: point(lon, lat) }))
}

export type CaseIn = {
  readonly caseId: string
  readonly number: string
  readonly cellCode: string
  readonly place: Point | null
}

/** Open cases of cells, those due first before the others. */
export async function listOpenCasesOf(db: Db, districtId: string, cells: readonly string[]): Promise<CaseIn[]> {
  const rows = await db.many<Omit<CaseIn, 'place'> & { lon: number | null; lat: number | null }>(sql`
    select case_id as "caseId", number, cell_code as "cellCode", place[0] as lon, place[1] as lat from city.case
     where district_id = ${districtId} and cell_code = any(${cells}) and stage <> all(${finalStages})
     order by due_at nulls last, number`)
  return rows.map(({ lon, lat, ...rest }) => ({
    ...rest,
    place: lon === null || lat === null ? null : point(lon, lat),
  }))
}

export async function countEndedCasesOf(db: Db, districtId: string, cells: readonly string[]): Promise<number> {
  const row = await db.find<{ total: number }>(sql`
    select count(*)::int as total from city.case
     where district_id = ${districtId} and cell_code = any(${cells}) and stage = any(${finalStages})`)
  return row?.total ?? 0
}

export type DutyOf = { readonly unitName: string; readonly category: string; readonly areaCode: string }

/** Entries of the duty table in force on a day that name one of the cells itself. */
export const listDutiesOf = (db: Db, districtId: string, cells: readonly string[], day: string): Promise<DutyOf[]> =>
  db.many(sql`
    select u.name as "unitName", d.category, d.area_code as "areaCode"
      from city.duty_area d join city.unit u on u.district_id = d.district_id and u.unit_id = d.unit_id
     where d.district_id = ${districtId} and d.area_code = any(${cells})
       and (d.valid_to is null or d.valid_to > ${day}::date) order by d.area_code, d.category, u.name`)

/** Gives a new cell the duties of one it came from, and says which; those of the old code stay for cases filed under it. */
export async function copyDuties(
  tx: Tx,
  districtId: string,
  given: { from: readonly string[]; to: string; day: string; basis: string },
): Promise<string[]> {
  const rows = await tx.many<{ kind: string | null; category: string; unitId: string; basis: string }>(sql`
    select distinct kind, category, unit_id as "unitId", basis from city.duty_area
     where district_id = ${districtId} and area_code = any(${given.from}) and (valid_to is null or valid_to > ${given.day}::date)`)
  const copies = rows.map((row) => ({ ...row, dutyId: newId() }))
  for (const { dutyId, kind, category, unitId, basis } of copies)
    await tx.run(sql`
      insert into city.duty_area (district_id, duty_id, kind, category, area_code, unit_id, valid_from, basis)
      values (${districtId}, ${dutyId}, ${kind}, ${category}, ${given.to}, ${unitId}, ${given.day}::date, ${`${basis}；${given.basis}`})`)
  return copies.map(({ dutyId }) => dutyId)
}

/** Beats with the person who answers for each on a day. */
export const listBeatPeople = (
  db: Db,
  districtId: string,
  day: string,
): Promise<{ beatId: string; personId: string; name: string }[]> =>
  db.many(sql`
    select distinct on (d.beat_id) d.beat_id as "beatId", p.person_id as "personId", p.name
      from city.beat_duty d join city.person p on p.district_id = d.district_id and p.person_id = d.person_id
     where d.district_id = ${districtId} and d.valid_from <= ${day}::date and (d.valid_to is null or d.valid_to > ${day}::date)
     order by d.beat_id, d.valid_from desc, p.person_id`)

/** Cases reported in cells since an instant. */
export async function countCasesSince(
  db: Db,
  districtId: string,
  cells: readonly string[],
  since: Date,
): Promise<number> {
  const row = await db.find<{ total: number }>(sql`
    select count(*)::int as total from city.case
     where district_id = ${districtId} and cell_code = any(${cells}) and reported_at >= ${since}`)
  return row?.total ?? 0
}

/** Entries of the duty table that name one of the cells and began on a day or later, but for some. */
export async function countDutiesSince(
  db: Db,
  districtId: string,
  cells: readonly string[],
  { day, but }: { day: string; but: readonly string[] },
): Promise<number> {
  const row = await db.find<{ total: number }>(sql`
    select count(*)::int as total from city.duty_area
     where district_id = ${districtId} and area_code = any(${cells}) and valid_from >= ${day}::date and duty_id <> all(${but}::uuid[])`)
  return row?.total ?? 0
}

export const deleteDuties = (tx: Tx, districtId: string, dutyIds: readonly string[]): Promise<number> =>
  tx.run(sql`delete from city.duty_area where district_id = ${districtId} and duty_id = any(${dutyIds}::uuid[])`)
