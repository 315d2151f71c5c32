import type { CaseState } from '#city/case/state.ts'
import { findEmergency } from '#city/emergency/store.ts'
import { listUnits } from '#city/organisation/store.ts'
import { standingCell } from '#city/place/locators.ts'
import type { Db } from '#kernel/db/db.ts'
import { emergencyUnit } from '../plan/routing.ts'
import type { Choice } from '../rule/decide.ts'
import { type DecisionNow, decideNow } from '../rule/decision-store.ts'
import { choosePerson, type PersonProposal } from '../rule/person.ts'
import { listCandidates } from '../rule/person-store.ts'
import { reasonOf, type Words, whyNot } from '../rule/reason.ts'
import { openCasesOf } from './store.ts'

/** A unit that might have the case, and why it should or why another comes first. */
export type Proposal = {
  readonly unitId: string
  readonly unitName: string
  readonly openCases: number
  readonly reason: Words
  readonly whyNot: Words | null
  readonly coUnitIds: readonly string[]
  readonly person: PersonProposal | null
  readonly rule: { readonly version: number; readonly ruleId: string } | null
}

type Ranked = Pick<Proposal, 'unitId' | 'reason' | 'whyNot' | 'coUnitIds' | 'rule'> & { readonly choice: Choice | null }

const settled: Words = { zh: '职责争议已裁决由该单位负责', en: 'The dispute was decided: it is this unit’s duty' }
const outranked: Words = { zh: '应急预案优先于规则', en: 'The emergency goes before the rules' }
const overruled: Words = { zh: '职责裁决优先于规则', en: 'The arbitration goes before the rules' }

/**
 * The unit to send and the runner-up, with load, reason and whom to send. A dispute that was decided comes before every rule, since
 * that unit may not return the case again.
 */
export async function proposalsFor(db: Db, districtId: string, state: CaseState, now: Date): Promise<Proposal[]> {
  const decision = await decideNow(db, districtId, state, now)
  const sent = await sentByEmergency(db, districtId, state)
  const ordinary = rank(decision, state.arbitratedUnitId).filter(({ unitId }) => unitId !== sent[0]?.unitId)
  const ranked = [...sent, ...ordinary.map((each) => (sent.length > 0 ? { ...each, whyNot: outranked } : each))]
  const unitIds = ranked.map(({ unitId }) => unitId)
  const [units, load] = await Promise.all([listUnits(db, districtId), openCasesOf(db, districtId, unitIds)])
  const cellCode = (await standingCell(db, districtId, state.place, now)) ?? ''
  return Promise.all(
    ranked.map(async ({ choice, ...proposal }) => {
      const candidates = await listCandidates(db, districtId, { unitId: proposal.unitId, cellCode, now })
      return {
        ...proposal,
        unitName: units.find(({ unitId }) => unitId === proposal.unitId)?.name ?? proposal.unitId,
        openCases: load.get(proposal.unitId) ?? 0,
        person: choosePerson(choice?.person ?? { by: 'on_shift' }, candidates) ?? null,
      }
    }),
  )
}

/** While an emergency is in force its own routing comes before the rules, but not before an arbitration. */
async function sentByEmergency(db: Db, districtId: string, state: CaseState): Promise<Ranked[]> {
  const emergency = state.arbitratedUnitId === null ? await findEmergency(db, districtId) : undefined
  if (!emergency) return []
  const { cellCode, communityCode, streetCode } = state.place
  const unitId = emergencyUnit(emergency.effects, {
    kind: state.category?.kind ?? 'matter',
    category: state.category?.code ?? '',
    areaCode: cellCode ?? communityCode ?? streetCode ?? '',
  })
  if (unitId === undefined) return []
  const { name, level } = emergency
  const reason = { zh: `应急预案：${name}（${level}）`, en: `Emergency: ${name} (${level})` }
  return [{ choice: null, unitId, reason, whyNot: null, coUnitIds: [], rule: null }]
}

function rank(decision: DecisionNow, arbitratedUnitId: string | null): Ranked[] {
  const { chosen, runnerUp, values, version } = decision
  const ranked = (choice: Choice, why: Words | null): Ranked => ({
    choice,
    unitId: choice.unitId,
    reason: reasonOf(choice, choice === chosen ? values : []),
    whyNot: why,
    coUnitIds: choice.coUnits,
    rule: choice.rule && version !== null ? { version, ruleId: choice.rule.id } : null,
  })
  if (arbitratedUnitId !== null) {
    const first = { choice: null, unitId: arbitratedUnitId, reason: settled, whyNot: null, coUnitIds: [], rule: null }
    const other = [chosen, runnerUp].find((choice) => choice && choice.unitId !== arbitratedUnitId)
    return other ? [first, ranked(other, overruled)] : [first]
  }
  if (!chosen) return []
  return runnerUp ? [ranked(chosen, null), ranked(runnerUp, whyNot(runnerUp, chosen))] : [ranked(chosen, null)]
}
