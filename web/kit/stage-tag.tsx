import { stageNames } from '#city/case/contract.ts'
import { Glyph } from './glyph.tsx'
import { defineWords, useWords } from './language.ts'
import { type Stage, stageLooks } from './stage-looks.ts'

export type { Stage } from './stage-looks.ts'

const english: Readonly<Record<Stage, string>> = {
  reported: 'To accept',
  confirming: 'Being confirmed',
  confirmed: 'To file',
  filed: 'To dispatch',
  dispatched: 'To sign for',
  handling: 'In hand',
  returned: 'To redirect',
  suspended: 'Suspended',
  handled: 'To verify',
  verifying: 'Being verified',
  verified: 'To close',
  failed: 'To rework',
  closed: 'Closed',
  refused: 'Refused',
  void: 'Void',
  merged: 'Merged',
}

const stageWords = defineWords(
  Object.fromEntries(
    (Object.keys(stageNames) as Stage[]).map((stage) => [stage, { zh: stageNames[stage], en: english[stage] }]),
  ) as Record<Stage, { zh: string; en: string }>,
)

export const useStageNames = (): Readonly<Record<Stage, string>> => useWords(stageWords)

/** Where a case stands: glyph, word and colour together. */
export function StageTag({ stage }: { stage: Stage }) {
  const names = useStageNames()
  const { glyph, tone } = stageLooks[stage]
  return (
    <span className={`tag tone-${tone}`}>
      <Glyph name={glyph} />
      {names[stage]}
    </span>
  )
}
