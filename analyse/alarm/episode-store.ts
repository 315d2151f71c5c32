import type { Point } from '#city/place/frame.ts'
import { pointText } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Severity } from '../rule/severity.ts'
import type { Lone, Upstream } from './storm.ts'

export type FilingState = 'none' | 'due' | 'asks' | 'filed' | 'joined' | 'healed' | 'dismissed' | 'member' | 'failed'

/** An alarm as its own rows say it. */
export type Episode = {
  readonly episodeId: string
  readonly number: string
  readonly ruleId: string
  readonly ruleVersion: number
  readonly deviceId: string | null
  readonly upstream: Upstream | null
  readonly upstreamKey: string | null
  readonly partOf: string | null
  readonly members: number
  readonly severity: Severity
  readonly isSilence: boolean
  readonly raisedAt: Date
  readonly lastRaisedAt: Date
  readonly clearedAt: Date | null
  readonly repeats: number
  readonly acknowledgedAt: Date | null
  readonly evidence: Record<string, unknown>
  readonly up: Partial<Record<Upstream, string>>
  readonly lon: number | null
  readonly lat: number | null
  readonly componentCode: string | null
  readonly streetCode: string | null
  readonly filing: FilingState
  readonly fileAt: Date | null
  readonly verdict: boolean | null
  readonly revision: number
}

export const episodeColumns = sql.raw(`
  e.episode_id as "episodeId", e.number, e.rule_id as "ruleId", e.rule_version as "ruleVersion", e.device_id as "deviceId",
  e.upstream, e.upstream_key as "upstreamKey", e.part_of as "partOf", e.members, e.severity, e.is_silence as "isSilence",
  e.raised_at as "raisedAt", e.last_raised_at as "lastRaisedAt", e.cleared_at as "clearedAt", e.repeats,
  e.acknowledged_at as "acknowledgedAt", e.evidence, e.up, e.place[0] as lon, e.place[1] as lat,
  e.component_code as "componentCode", e.street_code as "streetCode", e.filing, e.file_at as "fileAt", e.verdict, e.revision`)

const one = (condition: ReturnType<typeof sql>) =>
  sql`select ${episodeColumns} from "analyse".alarm_episode e where ${condition}`

/** The latest alarm of a rule on a device. */
export const findLast = (tx: Tx, districtId: string, ruleId: string, deviceId: string): Promise<Episode | undefined> =>
  tx.find<Episode>(
    sql`${one(sql`e.district_id = ${districtId} and e.rule_id = ${ruleId} and e.device_id = ${deviceId}`)}
        order by e.raised_at desc, e.episode_id desc limit 1`,
  )

export const findEpisode = (db: Db, districtId: string, episodeId: string): Promise<Episode | undefined> =>
  db.find<Episode>(one(sql`e.district_id = ${districtId} and e.episode_id = ${episodeId}`))

export const lockEpisode = (tx: Tx, districtId: string, episodeId: string): Promise<Episode | undefined> =>
  tx.find<Episode>(sql`${one(sql`e.district_id = ${districtId} and e.episode_id = ${episodeId}`)} for update`)

/** Alarms of a rule on a device that a stretch of time touches, oldest first. */
export const listSince = (
  db: Db,
  districtId: string,
  ruleId: string,
  deviceId: string,
  since: Date,
): Promise<Episode[]> =>
  db.many<Episode>(
    sql`${one(sql`e.district_id = ${districtId} and e.rule_id = ${ruleId} and e.device_id = ${deviceId}
              and coalesce(e.cleared_at, 'infinity') >= ${since}`)} order by e.raised_at`,
  )

export type NewEpisode = Pick<
  Episode,
  | 'episodeId'
  | 'ruleId'
  | 'ruleVersion'
  | 'deviceId'
  | 'upstream'
  | 'upstreamKey'
  | 'severity'
  | 'isSilence'
  | 'raisedAt'
  | 'lastRaisedAt'
  | 'clearedAt'
  | 'repeats'
  | 'evidence'
  | 'up'
  | 'componentCode'
  | 'streetCode'
  | 'filing'
  | 'fileAt'
