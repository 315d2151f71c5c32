import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Episode } from '../alarm/episode-store.ts'
import { type Condition, metricsOf, partsOf } from '../rule/condition.ts'
import { localTime } from '../rule/local-time.ts'
import type { Evidence } from '../rule/memory.ts'
import type { RuleBody } from '../rule/rule.ts'

const beforeMs = 30 * 60_000
const mostPoints = 120

type Point = { at: Date; value: number }

/** What a case keeps of the alarm it came from: its values about the time, the frames that brought them, and words for it. */
export async function evidenceFor(
  db: Db,
  districtId: string,
  { episode, rule, timeZone }: { episode: Episode; rule: RuleBody; timeZone: string },
) {
  const [metric] = metricsOf(rule.condition)
  const from = new Date(episode.raisedAt.getTime() - beforeMs)
  const { deviceId, raisedAt } = episode
  const to = new Date(Math.max(raisedAt.getTime(), episode.lastRaisedAt.getTime()) + 60_000)
  const curve = deviceId && metric ? await readCurve(db, districtId, { deviceId, metric, from, to }) : []
  const frames = deviceId ? await readFrames(db, districtId, { deviceId, from: raisedAt, to }) : []
  const evidence = episode.evidence as unknown as Evidence
  return {
    words: {
      since: localTime(timeZone, raisedAt.getTime()),
      value: valueText(evidence),
      limit: limitText(rule.condition),
    },
    facts: {
      raisedAt: raisedAt.toISOString(),
      evidence,
      ...(metric ? { metric, curve: curve.map(({ at, value }) => [at.toISOString(), value]) } : {}),
      frames: frames.map(({ at }) => at.toISOString()),
      source: rule.source,
    },
  }
}

const readCurve = (
  db: Db,
  districtId: string,
  { deviceId, metric, from, to }: { deviceId: string; metric: string; from: Date; to: Date },
): Promise<Point[]> =>
  db.many<Point>(sql`
    select t.at, t.value from sense.series s
      join sense.telemetry t on t.district_id = s.district_id and t.series_id = s.series_id
     where s.district_id = ${districtId} and s.device_id = ${deviceId} and s.metric = ${metric} and t.quality = 0
       and t.at between ${from} and ${to}
     order by t.at desc limit ${mostPoints}`)

const readFrames = (
  db: Db,
  districtId: string,
  { deviceId, from, to }: { deviceId: string; from: Date; to: Date },
): Promise<{ at: Date }[]> =>
  db.many(sql`
    select received_at as at from sense.frame
     where district_id = ${districtId} and device_id = ${deviceId} and received_at between ${from} and ${to}
     order by received_at limit 5`)

const rounded = (value: number): string => String(Math.round(value * 100) / 100)

function valueText(evidence: Evidence): string {
  if (evidence.kind === 'value') return `${rounded(evidence.value)} ${evidence.unit}`.trim()
  if (evidence.kind === 'fix') return `${rounded(evidence.speed)} km/h`
  return '无数据'
}

/** The first limit of a condition, as a person reads it. */
function limitText(condition: Condition): string {
  for (const part of partsOf(condition)) {
    if (part.kind === 'threshold') return `${rounded(part.limit)} ${part.unit}`.trim()
    if (part.kind === 'rate') return `${rounded(part.by)} ${part.unit}/${part.withinSeconds} s`
  }
  return ''
}
