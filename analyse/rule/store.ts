import { createHash } from 'node:crypto'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import type { RuleBody } from './rule.ts'

/** One version of a rule, signed or still a draft. */
export type Version = {
  readonly version: number
  readonly body: RuleBody
  readonly bodyHash: string
  readonly draftedAt: Date
  readonly draftedBy: string
  readonly signedAt: Date | null
  readonly signedBy: string | null
  readonly endedAt: Date | null
  readonly endReason: string | null
}

/** What makes two drafts the same. */
export const hashOf = (body: RuleBody): string => createHash('sha256').update(JSON.stringify(body)).digest('hex')

export const versionColumns = sql.raw(`
  v.version, v.body, v.body_hash as "bodyHash", v.drafted_at as "draftedAt", v.drafted_by as "draftedBy",
  v.signed_at as "signedAt", v.signed_by as "signedBy", v.ended_at as "endedAt", v.end_reason as "endReason"`)

/** All versions of a rule, newest first. */
export const listVersions = (db: Db, districtId: string, ruleId: string): Promise<Version[]> =>
  db.many<Version>(sql`
    select ${versionColumns} from "analyse".alarm_rule_version v
     where v.district_id = ${districtId} and v.rule_id = ${ruleId} order by v.version desc`)

export const findRule = (db: Db, districtId: string, ruleId: string): Promise<{ code: string } | undefined> =>
  db.find(sql`select code from "analyse".alarm_rule where district_id = ${districtId} and rule_id = ${ruleId}`)

/** Keeps others from changing a rule meanwhile. */
export const lockRule = (tx: Tx, districtId: string, ruleId: string): Promise<{ code: string } | undefined> =>
  tx.find(
    sql`select code from "analyse".alarm_rule where district_id = ${districtId} and rule_id = ${ruleId} for update`,
  )

export const findRuleByCode = (db: Db, districtId: string, code: string): Promise<{ ruleId: string } | undefined> =>
  db.find(
    sql`select rule_id as "ruleId" from "analyse".alarm_rule where district_id = ${districtId} and code = ${code}`,
  )

export const insertRule = (
  tx: Tx,
  districtId: string,
  { ruleId, code, now }: { ruleId: string; code: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    insert into "analyse".alarm_rule (district_id, rule_id, code, created_at) values (${districtId}, ${ruleId}, ${code}, ${now})`)

/** Saves the one draft of a rule: a new version, or over the draft there is. Gives its version. */
export async function saveDraft(
  tx: Tx,
  districtId: string,
  ruleId: string,
  { body, by, now }: { body: RuleBody; by: string; now: Date },
): Promise<number> {
  const { version } = await tx.one<{ version: number }>(sql`
    select coalesce(min(version) filter (where signed_at is null), coalesce(max(version), 0) + 1) as version
      from "analyse".alarm_rule_version where district_id = ${districtId} and rule_id = ${ruleId}`)
  await tx.run(sql`
    insert into "analyse".alarm_rule_version (district_id, rule_id, version, body, body_hash, drafted_at, drafted_by)
    values (${districtId}, ${ruleId}, ${version}, ${JSON.stringify(body)}::jsonb, ${hashOf(body)}, ${now}, ${by})
    on conflict (district_id, rule_id, version) do update
       set body = excluded.body, body_hash = excluded.body_hash, drafted_at = excluded.drafted_at,
           drafted_by = excluded.drafted_by`)
  return version
}

export const deleteDraft = (tx: Tx, districtId: string, ruleId: string): Promise<number> =>
  tx.run(sql`
    delete from "analyse".alarm_rule_version
     where district_id = ${districtId} and rule_id = ${ruleId} and signed_at is null`)

/** Ends the version in force, if there is one. */
export const endVersion = (
  tx: Tx,
  districtId: string,
  ruleId: string,
  { reason, now }: { reason: string; now: Date },
): Promise<number> =>
  tx.run(sql`
    update "analyse".alarm_rule_version set ended_at = ${now}, end_reason = ${reason}
     where district_id = ${districtId} and rule_id = ${ruleId} and signed_at is not null and ended_at is null`)

/** Puts the draft in force; devices that time alone may decide for are looked at anew. */
export async function signDraft(
  tx: Tx,
  districtId: string,
  ruleId: string,
  { by, now }: { by: string; now: Date },
): Promise<void> {
  await tx.run(sql`
    update "analyse".alarm_rule_version set signed_at = ${now}, signed_by = ${by}
     where district_id = ${districtId} and rule_id = ${ruleId} and signed_at is null`)
  await tx.run(sql`
    update "analyse".alarm_state set due_at = ${now} where district_id = ${districtId} and rule_id = ${ruleId}`)
}

export type RuleRow = {
  readonly ruleId: string
  readonly code: string
  readonly inForce: Version | null
  readonly draft: Version | null
  readonly lastEnded: Version | null
  readonly standing: number
  readonly raised: number
  readonly cases: number
  readonly right: number
  readonly wrong: number
}

const countedDays = 30

/** The rules of a district with what they did in the last thirty days and how their alarms turned out. */
export async function listRules(db: Db, districtId: string, now: Date, ruleId?: string): Promise<RuleRow[]> {
  const [rules, versions, counts] = await Promise.all([
    db.many<{ ruleId: string; code: string }>(sql`
      select rule_id as "ruleId", code from "analyse".alarm_rule r
       where r.district_id = ${districtId} ${ruleId ? sql`and r.rule_id = ${ruleId}` : sql.empty} order by code`),
    db.many<Version & { ruleId: string }>(sql`
      select v.rule_id as "ruleId", ${versionColumns} from "analyse".alarm_rule_version v
       where v.district_id = ${districtId} ${ruleId ? sql`and v.rule_id = ${ruleId}` : sql.empty} order by v.version desc`),
    db.many<Omit<RuleRow, 'code' | 'inForce' | 'draft' | 'lastEnded'>>(sql`
      select e.rule_id as "ruleId", (count(*) filter (where e.cleared_at is null))::int as standing,
             (count(*) filter (where e.raised_at >= ${now}::timestamptz - ${countedDays} * interval '1 day'))::int as raised,
             (count(*) filter (where e.filing in ('filed', 'joined')))::int as cases,
             (count(*) filter (where e.verdict))::int as right, (count(*) filter (where not e.verdict))::int as wrong
        from "analyse".alarm_episode e
       where e.district_id = ${districtId} ${ruleId ? sql`and e.rule_id = ${ruleId}` : sql.empty}
       group by e.rule_id`),
  ])
  const [of, counted] = [Map.groupBy(versions, (one) => one.ruleId), new Map(counts.map((one) => [one.ruleId, one]))]
  return rules.map((rule) => {
    const own = of.get(rule.ruleId) ?? []
    return {
      ...{ standing: 0, raised: 0, cases: 0, right: 0, wrong: 0 },
      ...counted.get(rule.ruleId),
      ...rule,
      inForce: own.find(({ signedAt, endedAt }) => signedAt && !endedAt) ?? null,
      draft: own.find(({ signedAt }) => !signedAt) ?? null,
      lastEnded: own.find(({ endedAt }) => endedAt) ?? null,
    }
  })
}
