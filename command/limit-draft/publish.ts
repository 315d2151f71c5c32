import type { StandardVersion } from '#city/catalogue/version-store.ts'
import type { Actor } from '#kernel/auth/actor.ts'
import type { Tx } from '#kernel/db/db.ts'
import { digestOf } from '../rule/digest.ts'
import { ruleProblems } from '../rule/problems.ts'
import { signConditions } from '../simulate/publish.ts'
import { getSimulation } from '../simulate/store.ts'
import type { LimitTable, Subject } from '../simulate/subject.ts'
import { asChange, type ChangeLine, linesOf } from './change.ts'
import { checkDraft, type LimitFinding } from './check.ts'
import { limitDraftProblems } from './problems.ts'
import { readStandard } from './standard.ts'
import { deleteDraft, getDraftAt } from './store.ts'

export type LimitSigning = {
  readonly revision: number
  /** The version of the standard the signer compared with. */
  readonly basedOn: string
  readonly simulationId: string
  readonly from: string
  readonly reason: string
}

/**
 * Signs the draft as the next version of the filing standard: sound, simulated exactly as it is, on top of the version the signer
 * compared with. Errors: those of the route.
 */
export async function publishDraft(tx: Tx, actor: Actor, signing: LimitSigning, now: Date): Promise<StandardVersion> {
  const { districtId } = actor
  const { simulationId, from, reason } = signing
  const draft = await getDraftAt(tx, districtId, signing.revision)
  const { version, today, rows } = await readStandard(tx, districtId, now)
  if (version.versionId !== signing.basedOn)
    throw limitDraftProblems.limit_standard_moved_on({ name: version.name }, 'body.basedOn')
  const { lines, lost } = linesOf(draft.changes, rows)
  mustBeSound(checkDraft(lines, lost), lines.length)
  if (from < today) throw limitDraftProblems.limit_date_too_early({ earliest: today }, 'body.from')
  const { state, inputHash } = await getSimulation(tx, districtId, simulationId)
  if (state !== 'done' || inputHash !== digestOf(subjectOf(lines)))
    throw ruleProblems.simulation_needed({}, 'body.simulationId')
  const conditions = conditionsOf(lines)
  const published = await signConditions(tx, actor, { conditions, reason, day: from }, now)
  await deleteDraft(tx, districtId)
  return published
}

/** The draft as a simulation tries it. */
export const subjectOf = (lines: readonly ChangeLine[]): Subject => ({
  subject: 'limits',
  stages: {},
  conditions: conditionsOf(lines),
})

const conditionsOf = (lines: readonly ChangeLine[]): LimitTable['conditions'] => lines.map(asChange)

/** Error: `limit_draft_not_sound`, with each fault at its line; an empty draft is one as well. */
export function mustBeSound(findings: readonly LimitFinding[], lines: number): void {
  const faults = findings.filter(({ level }) => level === 'fault')
  if (lines === 0) faults.push(empty)
  if (faults.length === 0) return
  throw limitDraftProblems.limit_draft_not_sound({ count: faults.length }).with(
    faults.map(({ line, code, zh, en }) => ({
      ...{ field: `changes.${line - 1}.limit`, code },
      ...{ zh: `第 ${line} 行：${zh}`, en: `Line ${line}: ${en}` },
    })),
  )
}

const empty: LimitFinding = {
  ...{ conditionId: '', areaClass: '*', line: 1, level: 'fault', code: 'limit_draft_empty' },
  ...{ zh: '没有改动任何时限', en: 'No limit was changed' },
}
