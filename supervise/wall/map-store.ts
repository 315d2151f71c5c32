import { finalStages } from '#city/case/state.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { CaseMap } from './contract.ts'
import type { Sight } from './picture-store.ts'

/** Some fifty metres, and some five hundred, in degrees. */
const [SPOT, SQUARE] = [0.0005, 0.005] as const
const MOST_SPOTS = 2_000
const CROWDED = 6

const open = sql`c.stage <> all(${finalStages})`

/** Open cases by place, rounded so that no door is told; the fullest spots where there are very many. */
export async function readCaseMap({ districtId, now }: Sight, db: Db): Promise<CaseMap> {
  const spots = await db.many<CaseMap['spots'][number]>(sql`
    select round(c.place[0] / ${SPOT}) * ${SPOT} as lon, round(c.place[1] / ${SPOT}) * ${SPOT} as lat,
           count(*) as open, count(*) filter (where c.due_at < ${now}) as late
      from city.case c
     where c.district_id = ${districtId} and ${open} and c.place is not null
     group by 1, 2 order by 3 desc, 1, 2 limit ${MOST_SPOTS}`)
  const crowded = await db.many<CaseMap['crowded'][number]>(sql`
    select coalesce(street.name, '') as street, coalesce(community.name, '') as community, s.lon, s.lat, s.open, s.late
      from (select mode() within group (order by c.community_code) as community_code,
                   avg(round(c.place[0] / ${SPOT}) * ${SPOT}) as lon, avg(round(c.place[1] / ${SPOT}) * ${SPOT}) as lat,
                   count(*) as open, count(*) filter (where c.due_at < ${now}) as late
              from city.case c
             where c.district_id = ${districtId} and ${open} and c.place is not null
             group by floor(c.place[0] / ${SQUARE}), floor(c.place[1] / ${SQUARE})
             order by 4 desc, 5 desc limit ${CROWDED}) s
      left join city.division street on street.district_id = ${districtId} and street.code = left(s.community_code, 9)
           and street.valid_to is null
      left join city.division community on community.district_id = ${districtId} and community.code = s.community_code
           and community.valid_to is null
     order by s.open desc, s.late desc`)
  const none = await db.one<{ placeless: number }>(sql`
    select count(*) as placeless from city.case c where c.district_id = ${districtId} and ${open} and c.place is null`)
  return { spots, crowded, ...none }
}
