import type { Db } from '#kernel/db/db.ts'
import { type Sql, sql } from '#kernel/db/sql.ts'
import { metricsOf, partsOf, speedMetric } from '../rule/condition.ts'
import type { RuleBody } from '../rule/rule.ts'
import type { Severity } from '../rule/severity.ts'
import { viewTelling } from '../telling/view.ts'
import { flapsFrom } from './episode.ts'
import { type EntryKind, type Episode, episodeColumns } from './episode-store.ts'
import { alarmProblems } from './problems.ts'

type Row = Episode & {
  readonly ruleCode: string
  readonly body: RuleBody
  readonly deviceName: string | null
  readonly deviceKind: string | null
  readonly upstreamName: string | null
  readonly isLate: boolean
  readonly acknowledgedBy: string | null
  readonly assignedTo: string | null
  readonly assignedName: string | null
  readonly streetName: string | null
  readonly caseId: string | null
  readonly caseNumber: string | null
}

const columns = sql.raw(`
  r.code as "ruleCode", v.body, d.name as "deviceName", d.kind as "deviceKind", e.is_late as "isLate",
  case e.upstream when 'device' then h.name when 'street' then t.name else e.upstream_key end as "upstreamName",
  e.acknowledged_by as "acknowledgedBy", e.assigned_to as "assignedTo", p.name as "assignedName", s.name as "streetName",
  l.case_id as "caseId", c.number as "caseNumber"`)

const division = (code: Sql, alias: string) => sql`
  left join lateral (
    select n.name from city.division n where n.district_id = e.district_id and n.code = ${code}
     order by n.valid_from desc limit 1) ${sql.raw(alias)} on true`

const joins = sql`
  "analyse".alarm_episode e
  join "analyse".alarm_rule r on r.district_id = e.district_id and r.rule_id = e.rule_id
  join "analyse".alarm_rule_version v on v.district_id = e.district_id and v.rule_id = e.rule_id and v.version = e.rule_version
  left join sense.device d on d.district_id = e.district_id and d.device_id = e.device_id
  left join sense.device h on h.district_id = e.district_id and e.upstream = 'device' and h.device_id::text = e.upstream_key
  left join city.person p on p.district_id = e.district_id and p.person_id = e.assigned_to
  left join "analyse".alarm_case l on l.district_id = e.district_id and l.episode_id = e.episode_id
  left join city.case c on c.district_id = l.district_id and c.case_id = l.case_id
  ${division(sql`e.street_code`, 's')}
  ${division(sql`case when e.upstream = 'street' then e.upstream_key end`, 't')}`

const view = (row: Row) => ({
  episodeId: row.episodeId,
  number: row.number,
  revision: row.revision,
  ruleId: row.ruleId,
  ruleCode: row.ruleCode,
  title: row.body.title,
  severity: row.severity,
  deviceId: row.deviceId,
  deviceName: row.deviceName,
  deviceKind: row.deviceKind,
  upstream: row.upstream,
  upstreamName: row.upstreamName,
  members: row.members,
  raisedAt: row.raisedAt,
  lastRaisedAt: row.lastRaisedAt,
  clearedAt: row.clearedAt,
  repeats: row.repeats,
  flaps: row.repeats >= flapsFrom,
  isLate: row.isLate,
  acknowledgedAt: row.acknowledgedAt,
  acknowledgedBy: row.acknowledgedBy,
  assignedTo: row.assignedTo,
  assignedName: row.assignedName,
  evidence: row.evidence as { kind: 'value' },
  point: row.lon === null || row.lat === null ? null : { frame: 'CGCS2000' as const, lon: row.lon, lat: row.lat },
  streetName: row.streetName,
  componentCode: row.componentCode,
  filing: row.filing,
  fileAt: row.fileAt,
  caseId: row.caseId,
  caseNumber: row.caseNumber,
  verdict: row.verdict,
})

