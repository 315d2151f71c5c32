import type { CategoryRef } from '#city/case/event.ts'
import { finalStages } from '#city/case/state.ts'
import { boxAround, distanceMetres } from '#city/place/distance.ts'
import { point } from '#city/place/frame.ts'
import { boxSql } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Episode, episodeColumns } from '../alarm/episode-store.ts'
import type { RuleBody } from '../rule/rule.ts'

/** What an alarm is about, in words. */
export type Subject = { readonly title: string; readonly address: string | null }

const open = sql`c.stage <> all(${[...finalStages]}::text[])`

/** An open case of a category on the same component or within so many metres, the nearest first. */
export async function findOpenCase(
  tx: Tx,
  districtId: string,
  { category, episode, nearMetres }: { category: CategoryRef; episode: Episode; nearMetres: number },
): Promise<{ caseId: string; number: string } | undefined> {
  const { lon, lat, componentCode, ruleId, deviceId } = episode
  const at = lon === null || lat === null ? undefined : point(lon, lat)
  const rows = await tx.many<{
    caseId: string
    number: string
    lon: number | null
    lat: number | null
    isSame: boolean
  }>(sql`
    select c.case_id as "caseId", c.number, c.place[0] as lon, c.place[1] as lat,
           (${componentCode}::text is not null and c.component_code = ${componentCode}) or exists (
             select 1 from "analyse".alarm_case l
               join "analyse".alarm_episode o on o.district_id = l.district_id and o.episode_id = l.episode_id
              where l.district_id = c.district_id and l.case_id = c.case_id and o.rule_id = ${ruleId}
                and o.device_id = ${deviceId}) as "isSame"
      from city.case c
     where c.district_id = ${districtId} and ${open} and c.edition = ${category.edition} and c.kind = ${category.kind}
       and c.category = ${category.code}
       and (${at ? sql`c.place <@ ${boxSql(boxAround(at, Math.max(nearMetres, 1)))}` : sql`false`}
            or c.component_code = ${componentCode}
            or exists (select 1 from "analyse".alarm_case l
                         join "analyse".alarm_episode o on o.district_id = l.district_id and o.episode_id = l.episode_id
                        where l.district_id = c.district_id and l.case_id = c.case_id and o.rule_id = ${ruleId}
                          and o.device_id = ${deviceId}))
     order by c.reported_at limit 50`)
  const metresTo = (row: (typeof rows)[number]) =>
    at && row.lon !== null && row.lat !== null ? distanceMetres(at, point(row.lon, row.lat)) : Number.POSITIVE_INFINITY
  return rows
    .filter((row) => row.isSame || metresTo(row) <= nearMetres)
    .toSorted((a, b) => Number(b.isSame) - Number(a.isSame) || metresTo(a) - metresTo(b))[0]
}

export const insertLink = (
  tx: Tx,
  districtId: string,
  { episodeId, caseId, isFirst, now }: { episodeId: string; caseId: string; isFirst: boolean; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".alarm_case (district_id, episode_id, case_id, is_first, linked_at)
    values (${districtId}, ${episodeId}, ${caseId}, ${isFirst}, ${now})`)

/** Alarms that shall become cases by now: they still stand and are part of no other. */
export const listToFile = (db: Db, districtId: string, now: Date, limit: number): Promise<{ episodeId: string }[]> =>
  db.many(sql`
    select episode_id as "episodeId" from "analyse".alarm_episode
     where district_id = ${districtId} and filing = 'due' and file_at <= ${now} and cleared_at is null and part_of is null
     order by file_at, episode_id limit ${limit}`)

/** The rule of an alarm as it read when it was raised, and what the alarm is about. */
export const findSubject = (
  db: Db,
  districtId: string,
  { episodeId }: Pick<Episode, 'episodeId'>,
): Promise<(Subject & { body: RuleBody }) | undefined> =>
  db.find(sql`
    select v.body, coalesce(d.name, e.members || ' 台设备') as title, c.address
      from "analyse".alarm_episode e
      join "analyse".alarm_rule_version v on v.district_id = e.district_id and v.rule_id = e.rule_id and v.version = e.rule_version
      left join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
      left join city.component c on c.district_id = e.district_id and c.code = e.component_code
     where e.district_id = ${districtId} and e.episode_id = ${episodeId}`)

/** The alarms of a case, the one it was opened for first. */
export const listOfCase = (db: Db, districtId: string, caseId: string): Promise<Episode[]> =>
  db.many<Episode>(sql`
    select ${episodeColumns} from "analyse".alarm_case l
      join "analyse".alarm_episode e on e.district_id = l.district_id and e.episode_id = l.episode_id
     where l.district_id = ${districtId} and l.case_id = ${caseId} order by not l.is_first, l.linked_at`)
