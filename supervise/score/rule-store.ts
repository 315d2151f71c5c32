import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dateOf, localDay } from '#city/calendar/zone.ts'
import { getDistrict } from '#city/place/store.ts'
import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { digestOf } from './canonical.ts'
import { type CompiledRules, compileRules, compileText, type LinedFault } from './compile.ts'
import { scoreProblems } from './problems.ts'
import type { RuleSet } from './rule-set.ts'

/** The rules a district begins with, each entry with its mark (standards.md 4.1–4.3). */
export const defaultRulesText = readFileSync(join(import.meta.dirname, 'default-rules.json'), 'utf8')

/** A published version; `validTo` is the day on which the next one begins. */
export type RuleVersion = {
  readonly version: number
  readonly title: string
  readonly hash: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly note: string
  readonly publishedByName: string
  readonly publishedAt: Date
}

export type RuleInForce = RuleVersion & { readonly compiled: CompiledRules }

/** The versions of a district, the newest first. */
export const listRuleVersions = (db: Db, districtId: string): Promise<RuleVersion[]> =>
  db.many<RuleVersion>(sql`
    select version, title, hash, valid_from as "validFrom",
           lead(valid_from) over (order by valid_from) as "validTo", note, published_by_name as "publishedByName",
           published_at as "publishedAt"
      from supervise.score_rule where district_id = ${districtId} order by version desc`)

/** A version with its text and its compiled rules. Error: `score_rule_not_found`. */
export async function getRules(db: Db, districtId: string, version: number): Promise<RuleInForce & { text: string }> {
  const found = (await listRuleVersions(db, districtId)).find((each) => each.version === version)
  if (!found) throw scoreProblems.score_rule_not_found({ version })
  const { rules, text } = await db.one<{ rules: RuleSet; text: string }>(sql`
    select rules, source_text as text from supervise.score_rule
     where district_id = ${districtId} and version = ${version}`)
  return { ...found, text, compiled: compiledOf(rules) }
}

/** The version in force on a day. Error: `score_rule_missing`. */
export async function rulesOn(db: Db, districtId: string, day: string): Promise<RuleInForce> {
  const row = await db.find<{ version: number }>(sql`
    select version from supervise.score_rule
     where district_id = ${districtId} and valid_from <= ${day}::date order by valid_from desc limit 1`)
  if (!row) throw scoreProblems.score_rule_missing({ day })
  return getRules(db, districtId, row.version)
}

const compiledOf = (rules: RuleSet): CompiledRules => {
  const result = compileRules(rules)
  if ('faults' in result) throw new Error(`published scoring rules do not compile: ${result.faults[0]?.en}`)
  return result.compiled
}

export type Publishing = {
  readonly text: string
  readonly validFrom: string
  readonly note: string
  readonly by: { readonly id: string; readonly name: string }
}

/**
 * Publishes the next version from a day on. Errors: `score_rule_invalid` with a fault a line, `score_rule_day_taken`,
 * `score_rule_too_early`.
 */
export async function publishRules(tx: Tx, districtId: string, publishing: Publishing, now: Date): Promise<number> {
  const { text, validFrom, note, by } = publishing
  const result = compileText(text)
  if ('faults' in result) throw invalid(result.faults)
  const { rules } = result.compiled
  const { timeZone } = await getDistrict(tx, districtId)
  const today = dateOf(localDay(timeZone, now.getTime()))
  await tx.run(sql`select 1 from city.district where district_id = ${districtId} for update`)
  const [last] = await listRuleVersions(tx, districtId)
  if (last && validFrom <= last.validFrom)
    throw scoreProblems.score_rule_day_taken({ after: last.validFrom }, 'body.validFrom')
  if (last && validFrom < today) throw scoreProblems.score_rule_too_early({ day: today }, 'body.validFrom')
  const version = (last?.version ?? 0) + 1
  await tx.run(sql`
    insert into supervise.score_rule (district_id, version, title, rules, source_text, hash, valid_from, note,
           published_by, published_by_name, published_at)
    values (${districtId}, ${version}, ${rules.title.zh}, ${JSON.stringify(rules)}, ${text}, ${digestOf(rules)},
            ${validFrom}, ${note}, ${by.id}, ${by.name}, ${now})`)
  return version
}

/** The faults of a rule set as a problem: one fault for each line and name. */
export const invalid = (faults: readonly LinedFault[]) =>
  scoreProblems.score_rule_invalid({ count: faults.length }, 'body.text').with(
    faults.map(({ line, name, zh, en }) => ({
      field: `body.text:${line}`,
      code: 'score_rule_invalid',
      zh: `第 ${line} 行${name ? `（${name}）` : ''}：${zh}`,
      en: `line ${line}${name ? ` (${name})` : ''}: ${en}`,
    })),
  )
