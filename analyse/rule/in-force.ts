import { type CalendarHead, calendarAtHead, calendarHead } from '#city/calendar/store.ts'
import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { Works } from './hours.ts'
import { type Judge, judgeOf } from './judge.ts'
import type { RuleBody } from './rule.ts'

const made = new Map<string, Judge>()
const mostMade = 5_000

type Row = {
  readonly ruleId: string
  readonly version: number
  readonly timeZone: string
  readonly hash: string
  readonly calendar: CalendarHead | null
}

/**
 * The rules in force in a district, ready to judge. A version never changes, so each is made ready once; again when the calendar
 * changes, by whose days it may go.
 */
export async function judgesInForce(db: Db, districtId: string): Promise<readonly Judge[]> {
  const rows = await db.many<Row>(sql`
    select v.rule_id as "ruleId", v.version, d.time_zone as "timeZone", v.body_hash as hash,
           case when v.body #>> '{watch,on}' in ('working', 'off') then ${calendarHead(districtId)} end as calendar
      from "analyse".alarm_rule_version v join city.district d on d.district_id = v.district_id
     where v.district_id = ${districtId} and v.signed_at is not null and v.ended_at is null
     order by v.rule_id`)
  const keyOf = ({ ruleId, version, timeZone, hash, calendar }: Row) =>
    `${districtId}/${ruleId}/${version}/${timeZone}/${hash}/${calendar?.digest ?? ''}`
  const missing = rows.filter((row) => !made.has(keyOf(row)))
  if (made.size > mostMade) made.clear()
  const bodies = missing.length > 0 ? await bodiesOf(db, districtId, missing) : new Map<string, RuleBody>()
  for (const row of missing) {
    const { ruleId, version, timeZone, calendar } = row
    const body = bodies.get(ruleId)
    const works = calendar ? await worksBy(db, districtId, calendar) : undefined
    if (body) made.set(keyOf(row), judgeOf({ ruleId, version, body, timeZone, ...(works && { works }) }))
  }
  return rows.flatMap((row) => made.get(keyOf(row)) ?? [])
}

/** The working days of a district by its calendar; undefined where it keeps none. */
export async function worksBy(db: Db, districtId: string, head: CalendarHead | null): Promise<Works | undefined> {
  if (!head) return undefined
  const calendar = await calendarAtHead(db, districtId, head)
  return (day) => calendar.day(day).sessions.length > 0
}

/** The same by the calendar in force now. */
export async function worksNow(db: Db, districtId: string): Promise<Works | undefined> {
  const { head } = await db.one<{ head: CalendarHead | null }>(sql`select ${calendarHead(districtId)} as head`)
  return worksBy(db, districtId, head)
}

async function bodiesOf(
  db: Db,
  districtId: string,
  rows: readonly { ruleId: string }[],
): Promise<Map<string, RuleBody>> {
  const found = await db.many<{ ruleId: string; body: RuleBody }>(sql`
    select v.rule_id as "ruleId", v.body from "analyse".alarm_rule_version v
     where v.district_id = ${districtId} and v.rule_id = any(${rows.map(({ ruleId }) => ruleId)}::uuid[])
       and v.signed_at is not null and v.ended_at is null`)
  return new Map(found.map(({ ruleId, body }) => [ruleId, body]))
}

/** What the scope of a rule looks at. */
export type Scoped = { readonly deviceId: string; readonly kind: string; readonly componentKind: string | null }

/** Whether a rule judges a device. */
export function applies({ scope }: RuleBody, device: Scoped): boolean {
  const { deviceKinds, componentKinds, deviceIds } = scope
  if (deviceKinds.length > 0 && !deviceKinds.includes(device.kind)) return false
  if (componentKinds.length > 0 && !(device.componentKind && componentKinds.includes(device.componentKind)))
    return false
  return deviceIds.length === 0 || deviceIds.includes(device.deviceId)
}
