import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { outbox } from '#kernel/outbox/outbox.ts'
import { checkRules } from './check.ts'
import type { RuleCounts } from './check-order.ts'
import { digestOf } from './digest.ts'
import type { Finding } from './finding.ts'
import { ruleProblems } from './problems.ts'
import type { Rule } from './rule.ts'
import { findRulesSimulation } from './simulated.ts'
import { deleteDraft, getDraft, insertRuleSet, type RuleSet } from './store.ts'
import { loadWorld } from './world-store.ts'

export type Signing = {
  readonly draftId: string
  readonly revision: number
  readonly onTopOf: number
  readonly simulationId: string
  readonly from: Date | undefined
  readonly reason: string
}

/**
 * Signs a draft: sound, simulated exactly as it is, on top of the version the signer compared with. The draft becomes the next version
 * and is gone. Errors: those of `publishRuleDraft`.
 */
export async function publishRules(tx: Tx, actor: Actor, signing: Signing, now: Date): Promise<RuleSet> {
  const { districtId } = actor
  const draft = await getDraft(tx, districtId, signing.draftId)
  if (draft.revision !== signing.revision)
    throw ruleProblems.rule_draft_changed_meanwhile(
      { by: draft.savedBy, at: draft.savedAt.toISOString() },
      'body.revision',
    )
  const counts = await mustBeSimulated(tx, districtId, signing.simulationId, draft.rules)
  const findings = checkRules(draft.rules, await loadWorld(tx, districtId, now), now, counts)
  mustBeSound(draft.rules, findings)
  const published = await insertRuleSet(tx, districtId, {
    title: draft.title,
    rules: draft.rules,
    basedOn: draft.basedOn,
    simulationId: signing.simulationId,
    validFrom: signing.from ?? now,
    publishedAt: now,
    signer: actor,
    reason: signing.reason,
    onTopOf: signing.onTopOf,
  })
  await deleteDraft(tx, districtId, draft.draftId)
  const payload = { version: published.version, validFrom: published.validFrom.toISOString(), by: actor.name }
  await outbox.add(tx, { districtId, topic: 'rules.published', key: districtId, payload })
  return published
}

/** What the simulation counted, if it was of exactly these rules and came to its end. Error: `simulation_needed`. */
async function mustBeSimulated(
  tx: Tx,
  districtId: string,
  simulationId: string,
  rules: readonly Rule[],
): Promise<RuleCounts> {
  const simulation = await findRulesSimulation(tx, districtId, simulationId)
  if (simulation?.inputHash !== digestOf({ subject: 'rules', rules }))
    throw ruleProblems.simulation_needed({}, 'body.simulationId')
  return new Map(simulation.counts.map(({ ruleId, ...counted }) => [ruleId, counted]))
}

/** Error: `rules_not_sound` with each fault at its rule, line and column. */
function mustBeSound(rules: readonly Rule[], findings: readonly Finding[]): void {
  const faults = findings.filter(({ level }) => level === 'fault')
  if (faults.length === 0) return
  throw ruleProblems.rules_not_sound({ count: faults.length }).with(faults.map((finding) => asFault(rules, finding)))
}

function asFault(rules: readonly Rule[], { ruleId, line, column, code, zh, en }: Finding) {
  const at = rules.findIndex(({ id }) => id === ruleId)
  const title = rules[at]?.title || ruleId
  const place = line === undefined ? '' : `:${line}:${column}`
  return {
    field: at < 0 ? 'rules' : `rules.${at}.when${place}`,
    code,
    zh: `${title ? `规则“${title}”` : ''}${line === undefined ? '' : `第 ${line} 行第 ${column} 列`}：${zh}`.replace(
      /^：/,
      '',
    ),
    en: `${title ? `Rule “${title}”` : ''}${line === undefined ? '' : `, line ${line} column ${column}`}: ${en}`.replace(
      /^: /,
      '',
    ),
  }
}
