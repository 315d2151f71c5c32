import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import type { Hanging } from './unit.ts'

export type UnitRow = {
  readonly unitId: string
  readonly name: string
  readonly kind: string
  readonly parentId: string | null
  readonly areaCode: string | null
  readonly creditCode: string | null
  readonly retiredOn: string | null
  readonly successorId: string | null
}

export type UnitCounts = { readonly people: number; readonly openCases: number; readonly duties: number }

const columns = sql.raw(`u.unit_id as "unitId", u.name, u.kind, u.parent_id as "parentId", u.area_code as "areaCode",
  u.credit_code as "creditCode", u.retired_on as "retiredOn", u.successor_id as "successorId"`)

/** Every unit, retired ones too, with what each has. */
export const listUnitRows = (db: Db, districtId: string, on: string): Promise<(UnitRow & UnitCounts)[]> =>
  db.many(sql`
    select ${columns}, coalesce(h.people, 0)::int as people, coalesce(c.cases, 0)::int as "openCases",
           coalesce(k.duties, 0)::int as duties
      from city.unit u
      left join (select unit_id, count(distinct person_id) as people from city.post_holding
                  where district_id = ${districtId} group by unit_id) h on h.unit_id = u.unit_id
      left join (select unit_id, count(*) as cases from city.case
                  where district_id = ${districtId} and stage not in ('closed', 'refused', 'void', 'merged')
                  group by unit_id) c on c.unit_id = u.unit_id
      left join (select unit_id, count(*) as duties from city.duty_area
                  where district_id = ${districtId} and (valid_to is null or valid_to > ${on}::date)
                  group by unit_id) k on k.unit_id = u.unit_id
     where u.district_id = ${districtId}
     order by u.unit_id`)

export const findUnitRow = (db: Db, districtId: string, unitId: string): Promise<UnitRow | undefined> =>
  db.find<UnitRow>(
    sql`select ${columns} from city.unit u where u.district_id = ${districtId} and u.unit_id = ${unitId}`,
  )

/** What hangs on a unit on a day; the rules are those of the set in force. */
export const countHanging = (db: Db, districtId: string, unitId: string, on: string): Promise<Hanging> =>
  db.one<Hanging>(sql`
    select (select count(distinct person_id)::int from city.post_holding where district_id = ${districtId} and unit_id = ${unitId}) as posts,
           (select count(*)::int from city.person where district_id = ${districtId} and unit_id = ${unitId} and active) as home,
           (select count(*)::int from city.case where district_id = ${districtId}
              and stage not in ('closed', 'refused', 'void', 'merged')
              and (unit_id = ${unitId} or co_unit_ids @> array[${unitId}::text])) as "openCases",
           (select count(*)::int from city.duty_area where district_id = ${districtId} and unit_id = ${unitId}
              and (valid_to is null or valid_to > ${on}::date)) as duties,
           (select count(*)::int from city.unit where district_id = ${districtId} and parent_id = ${unitId} and retired_on is null) as children,
           (select count(*)::int from (
              select rules from command.rule_set where district_id = ${districtId} order by version desc limit 1) newest,
              jsonb_array_elements(newest.rules) r
             where r ->> 'unit' = ${unitId} or r -> 'coUnits' ? ${unitId}) as rules`)

export const insertUnit = (
  tx: Tx,
  districtId: string,
  unit: Omit<UnitRow, 'retiredOn' | 'successorId'>,
): Promise<number> =>
  tx.run(sql`
    insert into city.unit (district_id, unit_id, name, kind, credit_code, parent_id, area_code)
    values (${districtId}, ${unit.unitId}, ${unit.name}, ${unit.kind}, ${unit.creditCode}, ${unit.parentId}, ${unit.areaCode})
    on conflict do nothing`)

export const updateUnit = (
  tx: Tx,
  districtId: string,
  unit: Pick<UnitRow, 'unitId' | 'name' | 'kind' | 'areaCode' | 'creditCode' | 'parentId'>,
): Promise<number> =>
  tx.run(sql`
    update city.unit set name = ${unit.name}, kind = ${unit.kind}, area_code = ${unit.areaCode},
           credit_code = ${unit.creditCode}, parent_id = ${unit.parentId}
     where district_id = ${districtId} and unit_id = ${unit.unitId}`)

/** Takes a unit out of service; what it had goes to its successor: duties and people at once, cases by whoever acts for it. */
export async function retireUnit(
  tx: Tx,
  districtId: string,
  { unitId, successorId, on }: { unitId: string; successorId: string | null; on: string },
): Promise<void> {
  await tx.run(sql`
    update city.unit set retired_on = ${on}::date, successor_id = ${successorId}
     where district_id = ${districtId} and unit_id = ${unitId}`)
  if (successorId === null) return
  await tx.run(sql`
    update city.person set unit_id = ${successorId} where district_id = ${districtId} and unit_id = ${unitId}`)
  const duties = await tx.many<{ dutyId: string }>(sql`
    select duty_id as "dutyId" from city.duty_area
     where district_id = ${districtId} and unit_id = ${unitId} and (valid_to is null or valid_to > ${on}::date) for update`)
  const ids = duties.map(({ dutyId }) => dutyId)
  await tx.run(sql`
    insert into city.duty_area (district_id, duty_id, kind, category, area_code, unit_id, valid_from, valid_to, basis)
    select d.district_id, n.next_id, d.kind, d.category, d.area_code, ${successorId}, greatest(d.valid_from, ${on}::date),
           d.valid_to, d.basis
      from city.duty_area d
      join unnest(${ids}::uuid[], ${ids.map(newId)}::uuid[]) as n (duty_id, next_id) on n.duty_id = d.duty_id
     where d.district_id = ${districtId}`)
  await tx.run(sql`
    delete from city.duty_area where district_id = ${districtId} and duty_id = any(${ids}::uuid[]) and valid_from >= ${on}::date`)
  await tx.run(sql`
    update city.duty_area set valid_to = ${on}::date
     where district_id = ${districtId} and duty_id = any(${ids}::uuid[])`)
}

export type UnitChange = {
  readonly unitId: string
  readonly kind: 'created' | 'amended' | 'moved' | 'retired'
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly byName: string
  readonly at: Date
}

export const recordChange = (tx: Tx, districtId: string, change: UnitChange): Promise<number> =>
  tx.run(sql`
    insert into city.unit_change (district_id, change_id, unit_id, kind, before, after, reason, by_name, at)
    values (${districtId}, ${newId()}, ${change.unitId}, ${change.kind}, ${JSON.stringify(change.before)},
            ${JSON.stringify(change.after)}, ${change.reason}, ${change.byName}, ${change.at})`)

export const listChanges = (
  db: Db,
  districtId: string,
  unitId: string,
): Promise<(UnitChange & { changeId: string })[]> =>
  db.many(sql`
    select change_id as "changeId", unit_id as "unitId", kind, before, after, reason, by_name as "byName", at
      from city.unit_change where district_id = ${districtId} and unit_id = ${unitId}
     order by at desc, change_id desc`)
