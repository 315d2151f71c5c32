import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Happened } from './audience.ts'

/** A case as notices speak of it, now. */
export type ToldCase = Omit<Happened, 'kind' | 'byId' | 'byName' | 'body'>

const facts = sql.raw(`
  c.number, c.stage, coalesce(c.category_name, '') as category, c.place_text as place, c.unit_id as "unitId",
  u.name as "unitName", c.co_unit_ids as "coUnitIds", c.collector_id as "collectorId", c.reported_by as "reportedBy",
  c.due_at as "dueAt", t.time_zone as "timeZone"`)

const joins = sql.raw(`
  join city.district t on t.district_id = c.district_id
  left join city.unit u on u.district_id = c.district_id and u.unit_id = c.unit_id`)

/** One case, for whoever judges afterwards who may see it. */
export const findToldCase = (db: Db, districtId: string, caseId: string): Promise<ToldCase | undefined> =>
  db.find<ToldCase>(sql`
    select ${facts} from city.case c ${joins} where c.district_id = ${districtId} and c.case_id = ${caseId}`)

/** An event of a case with the case as it stands now. */
export const findHappened = (db: Db, districtId: string, caseId: string, seq: number): Promise<Happened | undefined> =>
  db.find<Happened>(
    sql.prepared(sql`
    select ${facts}, e.kind, e.by_id as "byId", e.by_name as "byName", e.body
      from city.case_event e
      join city.case c on c.district_id = e.district_id and c.case_id = e.case_id ${joins}
     where e.district_id = ${districtId} and e.case_id = ${caseId} and e.seq = ${seq}`),
  )
