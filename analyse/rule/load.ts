import type { Tx } from '#kernel/db/db.ts'
import { newId } from '#kernel/id.ts'
import { RuleFile } from './rule.ts'
import { findRuleByCode, hashOf, insertRule, listVersions, saveDraft, signDraft } from './store.ts'

/**
 * Brings rules from a file into a district, as drafts that somebody has to try and sign. What is in force as it reads, or has
 * a draft that people work on, is left alone. `signedBy` is for founding a district, where nothing could be tried on.
 */
export async function loadRules(
  tx: Tx,
  districtId: string,
  file: unknown,
  { by, signedBy, now }: { by: string; signedBy?: string; now: Date },
): Promise<{ drafted: number; kept: number }> {
  const rules = RuleFile.parse(file)
  let drafted = 0
  for (const { code, body } of rules) {
    const known = await findRuleByCode(tx, districtId, code)
    const ruleId = known?.ruleId ?? newId()
    const versions = known ? await listVersions(tx, districtId, ruleId) : []
    const isKept = versions.some(({ signedAt, endedAt, bodyHash }) =>
      signedAt ? !endedAt && bodyHash === hashOf(body) : true,
    )
    if (isKept) continue
    if (!known) await insertRule(tx, districtId, { ruleId, code, now })
    await saveDraft(tx, districtId, ruleId, { body, by, now })
    if (signedBy && versions.length === 0) await signDraft(tx, districtId, ruleId, { by: signedBy, now })
    drafted++
  }
  return { drafted, kept: rules.length - drafted }
}