> & { readonly isLate: boolean; readonly place: Point | null }

export async function insertEpisode(
  tx: Tx,
  districtId: string,
  e: NewEpisode,
  { now, year }: { now: Date; year: string },
): Promise<void> {
  const { last } = await tx.one<{ last: number }>(sql`
    insert into "analyse".alarm_number as n (district_id, year, last) values (${districtId}, ${year}, 1)
    on conflict (district_id, year) do update set last = n.last + 1 returning last`)
  const number = `警${year}-${String(last).padStart(5, '0')}`
  await tx.run(sql`
    insert into "analyse".alarm_episode (district_id, episode_id, number, rule_id, rule_version, device_id, upstream,
           upstream_key, severity, is_silence, is_late, raised_at, last_raised_at, cleared_at, recorded_at, repeats, evidence,
           up, place, component_code, street_code, filing, file_at)
    values (${districtId}, ${e.episodeId}, ${number}, ${e.ruleId}, ${e.ruleVersion}, ${e.deviceId}, ${e.upstream},
            ${e.upstreamKey}, ${e.severity}, ${e.isSilence}, ${e.isLate}, ${e.raisedAt}, ${e.lastRaisedAt}, ${e.clearedAt},
            ${now}, ${e.repeats}, ${JSON.stringify(e.evidence)}::jsonb, ${JSON.stringify(e.up)}::jsonb,
            ${e.place && pointText(e.place)}::text::point, ${e.componentCode}, ${e.streetCode}, ${e.filing}, ${e.fileAt})`)
}

/** What may change of an alarm; each change counts its revision up. */
export type Change = Partial<{
  severity: Severity
  raisedAt: Date
  lastRaisedAt: Date
  clearedAt: Date | null
  repeats: number
  partOf: string | null
  members: number
  acknowledged: { at: Date; by: string }
  assignedTo: string | null
  filing: FilingState
  fileAt: Date | null
  verdict: { isTrue: boolean; at: Date; from: 'case' | 'person' } | null
}>

export async function changeEpisode(tx: Tx, districtId: string, episodeId: string, change: Change): Promise<void> {
  const { severity, raisedAt, lastRaisedAt, clearedAt, repeats, partOf, members, filing, fileAt } = change
  const { acknowledged, assignedTo, verdict } = change
  const sets = [
    severity !== undefined && sql`severity = ${severity}`,
    raisedAt !== undefined && sql`raised_at = ${raisedAt}`,
    lastRaisedAt !== undefined && sql`last_raised_at = ${lastRaisedAt}`,
    clearedAt !== undefined && sql`cleared_at = ${clearedAt}`,
    repeats !== undefined && sql`repeats = ${repeats}`,
    partOf !== undefined && sql`part_of = ${partOf}`,
    members !== undefined && sql`members = ${members}`,
    filing !== undefined && sql`filing = ${filing}, file_at = ${fileAt ?? null}`,
    acknowledged && sql`acknowledged_at = ${acknowledged.at}, acknowledged_by = ${acknowledged.by}`,
    assignedTo !== undefined && sql`assigned_to = ${assignedTo}`,
    verdict !== undefined &&
      sql`verdict = ${verdict?.isTrue ?? null}, verdict_at = ${verdict?.at ?? null}, verdict_from = ${verdict?.from ?? null}`,
  ].filter((set) => set !== false && set !== undefined)
  await tx.run(sql`
    update "analyse".alarm_episode set ${sql.join([...sets, sql`revision = revision + 1`])}
     where district_id = ${districtId} and episode_id = ${episodeId}`)
}

