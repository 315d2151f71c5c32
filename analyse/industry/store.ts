import type { Industry } from '#city/industry/industry.ts'
import { thingStates } from '#city/industry/industry.ts'
import type { Box } from '#city/place/distance.ts'
import { boxSql } from '#city/place/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import type { IndustryThing } from './contract.ts'

type Row = Omit<IndustryThing, 'industryId'>
type Asked = { readonly districtId: string; readonly now: Date; readonly box: Box; readonly most: number }

const devices = ({ districtId, now }: Asked, kinds: readonly string[]): Sql => sql`
  select d.component_code as code, d.name, coalesce(c.place, s.place, d.place) as place,
         case when exists (select 1 from "analyse".alarm_episode e
                            where e.district_id = d.district_id and e.device_id = d.device_id and e.cleared_at is null
                              and e.verdict is distinct from false and not e.is_silence) then 'alarm'
              when coalesce(s.heard_at + d.silent_after * interval '1 second' < ${now}, true) then 'silent'
              else 'sound' end as state
    from sense.device d
    left join sense.device_state s on s.district_id = d.district_id and s.device_id = d.device_id
    left join city.component c on c.district_id = d.district_id and c.code = d.component_code
   where d.district_id = ${districtId} and d.kind = any(${[...kinds]}::text[]) and d.retired_at is null`

const broken = ({ districtId, box }: Asked, kinds: readonly string[]): Sql => sql`
  select code, name, place, 'broken' as state from city.component
   where district_id = ${districtId} and kind = any(${[...kinds]}::text[]) and state in ('damaged', 'lost')
     and place <@ ${boxSql(box)}`

const worked = ({ districtId }: Asked, industryId: string): Sql => sql`
  select c.code, c.name, c.place, 'work' as state
    from "command".work_order o
    join "command".work_order_component w on w.district_id = o.district_id and w.order_id = o.order_id
    join city.component c on c.district_id = w.district_id and c.code = w.code
   where o.district_id = ${districtId} and o.industry_id = ${industryId} and o.state in ('planned', 'assigned', 'begun', 'done')`

/** An industry's things in a rectangle, each once by the worst that holds of it, the worst first. */
export const listThings = (db: Db, asked: Asked, { id, components, sense }: Industry): Promise<Row[]> => {
  const kinds = components.map(({ code }) => code)
  const deviceKinds = sense.devices.map((one) => one.id)
  return db.many<Row>(sql`
    select code, name, state, lon, lat from (
      select distinct on (coalesce(code, name)) code, name, state, place[0] as lon, place[1] as lat,
             array_position(${[...thingStates]}::text[], state) as rank
        from (${devices(asked, deviceKinds)} union all ${broken(asked, kinds)} union all ${worked(asked, id)}) t
       where place is not null and place <@ ${boxSql(asked.box)}
       order by coalesce(code, name), rank) u
     order by rank, code limit ${asked.most}`)
}
