import type { Db, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { newId } from '#kernel/id.ts'
import { digestOf } from './digest.ts'
import { ruleProblems } from './problems.ts'
import type { Rule } from './rule.ts'

export type RuleDraft = {
  readonly draftId: string
  readonly title: string
  readonly basedOn: number | null
  readonly revision: number
  readonly savedAt: Date
  readonly savedBy: string
  readonly rules: readonly Rule[]
}

export type RuleSet = {
  readonly version: number
  readonly title: string
  readonly validFrom: Date
  readonly validTo: Date | null
  readonly publishedAt: Date
  readonly publishedBy: string
  readonly reason: string
  readonly basedOn: number | null
  readonly simulationId: string | null
  readonly digest: string
  readonly rules: readonly Rule[]
}

const draftColumns = sql.raw(`draft_id as "draftId", title, based_on as "basedOn", revision, saved_at as "savedAt",
  saved_by as "savedBy", rules`)

export const listDrafts = (db: Db, districtId: string): Promise<RuleDraft[]> =>
  db.many(sql`
    select ${draftColumns} from command.rule_draft where district_id = ${districtId} order by saved_at desc, draft_id`)

/** Error: `rule_draft_not_found`. */
export async function getDraft(db: Db, districtId: string, draftId: string): Promise<RuleDraft> {
  const found = await db.find<RuleDraft>(sql`
    select ${draftColumns} from command.rule_draft where district_id = ${districtId} and draft_id = ${draftId}`)
  if (!found) throw ruleProblems.rule_draft_not_found()
  return found
}

type NewDraft = Pick<RuleDraft, 'title' | 'basedOn' | 'rules' | 'savedAt' | 'savedBy'>

export const insertDraft = (tx: Tx, districtId: string, draft: NewDraft): Promise<RuleDraft> =>
  tx.one(sql`
    insert into command.rule_draft (district_id, draft_id, title, based_on, rules, saved_at, saved_by)
    values (${districtId}, ${newId()}, ${draft.title}, ${draft.basedOn}, ${JSON.stringify(draft.rules)},
            ${draft.savedAt}, ${draft.savedBy})
    returning ${draftColumns}`)

type Saved = Pick<RuleDraft, 'draftId' | 'revision' | 'title' | 'rules' | 'savedAt' | 'savedBy'>

/** Saves over the revision that was seen. Errors: `rule_draft_not_found`, `rule_draft_changed_meanwhile`. */
export async function updateDraft(tx: Tx, districtId: string, draft: Saved): Promise<RuleDraft> {
  const saved = await tx.find<RuleDraft>(sql`
    update command.rule_draft
       set title = ${draft.title}, rules = ${JSON.stringify(draft.rules)}, revision = revision + 1,
           saved_at = ${draft.savedAt}, saved_by = ${draft.savedBy}
     where district_id = ${districtId} and draft_id = ${draft.draftId} and revision = ${draft.revision}
    returning ${draftColumns}`)
  if (saved) return saved
  const { savedBy, savedAt } = await getDraft(tx, districtId, draft.draftId)
  throw ruleProblems.rule_draft_changed_meanwhile({ by: savedBy, at: savedAt.toISOString() }, 'body.revision')
}

/** Error: `rule_draft_not_found`. */
export async function deleteDraft(tx: Tx, districtId: string, draftId: string): Promise<void> {
  const gone = await tx.run(
    sql`delete from command.rule_draft where district_id = ${districtId} and draft_id = ${draftId}`,
  )
  if (gone === 0) throw ruleProblems.rule_draft_not_found()
}

const versionColumns = sql.raw(`version, title, rules, digest, based_on as "basedOn", simulation_id as "simulationId",
  valid_from as "validFrom", lead(valid_from) over (order by version) as "validTo", published_at as "publishedAt",
  signed_as as "publishedBy", reason`)

/** All versions, newest first. */
export const listRuleSets = (db: Db, districtId: string): Promise<RuleSet[]> =>
  db.many(sql`
    select ${versionColumns} from command.rule_set where district_id = ${districtId} order by version desc`)

/** Error: `rule_set_not_found`. */
export async function getRuleSet(db: Db, districtId: string, version: number): Promise<RuleSet> {
  const found = await db.find<RuleSet>(sql`
    select * from (select ${versionColumns} from command.rule_set where district_id = ${districtId}) known
     where version = ${version}`)
  if (!found) throw ruleProblems.rule_set_not_found({ version })
  return found
}

/** The version in force at an instant; undefined while the duty table alone decides. */
export const ruleSetAt = (db: Db, districtId: string, at: Date): Promise<RuleSet | undefined> =>
  db.find(sql`
    select version, title, rules, digest, based_on as "basedOn", simulation_id as "simulationId",
           valid_from as "validFrom", null as "validTo", published_at as "publishedAt", signed_as as "publishedBy", reason
      from command.rule_set
     where district_id = ${districtId} and valid_from <= ${at}
     order by version desc
     limit 1`)

export type NewRuleSet = Omit<RuleSet, 'version' | 'validTo' | 'digest' | 'publishedBy'> & {
  readonly onTopOf: number
  readonly signer: { readonly personId: string; readonly name: string }
}

/**
 * Appends the next version. Errors: `rule_set_moved_on` when another came since the signer looked, `rule_date_too_early` when it
 * would take effect before now or before the version it follows.
 */
export async function insertRuleSet(tx: Tx, districtId: string, set: NewRuleSet): Promise<RuleSet> {
  const last = await tx.find<{ version: number; digest: string; validFrom: Date }>(sql`
    select version, digest, valid_from as "validFrom" from command.rule_set
     where district_id = ${districtId} order by version desc limit 1 for update`)
  const newest = last?.version ?? 0
  if (newest !== set.onTopOf) throw ruleProblems.rule_set_moved_on({ seen: set.onTopOf, newest }, 'body.onTopOf')
  const earliest = last && last.validFrom > set.publishedAt ? last.validFrom : set.publishedAt
  if (set.validFrom < earliest)
    throw ruleProblems.rule_date_too_early({ earliest: earliest.toISOString() }, 'body.from')
  const { title, rules, signer } = set
  await tx.run(sql`
    insert into command.rule_set (district_id, version, title, rules, digest, based_on, simulation_id, valid_from,
           published_at, published_by, signed_as, reason)
    values (${districtId}, ${newest + 1}, ${title}, ${JSON.stringify(rules)}, ${digestOf({ title, rules }, last?.digest)},
            ${set.basedOn}, ${set.simulationId}, ${set.validFrom}, ${set.publishedAt}, ${signer.personId}, ${signer.name},
            ${set.reason})`)
  return getRuleSet(tx, districtId, newest + 1)
}