export type EntryKind =
  | 'raised'
  | 'again'
  | 'cleared'
  | 'acknowledged'
  | 'assigned'
  | 'noted'
  | 'gathered'
  | 'filed'
  | 'joined'
  | 'dismissed'
  | 'healed'
  | 'failed'
  | 'judged'
  | 'mended'

export type By = { readonly id: string; readonly name: string }

export const insertEntry = (
  tx: Tx,
  districtId: string,
  episodeId: string,
  { kind, at, by, body = {} }: { kind: EntryKind; at: Date; by: By; body?: Readonly<Record<string, unknown>> },
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".alarm_entry (district_id, episode_id, seq, kind, at, by_id, by_name, body)
    select ${districtId}, ${episodeId}, coalesce(max(seq), 0) + 1, ${kind}, ${at}, ${by.id}, ${by.name},
           ${JSON.stringify(body)}::jsonb
      from "analyse".alarm_entry where district_id = ${districtId} and episode_id = ${episodeId}`)

/** Alarms of a rule that stand alone and began about an instant. */
export async function listLone(
  tx: Tx,
  districtId: string,
  ruleId: string,
  { at, withinSeconds }: { at: Date; withinSeconds: number },
): Promise<Lone[]> {
  const rows = await tx.many<{ episodeId: string; at: Date; up: Lone['up'] }>(sql`
    select episode_id as "episodeId", last_raised_at as at, up from "analyse".alarm_episode
     where district_id = ${districtId} and rule_id = ${ruleId} and cleared_at is null and device_id is not null
       and part_of is null and members = 0
       and last_raised_at between ${at}::timestamptz - ${withinSeconds} * interval '1 second'
                              and ${at}::timestamptz + ${withinSeconds} * interval '1 second'
     order by last_raised_at limit 2000`)
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

/** An alarm of many devices that stands and that this one belongs to. */
export const findStorm = (tx: Tx, districtId: string, ruleId: string, up: Lone['up']): Promise<Episode | undefined> =>
  tx.find<Episode>(
    sql`${one(sql`e.district_id = ${districtId} and e.rule_id = ${ruleId} and e.device_id is null and e.cleared_at is null
              and ${JSON.stringify(up)}::jsonb ->> e.upstream = e.upstream_key`)} limit 1`,
  )

/** The silence of the device that others hang on, if it stands. */
export const findRoot = (tx: Tx, districtId: string, upstreamId: string): Promise<Episode | undefined> =>
  tx.find<Episode>(
    sql`${one(sql`e.district_id = ${districtId} and e.device_id = ${upstreamId} and e.is_silence and e.cleared_at is null`)} limit 1`,
  )

/** Silences of devices that hang on one and stand alone. */
export const listHanging = (tx: Tx, districtId: string, deviceId: string): Promise<Episode[]> =>
  tx.many<Episode>(
    one(sql`e.district_id = ${districtId} and e.up ->> 'device' = ${deviceId} and e.is_silence and e.cleared_at is null
            and e.part_of is null and e.device_id is not null`),
  )

export const listStandingMembers = (tx: Tx, districtId: string, episodeId: string): Promise<Episode[]> =>
  tx.many<Episode>(one(sql`e.district_id = ${districtId} and e.part_of = ${episodeId} and e.cleared_at is null`))

export const countStandingMembers = async (tx: Tx, districtId: string, episodeId: string): Promise<number> =>
  (
    await tx.one<{ count: number }>(sql`
      select count(*)::int as count from "analyse".alarm_episode
       where district_id = ${districtId} and part_of = ${episodeId} and cleared_at is null`)
  ).count

/** The case of an alarm, if it became one or was taken into one. */
export const findCaseOf = (
  db: Db,
  districtId: string,
  episodeId: string,
): Promise<{ caseId: string; isFirst: boolean } | undefined> =>
  db.find(sql`
    select case_id as "caseId", is_first as "isFirst" from "analyse".alarm_case
     where district_id = ${districtId} and episode_id = ${episodeId}`)