export type AlarmFilter = {
  readonly state: 'standing' | 'cleared' | 'all'
  readonly seen?: 'yes' | 'no' | undefined
  readonly severity?: readonly Severity[] | undefined
  readonly asks?: boolean | undefined
  readonly rule?: string | undefined
  readonly device?: string | undefined
  readonly text?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** A page of alarms, the latest first. Of many that are one only that one is shown, unless a device is asked for. */
export async function listAlarmPage(db: Db, districtId: string, filter: AlarmFilter) {
  const { state, seen, severity, asks, rule, device, text, limit } = filter
  const [at, id] = filter.cursor?.split('_') ?? []
  const conditions = [
    sql`e.district_id = ${districtId}`,
    state === 'standing' && sql`e.cleared_at is null`,
    state === 'cleared' && sql`e.cleared_at is not null`,
    seen && (seen === 'yes' ? sql`e.acknowledged_at is not null` : sql`e.acknowledged_at is null`),
    severity && severity.length > 0 && sql`e.severity = any(${[...severity]}::text[])`,
    asks && sql`e.filing in ('asks', 'failed')`,
    rule && sql`e.rule_id = ${rule}`,
    device ? sql`e.device_id = ${device}` : sql`e.part_of is null`,
    text &&
      sql`(strpos(e.number, ${text}) > 0 or strpos(lower(coalesce(d.name, '')), lower(${text})) > 0
           or strpos(v.body #>> '{title,zh}', ${text}) > 0 or strpos(coalesce(c.number, ''), ${text}) > 0)`,
    at && sql`(e.raised_at < ${at}::timestamptz or (e.raised_at = ${at}::timestamptz and e.episode_id > ${id}::uuid))`,
  ].filter((one) => typeof one === 'object')
  const rows = await db.many<Row & { key: string }>(sql`
    select ${episodeColumns}, ${columns}, to_char(e.raised_at, 'YYYY-MM-DD"T"HH24:MI:SS.USZ') as key
      from ${joins} where ${sql.join(conditions, ' and ')}
     order by e.raised_at desc, e.episode_id limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(view), next: rows.length > limit && last ? `${last.key}_${last.episodeId}` : null }
}

/** How many alarms stand, are unseen, wait for a word, and began today. */
export async function countStanding(db: Db, districtId: string, today: string) {
  const counts = await db.one<{
    standing: number
    unseen: number
    asks: number
    notice: number
    minor: number
    major: number
    critical: number
    today: number
  }>(sql`
    select (count(*) filter (where cleared_at is null))::int as standing,
           (count(*) filter (where cleared_at is null and acknowledged_at is null))::int as unseen,
           (count(*) filter (where cleared_at is null and filing in ('asks', 'failed')))::int as asks,
           (count(*) filter (where cleared_at is null and severity = 'notice'))::int as notice,
           (count(*) filter (where cleared_at is null and severity = 'minor'))::int as minor,
           (count(*) filter (where cleared_at is null and severity = 'major'))::int as major,
           (count(*) filter (where cleared_at is null and severity = 'critical'))::int as critical,
           (count(*) filter (where raised_at >= ${today}::timestamptz))::int as today
      from "analyse".alarm_episode
     where district_id = ${districtId} and part_of is null and (cleared_at is null or raised_at >= ${today}::timestamptz)`)
  const { standing, unseen, asks, today: begun, ...severities } = counts
  return { standing, unseen, asks, severities, today: begun }
}

type Entry = { seq: number; kind: EntryKind; at: Date; byName: string; body: Record<string, unknown> }

/** An alarm whole. Error: `alarm_not_found`. */
export async function viewAlarm(db: Db, districtId: string, episodeId: string) {
  const row = await db.find<Row>(sql`
    select ${episodeColumns}, ${columns} from ${joins} where e.district_id = ${districtId} and e.episode_id = ${episodeId}`)
  if (!row) throw alarmProblems.alarm_not_found()
  const [telling, entries, parts, partOf] = await Promise.all([
    viewTelling(db, districtId, episodeId),
    db.many<Entry>(sql`
      select seq, kind, at, by_name as "byName", body from "analyse".alarm_entry
       where district_id = ${districtId} and episode_id = ${episodeId} order by seq desc limit 200`),
    db.many<Row>(sql`
      select ${episodeColumns}, ${columns} from ${joins}
       where e.district_id = ${districtId} and e.part_of = ${episodeId} order by e.raised_at limit 200`),
    db.find<{ episodeId: string; number: string }>(sql`
      select o.episode_id as "episodeId", o.number from "analyse".alarm_episode o
       where o.district_id = ${districtId} and o.episode_id = ${row.partOf}`),
  ])
  return {
    ...view(row),
    ruleVersion: row.ruleVersion,
    ...tellingOf(row.body),
    source: row.body.source,
    confirmedBy: row.body.filing?.confirmedBy ?? null,
    partOf: partOf ?? null,
    telling,
    parts: parts.map(view),
    entries,
  }
}

/** The metric whose curve shows best why an alarm was raised, and the limit to draw beside it. */
function tellingOf({ condition }: RuleBody): { metric: string | null; limit: number | null; limitUnit: string } {
  const [metric] = metricsOf(condition).filter((one) => one !== speedMetric)
  const part = [...partsOf(condition)].find((one) => one.kind === 'threshold' && one.metric === metric)
  const { limit = null, unit = '' } = part?.kind === 'threshold' ? part : {}
  return { metric: metric ?? null, limit, limitUnit: unit }
}

/** The alarms of a case. */
export async function listAlarmsOf(db: Db, districtId: string, caseId: string) {
  const rows = await db.many<Row>(sql`
    select ${episodeColumns}, ${columns} from ${joins}
     where e.district_id = ${districtId} and l.case_id = ${caseId} order by not l.is_first, l.linked_at limit 50`)
  return rows.map(view)
}
