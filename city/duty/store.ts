import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Area, Category, Duty } from './coverage.ts'

/** One line of the duty table with the names a person reads; days are half-open. */
export type DutyRow = Duty & {
  readonly dutyId: string
  readonly unitName: string
  readonly from: string
  readonly to: string | null
  readonly basis: string
}

/** Lines that hold on a day or begin later, closest areas first. */
export const listDuties = (db: Db, districtId: string, on: string): Promise<DutyRow[]> =>
  db.many<DutyRow>(sql`
    select d.duty_id as "dutyId", d.kind, d.category, d.area_code as "areaCode", d.unit_id as "unitId", u.name as "unitName",
           d.valid_from as "from", d.valid_to as "to", d.basis
      from city.duty_area d
      join city.unit u on u.district_id = d.district_id and u.unit_id = d.unit_id
     where d.district_id = ${districtId} and (d.valid_to is null or d.valid_to > ${on}::date)
     order by d.kind nulls first, d.category, d.area_code, d.valid_from, d.duty_id`)

export type NewDuty = Duty & { readonly from: string; readonly to: string | null; readonly basis: string }

export async function insertDuty(tx: Tx, districtId: string, duty: NewDuty): Promise<string> {
  const dutyId = newId()
  await tx.run(sql`
    insert into city.duty_area (district_id, duty_id, kind, category, area_code, unit_id, valid_from, valid_to, basis)
    values (${districtId}, ${dutyId}, ${duty.kind}, ${duty.category}, ${duty.areaCode}, ${duty.unitId}, ${duty.from}::date,
            ${duty.to}::date, ${duty.basis})`)
  return dutyId
}

/** Ends a line on a day; one that would not have begun by then goes. */
export async function endDuty(tx: Tx, districtId: string, dutyId: string, on: string): Promise<number> {
  const gone = await tx.run(sql`
    delete from city.duty_area where district_id = ${districtId} and duty_id = ${dutyId} and valid_from >= ${on}::date`)
  if (gone > 0) return gone
  return tx.run(sql`
    update city.duty_area set valid_to = ${on}::date where district_id = ${districtId} and duty_id = ${dutyId}`)
}

/** The categories of the district's edition, its own ones of the standard in force included. */
export const listCategories = (db: Db, districtId: string): Promise<Category[]> =>
  db.many<Category>(sql`
    select c.kind, c.code, c.name from city.category c
      join city.district d on d.catalogue_edition = c.edition
     where d.district_id = ${districtId}
     order by c.kind, c.code`)

/** Streets, communities and cells of the district on a day: the codes a line may name, streets told apart. */
export const listAreas = (
  db: Db,
  districtId: string,
  on: string,
): Promise<(Area & { level: 'street' | 'community' })[]> =>
  db.many(sql`
    select code, name, level from city.division
     where district_id = ${districtId} and valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)
     order by code`)
