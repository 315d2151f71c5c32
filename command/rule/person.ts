import type { Words } from './reason.ts'
import type { PersonPolicy } from './rule.ts'

/** Somebody whom the unit could send, with what speaks for or against it. */
export type Candidate = {
  readonly personId: string
  readonly name: string
  /** When the present shift ends; null when none runs. */
  readonly onShiftUntil: Date | null
  readonly openCases: number
  readonly onBeat: boolean
}

export type PersonProposal = Candidate & { readonly reason: Words }

/**
 * Whom to send, by the rule's policy. On shift: whoever is on duty now, of several the one with fewest cases in hand; where nobody is,
 * the whole unit is asked and the reason says so. Undefined where the rule wants nobody named.
 */
export function choosePerson(policy: PersonPolicy, candidates: readonly Candidate[]): PersonProposal | undefined {
  if (policy.by === 'none' || candidates.length === 0) return undefined
  if (policy.by === 'named') {
    const found = candidates.find(({ personId }) => personId === policy.personId)
    return found && { ...found, reason: { zh: '规则指定', en: 'named by the rule' } }
  }
  const wanted = candidates.filter(fitting[policy.by])
  const from = wanted.length > 0 ? wanted : candidates
  const best = from.toSorted((a, b) => a.openCases - b.openCases || (a.name < b.name ? -1 : 1))[0]!
  const lead = wanted.length > 0 ? grounds[policy.by] : lacking[policy.by]
  const numbers = {
    zh: `${from.length} 人中在办最少：${best.openCases} 件`,
    en: `fewest in hand of ${from.length}: ${best.openCases}`,
  }
  return { ...best, reason: { zh: `${lead.zh}，${numbers.zh}`, en: `${lead.en}; ${numbers.en}` } }
}

type Ranked = 'on_shift' | 'least_load' | 'beat'

const fitting: Record<Ranked, (candidate: Candidate) => boolean> = {
  on_shift: ({ onShiftUntil }) => onShiftUntil !== null,
  least_load: () => true,
  beat: ({ onBeat }) => onBeat,
}
const grounds: Record<Ranked, Words> = {
  on_shift: { zh: '当前在班', en: 'on shift now' },
  least_load: { zh: '按在办量', en: 'by load' },
  beat: { zh: '负责该责任网格', en: 'answers for this beat' },
}
const lacking: Record<Ranked, Words> = {
  on_shift: { zh: '该单位当前无人在班', en: 'nobody of the unit is on shift' },
  least_load: grounds.least_load,
  beat: { zh: '该责任网格无人负责', en: 'nobody answers for this beat' },
}
