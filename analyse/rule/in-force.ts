import type { Db } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { type Judge, judgeOf } from './judge.ts'
import type { RuleBody } from './rule.ts'

const made = new Map<string, Judge>()
const mostMade = 5_000

/** The rules in force in a district, ready to judge; a version never changes, so each is made ready once. */
export async function judgesInForce(db: Db, districtId: string): Promise<readonly Judge[]> {
  const rows = await db.many<{ ruleId: string; version: number; timeZone: string; hash: string }>(sql`
    select v.rule_id as "ruleId", v.version, d.time_zone as "timeZone", v.body_hash as hash
      from "analyse".alarm_rule_version v join city.district d on d.district_id = v.district_id
     where v.district_id = ${districtId} and v.signed_at is not null and v.ended_at is null
     order by v.rule_id`)
  const keyOf = ({ ruleId, version, timeZone, hash }: (typeof rows)[number]) =>
    `${districtId}/${ruleId}/${version}/${timeZone}/${hash}`
  const missing = rows.filter((row) => !made.has(keyOf(row)))
  if (made.size > mostMade) made.clear()
  for (const row of missing.length > 0 ? await bodiesOf(db, districtId, missing) : [])
    made.set(keyOf(row), judgeOf({ ruleId: row.ruleId, version: row.version, body: row.body, timeZone: row.timeZone }))
  return rows.flatMap((row) => made.get(keyOf(row)) ?? [])
}

const bodiesOf = (db: Db, districtId: string, rows: readonly { ruleId: string; version: number }[]) =>
  db.many<{ ruleId: string; version: number; timeZone: string; hash: string; body: RuleBody }>(sql`
    select v.rule_id as "ruleId", v.version, d.time_zone as "timeZone", v.body_hash as hash, v.body
      from "analyse".alarm_rule_version v join city.district d on d.district_id = v.district_id
     where v.district_id = ${districtId} and v.rule_id = any(${rows.map(({ ruleId }) => ruleId)}::uuid[])
       and v.signed_at is not null and v.ended_at is null`)

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
